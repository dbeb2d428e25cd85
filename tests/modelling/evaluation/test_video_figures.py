"""Figures of videos from answers that the test makes, and one clip through the real pipeline."""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np
import pytest

from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.evaluation.video_answers import FACE, TOGETHER, VOICE, Series, VideoAnswer
from emotion_desk.modelling.evaluation.video_figures import as_json, figures, has_calm, tables

NEUTRAL, CALM, HAPPY, SAD = (EMOTIONS.index(name) for name in ("neutral", "calm", "happy", "sad"))


def series(*answers: tuple[float, int, float]) -> Series:
    """Return answers ``(time, emotion, probability)``; the rest is spread over the other emotions."""
    rows = np.array([[rest for _ in EMOTIONS] for rest in ((1 - sure) / 7 for _, _, sure in answers)]).reshape(-1, 8)
    for row, (_, emotion, sure) in zip(rows, answers, strict=True):
        row[emotion] = sure
    return Series(np.array([time for time, _, _ in answers], np.float64), rows)


def clip(truth: int, face: Series, length_s: float = 4.0, more: Mapping[str, Series] | None = None) -> VideoAnswer:
    return VideoAnswer("clip", truth, length_s, 100, 90, {FACE: face, **(more or {})})


def test_only_the_middle_of_a_clip_counts() -> None:
    seen = series((0.9, SAD, 0.9), (1.0, HAPPY, 0.6), (3.4, HAPPY, 0.6), (3.5, SAD, 0.9))
    mean = clip(HAPPY, seen).mean(FACE)
    assert mean is not None
    assert int(mean.argmax()) == HAPPY
    assert mean[HAPPY] == pytest.approx(0.6)


def test_the_strongest_second_is_the_most_certain_one() -> None:
    seen = series(*((0.1 * n, NEUTRAL, 0.6) for n in range(20)), *((2 + 0.1 * n, SAD, 0.9) for n in range(12)))
    strongest = clip(SAD, seen).strongest(FACE)
    assert strongest is not None
    assert int(strongest.argmax()) == SAD
    assert strongest[SAD] == pytest.approx(0.9)


def test_a_short_clip_has_one_second() -> None:
    strongest = clip(SAD, series((0.0, SAD, 0.5), (0.3, SAD, 0.7)), 0.4).strongest(FACE)
    assert strongest is not None
    assert strongest[SAD] == pytest.approx(0.6)


def test_calm_counts_as_neutral_where_told() -> None:
    answers = [clip(NEUTRAL, series((2.0, CALM, 0.9))), clip(HAPPY, series((2.0, HAPPY, 0.9)))]
    assert not has_calm(answers)
    merged, apart = figures(answers, calm_is_neutral=True), figures(answers, calm_is_neutral=False)
    assert merged.sides[FACE].accuracy == pytest.approx(100)
    assert apart.sides[FACE].accuracy == pytest.approx(50)
    assert "calm counts as neutral" in tables(merged)
    assert "eight emotions" in tables(apart)
    assert has_calm([clip(CALM, series())])


def test_a_clip_without_an_answer_is_wrong() -> None:
    nothing = clip(SAD, series())
    found = figures([nothing, clip(HAPPY, series((2.0, HAPPY, 0.9)))], calm_is_neutral=True).sides[FACE]
    assert (found.clips, found.answered) == (2, 1)
    assert found.accuracy == pytest.approx(50)
    assert found.unweighted_recall == pytest.approx(50)
    assert found.confusion[SAD][-1] == 1
    assert figures([nothing], calm_is_neutral=True).sides[FACE].calibration_error is None


def test_a_clip_without_sound_is_not_asked_by_voice() -> None:
    heard = {VOICE: series((2.0, SAD, 0.9)), TOGETHER: series((2.0, SAD, 0.9))}
    answers = [clip(SAD, series((2.0, HAPPY, 0.8)), more=heard), clip(HAPPY, series((2.0, HAPPY, 0.8)))]
    found = figures(answers, calm_is_neutral=True)
    assert (found.sides[FACE].clips, found.sides[VOICE].clips, found.sides[TOGETHER].clips) == (2, 1, 1)
    assert found.face_share == pytest.approx(90)
    assert found.sides[FACE].calibration_error == pytest.approx(0.3)  # certain by 0.8, right in half of the cases


def test_recall_is_of_emotions_and_not_of_clips() -> None:
    answers = [clip(SAD, series((2.0, SAD, 0.9))) for _ in range(3)] + [clip(HAPPY, series((2.0, SAD, 0.9)))]
    found = figures(answers, calm_is_neutral=True).sides[FACE]
    assert found.accuracy == pytest.approx(75)
    assert found.unweighted_recall == pytest.approx(50)
    assert "| happy | 0 | 1 |" in tables(figures(answers, calm_is_neutral=True))


def test_json_holds_each_clip() -> None:
    answers = [clip(SAD, series((2.0, SAD, 0.9)))]
    raw = json.loads(json.dumps(as_json(answers, [figures(answers, calm_is_neutral=True)])))
    assert raw["clips"][0]["truth"] == "sad"
    assert raw["clips"][0]["sides"][FACE]["mean"][SAD] == pytest.approx(0.9)
    assert raw["figures"][0]["sides"][FACE]["accuracy"] == pytest.approx(100)
