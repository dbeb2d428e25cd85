"""BlazeFace: a small convolutional network that finds faces and their eyes.

Bazarevsky et al., "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs" (2019).  The weights are
MediaPipe's (Apache-2.0), converted to ONNX by :mod:`emotion_desk.modelling.export.tflite_to_onnx`.  The network reads a
square picture; for each anchor it answers a logit, a box and six points (eyes, nose, mouth, ears), all in pixels of the
square and relative to the centre of the anchor.  Anchors and weighted suppression follow MediaPipe's graphs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import Picture
from emotion_desk.opencv import cv2
from emotion_desk.vision.area_scaling import reduced
from emotion_desk.vision.thinning import thinned

#: (stride in pixels, anchors a cell) of the layers, by the side of the input: the models called ``back`` (256),
#: ``short_range`` (128) and ``full_range`` (192).
_LAYERS: Final = {256: ((16, 2), (32, 6)), 128: ((8, 2), (16, 6)), 192: ((4, 1),)}
#: Logits beyond this are cut off, as MediaPipe does at 100 (``score_clipping_thresh``): float32 overflows at 89.
_MOST_LOGIT: Final = 80.0
#: Boxes that overlap by more than this belong to one face (``min_suppression_threshold``).
_SAME_FACE: Final = 0.3
#: Points after the box: the eye at the left of the picture comes first (the person's right eye).
_EYES: Final = slice(4, 8)


@dataclass(frozen=True, slots=True, eq=False)
class BlazeFaces:
    """Faces of one picture, the most certain first.

    Attributes:
        boxes: float32 (n, 4): left, top, right, bottom in pixels of the picture that was searched.
        points: float32 (n, 6, 2): eyes (left of the picture first), nose, mouth, ears.
        confidence: float32 (n,), 0 to 1.
    """

    boxes: NDArray[np.float32]
    points: NDArray[np.float32]
    confidence: NDArray[np.float32]


_NOBODY: Final = BlazeFaces(np.zeros((0, 4), np.float32), np.zeros((0, 6, 2), np.float32), np.zeros(0, np.float32))


class Network(Protocol):
    """Runs the graph; an engine of :mod:`emotion_desk.inference` is one."""

    def run(self, rows: NDArray[np.float32]) -> Mapping[str, NDArray[np.float32]]:
        """Return ``points`` (1, anchors, 16) and ``logits`` (1, anchors, 1) for ``rows`` float32 (1, 3, side, side)."""
        ...


class BlazeFace:
    """The network with its anchors; used by one thread at a time.

    Args:
        network: runs the graph.
        side: side of the picture that it reads, in pixels: 256 (``back``), 128 (``short_range``), 192 (``full_range``).
        least: faces less certain than this are not reported.
    """

    def __init__(self, network: Network, side: int, least: float = 0.5) -> None:
        self._network = network
        self.side = side
        self._anchors = _anchors(side)
        self._least_logit = math.log(least / (1 - least))

    def find(self, picture: Picture) -> BlazeFaces:
        """Return the faces in a BGR picture, uint8 (height, width, 3)."""
        height, width = picture.shape[:2]
        scale = self.side / max(height, width)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        left, top = (self.side - size[0]) // 2, (self.side - size[1]) // 2
        square = np.zeros((self.side, self.side, 3), np.uint8)
        step = max(1, int(0.5 / scale))  # every few pixels are enough
        few = thinned(picture, step)
        scaled = reduced(few, *size) if scale < 1 else cv2.resize(few, size, interpolation=cv2.INTER_LINEAR)
        square[top : top + size[1], left : left + size[0]] = scaled
        back = np.array([width / size[0], height / size[1]], np.float32)
        return self._read(square, np.array([left, top], np.float32), back)

    def find_square(self, square: Picture, across: float, down: float) -> BlazeFaces:
        """Return the faces in a square of :attr:`side` pixels, uint8 BGR, that was reduced by these factors."""
        return self._read(square, np.zeros(2, np.float32), np.array([across, down], np.float32))

    def _read(self, square: Picture, corner: NDArray[np.float32], back: NDArray[np.float32]) -> BlazeFaces:
        """Return the faces of a square in pixels of what it was made of."""
        rows = cv2.dnn.blobFromImage(square, 1 / 127.5, mean=(127.5,) * 3, swapRB=True)
        answer = self._network.run(np.asarray(rows, np.float32))
        logits = answer["logits"][0, :, 0]
        likely = np.flatnonzero(logits >= self._least_logit)
        if not likely.size:  # as in most squares
            return _NOBODY
        faces = _merged(self._placed(answer["points"][0][likely], likely), _confidence(logits[likely]))
        points = (faces[0] - corner) * back
        return BlazeFaces(points[:, :2].reshape(-1, 4), points[:, 2:], faces[1])

    def _placed(self, values: NDArray[np.float32], rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return corners and points in pixels of the square, float32 (n, 8, 2)."""
        pairs = values.reshape(-1, 8, 2).copy()
        pairs[:, 0] += self._anchors[rows]
        pairs[:, 2:] += self._anchors[rows][:, None]
        half = pairs[:, 1] / 2
        pairs[:, 1] = pairs[:, 0] + half
        pairs[:, 0] -= half
        return pairs


def _anchors(side: int) -> NDArray[np.float32]:
    """Return the centres of the anchors in pixels, float32 (n, 2), in the order of the network's rows."""
    centres = []
    for stride, count in _LAYERS[side]:
        along = (np.arange(side // stride, dtype=np.float32) + 0.5) * stride
        y, x = np.meshgrid(along, along, indexing="ij")
        centres.append(np.repeat(np.stack([x.ravel(), y.ravel()], axis=1), count, axis=0))
    return np.concatenate(centres)


def _confidence(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    cut = np.minimum(np.maximum(logits, -_MOST_LOGIT), _MOST_LOGIT)
    return np.asarray(1 / (1 + np.exp(-cut)), np.float32)


def _merged(faces: NDArray[np.float32], sure: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return one face for each group of overlapping ones: their mean, weighted by confidence, and the highest one."""
    kept: list[NDArray[np.float32]] = []
    best: list[float] = []
    rest = np.argsort(-sure, kind="stable")
    while rest.size:
        same = _overlaps(faces[rest[0], :2], faces[rest, :2]) > _SAME_FACE
        same[0] = True
        group = rest[same]
        weights = sure[group].reshape(-1, 1, 1)
        kept.append((faces[group] * weights).sum(axis=0) / weights.sum(axis=0))  # np.average takes four times as long
        best.append(float(sure[group[0]]))
        rest = rest[~same]
    return np.array(kept, np.float32).reshape(-1, 8, 2), np.array(best, np.float32)


def _overlaps(one: NDArray[np.float32], many: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return intersection over union of a box (2, 2) with boxes (n, 2, 2), each upper left and lower right corner."""
    sides = np.maximum(np.minimum(one[1], many[:, 1]) - np.maximum(one[0], many[:, 0]), 0)
    shared = sides[:, 0] * sides[:, 1]
    (width, height), both = one[1] - one[0], many[:, 1] - many[:, 0]
    area, areas = width * height, both[:, 0] * both[:, 1]
    return np.asarray(shared / np.maximum(area + areas - shared, 1e-6), np.float32)
