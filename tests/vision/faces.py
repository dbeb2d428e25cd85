"""Pictures of the face in the demo clip: rolled, small, many, cut by the border; each with the boxes to be found."""

from __future__ import annotations

from functools import cache

import numpy as np

from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.resources import shipped
from emotion_desk.vision.detector import HaarDetector

Scene = tuple[Picture, list[Box]]


@cache
def demo_face() -> tuple[Picture, Box]:
    """Return a frame of the demo, and the box that Haar, the measure of the geometry, finds in it."""
    import av

    with av.open(str(shipped("assets") / "demo.mp4")) as clip:
        frame = np.asarray(next(clip.decode(video=0)).to_ndarray(format="bgr24"), np.uint8)
    detector = HaarDetector()
    (box,) = detector.find(frame)
    return frame, box


def portrait(side: int) -> Scene:
    """Return the head and its surroundings as a square picture."""
    frame, box = demo_face()
    room = min(1.6 * box.width, *frame.shape[:2])
    left = int(min(max(0, box.centre[0] - room / 2), frame.shape[1] - room))
    top = int(min(max(0, box.centre[1] - room / 2), frame.shape[0] - room))
    cut = frame[top : top + int(room), left : left + int(room)]
    scale = side / cut.shape[0]
    small = np.asarray(cv2.resize(cut, (side, side), interpolation=cv2.INTER_AREA), np.uint8)
    return small, [Box((box.x - left) * scale, (box.y - top) * scale, box.width * scale, box.height * scale)]


def tiled(rows: int, columns: int, side: int) -> Scene:
    """Return so many portraits beside and below each other, every other one mirrored."""
    picture, (box,) = portrait(side)
    turned = np.ascontiguousarray(picture[:, ::-1])
    mirrored = Box(side - box.x - box.width, box.y, box.width, box.height)
    cells = [[(row + column) % 2 for column in range(columns)] for row in range(rows)]
    whole = np.vstack([np.hstack([(picture, turned)[odd] for odd in row]) for row in cells])
    boxes = [
        Box(one.x + side * column, one.y + side * row, one.width, one.height)
        for row, line in enumerate(cells)
        for column, odd in enumerate(line)
        for one in ((box, mirrored)[odd],)
    ]
    return whole, boxes


def rolled(degrees: float) -> Scene:
    """Return the frame turned about the middle of the face."""
    frame, box = demo_face()
    turn = cv2.getRotationMatrix2D(box.centre, degrees, 1.0)
    size = (frame.shape[1], frame.shape[0])
    return np.asarray(cv2.warpAffine(frame, turn, size, borderMode=cv2.BORDER_REPLICATE), np.uint8), [box]


def at_the_border(share: float) -> Scene:
    """Return the frame cut so that a share of the box lies beyond its left edge."""
    frame, box = demo_face()
    cut = round(box.x + share * box.width)
    return np.ascontiguousarray(frame[:, cut:]), [Box(box.x - cut, box.y, box.width, box.height)]


def wall(width: int = 640, height: int = 480, seed: int = 1) -> Picture:
    """Return a rough wall, without anybody."""
    rng = np.random.default_rng(seed)
    picture = np.full((height, width, 3), 120, np.float32)
    for side in (5, 12, 30, 80):
        rough = rng.normal(0, 60 / side**0.5, (side, side, 3)).astype(np.float32)
        picture += cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(picture, 0, 255).astype(np.uint8)


def on_a_wall(side: int, width: int, height: int, x: int, y: int) -> Scene:
    """Return a portrait of so many pixels in a larger picture."""
    whole = wall(width, height)
    picture, (box,) = portrait(side)
    whole[y : y + side, x : x + side] = picture
    return whole, [Box(box.x + x, box.y + y, box.width, box.height)]


def is_found(boxes: list[Box], expected: Box) -> bool:
    """Return whether one of the boxes shows the expected face: centre within a third, size within a half of it."""
    return any(
        max(abs(a - b) for a, b in zip(box.centre, expected.centre, strict=True)) < expected.width / 3
        and 2 / 3 < box.width / expected.width < 1.5
        for box in boxes
    )
