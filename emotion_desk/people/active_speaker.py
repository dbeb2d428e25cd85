"""Active speaker detection: the visible face whose mouth moves while somebody speaks.

Successive crops of a face are registered by eyes and nose, because the tracker's box and the head move more than a
mouth does; the remaining change in the lower part is the mouth's. On the five RAVDESS clips at 15 frames a second it is
0.73 to 0.78 times the change of the upper part while there is speech, 0.41 to 0.59 times while there is none. A single
face is taken for the speaker by its presence, as a guess, only until enough frames were seen to judge its mouth. A
mouth that is seen to be still does not speak: the voice comes from outside the picture.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Picture, TrackedFace
from emotion_desk.opencv import cv2
from emotion_desk.vision.crop import resize_face

MOUTH: Final = "mouth"
PRESENCE: Final = "presence"
#: Crops are compared this small, in pixels.
_SIDE: Final = 64
#: Rows and columns of the mouth, and of eyes and nose, in such a crop.
_MOUTH: Final = (slice(42, 60), slice(18, 46))
_UPPER: Final = (slice(12, 36), slice(12, 52))
#: Largest shift between two crops that is corrected, in pixels.
_FURTHEST: Final = 6.0
#: Frames further apart are not compared.
_LONGEST_S: Final = 0.35
#: Time over which movement is averaged; speech is detected half a second late, and its beginning counts.
_MEMORY_S: Final = 1.0
_LEAST_SAMPLES: Final = 5
#: Ratio from which on a mouth moves, and the factor by which it must exceed the next mouth's.
MOVES: Final = 0.62
CLEARLY: Final = 1.25
#: Change of grey, in standard deviations of the crop: camera noise, and the limit below which a mouth is still.
_NOISE: Final = 0.01
_STILL: Final = 0.03


#: A mouth that was seen speaking keeps the voice for this long without moving: sentences have pauses.
_HOLD_S: Final = 1.5


@dataclass(frozen=True, slots=True)
class Attribution:
    """The track that a voice belongs to, the reason (:data:`MOUTH` or :data:`PRESENCE`), and whether it is a guess."""

    track_id: int
    because: str
    guess: bool


@dataclass(slots=True)
class _Mouth:
    stamp_ns: int
    small: NDArray[np.float32]
    changes: deque[tuple[int, float, float]] = field(default_factory=deque)


class Mouths:
    """Measures the mouth movement of all tracks; used by one thread.

    The newest frame is measured when somebody asks, or when the next one comes, or in :meth:`catch_up`, whichever is
    first: live, an answer about a face does not wait for it.
    """

    def __init__(self) -> None:
        self._mouths: dict[int, _Mouth] = {}
        self._newest: tuple[Sequence[TrackedFace], int, Collection[int]] | None = None

    def clear(self) -> None:
        """Forget all faces."""
        self._mouths.clear()
        self._newest = None

    def see(self, faces: Sequence[TrackedFace], stamp_ns: int, unseen: Collection[int] = ()) -> None:
        """Add the faces of a frame.

        Args:
            faces: with their crops.
            stamp_ns: of the frame.
            unseen: tracks that are followed but were not found in it.
        """
        self.catch_up()
        self._newest = faces, stamp_ns, unseen

    def catch_up(self) -> None:
        """Measure the newest frame, if it was not measured yet."""
        if self._newest is not None:
            newest, self._newest = self._newest, None
            self._measure(*newest)

    def _measure(self, faces: Sequence[TrackedFace], stamp_ns: int, unseen: Collection[int]) -> None:
        """Compare the faces of a frame with those of the frame before."""
        present = {face.track_id for face in faces}.union(unseen)
        for gone in [track for track in self._mouths if track not in present]:
            del self._mouths[gone]
        for face in faces:
            small = _small(face.crop)
            mouth = self._mouths.get(face.track_id)
            if mouth is None:
                self._mouths[face.track_id] = _Mouth(stamp_ns, small)
                continue
            apart = (stamp_ns - mouth.stamp_ns) / NS_PER_S
            if 0.0 < apart <= _LONGEST_S:
                aligned = _aligned(mouth.small, small)
                lower, upper = (_change(mouth.small[part], aligned[part]) for part in (_MOUTH, _UPPER))
                mouth.changes.append((stamp_ns, lower, upper))
            while mouth.changes and stamp_ns - mouth.changes[0][0] > _MEMORY_S * NS_PER_S:
                mouth.changes.popleft()
            mouth.stamp_ns, mouth.small = stamp_ns, small

    def moves(self, track_id: int) -> float | None:
        """Return the change of the mouth over that of the upper face; ``None`` before enough frames were seen."""
        self.catch_up()
        mouth = self._mouths.get(track_id)
        if mouth is None or len(mouth.changes) < _LEAST_SAMPLES:
            return None
        lower = float(np.mean([change[1] for change in mouth.changes]))
        upper = float(np.mean([change[2] for change in mouth.changes]))
        return (lower + _NOISE) / (upper + _NOISE) if lower >= _STILL else 0.0

    def speaker(self) -> Attribution | None:
        """Return the track that speaks, given that somebody speaks; ``None`` if no visible face does."""
        self.catch_up()
        tracks = list(self._mouths)
        if len(tracks) == 1:
            moves = self.moves(tracks[0])
            if moves is None:
                return Attribution(tracks[0], PRESENCE, guess=True)
            return Attribution(tracks[0], MOUTH, guess=False) if moves >= MOVES else None
        ranked = sorted(((self.moves(track) or 0.0, track) for track in tracks), reverse=True)
        if not ranked or ranked[0][0] < MOVES:
            return None
        return Attribution(ranked[0][1], MOUTH, guess=ranked[0][0] < CLEARLY * ranked[1][0])


class SpeakerAttribution:
    """Attributes the voice to a track, with a short hold over pauses; used by one thread."""

    def __init__(self) -> None:
        self.mouths = Mouths()
        self._present: frozenset[int] = frozenset()
        self._speaker: Attribution | None = None
        self._mouth_ns = 0

    @property
    def speaker(self) -> Attribution | None:
        """Return the attribution of the newest sound."""
        return self._speaker

    def see(self, faces: Sequence[TrackedFace], stamp_ns: int, unseen: Collection[int] = ()) -> None:
        """Add the faces of a frame; see :meth:`Mouths.see`."""
        self._present = frozenset(face.track_id for face in faces).union(unseen)
        self.mouths.see(faces, stamp_ns, unseen)

    def catch_up(self) -> None:
        """Measure the mouths of the newest frame, if nobody has asked for them yet."""
        self.mouths.catch_up()

    def end_picture(self) -> None:
        """Forget all faces."""
        self._present = frozenset()
        self.mouths.clear()

    def end_sound(self) -> None:
        """Forget who spoke."""
        self._speaker = None

    def update(self, stamp_ns: int, *, speaking: bool) -> Attribution | None:
        """Return the track that speaks in a new window of sound, ``None`` if no visible face does.

        A mouth that was seen speaking keeps the voice for a short pause, unless another mouth moves.
        """
        if not speaking:
            self._speaker = None
            return None
        found, before = self.mouths.speaker(), self._speaker
        if found is not None and found.because == MOUTH:
            self._mouth_ns = stamp_ns
        elif before is not None and before.because == MOUTH and before.track_id in self._present:
            found = before if 0 <= stamp_ns - self._mouth_ns <= _HOLD_S * NS_PER_S else found
        self._speaker = found
        return found


def _small(crop: Picture) -> NDArray[np.float32]:
    """Return a crop in grey, small, float32 (64, 64), with a mean of 0 and a spread of 1."""
    grey = cv2.cvtColor(resize_face(crop, _SIDE), cv2.COLOR_BGR2GRAY).astype(np.float32)
    calm = cv2.GaussianBlur(grey, (0, 0), 1.0)
    mean, deviation = (float(one[0, 0]) for one in cv2.meanStdDev(calm))
    return np.asarray((calm - np.float32(mean)) / np.float32(max(deviation, 1.0)), np.float32)


def _change(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Return the mean absolute difference of two parts of faces."""
    return float(cv2.norm(one, other, cv2.NORM_L1)) / one.size


@cache
def _hanning() -> NDArray[np.float32]:
    """Return the window for the phase correlation of eyes and nose, float32 (24, 40)."""
    return np.asarray(cv2.createHanningWindow((40, 24), cv2.CV_32F), np.float32)


def _aligned(before: NDArray[np.float32], now: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a face moved to where eyes and nose were before (phase correlation, Kuglin and Hines 1975)."""
    (right, down), _ = cv2.phaseCorrelate(before[_UPPER], now[_UPPER], _hanning())
    if max(abs(right), abs(down)) > _FURTHEST:
        return now
    move = np.array([[1, 0, -right], [0, 1, -down]], np.float32)
    return np.asarray(cv2.warpAffine(now, move, (_SIDE, _SIDE), borderMode=cv2.BORDER_REPLICATE), np.float32)
