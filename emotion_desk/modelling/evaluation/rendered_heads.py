"""Renders a face turned by a known angle, to check the measured head pose.

The landmark network gives the depth of each point as well.  The points are a mesh that the picture of the face is drawn
on; the mesh is turned about the middle of the head and drawn in perspective, far triangles first, those that look away
left out.  The rest of the head is not drawn, and its place is blurred.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.measures.head_pose import HeadPose, rotation_of
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.vision.landmarks import POINTS, Network

Floats = NDArray[np.float64]

#: Points of the surface; the rest are the irises.
_SURFACE: Final = 468
#: Side of the network's picture, and of the region that it is given in units of the box.
_SIDE, _ROOM = 256, 1.5
#: The middle of the head lies so far behind the middle of the face, in widths of the face.
_DEPTH: Final = 0.3
#: From the axes of the model (y up, z to the viewer) to those of the picture.
_TO_PICTURE: Final = np.diag([1.0, -1.0, -1.0])


def surface(network: Network, picture: Picture, box: Box) -> Floats:
    """Return the points of a face with their depth in pixels, float64 (468, 3).

    Args:
        network: of the landmarks.
        picture: BGR, uint8, (height, width, 3).
        box: of the upright face.
    """
    scale = _SIDE / (max(box.width, box.height) * _ROOM)
    middle = np.array(box.centre)
    shift = _SIDE / 2 - scale * middle
    placed = np.array([[scale, 0.0, shift[0]], [0.0, scale, shift[1]]])
    seen = cv2.warpAffine(picture, placed, (_SIDE, _SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    found = network.run(np.asarray(cv2.dnn.blobFromImage(seen), np.float32))
    points = found["points"].reshape(POINTS, 3).astype(np.float64)[:_SURFACE]
    points[:, :2] -= shift
    return points / scale


def turned(picture: Picture, points: Floats, pose: HeadPose) -> Picture:
    """Return a picture of the face turned by a pose against how it is.

    Args:
        picture: that the points were found in.
        points: see :func:`surface`.
        pose: the rotation.
    """
    height, width = picture.shape[:2]
    focal, centre = float(max(width, height)), np.array([width / 2, height / 2])
    depth = focal + points[:, 2:]
    space = np.hstack([(points[:, :2] - centre) * depth / focal, depth])
    about = space.mean(axis=0) + np.array([0.0, 0.0, _DEPTH * np.ptp(points[:, 0])])
    rotation = _TO_PICTURE @ rotation_of(pose) @ _TO_PICTURE
    space = (space - about) @ rotation.T + about
    seen = (space[:, :2] * focal / space[:, 2:] + centre).astype(np.float32)
    before = np.ascontiguousarray(points[:, :2], np.float32)
    drawn = np.asarray(cv2.GaussianBlur(picture, (0, 0), 25), np.uint8)
    triangles = _triangles(before)
    for triangle in triangles[np.argsort(-space[triangles, 2].mean(axis=1))]:
        _draw(drawn, picture, before[triangle], seen[triangle])
    return drawn


def _triangles(points: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return Delaunay's triangles as numbers of points, int64 (n, 3)."""
    low, high = points.min(axis=0) - 2, points.max(axis=0) + 2
    plane = cv2.Subdiv2D((int(low[0]), int(low[1]), int(high[0] - low[0]) + 1, int(high[1] - low[1]) + 1))
    for x, y in points:
        plane.insert((float(x), float(y)))
    corners = np.asarray(plane.getTriangleList(), np.float32).reshape(-1, 3, 1, 2)
    distance = np.linalg.norm(corners - points[None, None], axis=-1)
    inside = distance.min(axis=-1).max(axis=-1) < 0.01  # the others have a corner outside of the face
    return np.asarray(distance.argmin(axis=-1)[inside], np.int64)


def _draw(drawn: Picture, picture: Picture, before: NDArray[np.float32], after: NDArray[np.float32]) -> None:
    """Draw one triangle of the picture at its new place, if it faces the viewer."""
    if _area(before) * _area(after) <= 0:
        return
    height, width = drawn.shape[:2]
    left, top = np.maximum(np.floor(after.min(axis=0)).astype(int) - 1, 0)
    right, bottom = np.minimum(np.ceil(after.max(axis=0)).astype(int) + 2, [width, height])
    if right <= left or bottom <= top:
        return
    local = (after - np.array([left, top], np.float32)).astype(np.float32)
    size = (int(right - left), int(bottom - top))
    patch = cv2.warpAffine(
        picture,
        cv2.getAffineTransform(before, local),
        size,
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    mask = np.zeros((size[1], size[0]), np.uint8)
    cv2.fillConvexPoly(mask, np.round(local * 16).astype(np.int32), 1, shift=4)
    drawn[top:bottom, left:right][mask > 0] = patch[mask > 0]


def _area(corners: NDArray[np.float32]) -> float:
    first, second = corners[1] - corners[0], corners[2] - corners[0]
    return float(first[0] * second[1] - first[1] * second[0])
