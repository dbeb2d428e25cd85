"""Reduced pictures have the values of OpenCV's area scaling."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.opencv import cv2
from emotion_desk.vision.area_scaling import reduced

SIZES = [
    ((200, 200), (192, 192)), ((383, 383), (192, 192)), ((161, 161), (96, 96)), ((240, 267), (115, 128)),
    ((192, 192), (64, 64)), ((192, 100), (96, 64)), ((97, 97), (97, 97)), ((1, 300), (1, 128)), ((7, 5), (6, 5)),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SIZES)
@pytest.mark.parametrize("kind", ["noise", "edges", "white"])
def test_values_are_those_of_opencv(before: tuple[int, int], after: tuple[int, int], kind: str) -> None:
    rng = np.random.default_rng(sum(before))
    picture = rng.integers(0, 256, (*before, 3), dtype=np.uint8)
    if kind == "edges":
        picture = np.where(picture > 127, 255, 0).astype(np.uint8)
    elif kind == "white":
        picture = np.full_like(picture, 255)
    wanted = cv2.resize(picture, after[::-1], interpolation=cv2.INTER_AREA)
    found = reduced(picture, after[1], after[0])
    assert found.dtype == np.uint8
    np.testing.assert_array_equal(found, wanted)


def test_a_part_of_a_picture_is_reduced_like_a_copy_of_it() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (300, 300, 3), dtype=np.uint8)
    part = picture[20:220, 31:241]
    np.testing.assert_array_equal(reduced(part, 100, 96), reduced(part.copy(), 100, 96))
