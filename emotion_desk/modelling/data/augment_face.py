"""Augmentation of faces for training; no operation changes the label.

First geometry in one resampling: mirroring, rotation, scale, aspect ratio and shift, in ranges wide enough that the
prediction does not depend on the exact box of a detector.  Then appearance, following RandAugment (Cubuk et al. 2020):
two operations on light, colour, sharpness or noise, drawn from a list.  Then, each with a probability, low resolution
with JPEG, and random erasing.  Half of the colour faces are converted to grey: FER2013 is grey and RAF-DB is not, and
a network would otherwise learn to recognise the data set.

The operations use OpenCV and numpy on uint8; for pictures of this size, tensor operations take several times as long.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from emotion_desk.messages import Box, Picture
from emotion_desk.modelling.data.random_draws import chance, integer, log_uniform, uniform
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
#: If a pixel of the result covers more source pixels than this, the source is first reduced by area interpolation.
_REDUCED_FROM: Final = 1.25
#: Number of operations on the appearance per face.
_OPERATIONS_DRAWN: Final = 2
_GREY: Final = 0.5
_LOW_QUALITY: Final = 0.25
_ERASED: Final = 0.25


def augment_face(picture: Picture, region: Box, size: int) -> Picture:
    """Return an augmented copy of a face, BGR, uint8 (size, size, 3).

    Args:
        picture: BGR, uint8, (height, width, 3).
        region: the network's input region in pixels, before augmentation.  It may reach beyond the picture, and is not
            a square if the faces of the data set are stretched.
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
    """Return the face mirrored, rotated, scaled, stretched and shifted at random, by one affine transformation.

    Beyond the picture, its border is repeated or mirrored, because no detector gives crops with a black frame.
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
    """Blend with the histogram-equalised luminance, as in the pictures of some cameras and copies of data sets."""
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
    length, angle = integer(3, 8), uniform(0.0, np.pi)
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
    """Return the face as from a distant camera: reduced, compressed by JPEG, enlarged again."""
    size = len(face)
    side = integer(min(20, size), size + 1)
    small = cv2.resize(face, (side, side), interpolation=cv2.INTER_AREA)
    _, blob = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, integer(25, 91)])
    decoded = decode_picture(blob.tobytes(), "augmented face")
    return _bytes(cv2.resize(decoded, (size, size), interpolation=cv2.INTER_LINEAR))


def _erased(face: Picture) -> Picture:
    """Return the face with a rectangle of 2 to 18 % of its area in one colour (random erasing, Zhong et al. 2020)."""
    size = len(face)
    area, ratio = uniform(0.02, 0.18) * size * size, log_uniform(0.4, 2.5)
    height, width = min(size, round((area * ratio) ** 0.5)), min(size, round((area / ratio) ** 0.5))
    top, left = integer(0, size - height + 1), integer(0, size - width + 1)
    hidden = face.copy()
    hidden[top : top + height, left : left + width] = [integer(0, 256) for _ in range(3)] if chance(0.5) else 127
    return hidden
