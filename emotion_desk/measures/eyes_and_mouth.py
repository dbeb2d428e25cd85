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
#: x and y in pixels.
_Point = tuple[float, float]


#: Landmarks of the eye at the left and at the right of the picture, which are the person's right and left one: corners
#: from left to right, two pairs of lid points, upper and lower, and the iris.
_LEFT_IN_PICTURE: Final = (33, 133, 160, 144, 158, 153, 468)
_RIGHT_IN_PICTURE: Final = (362, 263, 385, 380, 387, 373, 473)
#: Middle of the upper and of the lower lip, corners of the mouth.
_MOUTH: Final = (13, 14, 78, 308)
_READ: Final = np.array((*_LEFT_IN_PICTURE, *_RIGHT_IN_PICTURE, *_MOUTH))
_OF_AN_EYE: Final = len(_LEFT_IN_PICTURE)
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
    read = [
        (float(x), float(y)) for x, y in points[_READ, :2].tolist()
    ]  # few numbers: NumPy would take ten times as long
    right_eye, left_eye, mouth = read[:_OF_AN_EYE], read[_OF_AN_EYE : 2 * _OF_AN_EYE], read[2 * _OF_AN_EYE :]
    left, right = _openness(left_eye), _openness(right_eye)
    gaze_yaw = gaze_pitch = math.nan
    if not min(left, right) < _CLOSED:
        yaws, pitches = zip(_gaze(right_eye), _gaze(left_eye), strict=True)
        gaze_yaw, gaze_pitch = sum(yaws) / 2, sum(pitches) / 2
    upper, lower, corner, other = mouth
    width = math.dist(corner, other)
    return EyesAndMouth(
        eye_left=left,
        eye_right=right,
        mouth=math.dist(upper, lower) / width if width > 0 else math.nan,
        gaze_yaw=gaze_yaw,
        gaze_pitch=gaze_pitch,
    )


def _openness(eye: list[_Point]) -> float:
    first, last, *lids, _ = eye
    width = math.dist(first, last)
    heights = (math.dist(lids[0], lids[1]) + math.dist(lids[2], lids[3])) / 2
    return heights / width if width > 0 else math.nan


def _gaze(eye: list[_Point]) -> tuple[float, float]:
    """Return yaw and pitch of one eye in degrees."""
    first, last, iris = eye[0], eye[1], eye[-1]
    width = math.dist(first, last)
    if width <= 0:
        return math.nan, math.nan
    along = (last[0] - first[0]) / width, (last[1] - first[1]) / width
    x = (iris[0] - (first[0] + last[0]) / 2) / (width / 2)
    y = (iris[1] - (first[1] + last[1]) / 2) / (width / 2)
    return _angle(x * along[0] + y * along[1]), _angle(x * along[1] - y * along[0] - _RESTING_HEIGHT)


def _angle(share: float) -> float:
    return math.degrees(math.asin(min(max(share * _HALF_WIDTH_OVER_RADIUS, -1.0), 1.0)))
