"""From a face box to network input.

Training, export and the live desk all use this module, because a network that was trained on crops cut in another way
than the live crops fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.planar_picture import planes_of
from emotion_desk.translatable import translatable
from emotion_desk.vision.area_scaling import reduced
from emotion_desk.vision.geometry import BOX_BELOW, BOX_SIDE, VIEW_BELOW, VIEW_SIDE

#: Side of the square picture that the network reads, in pixels.
INPUT_SIZE: Final = 96
#: Share of the box's side added on each side of it: Haar's frontal box ends close to chin and brows, while the
#: training faces (FER2013, RAF-DB) show the whole chin.
MARGIN: Final = 0.06
#: Crops are kept no larger than this: enough for a thumbnail and for every network, small enough to hand around.
MAX_CROP: Final = 192

#: Mean and spread of ImageNet's pixels (RGB, 0 to 1), as torchvision's weights expect them.
_MEAN: Final = np.array([0.485, 0.456, 0.406], np.float32)
_STD: Final = np.array([0.229, 0.224, 0.225], np.float32)
_SCALE: Final = (1.0 / (255.0 * _STD)).astype(np.float32)
_SHIFT: Final = (-_MEAN / _STD).astype(np.float32)


def cut_face(picture: Picture, box: Box, margin: float = MARGIN) -> Picture:
    """Cut a square around a face box, with a margin; outside of the picture its border is repeated.

    Args:
        picture: BGR, uint8, (height, width, 3).
        box: the detector's box in pixels.
        margin: share of the box's longer side added on every side.

    Returns:
        A contiguous BGR copy, uint8, (side, side, 3), side at most :data:`MAX_CROP`.
    """
    side = max(2, round(max(box.width, box.height) * (1 + 2 * margin)))
    centre_x, centre_y = box.centre
    left, top = round(centre_x - side / 2), round(centre_y - side / 2)
    height, width = picture.shape[:2]
    halves = side >= 2 * MAX_CROP  # which is quick, and so is what is left to do; pixels differ by a few levels at most
    inside = top >= 0 and left >= 0 and top + side <= height and left + side <= width
    planes = planes_of(picture)
    if inside and halves and planes is not None:
        even = side // 2 * 2
        crop, halves = planes[top : top + even, left : left + even].halved(), False
    elif inside:
        crop = np.asarray(picture[top : top + side, left : left + side])  # converts a picture in planes
    else:
        rows = np.clip(np.arange(top, top + side), 0, height - 1)
        columns = np.clip(np.arange(left, left + side), 0, width - 1)
        seen = np.asarray(picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
        crop = seen[(rows - rows[0])[:, None], columns - columns[0]]
    if halves:
        even = side // 2 * 2
        crop = np.asarray(
            cv2.resize(crop[:even, :even], (even // 2, even // 2), interpolation=cv2.INTER_AREA), np.uint8
        )
    if side > MAX_CROP:
        return reduced(crop, MAX_CROP, MAX_CROP)
    return crop.copy()


def network_view(crop: Picture) -> Picture:
    """Return the part of a crop of :func:`cut_face` (with :data:`MARGIN`) that the network sees, without a copy.

    Args:
        crop: BGR, uint8, (side, side, 3).

    Returns:
        BGR, uint8, (s, s, 3): the square that :mod:`emotion_desk.vision.geometry` defines.
    """
    height, width = crop.shape[:2]
    whole = BOX_SIDE * (1 + 2 * MARGIN)  # sides in eye distances
    size = max(1, min(height, width, round(min(height, width) * VIEW_SIDE / whole)))
    top = round((height - size) / 2 + height * (VIEW_BELOW - BOX_BELOW) / whole)
    left = (width - size) // 2
    top = min(max(0, top), height - size)
    return crop[top : top + size, left : left + size]


def resize_face(crop: Picture, size: int = INPUT_SIZE) -> Picture:
    """Scale a face picture of any size to ``(size, size, 3)``, by area when shrinking, linearly when growing.

    Raises:
        DataError: the picture is not uint8 (H, W, 3), or is empty.
    """
    if crop.ndim != 3 or crop.shape[2] != 3 or crop.dtype != np.uint8 or 0 in crop.shape:
        raise DataError(
            translatable(
                "A face picture must be uint8 of shape (height, width, 3), not {dtype} {shape}.",
                dtype=crop.dtype,
                shape=crop.shape,
            )
        )
    if crop.shape[:2] == (size, size):
        return crop
    if min(crop.shape[:2]) >= size:
        return reduced(crop, size, size)
    return np.asarray(cv2.resize(crop, (size, size), interpolation=cv2.INTER_LINEAR), np.uint8)


def normalise(faces: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Turn BGR pictures into network input: RGB, ImageNet mean and spread, channels first.

    Args:
        faces: uint8, (n, size, size, 3), BGR.

    Returns:
        float32, (n, 3, size, size).
    """
    count, height, width, _ = faces.shape
    rows = np.empty((count, 3, height, width), np.float32)
    for channel in range(3):  # a plane at a time, into its place: a fifth of the time of turning the whole around
        plane = rows[:, channel]
        np.multiply(faces[..., 2 - channel], _SCALE[channel], out=plane)
        plane += _SHIFT[channel]
    return rows


def face_input(crops: Sequence[Picture], size: int = INPUT_SIZE) -> NDArray[np.float32]:
    """Return the network's rows for some face crops: float32, (n, 3, size, size)."""
    if len(crops) == 0:
        return np.empty((0, 3, size, size), np.float32)
    return normalise(np.stack([resize_face(crop, size) for crop in crops]))
