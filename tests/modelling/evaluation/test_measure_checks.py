"""The checks of the face measures: heads rendered with a known yaw, tables of made figures, and the demo as a clip."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_desk.inference.face_meters import load_face_meter, require_weights
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.measures.head_pose import HeadPose, head_pose
from emotion_desk.messages import Box
from emotion_desk.modelling.evaluation.face_reference import BLINKS, MARKED
from emotion_desk.modelling.evaluation.measure_checks import UNITS, YAWS, ClipCheck, tables
from emotion_desk.modelling.evaluation.rendered_heads import surface, turned
from emotion_desk.opencv import cv2
from emotion_desk.resources import shipped
from emotion_desk.vision.landmarks import LandmarkDetector


def test_the_yaw_of_a_rendered_head_is_measured_within_five_degrees() -> None:
    ok, frame = cv2.VideoCapture(str(shipped("assets") / "demo.mp4")).read()
    assert ok
    picture = np.asarray(frame, np.uint8)
    height, width = picture.shape[:2]
    network = OnnxEngine(require_weights()[0])
    box = Box(199.9, 88.0, 211.7, 211.7)
    points = surface(network, picture, box)
    assert points.shape == (468, 3)
    found = LandmarkDetector(network).find(picture, box)
    assert found is not None
    assert np.abs(found.points[:468] - points[:, :2]).max() < 1.0

    def yaw(by: float) -> float:
        seen = LandmarkDetector(network).find(turned(picture, points, HeadPose(by, 0, 0)), box)
        assert seen is not None
        pose = head_pose(seen.points, width, height)
        assert pose is not None
        return pose.yaw

    rest = yaw(0.0)
    errors = [yaw(by) - rest - by for by in (-30.0, -10.0, 20.0)]
    assert np.abs(errors).mean() < 5.0
    assert load_face_meter().measure(picture, box) is not None


def check(name: str, emotion: str, smile: float) -> ClipCheck:
    units = dict.fromkeys(UNITS, 0.1) | {"AU12": smile}
    return ClipCheck(name, emotion, units, 1, {33: 0.02, 61: 0.04}, dict.fromkeys(YAWS, -2.0))


def test_the_tables_compare_clips_of_one_actor_and_tell_what_does_not_rise() -> None:
    text = tables([check("01-01-03-01-01-02-05", "happy", 0.8), check("01-01-04-01-01-01-05", "sad", 0.1)])
    assert "| smile | AU12 | happy | 0.80 | 0.10 | yes |" in text
    assert "| frown | AU15 | sad | 0.10 | 0.10 | no |" in text
    assert "| 01-01-03-01-01-02-05 | happy | 0.10 | 0.10 | 0.10 | 0.80 | 0.10 | 0.10 | 1 | 1 |" in text
    assert "| all | 4 | 3.0 | 4.0 |" in text
    assert "| mean absolute | 2.0 | 2.0 | 2.0 | 2.0 | 2.0 | 2.0 | 2.0 |" in text
    apart = tables([check("01-01-03-01-01-02-05", "happy", 0.8), check("01-01-04-01-01-01-01", "sad", 0.1)])
    assert "smile" not in apart


def test_the_marked_points_fit_their_clips() -> None:
    assert set(MARKED) == set(BLINKS)
    for marked in MARKED.values():
        left, right = marked.points[33], marked.points[263]
        assert 200 < right[0] - left[0] < 260


def test_places_without_clips_are_met_by_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from emotion_desk.cli import main

    assert main(["evaluate", "measures", str(tmp_path)]) == 1
    assert "There is no labelled clip" in capsys.readouterr().err
