"""Smoothing by time, track by track."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_S
from emotion_desk.inference.smoothing import FACE_S, FACTORS, LEAST, Smoother, blend, from_log, to_log
from emotion_desk.labels import EMOTIONS


def sure(name: str, certainty: float = 0.9) -> dict[str, float]:
    return {e: certainty if e == name else (1 - certainty) / 7 for e in EMOTIONS}


def test_there_and_back() -> None:
    emotion = sure("sad")
    assert from_log(to_log(emotion)) == pytest.approx(emotion)
    assert to_log({}).tolist() == pytest.approx([np.log(LEAST)] * 8)


def test_first_answer_is_given_as_it_is() -> None:
    assert Smoother(0.6).update(1, sure("happy"), 0) == pytest.approx(sure("happy"))


def test_one_odd_answer_does_not_flip_the_label() -> None:
    smoother = Smoother(0.6)
    for n in range(20):
        smoother.update(1, sure("happy"), n * NS_PER_S // 10)
    shown = smoother.update(1, sure("angry"), 2 * NS_PER_S)
    assert max(shown, key=lambda name: shown[name]) == "happy"


def test_pace_of_answers_does_not_matter() -> None:
    results = []
    for per_second in (5, 50):
        smoother = Smoother(0.6)
        smoother.update(1, sure("happy"), 0)
        for n in range(1, per_second + 1):
            shown = smoother.update(1, sure("sad"), n * NS_PER_S // per_second)
        results.append(shown["sad"])
    assert results[0] == pytest.approx(results[1], abs=1e-6)
    assert results[0] > 0.5


def test_after_one_time_constant_63_percent_of_the_way() -> None:
    before, now = np.zeros(8), np.ones(8)
    assert blend(before, now, 0.6, 0.6) == pytest.approx(np.full(8, 1 - np.exp(-1)))
    assert blend(before, now, -5.0, 0.6) == pytest.approx(before)


@pytest.mark.parametrize("stamp", [10 * NS_PER_S, -NS_PER_S])
def test_a_gap_or_a_jump_back_begins_anew(stamp: int) -> None:
    smoother = Smoother(0.6)
    smoother.update(1, sure("happy"), 0)
    assert smoother.update(1, sure("sad"), stamp) == pytest.approx(sure("sad"))


def test_tracks_are_apart_and_forgotten() -> None:
    smoother = Smoother(0.6)
    smoother.update(1, sure("happy"), 0)
    assert smoother.update(2, sure("sad"), 0) == pytest.approx(sure("sad"))
    smoother.keep_only({2})
    assert len(smoother) == 1
    assert smoother.update(1, sure("angry"), 1) == pytest.approx(sure("angry"))


def test_certainty_of_zero_does_no_harm() -> None:
    smoother = Smoother(0.6)
    smoother.update(1, {"happy": 1.0}, 0)
    shown = smoother.update(1, {"sad": 1.0}, NS_PER_S)
    assert sum(shown.values()) == pytest.approx(1.0)
    assert shown["sad"] > shown["happy"]


def test_without_smoothing_each_answer_stands_alone() -> None:
    smoother = Smoother(0.6)
    smoother.update(1, sure("happy"), 0)
    smoother.constant_s = FACTORS["none"] * FACE_S
    assert smoother.update(1, sure("sad"), 40_000_000) == pytest.approx(sure("sad"))
    assert FACTORS["none"] < FACTORS["usual"] == 1.0 < FACTORS["strong"]
