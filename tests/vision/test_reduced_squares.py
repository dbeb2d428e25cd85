"""Squares that are cut from one reduced copy show what the picture shows there."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.messages import Box
from emotion_desk.opencv import cv2
from emotion_desk.vision.reduced_squares import ReducedSquares

SIDE = 64


def clouds(height: int, width: int) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    coarse = np.random.default_rng(4).integers(0, 256, (height // 40 + 2, width // 40 + 2, 3), np.uint8)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


@pytest.mark.parametrize(("height", "width"), [(360, 640), (301, 407), (640, 200)])
@pytest.mark.parametrize("share", [1.0, 0.5])
def test_a_square_shows_what_the_picture_shows_there(height: int, width: int, share: float) -> None:
    picture = clouds(height, width)
    side = min(height, width) * share
    squares = ReducedSquares(picture, SIDE)
    for x, y in ((0.0, 0.0), (width - side, height - side), ((width - side) / 3, (height - side) / 2)):
        cut = squares.cut(Box(x, y, side, side))
        assert cut is not None
        assert cut.pixels.shape == (SIDE, SIDE, 3)
        box = cut.box
        assert (box.x, box.y, box.width, box.height) == pytest.approx((x, y, side, side), abs=side / SIDE)
        turned = np.array([[SIDE / box.width, 0, -box.x * SIDE / box.width], [0, SIDE / box.height, 0]], np.float64)
        turned[1, 2] = -box.y * SIDE / box.height
        shift = np.array([[1, 0, (turned[0, 0] - 1) / 2], [0, 1, (turned[1, 1] - 1) / 2]])  # middles of pixels
        turned[:, 2] += shift[:, 2]
        alone = cv2.warpAffine(picture, turned, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        assert np.abs(cut.pixels.astype(int) - alone).mean() < 3


def test_edges_of_the_picture_are_edges_of_the_squares() -> None:
    squares = ReducedSquares(clouds(301, 407), SIDE)
    cut = squares.cut(Box(407 - 150.5, 301 - 150.5, 150.5, 150.5))
    assert cut is not None
    assert cut.box.x + cut.box.width == pytest.approx(407)
    assert cut.box.y + cut.box.height == pytest.approx(301)


def test_a_square_that_would_have_to_be_enlarged_is_not_cut() -> None:
    squares = ReducedSquares(clouds(100, 400), SIDE)
    assert squares.cut(Box(0, 0, 50, 50)) is None
    assert squares.cut(Box(0, 0, 100, 100)) is not None
