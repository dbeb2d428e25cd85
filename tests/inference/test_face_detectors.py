"""The released detectors on made pictures: what each finds, what it takes for nobody, and one geometry of boxes."""

from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.catalogue import BLAZE, BOTH, DETECTORS, HAAR
from emotion_desk.errors import ModelError
from emotion_desk.inference import face_detectors
from emotion_desk.inference.face_detectors import load_detector
from emotion_desk.messages import Box
from emotion_desk.vision.detector import Detector, HaarDetector
from emotion_desk.vision.geometry import confidence_of
from tests.vision.faces import Scene, at_the_border, demo_face, is_found, on_a_wall, portrait, rolled, tiled, wall


@pytest.fixture(scope="module")
def detectors() -> dict[str, Detector]:
    return {name: load_detector(name) for name in DETECTORS}


@pytest.fixture(scope="module")
def thorough() -> dict[str, Detector]:
    return {name: load_detector(name, thorough=True) for name in (BLAZE, BOTH)}


def missed(detector: Detector, scene: Scene) -> list[Box]:
    """Return the faces that are not found; there must be no other boxes."""
    picture, expected = scene
    found = list(detector.find(picture))
    assert len(found) <= len(expected)
    return [box for box in expected if not is_found(found, box)]


@pytest.mark.parametrize("name", DETECTORS)
def test_all_give_the_same_box_of_a_plain_face(detectors: dict[str, Detector], name: str) -> None:
    frame, expected = demo_face()
    (found,) = detectors[name].find(frame)
    assert found.overlap(expected) > 0.65  # Haar's box of this frame is smaller than its usual one
    assert confidence_of(found) > 0.5
    (near,) = detectors[name].find_near(frame, [expected])
    assert near.overlap(expected) > 0.65
    assert near.width == pytest.approx(found.width, rel=0.1)


@pytest.mark.parametrize("name", [BLAZE, BOTH])
@pytest.mark.parametrize("degrees", [-45, -30, 30, 45])
def test_rolled_heads_are_found(detectors: dict[str, Detector], name: str, degrees: int) -> None:
    picture, expected = rolled(degrees)
    assert missed(detectors[name], (picture, expected)) == []
    (found,) = detectors[name].find(picture)
    assert np.degrees(getattr(found, "roll", 0.0)) == pytest.approx(-degrees, abs=12)


@pytest.mark.parametrize("name", [BLAZE, BOTH])
@pytest.mark.parametrize(
    "scene",
    [tiled(5, 5, 64), tiled(5, 5, 100), tiled(1, 6, 160), tiled(1, 12, 96), tiled(6, 1, 120), tiled(1, 2, 200)],
    ids=["5 x 5 small", "5 x 5", "strip of 6", "strip of 12", "column of 6", "two people"],
)
def test_each_of_many_faces_is_found_in_a_single_picture(
    thorough: dict[str, Detector], name: str, scene: Scene
) -> None:
    assert missed(thorough[name], scene) == []


@pytest.mark.parametrize("name", [BLAZE, BOTH])
def test_a_face_at_the_border_is_found(thorough: dict[str, Detector], name: str) -> None:
    assert missed(thorough[name], at_the_border(0.2)) == []


def test_small_faces_of_a_moving_picture_are_found_by_and_by(detectors: dict[str, Detector]) -> None:
    picture, (expected,) = on_a_wall(80, 1280, 720, 900, 330)
    assert any(is_found(list(detectors[BOTH].find(picture)), expected) for _ in range(30))


@pytest.mark.parametrize("name", [BLAZE, BOTH])
def test_nobody_is_found_on_a_wall(thorough: dict[str, Detector], name: str) -> None:
    for seed in range(4):
        assert list(thorough[name].find(wall(seed=seed))) == []


@pytest.mark.parametrize("name", DETECTORS)
@pytest.mark.parametrize("shape", [(1, 1), (2, 3), (1, 500), (15, 15), (2000, 20)])
def test_odd_pictures_have_no_face(detectors: dict[str, Detector], name: str, shape: tuple[int, int]) -> None:
    picture = np.full((*shape, 3), 127, np.uint8)
    assert list(detectors[name].find(picture)) == []
    assert list(detectors[name].find_near(picture, [Box(-5, -5, 9, 9), Box(0, 0, 0, 0)])) == []


def test_a_known_face_that_left_is_not_found_near_its_place(detectors: dict[str, Detector]) -> None:
    _, expected = demo_face()
    for name in DETECTORS:
        assert list(detectors[name].find_near(wall(), [expected])) == []


def test_small_portraits_are_found_at_any_size(thorough: dict[str, Detector]) -> None:
    for side in (48, 96, 240):
        assert missed(thorough[BOTH], portrait(side)) == []


def test_missing_and_damaged_weights_are_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face_detectors, "shipped", lambda folder: tmp_path)
    with pytest.raises(ModelError, match="is missing"):
        load_detector(BLAZE)
    (tmp_path / face_detectors.FOLDER).mkdir()
    (tmp_path / face_detectors.FOLDER / face_detectors.FILE).write_bytes(b"something else")
    with pytest.raises(ModelError, match="is damaged"):
        load_detector(BOTH)
    load_detector(HAAR)  # needs none of them


def test_pictures_share_what_was_read_for_an_earlier_one() -> None:
    gc.collect()
    one, other = (load_detector(HAAR, thorough=True) for _ in range(2))
    assert isinstance(one, HaarDetector)
    assert isinstance(other, HaarDetector)
    mine = one._cascade
    assert mine is not other._cascade  # a cascade serves one thread at a time
    picture, _ = demo_face()
    found = one.find(picture)
    del one
    again = load_detector(HAAR, thorough=True)
    assert isinstance(again, HaarDetector)
    assert again._cascade is mine
    assert again.find(picture) == found
