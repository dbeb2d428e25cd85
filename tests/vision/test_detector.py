"""Real faces are found, walls are not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import ModelError
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.vision.detector import (
    SEARCH_WIDTHS,
    Detector,
    HaarDetector,
    load_cascade,
    reduced_grey,
    without_nested,
)

skimage_data = pytest.importorskip("skimage.data", reason="scikit-image brings the pictures")


@pytest.fixture(scope="module")
def detector() -> HaarDetector:
    return HaarDetector()


def portrait() -> Picture:
    return np.ascontiguousarray(skimage_data.astronaut()[..., ::-1])


@pytest.mark.parametrize("side", [320, 512, 1200])
def test_portrait_gives_one_box_on_the_face_at_any_size(detector: HaarDetector, side: int) -> None:
    picture = np.asarray(cv2.resize(portrait(), (side, side)), np.uint8)
    boxes = detector.find(picture)
    assert len(boxes) == 1
    x, y = boxes[0].centre
    assert x / side == pytest.approx(0.435, abs=0.03)
    assert y / side == pytest.approx(0.235, abs=0.04)
    assert 0.15 < boxes[0].width / side < 0.32
    assert 0.5 < boxes[0].confidence < 1.0
    (near,) = detector.find_near(picture, boxes)
    assert 0.5 < near.confidence < 1.0
    assert isinstance(detector, Detector)


def test_two_people_in_one_picture(detector: HaarDetector) -> None:
    face = portrait()[:360]
    both = np.hstack([face, np.zeros((360, 60, 3), np.uint8), face[:, ::-1]])
    sides = {box.centre[0] > 542 for _ in SEARCH_WIDTHS for box in detector.find(both)}
    assert sides == {False, True}


@pytest.mark.parametrize("name", ["brick", "grass", "gravel", "coins", "text", "page", "clock", "rocket", "coffee"])
def test_nobody_where_nobody_is(detector: HaarDetector, name: str) -> None:
    picture = getattr(skimage_data, name)()
    colour = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR) if picture.ndim == 2 else picture[..., 2::-1]
    assert detector.find(np.asarray(cv2.resize(np.ascontiguousarray(colour), (640, 480)), np.uint8)) == []


@pytest.mark.parametrize("shape", [(1, 1), (2, 2), (1, 500), (15, 15), (5000, 40)])
def test_odd_pictures_have_no_face(detector: HaarDetector, shape: tuple[int, int]) -> None:
    assert detector.find(np.full((*shape, 3), 127, np.uint8)) == []


def test_picture_is_not_touched(detector: HaarDetector) -> None:
    picture = portrait()
    picture.setflags(write=False)
    before = picture.copy()
    detector.find(picture)
    assert np.array_equal(picture, before)


def test_missing_and_damaged_cascade_are_reported(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone\.xml' is missing"):
        load_cascade(tmp_path / "gone.xml")
    damaged = tmp_path / "damaged.xml"
    damaged.write_text("<opencv_storage>")
    with pytest.raises(ModelError, match=r"cannot read .*damaged\.xml"):
        load_cascade(damaged)


def test_box_inside_a_larger_one_is_dropped() -> None:
    face, mouth, other = Box(0, 0, 100, 100), Box(30, 60, 40, 40), Box(200, 0, 50, 50)
    assert without_nested([mouth, other, face]) == [face, other]


def test_near_search_agrees_with_the_full_one(detector: HaarDetector) -> None:
    picture = np.asarray(cv2.resize(portrait(), (900, 900)), np.uint8)
    (face,) = detector.find(picture)
    for shift in (-0.25, 0.0, 0.25):
        expected = Box(face.x + shift * face.width, face.y, face.width * 1.1, face.height * 1.1)
        (found,) = detector.find_near(picture, [expected])
        assert found.overlap(face) > 0.75


def test_near_search_finds_nobody_who_left(detector: HaarDetector) -> None:
    picture = np.asarray(cv2.resize(portrait(), (900, 900)), np.uint8)
    (face,) = detector.find(picture)
    away = Box(20, 700, face.width, face.height)
    assert detector.find_near(picture, [away]) == []
    outside = [Box(-500, -500, 80, 80), Box(2000, 300, 80, 80), Box(890, 890, 80, 80), Box(10, 10, 0, 0)]
    assert detector.find_near(picture, outside) == []
    assert detector.find_near(picture, []) == []


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (641, 481), (320, 240), (200, 150)])
def test_grey_first_is_grey_last(width: int, height: int) -> None:
    rng = np.random.default_rng(3)
    coarse = rng.integers(0, 256, (height // 8 + 1, width // 8 + 1, 3), np.uint8)
    picture = np.kron(coarse, np.ones((8, 8, 1), np.uint8))[:height, :width]
    size = (320, round(height * 320 / width))
    how = cv2.INTER_AREA if width > 320 else cv2.INTER_LINEAR

    quick = reduced_grey(picture, size).astype(int)
    plain = cv2.cvtColor(cv2.resize(picture, size, interpolation=how), cv2.COLOR_BGR2GRAY).astype(int)

    assert quick.shape == plain.shape
    assert np.abs(quick - plain).max() <= 2
