"""Recognises hard cuts: from one frame to the next the picture is another one.

Two small pictures are compared by their local contrast: the logarithm of the luma minus its local mean, which lighting,
exposure and a flash hardly change, by correlation.  Measured on RAVDESS clips and the demo: consecutive frames of one
shot 0.97 and more, frames two seconds apart 0.90, one side lit 0.99, a lamp in the picture 0.91, a flash that clips a
third of the picture 0.79; cuts between clips of the same two actors before the same wall 0.37 to 0.70.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import Picture
from emotion_desk.opencv import cv2
from emotion_desk.planar_picture import planes_of
from emotion_desk.vision.thinning import thinned

#: Side of the small picture, in pixels, and of the neighbourhood whose mean is subtracted.
_SIDE: Final = 48
_LOCAL: Final = 13
#: Added to the luma before its logarithm: noise of dark pixels must not count.
_DARK: Final = 16.0
#: A contrast so small is that of an even picture (logarithm, standard deviation).
_EVEN: Final = 0.02
#: Below this correlation frames show different scenes.
_ALIKE: Final = 0.75
#: In a moving picture frames are always less alike: a cut changes this many times more than the frame before did.
_TIMES_MOTION: Final = 4.0
#: Share of pixels that are clipped more than in the other frame: a flash, which says nothing about the scene.
_CLIPPED: Final = 0.2
_WHITE: Final = 250.0
#: Power that a contrast which is hardly one has in the small picture.
_FLOOR: Final = _EVEN**2 * _SIDE**2
#: Logarithms of the 256 levels, float32.
_LOGARITHMS: Final = np.log(np.arange(256, dtype=np.float32) + np.float32(_DARK))

_Small = NDArray[np.uint8]
_Contrast = NDArray[np.float32]


class CutDetector:
    """Compares each frame with the one before; used by one thread.

    Example:
        >>> cuts = CutDetector()
        >>> cuts.is_cut(np.zeros((90, 160, 3), np.uint8))
        False
    """

    def __init__(self) -> None:
        self._before: _Small | None = None
        self._contrast: _Contrast | None = None
        self._power = 0.0
        self._motion = 0.0
        self._newest: _Small | None = None

    @property
    def luma(self) -> NDArray[np.float32] | None:
        """Return the newest frame in grey and small, float32 (side, side); ``None`` before the first one."""
        return None if self._newest is None else self._newest.astype(np.float32)

    def reset(self) -> None:
        """Forget the frame before: the next one comes from another source."""
        self._before = self._contrast = None
        self._motion = 0.0

    def is_cut(self, picture: Picture) -> bool:
        """Return whether a frame (BGR, uint8, (height, width, 3)) begins another scene than the frame before.

        Frames that show nothing (even, or clipped by a flash) are passed over: the next one is compared with the last
        that showed something.
        """
        if 0 in picture.shape:
            self._newest = None
            return False
        now = self._newest = _small_luma(picture)
        contrast = _local_contrast(now)
        mean, deviation = (float(one[0, 0]) for one in cv2.meanStdDev(contrast))
        if deviation < _EVEN:
            return False
        power = _SIDE**2 * (deviation**2 + mean**2)
        before, earlier = self._before, self._contrast
        if before is None or earlier is None:
            self._before, self._contrast, self._power = now, contrast, power
            return False
        change = 1.0 - _correlation(earlier, contrast, self._power, power)
        if change > 1.0 - _ALIKE and _clipped(now) - _clipped(before) > _CLIPPED:
            return False
        cut = change > max(1.0 - _ALIKE, _TIMES_MOTION * self._motion)
        self._before, self._contrast, self._power = now, contrast, power
        self._motion = 0.0 if cut else change
        return cut


def _small_luma(picture: Picture) -> _Small:
    """Return a small square picture in grey; every few pixels are enough for it."""
    step = max(1, min(picture.shape[:2]) // (2 * _SIDE))
    planes = planes_of(picture)
    if planes is not None:
        grey = planes.stretched(planes.luma(step))
        return np.asarray(cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), np.uint8)
    small = cv2.resize(thinned(picture, step), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), np.uint8)


def _local_contrast(luma: _Small) -> _Contrast:
    light = cv2.LUT(luma, _LOGARITHMS)
    return np.asarray(cv2.subtract(light, cv2.blur(light, (_LOCAL, _LOCAL))), np.float32)


def _correlation(one: _Contrast, other: _Contrast, power: float, other_power: float) -> float:
    """Return the correlation of two local contrasts of known power, -1 to 1; what is nearly even correlates with none.

    The sum of their products is half of what their powers have more than their difference.
    """
    product = (power + other_power - cv2.norm(one, other, cv2.NORM_L2SQR)) / 2
    return (product + _FLOOR) / math.sqrt((power + _FLOOR) * (other_power + _FLOOR))


def _clipped(luma: _Small) -> float:
    return float(np.mean(luma >= _WHITE))
