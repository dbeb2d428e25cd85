"""Placement: the network's square is the same part of a face, whatever a set or a detector shows of it."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.messages import Box
from emotion_desk.modelling.data.datasets import FaceSet
from emotion_desk.modelling.data.face_placement import (
    BELOW_EYES,
    PLACEMENTS,
    SIDE,
    WHOLE,
    Placement,
    cut_region,
    region_of_haar,
)
from tests.modelling import made

#: Side of the stored picture in distances of the eyes, and middle of the eyes in shares of the side, as measured.
MEASURED = {
    "fer2013": (2.76, 0.497, 0.390),
    "lfw": (3.68, 0.502, 0.431),
    "colour": (4.08, 0.497, 0.474),
    "celeba": (3.97, 0.496, 0.426),
}


@pytest.mark.parametrize("name", MEASURED)
def test_a_region_is_the_square_that_the_eyes_define(name: str) -> None:
    side, x, y = MEASURED[name]
    place = PLACEMENTS[name]
    assert place.width == place.height == pytest.approx(SIDE / side, abs=0.006)
    assert place.x == pytest.approx(x, abs=0.001)
    assert place.y == pytest.approx(y + BELOW_EYES / side, abs=0.003)


def test_a_region_of_a_picture_is_in_its_pixels() -> None:
    picture = np.zeros((50, 100, 3), np.uint8)
    assert WHOLE.region(picture) == Box(0, 0, 100, 50)
    assert Placement(1.2, 0.8, 0.5, 0.6).region(picture) == Box(-10, 10, 120, 40)


def test_cutting_the_whole_picture_changes_nothing() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (48, 48, 3), np.uint8)
    assert np.array_equal(cut_region(picture, WHOLE.region(picture)), picture)
    assert np.array_equal(cut_region(picture, Box(8, 4, 32, 32)), picture[4:36, 8:40])


def test_beyond_the_border_it_is_repeated() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (20, 20, 3), np.uint8)
    cut = cut_region(picture, Box(-4, 0, 20, 20))
    assert np.array_equal(cut[:, 4:], picture[:, :16])
    assert (cut[:, :4] == picture[:, :1]).all()


def test_a_wide_region_is_squeezed_into_a_square() -> None:
    ramp = np.tile(np.arange(100, dtype=np.uint8)[None, :, None], (50, 1, 3))
    cut = cut_region(ramp, Box(0, 0, 100, 50))
    assert cut.shape == (50, 50, 3)
    assert cut[10, :, 0] == pytest.approx(np.arange(50) * 2 + 0.5, abs=1)


def test_a_box_of_haar_becomes_the_same_square() -> None:
    eyes = 30.0
    box = Box(100 - 2.67 * eyes / 2, 100 + 0.285 * eyes - 2.67 * eyes / 2, 2.67 * eyes, 2.67 * eyes)
    region = region_of_haar(box)
    assert region.centre == pytest.approx((100, 100 + BELOW_EYES * eyes))
    assert region.width == region.height == pytest.approx(SIDE * eyes)


def test_a_set_uses_its_boxes_where_it_has_them() -> None:
    boxed = made.faces(4, boxes=True)
    assert boxed.region(0) == region_of_haar(Box(8, 8, 32, 32))
    plain = FaceSet(boxed.names, boxed.emotions, boxed.people, None, boxed.pictures, placement=PLACEMENTS["fer2013"])
    assert plain.region(1) == PLACEMENTS["fer2013"].region(plain.pictures[1])
