"""The face crop and the network's rows: golden values, borders, sizes."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.errors import DataError
from emotion_desk.messages import Box
from emotion_desk.vision.crop import (
    INPUT_SIZE,
    MARGIN,
    MAX_CROP,
    cut_face,
    face_input,
    network_view,
    normalise,
    resize_face,
)
from emotion_desk.vision.geometry import VIEW_SIDE, box_from_points


def gradient(height: int = 200, width: int = 300) -> np.ndarray:
    """A picture whose blue tells the column and whose green tells the row."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[..., 0] = np.arange(width)[None, :] // 2
    picture[..., 1] = np.arange(height)[:, None]
    picture[..., 2] = 7
    return picture


def test_the_crop_is_the_box_with_its_margin() -> None:
    crop = cut_face(gradient(), Box(100, 50, 80, 80))
    side = round(80 * (1 + 2 * MARGIN))
    assert crop.shape == (side, side, 3)
    assert crop[0, 0].tolist() == [(140 - side // 2) // 2, 90 - side // 2, 7]
    assert crop.flags["C_CONTIGUOUS"]


def test_an_oblong_box_gives_a_square_around_its_middle() -> None:
    crop = cut_face(gradient(), Box(100, 60, 40, 80), margin=0.0)
    assert crop.shape == (80, 80, 3)
    assert crop[0, 0].tolist() == [40, 60, 7]


@pytest.mark.parametrize(
    "box", [Box(-30, -20, 80, 80), Box(260, 150, 80, 80), Box(-400, -400, 50, 50), Box(900, 900, 9, 9)]
)
def test_outside_the_picture_the_border_is_repeated(box: Box) -> None:
    crop = cut_face(gradient(), box)
    side = round(box.width * (1 + 2 * MARGIN))
    assert crop.shape == (side, side, 3)
    assert (crop[..., 2] == 7).all()


def test_the_crop_does_not_hold_the_frame() -> None:
    picture = gradient()
    crop = cut_face(picture, Box(100, 50, 80, 80))
    assert not np.shares_memory(crop, picture)
    assert cut_face(gradient(900, 900), Box(0, 0, 800, 800)).shape == (MAX_CROP, MAX_CROP, 3)


def test_rows_are_rgb_with_imagenets_mean_and_spread() -> None:
    face = np.zeros((INPUT_SIZE, INPUT_SIZE, 3), np.uint8)
    face[..., 2] = 255  # red in BGR
    row = face_input([face])
    assert row.shape == (1, 3, INPUT_SIZE, INPUT_SIZE)
    assert row.dtype == np.float32
    np.testing.assert_allclose(row[0, :, 0, 0], [(1 - 0.485) / 0.229, -0.456 / 0.224, -0.406 / 0.225], rtol=1e-5)


def test_crops_of_all_sizes_in_one_batch() -> None:
    faces = [gradient(20, 20), gradient(96, 96), gradient(400, 300)]
    rows = face_input(faces)
    assert rows.shape == (3, 3, INPUT_SIZE, INPUT_SIZE)
    np.testing.assert_array_equal(rows[1:2], normalise(faces[1][None]))
    assert face_input([]).shape == (0, 3, INPUT_SIZE, INPUT_SIZE)


@pytest.mark.parametrize(
    "wrong",
    [np.zeros((10, 10), np.uint8), np.zeros((10, 10, 4), np.uint8), np.zeros((9, 9, 3)), np.zeros((0, 5, 3), np.uint8)],
)
def test_what_is_no_picture_is_refused(wrong: np.ndarray) -> None:
    with pytest.raises(DataError, match="face picture"):
        resize_face(wrong)


def test_the_network_sees_the_eyes_at_one_place_whatever_the_size() -> None:
    unit, eyes = 40.0, (100.0, 90.0)  # eye distance and middle of the eyes in pixels
    picture = np.zeros((240, 240, 3), np.uint8)
    for x in (eyes[0] - unit / 2, eyes[0] + unit / 2):
        picture[round(eyes[1]) - 2 : round(eyes[1]) + 2, round(x) - 2 : round(x) + 2] = 255
    left, right, mouth = (
        np.array(point, np.float32) for point in ((80.0, 90.0), (120.0, 90.0), (100.0, 90.0 + 1.1 * unit))
    )
    view = network_view(cut_face(picture, box_from_points(left, right, mouth)))
    assert abs(view.shape[0] - VIEW_SIDE * unit) <= 2
    rows, columns = np.nonzero(view[:, :, 0])
    assert rows.mean() / view.shape[0] == pytest.approx(0.34, abs=0.02)
    half = columns.mean()
    across = columns[columns > half].mean() - columns[columns < half].mean()
    assert half / view.shape[1] == pytest.approx(0.5, abs=0.02)
    assert across / view.shape[1] == pytest.approx(0.40, abs=0.02)


def test_a_turned_head_keeps_its_scale_by_the_mouth() -> None:
    frontal = box_from_points(*(np.array(p, np.float32) for p in ((80, 90), (120, 90), (100, 135.8))))
    turned = box_from_points(*(np.array(p, np.float32) for p in ((90, 90), (110, 90), (100, 135.8))))
    assert turned.width == pytest.approx(frontal.width, rel=0.02)
