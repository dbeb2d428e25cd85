"""The one geometry of a face that every detector's box is brought to.

The unit is the distance of the eyes.  A *face box* is a square of :data:`BOX_SIDE` eye distances whose centre lies
:data:`BOX_BELOW` of them below the middle of the eyes: what OpenCV's frontal cascade reports in the median of five sets
of pictures.  A detector that gives eye points gets its box from them, so that crops do not depend on the detector.
The network sees a square of :data:`VIEW_SIDE` eye distances, :data:`VIEW_BELOW` below the eyes; decision record 0077
says how these figures were found.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import Box

#: Side of a face box, and how far its centre lies below the middle of the eyes, in eye distances.
BOX_SIDE: Final = 2.67
BOX_BELOW: Final = 0.285
#: Side of the square that the network sees, and how far its centre lies below the middle of the eyes, in eye distances.
VIEW_SIDE: Final = 2.5
VIEW_BELOW: Final = 0.40
#: Distance of the mouth from the middle of the eyes in a frontal face, in eye distances.  In a turned head the eyes
#: come closer together and the mouth does not, so the larger of the two measures gives the scale.
_MOUTH_BELOW: Final = 1.145


@dataclass(frozen=True, slots=True)
class Detection(Box):
    """A face box with what the detector knows beside it.

    Attributes:
        confidence: how sure the detector is, 0 to 1; 1 where it does not say.  Of BlazeFace it is the probability that
            its network gives.  Haar gives none: ``n / (n + 5)`` for ``n`` agreeing hits stands for it, because among
            faces 95 in 100 had 7 hits or more (median 26) and what was no face had 3 or 4.
        roll: how far the line of the eyes falls to the right, in radians; 0 where the detector gives no eyes.
    """

    confidence: float = 1.0
    roll: float = 0.0


def confidence_of(box: Box) -> float:
    """Return the confidence of a detection, 1 for a box that says nothing of it."""
    return box.confidence if isinstance(box, Detection) else 1.0


def box_from_points(left_eye: NDArray[np.float32], right_eye: NDArray[np.float32], mouth: NDArray[np.float32]) -> Box:
    """Return the face box for points in pixels, float32 (2,) each; eyes from left to right in an upright face."""
    middle = (left_eye + right_eye) / 2
    across = right_eye - left_eye
    unit = max(float(np.hypot(*across)), float(np.hypot(*(mouth - middle))) / _MOUTH_BELOW, 1e-3)
    roll = roll_of(left_eye, right_eye)
    side = BOX_SIDE * unit
    x = float(middle[0]) - math.sin(roll) * BOX_BELOW * unit
    y = float(middle[1]) + math.cos(roll) * BOX_BELOW * unit
    return Box(x - side / 2, y - side / 2, side, side)


def roll_of(left_eye: NDArray[np.float32], right_eye: NDArray[np.float32]) -> float:
    """Return how far the line of the eyes falls to the right, in radians."""
    return math.atan2(float(right_eye[1] - left_eye[1]), float(right_eye[0] - left_eye[0]))
