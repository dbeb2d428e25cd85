"""Face landmarks: on a real face, upright and turned, and in words where they cannot be had."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import ModelError
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.sources.demo import open_demo
from emotion_desk.vision import landmarks
from emotion_desk.vision.detector import HaarDetector
from emotion_desk.vision.landmarks import LINES, POINTS, LandmarkDetector, Landmarks


@pytest.fixture(scope="module")
def detector() -> LandmarkDetector:
    return LandmarkDetector()


@pytest.fixture(scope="module")
def picture() -> Picture:
    """The first picture of the demo clip."""
    source = open_demo().picture
    assert source is not None
    source.open()
    try:
        frame = source.read(timeout_s=10.0)
    finally:
        source.close()
    assert frame is not None
    return frame.picture.copy()


@pytest.fixture(scope="module")
def box(picture: Picture) -> Box:
    return HaarDetector().find(picture)[0]


def middle(face: Landmarks, name: str) -> tuple[float, float]:
    x, y = np.concatenate([face.points[list(line)] for line in LINES[name]]).mean(axis=0)
    return float(x), float(y)


def test_the_points_lie_where_the_parts_of_a_face_are(detector: LandmarkDetector, picture: Picture, box: Box) -> None:
    face = detector.find(picture, box)
    assert face is not None
    assert face.points.shape == (POINTS, 2)
    assert face.certainty > 0.9
    heights = [middle(face, name)[1] for name in ("brows", "eyes", "nose", "mouth")]
    assert heights == sorted(heights)
    left, right = face.eyes
    assert left[0] < middle(face, "nose")[0] < right[0]
    assert abs(math.degrees(face.roll)) < 8
    for name in ("eyes", "nose", "mouth"):
        x, y = middle(face, name)
        assert box.x < x < box.x + box.width
        assert box.y < y < box.y + box.height


@pytest.mark.parametrize("degrees", [-30.0, 20.0])
def test_a_leaning_face_is_followed(detector: LandmarkDetector, picture: Picture, box: Box, degrees: float) -> None:
    upright = detector.find(picture, box)
    # OpenCV turns to the left, the roll counts to the right.
    turn = cv2.getRotationMatrix2D(box.centre, -degrees, 1.0)
    size = picture.shape[1], picture.shape[0]
    turned = np.asarray(cv2.warpAffine(picture, turn, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)
    leaning = detector.find(turned, box)
    assert upright is not None
    assert leaning is not None
    assert math.degrees(leaning.roll - upright.roll) == pytest.approx(degrees, abs=4)
    expected = upright.points @ turn[:, :2].T + turn[:, 2]
    assert np.abs(leaning.points - expected).mean() < 0.04 * box.width


def test_there_is_no_face_in_noise(detector: LandmarkDetector) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3)).astype(np.uint8)
    assert detector.find(noise, Box(20, 20, 160, 160)) is None


def test_a_face_at_the_border_does_no_harm(detector: LandmarkDetector, picture: Picture, box: Box) -> None:
    part = picture[int(box.y) :, int(box.x + box.width / 3) :]
    detector.find(part, Box(-box.width / 3, 0, box.width, box.height))
    assert detector.find(part, Box(5000, 5000, 50, 50)) is None


def test_missing_and_changed_weights_are_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(landmarks, "shipped", lambda _folder: tmp_path)
    with pytest.raises(ModelError, match=r"'face-landmarks\.tflite' of the face measures are missing"):
        LandmarkDetector()
    (tmp_path / "faces").mkdir()
    (tmp_path / "faces" / "face-landmarks.tflite").write_bytes(b"nothing")
    with pytest.raises(ModelError, match="damaged"):
        LandmarkDetector()


def test_weights_that_are_none_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "broken.tflite").write_bytes(b"nothing")
    with pytest.raises(ModelError, match=r"broken\.tflite"):
        LandmarkDetector(tmp_path / "broken.tflite")
