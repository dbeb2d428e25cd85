"""Whose voice it is: of the people in the picture the one whose mouth moves while somebody speaks.

The lower part of a face changes from picture to picture while its owner talks, more than the part above, which moves
with the head alone.  Where that says nothing, a single face is taken for the speaker by its mere presence, as a guess.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Picture, TrackedFace
from emotion_desk.opencv import cv2
from emotion_desk.vision.crop import resize_face

MOUTH: Final = "mouth"
PRESENCE: Final = "presence"
#: Crops are compared this small: the tracker's box trembles by less than a pixel of it.
_SIDE: Final = 32
#: Rows of the crop, as shares of its side: the mouth, and eyes with brows; columns leave out hair and background.
_MOUTH_ROWS: Final = (0.62, 0.94)
_UPPER_ROWS: Final = (0.2, 0.55)
_COLUMNS: Final = (0.25, 0.75)
#: Pictures further apart are not compared.
_LONGEST_S: Final = 0.35
#: Talking is judged over so much speech.
_MEMORY_S: Final = 1.5
_LEAST_SAMPLES: Final = 5
#: Change of the mouth over change above it from which on a mouth moves, and how much more than the next mouth's.
MOVES: Final = 1.35
CLEARLY: Final = 1.5
#: Change of grey, in units of the crop's spread, that a camera's noise makes by itself.
_NOISE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Attribution:
    """The face that a voice belongs to, :data:`MOUTH` or :data:`PRESENCE` as the reason, and whether it is a guess."""

    track_id: int
    because: str
    guess: bool


@dataclass(slots=True)
class _Mouth:
    stamp_ns: int
    small: NDArray[np.float32]
    changes: deque[tuple[int, float, float]] = field(default_factory=deque)


class Mouths:
    """Follows the mouths of all tracks; used by one thread."""

    def __init__(self) -> None:
        self._mouths: dict[int, _Mouth] = {}
        self._speaking = False

    def clear(self) -> None:
        """Forget all faces."""
        self._mouths.clear()

    def see(self, faces: Sequence[TrackedFace], stamp_ns: int, *, speaking: bool) -> None:
        """Look at the faces of a frame.

        Args:
            faces: with their crops.
            stamp_ns: of the frame.
            speaking: whether somebody speaks now; mouths that move in silence do not count.
        """
        present = {face.track_id for face in faces}
        for gone in [track for track in self._mouths if track not in present]:
            del self._mouths[gone]
        for face in faces:
            small = _small(face.crop)
            mouth = self._mouths.get(face.track_id)
            if mouth is None:
                self._mouths[face.track_id] = _Mouth(stamp_ns, small)
                continue
            apart = (stamp_ns - mouth.stamp_ns) / NS_PER_S
            if speaking and 0.0 < apart <= _LONGEST_S:
                change = np.abs(small - mouth.small)
                mouth.changes.append((stamp_ns, _mean(change, _MOUTH_ROWS), _mean(change, _UPPER_ROWS)))
            while mouth.changes and stamp_ns - mouth.changes[0][0] > _MEMORY_S * NS_PER_S:
                mouth.changes.popleft()
            mouth.stamp_ns, mouth.small = stamp_ns, small

    def moves(self, track_id: int) -> float | None:
        """Return how much more the mouth changes than what lies above it; ``None`` where too little was seen."""
        mouth = self._mouths.get(track_id)
        if mouth is None or len(mouth.changes) < _LEAST_SAMPLES:
            return None
        lower = float(np.mean([change[1] for change in mouth.changes]))
        upper = float(np.mean([change[2] for change in mouth.changes]))
        return (lower + _NOISE) / (upper + _NOISE)

    def speaker(self) -> Attribution | None:
        """Return whose voice is heard, ``None`` where it cannot be told."""
        tracks = list(self._mouths)
        ranked = sorted(((self.moves(track) or 0.0, track) for track in tracks), reverse=True)
        if not ranked:
            return None
        first = ranked[0]
        if len(ranked) == 1:
            moving = first[0] >= MOVES
            return Attribution(first[1], MOUTH if moving else PRESENCE, not moving)
        if first[0] < MOVES:
            return None
        return Attribution(first[1], MOUTH, first[0] < CLEARLY * ranked[1][0])


def _small(crop: Picture) -> NDArray[np.float32]:
    """Return a crop in grey, small, float32 (32, 32), with a mean of 0 and a spread of 1."""
    grey = cv2.cvtColor(resize_face(crop, _SIDE), cv2.COLOR_BGR2GRAY).astype(np.float32)
    return np.asarray((grey - grey.mean()) / max(float(grey.std()), 1.0), np.float32)


def _mean(change: NDArray[np.float32], rows: tuple[float, float]) -> float:
    top, bottom = round(rows[0] * _SIDE), round(rows[1] * _SIDE)
    left, right = round(_COLUMNS[0] * _SIDE), round(_COLUMNS[1] * _SIDE)
    return float(change[top:bottom, left:right].mean())
