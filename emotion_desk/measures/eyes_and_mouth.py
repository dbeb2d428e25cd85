"""Openness of eyes and mouth, and the direction of gaze within the head, from landmarks.

Eye openness is the eye aspect ratio (Soukupova and Cech, "Real-Time Eye Blink Detection using Facial Landmarks", CVWW
2016): the mean height of the eye over its width; about 0.3 open, below 0.15 closed.  Gaze follows from where the iris
lies between the corners of the eye: an eyeball of 12 mm radius behind a lid opening 29 mm wide, so that an iris that is
displaced by the share ``s`` of half the width has turned by ``asin(29 / 2 / 12 * s)``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Eye:
    """Landmarks of one eye: its corners from left to right in the picture, pairs of lid points, and the iris."""

    corners: tuple[int, int]
    lids: tuple[tuple[int, int], tuple[int, int]]
    iris: int


#: The eye at the left and at the right of the picture: the person's right and left eye.
_EYES: Final = (
    _Eye((33, 133), ((160, 144), (158, 153)), 468),
    _Eye((362, 263), ((385, 380), (387, 373)), 473),
)
_UPPER_LIP, _LOWER_LIP, _MOUTH_LEFT, _MOUTH_RIGHT = 13, 14, 78, 308
_HALF_WIDTH_OVER_RADIUS: Final = 29.0 / 2 / 12.0
#: Height of the iris above the line of the corners in a face that looks ahead, over half the width of the eye.
_RESTING_HEIGHT: Final = 0.06
#: Below this aspect ratio the iris is hidden.
_CLOSED: Final = 0.15


@dataclass(frozen=True, slots=True)
class EyesAndMouth:
    """Measures of one face; NaN where one cannot be known.

    Attributes:
        eye_left, eye_right: aspect ratio of the person's left and right eye.
        mouth: gap between the lips over the width of the mouth's inner edge.
        gaze_yaw, gaze_pitch: direction of gaze relative to the head in degrees, positive to the right of the picture
            and up; the mean of both eyes, NaN where an eye is closed.
    """

    eye_left: float
    eye_right: float
    mouth: float
    gaze_yaw: float
    gaze_pitch: float


def eyes_and_mouth(points: Points) -> EyesAndMouth:
    """Return the measures of a face.

    Args:
        points: landmarks with irises in pixels, float32 (478, 2 or more).
    """
    flat = points[:, :2].astype(np.float64)
    right, left = (_openness(flat, eye) for eye in _EYES)
    directions = [_gaze(flat, eye) for eye in _EYES]
    if min(left, right) < _CLOSED:
        directions = [(math.nan, math.nan)]
    width = float(np.linalg.norm(flat[_MOUTH_RIGHT] - flat[_MOUTH_LEFT]))
    gap = float(np.linalg.norm(flat[_LOWER_LIP] - flat[_UPPER_LIP]))
    return EyesAndMouth(
        eye_left=left,
        eye_right=right,
        mouth=gap / width if width > 0 else math.nan,
        gaze_yaw=float(np.mean([yaw for yaw, _ in directions])),
        gaze_pitch=float(np.mean([pitch for _, pitch in directions])),
    )


def _openness(points: NDArray[np.float64], eye: _Eye) -> float:
    width = float(np.linalg.norm(points[eye.corners[1]] - points[eye.corners[0]]))
    heights = [float(np.linalg.norm(points[lower] - points[upper])) for upper, lower in eye.lids]
    return float(np.mean(heights)) / width if width > 0 else math.nan


def _gaze(points: NDArray[np.float64], eye: _Eye) -> tuple[float, float]:
    """Return yaw and pitch of one eye in degrees."""
    first, last = points[eye.corners[0]], points[eye.corners[1]]
    along = last - first
    width = float(np.linalg.norm(along))
    if width <= 0:
        return math.nan, math.nan
    along /= width
    up = np.array([along[1], -along[0]])
    offset = (points[eye.iris] - (first + last) / 2) / (width / 2)
    return _angle(float(offset @ along)), _angle(float(offset @ up) - _RESTING_HEIGHT)


def _angle(share: float) -> float:
    return math.degrees(math.asin(float(np.clip(share * _HALF_WIDTH_OVER_RADIUS, -1.0, 1.0))))
