"""Takes every n-th pixel of a picture, as slicing does, in a fraction of the time.

Copying ``picture[::n, ::n]`` moves three bytes at a time, which took longer than the face detector's network.  OpenCV's
nearest-neighbour resize by a whole factor picks the same pixels.
"""

from __future__ import annotations

import numpy as np

from emotion_desk.messages import Picture
from emotion_desk.opencv import cv2
from emotion_desk.planar_picture import planes_of


def thinned(picture: Picture, step: int) -> Picture:
    """Return the pixels of every ``step``-th row and column, equal to ``picture[::step, ::step]``.

    Args:
        picture: uint8, (height, width, 3), or a part of such a picture.
        step: 1 or more; 1 returns the picture itself.
    """
    planes = planes_of(picture)
    if planes is not None and step > 1:
        return planes.thinned(step)
    picture = np.asarray(picture)
    if step <= 1:
        return picture
    rows = picture[::step]
    width = picture.shape[1]
    whole = width // step
    if whole * step == width:
        return np.asarray(cv2.resize(rows, (whole, rows.shape[0]), interpolation=cv2.INTER_NEAREST), np.uint8)
    few = np.empty((rows.shape[0], -(-width // step), picture.shape[2]), np.uint8)
    if whole:
        few[:, :whole] = cv2.resize(rows[:, : whole * step], (whole, rows.shape[0]), interpolation=cv2.INTER_NEAREST)
    if few.shape[1] > whole:
        few[:, whole] = rows[:, whole * step]
    return few
