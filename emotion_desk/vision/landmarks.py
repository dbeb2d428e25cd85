"""Face landmarks: 478 points, among them eyes, irises, brows, nose, mouth and outline.

The network is MediaPipe's face landmark detector of ``face_landmarker.task`` (Grishchenko et al., "Attention Mesh:
High-fidelity Face Mesh Prediction in Real-time", 2020; Apache-2.0), converted to ONNX.  Measures of the face are
computed from the points (:mod:`emotion_desk.measures`); the answers of the desk's own networks do not depend on them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2

Points = NDArray[np.float32]

POINTS: Final = 478
#: Side of the picture that the network reads, in pixels.
_SIDE: Final = 256
#: Outputs of the network: x, y and z of the points in its picture, and how likely there is a face (a logit).
_POINTS_OUTPUT, _SCORE = "points", "score"
#: Side of the region that the network is given, in units of the longer side of the detector's box.
_ROOM: Final = 1.5
#: Least probability that there is a face at all.
_FACE: Final = 0.5
#: A face that is tilted further than this is rotated upright and read again; the network was trained on upright faces.
_UPRIGHT_WITHIN: Final = math.radians(5.0)
#: Most readings of a face: the tilt is underestimated, so one rotation may not be enough.
_MOST_READINGS: Final = 4

#: Corners of the eye at the left and at the right of the picture.
_CORNERS: Final = np.array((33, 133, 362, 263))
#: Lines through the points, by what they show; a closed line ends where it begins
#: (``face_landmarks_connections`` of MediaPipe).
LINES: Final[dict[str, tuple[tuple[int, ...], ...]]] = {
    "brows": ((70, 63, 105, 66, 107), (336, 296, 334, 293, 300)),
    "eyes": (
        (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7, 33),
        (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249, 263),
    ),
    "irises": ((469, 470, 471, 472, 469), (474, 475, 476, 477, 474)),
    "nose": ((168, 6, 197, 195, 5, 4, 1), (98, 97, 2, 326, 327)),
    "mouth": (
        (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146, 61),
        (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95, 78),
    ),
    "outline": (
        (
            10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
            152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109, 10,
        ),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Landmarks:
    """The points of one face.

    Attributes:
        points: float32 (478, 2), x and y in pixels of the picture; the last ten are the irises.
        certainty: probability that there is a face, 0 to 1.
    """

    points: Points
    certainty: float

    @property
    def eyes(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return x and y of the middles of the eyes at the left and at the right of the picture."""
        first, second, third, last = self.points[_CORNERS].tolist()
        return _between(first, second), _between(third, last)

    @property
    def roll(self) -> float:
        """Return how far the line of the eyes falls to the right, in radians."""
        left, right = self.eyes
        return math.atan2(right[1] - left[1], right[0] - left[0])


class Network(Protocol):
    """Runs the graph; an engine of :mod:`emotion_desk.inference` is one."""

    def run(self, rows: NDArray[np.float32]) -> Mapping[str, NDArray[np.float32]]:
        """Return ``points`` (1, 1434, 1, 1) and ``score`` (1, 1, 1, 1) for ``rows`` float32 (1, 3, 256, 256).

        Rows are blue, green and red, 0 to 255.
        """
        ...


class LandmarkDetector:
    """Finds the points of faces; used by one thread at a time.

    Args:
        network: runs the graph.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        # Large arrays are new pages of memory each time, which cost more than what is written into them.
        self._seen: Picture = np.empty((_SIDE, _SIDE, 3), np.uint8)
        self._rows = np.empty((1, 3, _SIDE, _SIDE), np.float32)

    def find(self, picture: Picture, box: Box, before: Landmarks | None = None) -> Landmarks | None:
        """Return the points of the face in a box, or ``None`` where there is none.

        A tilted face is rotated upright and read again, up to three times.  Points of the same face in the frame before
        say at once how it is tilted, so that one reading is enough: the face is followed.

        Args:
            picture: BGR, uint8, (height, width, 3).
            box: the face detector's box in pixels.
            before: the points in the frame before.
        """
        if before is not None and abs(before.roll) >= _UPRIGHT_WITHIN:
            followed = self._read(picture, box, _middle(before.points), before.roll)
            if followed is not None:
                return followed
        return self._read(picture, box, box.centre, 0.0)

    def _read(self, picture: Picture, box: Box, centre: tuple[float, float], roll: float) -> Landmarks | None:
        """Read a face until it is seen upright; begin with a guess of its middle and its roll."""
        side, best = max(box.width, box.height) * _ROOM, None
        for _ in range(_MOST_READINGS):
            found = self._look(picture, centre, side, roll)
            if found is None:
                break
            best, seen = found, found.roll - roll
            if abs(seen) < _UPRIGHT_WITHIN:
                break
            centre, roll = _middle(found.points), found.roll
        return best

    def _look(self, picture: Picture, centre: tuple[float, float], side: float, roll: float) -> Landmarks | None:
        """Run the network on a rotated square of the picture; outside of the picture its border is repeated."""
        scale = _SIDE / max(side, 1.0)
        turned = np.asarray(cv2.getRotationMatrix2D(centre, math.degrees(roll), scale), np.float64)
        turned[:, 2] += (_SIDE / 2 - centre[0], _SIDE / 2 - centre[1])
        size = (_SIDE, _SIDE)
        cv2.warpAffine(picture, turned, size, self._seen, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        for row, plane in zip(self._rows[0], cv2.split(self._seen), strict=True):
            row[...] = plane
        found = self._network.run(self._rows)
        score = found[_SCORE].item()
        certainty = 1.0 / (1.0 + math.exp(-min(max(score, -60.0), 60.0)))
        if certainty < _FACE:
            return None
        back = cv2.invertAffineTransform(turned)
        flat = found[_POINTS_OUTPUT].reshape(POINTS, -1)[:, :2]  # the third is depth, which nothing here needs
        return Landmarks(np.asarray(flat @ back[:, :2].T + back[:, 2], np.float32), certainty)


def _between(first: list[float], second: list[float]) -> tuple[float, float]:
    return (first[0] + second[0]) / 2, (first[1] + second[1]) / 2


def _middle(points: Points) -> tuple[float, float]:
    """Return the middle of the rectangle around the points."""
    left, top = points.min(axis=0)
    right, bottom = points.max(axis=0)
    return float(left + right) / 2, float(top + bottom) / 2
