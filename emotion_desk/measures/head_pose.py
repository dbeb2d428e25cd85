"""Head pose from landmarks: the rotation that maps MediaPipe's canonical face onto them.

33 points of the canonical face model, which carries the weights of MediaPipe's own alignment, are matched with the
landmarks of the picture by solving the perspective-n-point problem (``cv2.solvePnP``, SQPnP of Terzakis and Lourakis
2020, refined by Levenberg-Marquardt).  The camera is not calibrated: its focal length is taken to be the longer side of
the picture (a horizontal angle of view of 53 degrees), its centre the middle of the picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.opencv import cv2

#: Number of the landmark, and x (to the right of the picture), y (up) and z (towards the viewer) in centimetres.
#: From ``geometry_pipeline_metadata_landmarks.binarypb`` in MediaPipe's ``face_landmarker.task`` (Apache-2.0).
CANONICAL: Final = (
    (4, 0.0, -0.4632, 7.5866), (6, 0.0, 2.4733, 5.7886), (10, 0.0, 8.2618, 4.4815), (33, -4.4459, 2.6640, 3.1734),
    (54, -6.2793, 6.6154, 1.4259), (67, -3.5240, 8.0060, 3.7292), (117, -5.2587, 0.9458, 2.9743),
    (119, -3.3007, 0.8616, 3.8728), (121, -1.8207, 1.4680, 4.2241), (127, -7.7431, 2.3650, -2.0052),
    (129, -1.7858, -0.9783, 4.8505), (132, -7.2709, -2.8909, -2.2525), (133, -1.8564, 2.5852, 3.7579),
    (136, -5.0853, -7.1786, 0.7147), (143, -6.4076, 2.2360, 1.5608), (147, -6.2349, -1.9444, 1.6635),
    (198, -1.2468, 0.2303, 5.6810), (205, -3.8329, -1.5373, 4.1377), (263, 4.4459, 2.6640, 3.1734),
    (284, 6.2793, 6.6154, 1.4259), (297, 3.5240, 8.0060, 3.7292), (346, 5.2587, 0.9458, 2.9743),
    (348, 3.3007, 0.8616, 3.8728), (350, 1.8207, 1.4680, 4.2241), (356, 7.7431, 2.3650, -2.0052),
    (358, 1.7858, -0.9783, 4.8505), (361, 7.2709, -2.8909, -2.2525), (362, 1.8564, 2.5852, 3.7579),
    (365, 5.0853, -7.1786, 0.7147), (372, 6.4076, 2.2360, 1.5608), (376, 6.2349, -1.9444, 1.6635),
    (420, 1.2468, 0.2303, 5.6810), (425, 3.8329, -1.5373, 4.1377),
)  # fmt: skip
_INDICES: Final = np.array([row[0] for row in CANONICAL], np.int64)
_MODEL: Final = np.array([row[1:] for row in CANONICAL], np.float64)
#: From the axes of the model (right, up, to the viewer) to those of the camera (right, down, away from it).
_TO_CAMERA: Final = np.diag([1.0, -1.0, -1.0])
#: The refinement ends after 20 steps, or where a step changes the rotation by less than a thousandth of a degree.
_REFINED: Final = (cv2.TERM_CRITERIA_COUNT + cv2.TERM_CRITERIA_EPS, 20, 1e-5)


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Rotation of the head in degrees; all are 0 for a face that looks into the camera.

    ``yaw`` is positive where the face is turned to the right of the picture, ``pitch`` where it looks up, ``roll``
    where it leans to the right of the picture (clockwise).  They are the Tait-Bryan angles of the rotation
    ``Rz(-roll) Ry(yaw) Rx(-pitch)`` in the axes of the model.
    """

    yaw: float
    pitch: float
    roll: float


def head_pose(points: NDArray[np.float32], width: int, height: int) -> HeadPose | None:
    """Return the pose of a head.

    Args:
        points: landmarks in pixels, float32 (468 or more, 2 or more).
        width: of the picture in pixels.
        height: likewise.

    Returns:
        The pose; ``None`` where no rotation fits, or the face would look away from the camera.
    """
    focal = float(max(width, height))
    camera = np.array([[focal, 0, width / 2], [0, focal, height / 2], [0, 0, 1]], np.float64)
    seen = np.ascontiguousarray(points[_INDICES, :2], np.float64)
    try:
        found, turn, shift = cv2.solvePnP(_MODEL, seen, camera, None, flags=cv2.SOLVEPNP_SQPNP)
        if not found:
            return None
        turn, shift = cv2.solvePnPRefineLM(_MODEL, seen, camera, None, turn, shift, _REFINED)
    except cv2.error:
        return None
    if not np.isfinite(turn).all() or float(shift[2, 0]) <= 0:
        return None
    return angles(_TO_CAMERA @ np.asarray(cv2.Rodrigues(turn)[0], np.float64))


def angles(rotation: NDArray[np.float64]) -> HeadPose | None:
    """Return the angles of a rotation in the axes of the model, float64 (3, 3); ``None`` if it faces away."""
    if rotation[2, 2] <= 0:
        return None
    yaw = math.degrees(math.asin(float(np.clip(-rotation[2, 0], -1.0, 1.0))))
    pitch = -math.degrees(math.atan2(float(rotation[2, 1]), float(rotation[2, 2])))
    roll = -math.degrees(math.atan2(float(rotation[1, 0]), float(rotation[0, 0])))
    return HeadPose(yaw, pitch, roll)


def rotation_of(pose: HeadPose) -> NDArray[np.float64]:
    """Return the rotation of a pose, float64 (3, 3); the inverse of :func:`angles`."""
    z, y, x = (math.radians(angle) for angle in (-pose.roll, pose.yaw, -pose.pitch))
    about_z = np.array([[math.cos(z), -math.sin(z), 0], [math.sin(z), math.cos(z), 0], [0, 0, 1]])
    about_y = np.array([[math.cos(y), 0, math.sin(y)], [0, 1, 0], [-math.sin(y), 0, math.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, math.cos(x), -math.sin(x)], [0, math.sin(x), math.cos(x)]])
    return np.asarray(about_z @ about_y @ about_x, np.float64)
