"""Decoding of BlazeFace's answers, with a network that answers what the test says."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.vision.blazeface import BlazeFace

SIDE = 128
ANCHORS = 16 * 16 * 2 + 8 * 8 * 6


class Answering:
    """Answers a face of 32 pixels at anchors of the first layer; all others are far from one."""

    def __init__(self, *rows: int) -> None:
        self.points = np.zeros((1, ANCHORS, 16), np.float32)
        self.logits = np.full((1, ANCHORS, 1), -200, np.float32)
        self.seen: list[tuple[int, ...]] = []
        for row in rows:
            self.points[0, row, 2:4] = 32
            self.points[0, row, 4:8] = (-8, -4, 8, -4)
            self.logits[0, row] = 3

    def run(self, rows: NDArray[np.float32]) -> Mapping[str, NDArray[np.float32]]:
        self.seen.append(rows.shape)
        return {"points": self.points, "logits": self.logits}


def test_a_face_lies_at_its_anchor_in_pixels_of_the_picture() -> None:
    network = Answering(2 * (16 * 8 + 8))  # the cell in column 8 and row 8: centre (68, 68) of the square
    found = BlazeFace(network, SIDE).find(np.zeros((128, 256, 3), np.uint8))
    assert network.seen == [(1, 3, SIDE, SIDE)]
    # The picture fills 128 x 64 of the square, 32 rows below its upper edge, and is halved.
    assert found.boxes.tolist() == [[104, 40, 168, 104]]
    assert found.points[0, :2].tolist() == [[120, 64], [152, 64]]
    assert found.confidence == pytest.approx(1 / (1 + np.exp(-3)), abs=1e-5)


def test_anchors_that_see_the_same_face_give_one() -> None:
    first = 2 * (16 * 8 + 8)
    assert len(BlazeFace(Answering(first, first + 1, first + 2), SIDE).find(np.zeros((99, 99, 3), np.uint8)).boxes) == 1
    assert len(BlazeFace(Answering(first, first + 12), SIDE).find(np.zeros((99, 99, 3), np.uint8)).boxes) == 2


def test_nobody_is_found_where_nothing_is_likely() -> None:
    found = BlazeFace(Answering(), SIDE).find(np.zeros((20, 30, 3), np.uint8))
    assert found.boxes.shape == (0, 4)
    assert found.points.shape == (0, 6, 2)
    assert found.confidence.shape == (0,)
