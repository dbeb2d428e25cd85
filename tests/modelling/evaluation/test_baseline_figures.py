"""The gain of a baseline, from answers that the test makes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.evaluation.baseline_figures import as_json, baseline_figures, table
from emotion_desk.modelling.evaluation.video_answers import FACE, Series, VideoAnswer
from emotion_desk.modelling.evaluation.video_clips import LabelledClip

NEUTRAL, HAPPY = EMOTIONS.index("neutral"), EMOTIONS.index("happy")


def made(name: str, label: int, actor: int | None, **shares: float) -> tuple[LabelledClip, VideoAnswer]:
    """Return a clip whose every answer is the same."""
    rest = (1.0 - sum(shares.values())) / (len(EMOTIONS) - len(shares))
    row = [shares.get(emotion, rest) for emotion in EMOTIONS]
    series = Series(np.array([1.0, 2.0, 3.0]), np.array([row] * 3))
    return LabelledClip(name, label, actor, Path(name)), VideoAnswer(name, label, 4.0, 3, 3, {FACE: series})


def test_a_weak_smile_is_told_from_the_same_actors_rest() -> None:
    pairs = [
        made("a/01-01-01-01-01-01-01.mp4", NEUTRAL, 1, neutral=0.5, sad=0.2),
        made("b/02-01-01-01-01-01-01.mp4", NEUTRAL, 1, neutral=0.5, sad=0.2),  # the same take
        made("a/01-01-01-01-02-01-01.mp4", NEUTRAL, 1, neutral=0.5, sad=0.2),
        made("a/01-01-03-01-01-01-01.mp4", HAPPY, 1, neutral=0.4, sad=0.1, happy=0.3),
        made("a/01-01-03-01-01-01-02.mp4", HAPPY, 2, neutral=0.9),  # of an actor without a neutral clip
    ]
    found = baseline_figures([clip for clip, _ in pairs], [answer for _, answer in pairs])
    assert found is not None
    raw, corrected = found
    assert (raw.actors, raw.clips, raw.pairs) == (1, 4, 7)
    assert raw.accuracy == pytest.approx(100 * 4 / 7)
    assert raw.bias == pytest.approx(100)
    assert corrected.accuracy == pytest.approx(100)
    assert corrected.bias == 0
    assert corrected.neutral == pytest.approx(0.85 + 0.15 / 7)  # calm counts as neutral
    assert "| corrected | 100.0 | 100.0 | 0.0 | 0.87 |" in table(found)
    assert as_json(found)["as given"]["pairs"] == 7


def test_without_a_neutral_clip_of_an_actor_there_are_no_figures() -> None:
    clip, answer = made("a/01-01-03-01-01-01-01.mp4", HAPPY, 1, happy=0.5)
    assert baseline_figures([clip], [answer]) is None
