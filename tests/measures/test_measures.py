"""Eyes, mouth, gaze, action units, valence, arousal and blinks, on made faces and on the face of the demo."""

from __future__ import annotations

import math

import numpy as np
import pytest

from emotion_desk.inference.face_meters import load_face_meter
from emotion_desk.labels import EMOTIONS
from emotion_desk.measures.affect import MEMORY_S, PROTOTYPES, Arousal, intensity, valence
from emotion_desk.measures.blinks import Blink, blinks
from emotion_desk.measures.eyes_and_mouth import Points, eyes_and_mouth
from emotion_desk.measures.names import ACTION_UNITS, BLENDSHAPES, action_units
from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.vision.detector import HaarDetector

S = 1_000_000_000


def face(openness: float = 0.3, iris: tuple[float, float] = (0.0, -0.06), gap: float = 0.0) -> Points:
    """Return landmarks whose eyes are 40 px wide; ``iris`` is its offset in half widths, to the right and down."""
    points = np.zeros((478, 2), np.float32)
    for left, corners, upper, lower, centre in (
        (100, (33, 133), (160, 158), (144, 153), 468),
        (200, (362, 263), (385, 387), (380, 373), 473),
    ):
        points[corners[0]], points[corners[1]] = (left, 100), (left + 40, 100)
        for place in (0, 1):
            x = left + 13 + 14 * place
            points[upper[place]] = (x, 100 - openness * 20)
            points[lower[place]] = (x, 100 + openness * 20)
        points[centre] = (left + 20 + iris[0] * 20, 100 + iris[1] * 20)
    points[78], points[308] = (140, 200), (200, 200)
    points[13], points[14] = (170, 200 - gap * 30), (170, 200 + gap * 30)
    return points


def test_eyes_and_mouth_are_ratios() -> None:
    found = eyes_and_mouth(face(openness=0.25, gap=0.4))
    assert [found.eye_left, found.eye_right, found.mouth] == pytest.approx([0.25, 0.25, 0.4])


def test_gaze_follows_the_iris_and_is_unknown_behind_closed_lids() -> None:
    ahead = eyes_and_mouth(face())
    assert [ahead.gaze_yaw, ahead.gaze_pitch] == pytest.approx([0.0, 0.0], abs=1e-4)
    aside = eyes_and_mouth(face(iris=(0.4, -0.06)))
    assert aside.gaze_yaw == pytest.approx(math.degrees(math.asin(0.4 * 29 / 24)), abs=0.01)
    assert eyes_and_mouth(face(iris=(0.0, -0.3))).gaze_pitch > 10
    assert math.isnan(eyes_and_mouth(face(openness=0.05)).gaze_yaw)


def test_degenerate_landmarks_are_unknown_and_not_zero() -> None:
    found = eyes_and_mouth(np.zeros((478, 2), np.float32))
    assert math.isnan(found.eye_left)
    assert math.isnan(found.mouth)
    assert math.isnan(found.gaze_yaw)


def test_action_units_are_made_of_coefficients_that_there_are() -> None:
    assert len(BLENDSHAPES) == 52
    assert all(name in BLENDSHAPES for _, names in ACTION_UNITS.values() for name in names)
    one_sided = [1.0 if name == "mouthSmileLeft" else 0.0 for name in BLENDSHAPES]
    assert action_units(one_sided)["AU12"] == 0.5
    assert sum(action_units(one_sided).values()) == 0.5


def test_valence_is_happy_minus_the_strongest_negative_emotion() -> None:
    shares = dict.fromkeys(EMOTIONS, 0.0)
    assert valence(shares | {"happy": 0.6, "sad": 0.1, "angry": 0.3}) == pytest.approx(0.3)
    assert valence(shares | {"fearful": 1.0}) == -1.0
    assert valence(shares | {"neutral": 1.0}) == 0.0


