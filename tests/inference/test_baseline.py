"""Answers corrected by what a neutral face is answered."""

from __future__ import annotations

import pytest

from emotion_desk.inference.baseline import NEUTRAL, baseline_of, correct
from emotion_desk.labels import EMOTIONS


def answer(**shares: float) -> dict[str, float]:
    rest = (1.0 - sum(shares.values())) / (len(EMOTIONS) - len(shares))
    return {name: shares.get(name, rest) for name in EMOTIONS}


SAD_AT_REST = answer(neutral=0.35, sad=0.5)


def test_the_neutral_face_itself_becomes_a_sure_neutral() -> None:
    found = correct(SAD_AT_REST, SAD_AT_REST)
    assert found["neutral"] == pytest.approx(NEUTRAL)
    assert sum(found.values()) == pytest.approx(1.0)


@pytest.mark.parametrize("emotion", ["calm", "happy", "angry", "fearful", "disgust", "surprised", "sad"])
def test_each_emotion_can_still_be_shown(emotion: str) -> None:
    shown = answer(**{emotion: 0.85, "neutral": 0.05})
    found = correct(shown, SAD_AT_REST)
    assert max(found, key=found.__getitem__) == emotion


def test_a_weak_departure_from_neutral_is_seen() -> None:
    rest = answer(neutral=0.62, happy=0.2, surprised=0.036)
    shown = answer(neutral=0.41, happy=0.23, surprised=0.16)
    assert max(shown, key=shown.__getitem__) == "neutral"
    found = correct(shown, rest)
    assert max(found, key=found.__getitem__) == "surprised"


def test_noise_of_tiny_probabilities_is_not_enlarged() -> None:
    rest = answer(neutral=0.97, happy=0.001)
    found = correct(answer(neutral=0.96, happy=0.012), rest)
    assert max(found, key=found.__getitem__) == "neutral"
    assert found["neutral"] > 0.8


def test_a_baseline_is_a_geometric_mean() -> None:
    assert baseline_of([]) is None
    found = baseline_of([answer(neutral=0.8), answer(neutral=0.2)])
    assert found is not None
    ratio = (0.8 * 0.2) ** 0.5 / ((0.2 / 7) * (0.8 / 7)) ** 0.5
    assert found["neutral"] / found["happy"] == pytest.approx(ratio)
