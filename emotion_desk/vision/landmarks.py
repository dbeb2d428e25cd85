"""Face landmarks: 478 points, among them eyes, irises, brows, nose, mouth and outline.

The network is MediaPipe's face landmark detector of ``face_landmarker.task`` (Grishchenko et al., "Attention Mesh:
High-fidelity Face Mesh Prediction in Real-time", 2020; Apache-2.0).  Its TFLite file lies in ``models/faces``; OpenCV
reads and runs it.  Measures of the face are computed from the points (:mod:`emotion_desk.measures`); the answers of the
desk's own networks do not depend on them.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import ModelError
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.resources import shipped

Points = NDArray[np.float32]

POINTS: Final = 478
#: Files of the networks in ``models/faces``, and their SHA-256.
LANDMARKS_FILE: Final = "face-landmarks.tflite"
BLENDSHAPES_FILE: Final = "face-blendshapes.tflite"
_HASHES: Final = {
    LANDMARKS_FILE: "c7d54204ce0448474c7f3fa9af494787c0965cbdd6f20fc72867e43046bd43d5",
    BLENDSHAPES_FILE: "4f36dded049db18d76048567439b2a7f58f1daabc00d78bfe8f3ad396a2d2082",
}
#: Side of the picture that the network reads, in pixels.
_SIDE: Final = 256
#: Outputs of the network: the points, and how likely there is a face (a logit).
_POINTS_OUTPUT, _SCORE = "Identity", "Identity_1"
#: Side of the region that the network is given, in units of the longer side of the detector's box.
_ROOM: Final = 1.5
#: Least probability that there is a face at all.
_FACE: Final = 0.5
#: A face that is tilted further than this is rotated upright and read again; the network was trained on upright faces.
_UPRIGHT_WITHIN: Final = math.radians(5.0)
#: Most readings of a face: the tilt is underestimated, so one rotation may not be enough.
_MOST_READINGS: Final = 4

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
    def eyes(self) -> tuple[Points, Points]:
        """Return the middles of the eyes at the left and at the right of the picture, float32 (2,) each."""
        left, right = (self.points[list(eye)].mean(axis=0, dtype=np.float32) for eye in (_LEFT_EYE, _RIGHT_EYE))
        return left, right

    @property
    def roll(self) -> float:
        """Return how far the line of the eyes falls to the right, in radians."""
        left, right = self.eyes
        return math.atan2(float(right[1] - left[1]), float(right[0] - left[0]))


def verified(name: str) -> Path:
    """Return a file of ``models/faces`` after comparing its hash.

    Raises:
        ModelError: it is missing, or is not the released file.
    """
    file = shipped("models") / "faces" / name
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"The weights '{name}' of the face measures are missing in '{file.parent}'.") from error
    if digest != _HASHES[name]:
        raise ModelError(f"The weights '{name}' of the face measures are damaged; install Emotion Desk again.")
    return file


def weights_file() -> Path:
    """Return the file of the landmark network.

    Raises:
        ModelError: it is missing or damaged.
    """
    return verified(LANDMARKS_FILE)


class LandmarkDetector:
    """Finds the points of faces; used by one thread at a time.

    Args:
        weights: another file; by default the released one.

    Raises:
        ModelError: the weights are missing or cannot be read.
    """

    def __init__(self, weights: Path | None = None) -> None:
        file = weights if weights is not None else weights_file()
        try:
            self._net = cv2.dnn.readNetFromTFLite(str(file))
        except (AttributeError, cv2.error) as error:
            raise ModelError(f"OpenCV cannot read the face landmark network '{file.name}'.") from error
        self._outputs = self._net.getUnconnectedOutLayersNames()

    def find(self, picture: Picture, box: Box) -> Landmarks | None:
        """Return the points of the face in a box, or ``None`` where there is none.

        Args:
            picture: BGR, uint8, (height, width, 3).
            box: the face detector's box in pixels.
        """
        side = max(box.width, box.height) * _ROOM
        centre, roll, best = box.centre, 0.0, None
        for _ in range(_MOST_READINGS):
            found = self._look(picture, centre, side, roll)
            if found is None:
                break
            best, seen = found, found.roll - roll
            if abs(seen) < _UPRIGHT_WITHIN:
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
        found = dict(zip(self._outputs, self._net.forward(self._outputs), strict=True))
        score = float(np.asarray(found[_SCORE], np.float32).ravel()[0])
        certainty = 1.0 / (1.0 + math.exp(-min(max(score, -60.0), 60.0)))
        if certainty < _FACE:
            return None
        back = cv2.invertAffineTransform(turned)
        values = np.asarray(found[_POINTS_OUTPUT], np.float32)
        flat = values.reshape(POINTS, -1)[:, :2]  # the third is depth, which nothing here needs
        return Landmarks(np.asarray(flat @ back[:, :2].T + back[:, 2], np.float32), certainty)
