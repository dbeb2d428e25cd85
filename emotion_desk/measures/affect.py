"""Valence from the emotions, arousal from the activity of action units, and the intensity of an emotion.

The first two follow the published definitions of FaceReader (Noldus, "FaceReader reference manual", chapters on valence
and arousal; Loijens and Krips, "FaceReader methodology note"), with the desk's own probabilities and estimates in the
place of FaceReader's intensities, so that figures of the two programs are not interchangeable.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.measures.names import ACTION_UNITS
from emotion_desk.messages import Emotions

#: Action units of each emotion's prototype (Ekman, Friesen and Hager, "Facial Action Coding System: Investigator's
#: Guide", 2002, table of emotion predictions) as far as they are estimated.
PROTOTYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "happy": ("AU06", "AU12"),
    "sad": ("AU01", "AU04", "AU15", "AU17"),
    "angry": ("AU04", "AU05", "AU07", "AU10", "AU24"),
    "fearful": ("AU01", "AU02", "AU04", "AU05", "AU20", "AU26"),
    "disgust": ("AU09", "AU10", "AU15", "AU16", "AU17"),
    "surprised": ("AU01", "AU02", "AU05", "AU26"),
}
#: So many of a prototype's units count: hardly a face shows all of them, and some estimates hardly respond.
_SHOWN_UNITS: Final = 2
_NEGATIVE: Final = ("sad", "angry", "fearful", "disgust")
#: Action units whose activity counts; that of the eyes is taken inversely, as FaceReader's AU 43.
_COUNTED: Final = tuple(unit for unit in ACTION_UNITS if unit not in ("AU16", "AU22", "AU28"))
_INVERSE: Final = _COUNTED.index("AU45")
#: Over so many seconds the usual activity of each unit is averaged, from samples so far apart.
MEMORY_S: Final = 60.0
_STEP_S: Final = 0.2
#: So many of the most active units count.
_MOST: Final = 5


def valence(emotions: Emotions) -> float:
    """Return how positive an expression is, -1 to 1: happy minus the strongest negative emotion.

    Example:
        >>> valence({"happy": 0.7, "sad": 0.1, "angry": 0.2, "fearful": 0.0, "disgust": 0.0})
        0.5
    """
    return round(emotions["happy"] - max(emotions[name] for name in _NEGATIVE), 9)


def intensity(emotion: str | None, units: Mapping[str, float]) -> float | None:
    """Return how strongly a face shows an emotion, 0 to 1: the mean of the two most active units of its prototype.

    Args:
        emotion: the headline; ``None`` where it is unsure.
        units: estimates by action unit, 0 to 1.

    Returns:
        ``None`` for neutral, calm and unsure, which have no prototype.

    Example:
        >>> intensity("happy", {"AU06": 0.1, "AU12": 0.9})
        0.5
    """
    prototype = PROTOTYPES.get(emotion or "")
    if prototype is None:
        return None
    return sum(sorted(units[unit] for unit in prototype)[-_SHOWN_UNITS:]) / _SHOWN_UNITS


class Arousal:
    """Follows the arousal of one face; used by one thread.

    The mean activity of each unit over the last 60 s is subtracted from its present activity, so that a face at rest
    has none; arousal is the mean of the five largest differences, 0 to 1.
    """

    def __init__(self) -> None:
        self._kept: deque[tuple[int, NDArray[np.float64]]] = deque()
        self._usual: NDArray[np.float64] | None = None  # the mean of what is kept, once it is known

    def update(self, units: Mapping[str, float], stamp_ns: int) -> float:
        """Take in the estimates of a moment and return the arousal, 0 to 1.

        Args:
            units: estimates by action unit, 0 to 1.
            stamp_ns: the moment; one before the last one begins anew.
        """
        now = np.array([units[unit] for unit in _COUNTED], np.float64)
        now[_INVERSE] = 1.0 - now[_INVERSE]
        if self._kept and stamp_ns < self._kept[-1][0]:
            self._kept.clear()
        if not self._kept or stamp_ns - self._kept[-1][0] >= _STEP_S * NS_PER_S:
            self._kept.append((stamp_ns, now))
            self._usual = None
        while stamp_ns - self._kept[0][0] > MEMORY_S * NS_PER_S:
            self._kept.popleft()
            self._usual = None
        if self._usual is None:
            self._usual = np.mean([values for _, values in self._kept], axis=0)
        largest = np.sort(now - self._usual)[-_MOST:]
        return min(max(float(largest.mean()), 0.0), 1.0)