def test_intensity_is_that_of_the_emotions_own_units() -> None:
    rest = dict.fromkeys(ACTION_UNITS, 0.0)
    assert set(PROTOTYPES) == set(EMOTIONS) - {"neutral", "calm"}
    assert intensity("surprised", rest | {"AU01": 0.8, "AU26": 0.4, "AU05": 0.2, "AU12": 1.0}) == pytest.approx(0.6)
    assert intensity("happy", rest) == 0.0
    assert [intensity(name, rest) for name in ("neutral", "calm", None)] == [None, None, None]
    for name in PROTOTYPES:
        assert intensity(name, dict.fromkeys(ACTION_UNITS, 1.0)) == 1.0


def test_arousal_is_activity_beyond_the_usual_one() -> None:
    arousal = Arousal()
    rest = dict.fromkeys(ACTION_UNITS, 0.3)
    assert [arousal.update(rest, n * S // 5) for n in range(50)] == [pytest.approx(0.0, abs=1e-9)] * 50
    active = rest | dict.fromkeys(("AU01", "AU02", "AU05", "AU12", "AU26"), 0.9)
    assert arousal.update(active, 10 * S) == pytest.approx(0.6, abs=0.02)
    for n in range(round(MEMORY_S) * 5):
        last = arousal.update(active, 10 * S + n * S // 5)
    assert last < 0.05  # what lasts a minute is usual
    assert arousal.update(rest, 0) == 0.0  # another time line begins anew


def test_blinks_are_counted_and_closed_eyes_are_none() -> None:
    series = [(n / 30, 0.1) for n in range(300)]
    for begin, frames in ((30, 4), (90, 3), (150, 60), (250, 5)):
        for n in range(begin, begin + frames):
            series[n] = (n / 30, 0.8)
    found = blinks(series)
    assert [round(one.from_s * 30) for one in found] == [30, 90, 250]
    assert found[0] == Blink(30 / 30, 33 / 30)
    assert blinks([(0.0, 0.9), (0.1, 0.1)]) == []  # nobody knows when it began
    assert blinks([(0.0, 0.1), (0.1, 0.9), (2.0, 0.9), (2.1, 0.1)]) == []  # a gap in between


def test_the_demo_smiles_and_looks_ahead(demo_picture: Picture) -> None:
    meter = load_face_meter()
    box = HaarDetector().find(demo_picture)[0]
    found = meter.measure(demo_picture, box)
    assert found is not None
    measures, units = found.measures, action_units(found.measures.blendshapes)
    assert units["AU12"] > 0.7
    assert max(units["AU15"], units["AU26"], units["AU45"]) < 0.3
    assert abs(measures.yaw or 99.0) < 10
    assert 0.2 < measures.eye_left < 0.45
    mirrored = np.ascontiguousarray(demo_picture[:, ::-1])
    other = meter.measure(mirrored, Box(demo_picture.shape[1] - box.x - box.width, box.y, box.width, box.height))
    assert other is not None
    assert measures.roll is not None
    assert other.measures.roll == pytest.approx(-measures.roll, abs=3.0)
    turn = cv2.getRotationMatrix2D(box.centre, -20.0, 1.0)
    size = demo_picture.shape[1], demo_picture.shape[0]
    leaning = np.asarray(cv2.warpAffine(demo_picture, turn, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)
    turned = meter.measure(leaning, box)
    assert turned is not None
    assert turned.measures.roll == pytest.approx(measures.roll + 20.0, abs=4.0)
    assert meter.measure(np.zeros_like(demo_picture), box) is None
    assert (measures.problem, measures.quality > 0.3) == ("", True)
    dark = meter.measure((demo_picture * 0.12).astype(np.uint8), box)
    assert dark is None or "dark" in dark.measures.problem
    small = cv2.resize(demo_picture, None, fx=0.15, fy=0.15, interpolation=cv2.INTER_AREA)
    tiny = meter.measure(
        np.asarray(small, np.uint8), Box(box.x * 0.15, box.y * 0.15, box.width * 0.15, box.height * 0.15)
    )
    assert tiny is not None
    assert (tiny.measures.quality, tiny.measures.problem) == (0.0, "The face is too small; come closer.")
