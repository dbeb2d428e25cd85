"""Augmentation of faces for training; every change keeps the label.

Geometry first, in one resampling: mirroring, rotation, scale, aspect ratio and shift, generous enough that the answer
does not depend on where a detector puts its box.  Then appearance, in the manner of RandAugment (Cubuk et al. 2020):
two operations of light, colour, sharpness or noise, drawn from a list.  Then low resolution with JPEG, and erasing,
each by chance.  Half of the colour faces become grey, because FER2013 is grey and RAF-DB is not, and a network would
learn the data set instead of the face.

Everything is OpenCV and numpy on uint8: for pictures this small, tensor operations cost several times as much.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from emotion_desk.messages import Box, Picture
from emotion_desk.modelling.data.random_draws import chance, log_uniform, uniform, whole
from emotion_desk.modelling.data.zip_archives import decode_picture
from emotion_desk.opencv import cv2

#: Smallest and largest scale of a face against its crop.
SCALES: Final = (0.75, 1.35)
#: Largest shift, as a share of the crop's side.
SHIFT: Final = 0.12
#: Largest rotation, in degrees.
ROTATION: Final = 20.0
#: Smallest and largest ratio of width to height.
_ASPECTS: Final = (0.92, 1.08)
#: Pixels of the source for a pixel of the result above which the source is reduced by area first.
_REDUCED_FROM: Final = 1.25
#: How many operations on the appearance each face goes through.
_OPERATIONS_DRAWN: Final = 2
_GREY: Final = 0.5
_LOW_QUALITY: Final = 0.25
_ERASED: Final = 0.25


def augment_face(picture: Picture, region: Box, size: int) -> Picture:
    """Return an augmented copy of a face, BGR, uint8 (size, size, 3).

    Args:
        picture: BGR, uint8, (height, width, 3).
        region: the network's square in it, in pixels, before augmentation; it may leave the picture, and it need not be
            a square where the faces of a set are stretched.
        size: side of the result in pixels.
    """
    face = _resampled(picture, region, size)
    if chance(_GREY):
        face = _grey(face)
    for index in torch.randperm(len(_OPERATIONS))[:_OPERATIONS_DRAWN].tolist():
        face = _OPERATIONS[index](face)
    if chance(_LOW_QUALITY):
        face = _low_quality(face)
    return _erased(face) if chance(_ERASED) else face


def _resampled(picture: Picture, region: Box, size: int) -> Picture:
    """Return the face mirrored, rotated, scaled, stretched and shifted by chance, from one affine transformation.

    Outside of the picture its border is repeated or mirrored: no detector leaves a black frame around a face.
    """
    height, width = picture.shape[:2]
    extent, centre = np.array([region.width, region.height], np.float64), np.array(region.centre)
    step = extent / (size * log_uniform(*SCALES)) * np.array([log_uniform(*_ASPECTS), 1.0])
    if (coarse := float(step.max())) > _REDUCED_FROM:
        reduced = cv2.resize(picture, None, fx=1 / coarse, fy=1 / coarse, interpolation=cv2.INTER_AREA)
        factor = np.array([reduced.shape[1] / width, reduced.shape[0] / height])
        picture = _bytes(reduced)
        step, extent, centre = step * factor, extent * factor, centre * factor
    centre = centre + extent * np.array([uniform(-SHIFT, SHIFT), uniform(-SHIFT, SHIFT)])
    return _warped(picture, centre, step, np.deg2rad(uniform(-ROTATION, ROTATION)), mirror=chance(0.5), size=size)


def _warped(
    picture: Picture, centre: NDArray[Any], step: NDArray[Any], angle: float, *, mirror: bool, size: int
) -> Picture:
    """Return the square around ``centre`` (x, y), ``step`` (x, y) source pixels for a pixel, uint8 (size, size, 3)."""
    cosine, sine = np.cos(angle), np.sin(angle)
    linear = np.array([[cosine, sine], [-sine, cosine]]) * (step * np.array([-1.0 if mirror else 1.0, 1.0]))
    middle = np.full(2, (size - 1) / 2)
    matrix = np.column_stack([linear, centre - 0.5 - linear @ middle])
    border = cv2.BORDER_REPLICATE if chance(0.5) else cv2.BORDER_REFLECT
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return _bytes(cv2.warpAffine(picture, matrix, (size, size), flags=flags, borderMode=border))


def _bytes(picture: NDArray[Any]) -> Picture:
    return np.asarray(picture, np.uint8)


def _clipped(picture: NDArray[Any]) -> Picture:
    return np.asarray(np.clip(np.rint(picture), 0, 255), np.uint8)


def _grey(face: Picture) -> Picture:
    return _bytes(cv2.cvtColor(cv2.cvtColor(face, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR))


def _contrast_and_brightness(face: Picture) -> Picture:
    mean, contrast, brightness = float(face.mean()), log_uniform(0.55, 1.6), uniform(-45.0, 45.0)
    return _looked_up(face, (np.arange(256) - mean) * contrast + mean + brightness)


def _gamma(face: Picture) -> Picture:
    return _looked_up(face, 255.0 * (np.arange(256) / 255.0) ** log_uniform(0.5, 2.0))


def _looked_up(face: Picture, table: NDArray[Any]) -> Picture:
    return _bytes(cv2.LUT(face, _clipped(table)))


def _light_from_one_side(face: Picture) -> Picture:
    """Brighten one side and darken the other, linearly along a random direction."""
    direction, strength = uniform(0.0, 2 * np.pi), uniform(0.15, 0.6)
    side = np.linspace(-1.0, 1.0, len(face), dtype=np.float32)
    ramp = 1 + strength * (np.cos(direction) * side[None, :] + np.sin(direction) * side[:, None])
    return _clipped(face * ramp[:, :, None])


def _colour_cast(face: Picture) -> Picture:
    return _clipped(face * np.array([log_uniform(0.8, 1.25) for _ in range(3)], np.float32))


def _saturation(face: Picture) -> Picture:
    share = uniform(0.3, 1.7)
    return _bytes(cv2.addWeighted(face, share, _grey(face), 1 - share, 0))


def _equalised(face: Picture) -> Picture:
    """Blend with the histogram-equalised luminance; some cameras and some copies of data sets are like that."""
    luminance = cv2.cvtColor(face, cv2.COLOR_BGR2YCrCb)
    luminance[..., 0] = cv2.equalizeHist(luminance[..., 0])
    share = uniform(0.2, 1.0)
    return _bytes(cv2.addWeighted(cv2.cvtColor(luminance, cv2.COLOR_YCrCb2BGR), share, face, 1 - share, 0))


def _sharpened(face: Picture) -> Picture:
    share = uniform(0.3, 1.5)
    return _bytes(cv2.addWeighted(face, 1 + share, cv2.GaussianBlur(face, (0, 0), 1.0), -share, 0))


def _blurred(face: Picture) -> Picture:
    return _bytes(cv2.GaussianBlur(face, (0, 0), uniform(0.4, 1.6)))


def _motion_blurred(face: Picture) -> Picture:
    length, angle = whole(3, 8), uniform(0.0, np.pi)
    kernel = np.zeros((length, length), np.float32)
    half = (length - 1) / 2
    across, down = half * np.cos(angle), half * np.sin(angle)
    first, last = (round(half - across), round(half - down)), (round(half + across), round(half + down))
    cv2.line(kernel, first, last, 1.0)
    return _bytes(cv2.filter2D(face, -1, kernel / kernel.sum()))


def _noisy(face: Picture) -> Picture:
    """Add Gaussian sensor noise, the same in all channels or independent in each."""
    channels = 1 if chance(0.5) else 3
    return _clipped(face + uniform(3.0, 16.0) * torch.randn(*face.shape[:2], channels).numpy())


_OPERATIONS: Final[tuple[Callable[[Picture], Picture], ...]] = (
    _contrast_and_brightness,
    _gamma,
    _light_from_one_side,
    _colour_cast,
    _saturation,
    _equalised,
    _sharpened,
    _blurred,
    _motion_blurred,
    _noisy,
)


def _low_quality(face: Picture) -> Picture:
    """Return the face as a distant camera gives it: fewer pixels, JPEG, enlarged again."""
    size = len(face)
    side = whole(min(20, size), size + 1)
    small = cv2.resize(face, (side, side), interpolation=cv2.INTER_AREA)
    _, blob = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, whole(25, 91)])
    decoded = decode_picture(blob.tobytes(), "augmented face")
    return _bytes(cv2.resize(decoded, (size, size), interpolation=cv2.INTER_LINEAR))


def _erased(face: Picture) -> Picture:
    """Return the face with a rectangle of 2 to 18 % of it hidden by one colour (random erasing, Zhong et al. 2020)."""
    size = len(face)
    area, ratio = uniform(0.02, 0.18) * size * size, log_uniform(0.4, 2.5)
    height, width = min(size, round((area * ratio) ** 0.5)), min(size, round((area / ratio) ** 0.5))
    top, left = whole(0, size - height + 1), whole(0, size - width + 1)
    hidden = face.copy()
    hidden[top : top + height, left : left + width] = [whole(0, 256) for _ in range(3)] if chance(0.5) else 127
    return hidden
