"""Face landmarks: on a real face, upright, turned, and followed from frame to frame."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.inference.face_meters import LANDMARKS_FILE
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.resources import shipped
from emotion_desk.vision.detector import HaarDetector
from emotion_desk.vision.landmarks import LINES, POINTS, LandmarkDetector, Landmarks

REFERENCE = Path(__file__).with_name("landmarks_by_tflite.json")


class Counted:
    """The network, which counts its runs."""

    def __init__(self) -> None:
        self.runs = 0
        self._engine = OnnxEngine(shipped("models") / "faces" / LANDMARKS_FILE)

    def run(self, rows: NDArray[np.float32]) -> Mapping[str, NDArray[np.float32]]:
        self.runs += 1
        return self._engine.run(rows)


@pytest.fixture(scope="module")
def network() -> Counted:
    return Counted()


@pytest.fixture(scope="module")
def detector(network: Counted) -> LandmarkDetector:
    return LandmarkDetector(network)


@pytest.fixture(scope="module")
def box(demo_picture: Picture) -> Box:
    return HaarDetector().find(demo_picture)[0]


def middle(face: Landmarks, name: str) -> tuple[float, float]:
    x, y = np.concatenate([face.points[list(line)] for line in LINES[name]]).mean(axis=0)
    return float(x), float(y)


def test_the_points_lie_where_the_parts_of_a_face_are(
    detector: LandmarkDetector, demo_picture: Picture, box: Box
) -> None:
    face = detector.find(demo_picture, box)
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


def test_the_network_computes_what_the_published_one_does(detector: LandmarkDetector, demo_picture: Picture) -> None:
    """The reference was computed by OpenCV from MediaPipe's own TFLite file, before that was converted."""
    reference = json.loads(REFERENCE.read_text())
    face = detector.find(demo_picture, Box(*reference["box"]))
    assert face is not None
    assert np.abs(face.points - np.array(reference["points"])).max() < 0.02  # pixels; they are rounded to 0.01


@pytest.mark.parametrize("degrees", [-30.0, 20.0])
def test_a_leaning_face_is_followed(
    detector: LandmarkDetector, network: Counted, demo_picture: Picture, box: Box, degrees: float
) -> None:
    upright = detector.find(demo_picture, box)
    # OpenCV turns to the left, the roll counts to the right.
    turn = cv2.getRotationMatrix2D(box.centre, -degrees, 1.0)
    size = demo_picture.shape[1], demo_picture.shape[0]
    turned = np.asarray(cv2.warpAffine(demo_picture, turn, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)
    leaning = detector.find(turned, box)
    assert upright is not None
    assert leaning is not None
    assert math.degrees(leaning.roll - upright.roll) == pytest.approx(degrees, abs=4)
    expected = upright.points @ turn[:, :2].T + turn[:, 2]
    assert np.abs(leaning.points - expected).mean() < 0.04 * box.width
    before = network.runs
    followed = detector.find(turned, box, before=leaning)
    assert network.runs == before + 1
    assert followed is not None
    assert np.abs(followed.points - leaning.points).mean() < 0.01 * box.width


def test_a_face_that_went_upright_is_not_lost(detector: LandmarkDetector, demo_picture: Picture, box: Box) -> None:
    upright = detector.find(demo_picture, box)
    assert upright is not None
    elsewhere = Landmarks(upright.points[:, ::-1] * 3, 1.0)  # nothing is there, and that at a wrong angle
    found = detector.find(demo_picture, box, before=elsewhere)
    assert found is not None
    assert np.abs(found.points - upright.points).mean() < 0.01 * box.width


def test_there_is_no_face_in_noise(detector: LandmarkDetector) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3)).astype(np.uint8)
    assert detector.find(noise, Box(20, 20, 160, 160)) is None


def test_a_face_at_the_border_does_no_harm(detector: LandmarkDetector, demo_picture: Picture, box: Box) -> None:
    part = demo_picture[int(box.y) :, int(box.x + box.width / 3) :]
    detector.find(part, Box(-box.width / 3, 0, box.width, box.height))
    assert detector.find(part, Box(5000, 5000, 50, 50)) is None
