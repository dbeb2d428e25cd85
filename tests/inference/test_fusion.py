"""Face and voice together."""

from __future__ import annotations

import pytest

from emotion_desk.inference.fusion import fuse
from emotion_desk.labels import EMOTIONS


def sure(name: str, certainty: float) -> dict[str, float]:
    return {e: certainty if e == name else (1 - certainty) / 7 for e in EMOTIONS}


def test_sums_to_one_over_all_names() -> None:
    both = fuse(sure("happy", 0.8), sure("sad", 0.5))
    assert list(both) == list(EMOTIONS)
    assert sum(both.values()) == pytest.approx(1.0)


def test_agreement_is_surer_than_the_surer_side() -> None:
    assert fuse(sure("happy", 0.7), sure("happy", 0.7))["happy"] > 0.7


def test_an_undecided_side_leaves_the_other_its_choice() -> None:
    flat = dict.fromkeys(EMOTIONS, 1 / 8)
    for both in (fuse(sure("fearful", 0.6), flat), fuse(flat, sure("fearful", 0.6))):
        assert max(both, key=lambda name: both[name]) == "fearful"


def test_the_face_weighs_more_but_has_no_veto() -> None:
    both = fuse(sure("happy", 0.7), sure("sad", 0.7))
    assert both["happy"] > both["sad"]
    mild = {"happy": 0.55, "sad": 0.45}
    assert fuse(mild, {"sad": 1.0})["sad"] > 0.5
