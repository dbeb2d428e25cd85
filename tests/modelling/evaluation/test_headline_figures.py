"""Figures of headlines and the curve of coverage against accuracy, on answers whose figures are known."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import FACE, Headline
from emotion_desk.modelling.evaluation.headline_figures import (
    BOUNDS,
    coverage,
    coverage_table,
    headline_figures,
    headline_sentence,
)

HAPPY = EMOTIONS.index("happy")


def shares(first: float, second: float) -> list[float]:
    """Return probabilities with ``happy`` first and ``sad`` second."""
    row = [(1 - first - second) / 6] * 8
    row[HAPPY], row[EMOTIONS.index("sad")] = first, second
    return row


def test_coverage_falls_and_accuracy_is_that_of_what_is_left() -> None:
    posteriors = np.array([shares(0.9, 0.02), shares(0.65, 0.1), shares(0.65, 0.1), shares(0.48, 0.4)])
    labels = np.array([HAPPY, HAPPY, 0, 0])
    curve = {point.bound: point for point in coverage(posteriors, labels)}
    assert (curve[0.0].coverage, curve[0.0].accuracy) == (100.0, 50.0)
    assert curve[0.4].coverage == 75.0  # the last one has no lead
    assert curve[0.6].coverage == 75.0
    assert curve[0.6].accuracy == pytest.approx(200 / 3)
    assert (curve[0.8].coverage, curve[0.8].accuracy) == (25.0, 100.0)
    assert coverage(np.zeros((0, 8)), np.zeros(0, np.int64)) == []
    table = coverage_table({"by face": list(curve.values()), "by voice": []})
    assert table.count("\n") == len(BOUNDS) + 1
    assert "by voice" not in table


def test_headlines_are_counted_in_the_middle_and_changes_in_all_of_a_clip() -> None:
    happy, calm = Headline("happy", ("happy",), 0.9, FACE), Headline("calm", ("calm",), 0.9, FACE)
    unsure = Headline(None, ("happy", "sad"), 0.4, FACE)
    shown = [(0.0, happy), (1.0, unsure), (2.0, calm), (3.0, happy), (30.0, happy)]
    found = headline_figures([(shown, 0.5, 3.5, EMOTIONS.index("neutral"))], merged=True)
    assert (found.readings, found.right) == (3, 50.0)
    assert found.sure == pytest.approx(200 / 3)
    assert found.changes_a_minute == pytest.approx(6.0)
    assert headline_figures([(shown, 0.5, 3.5, EMOTIONS.index("neutral"))], merged=False).right == 0.0
    assert (
        headline_sentence(found) == "Headlines of faces: 66.7 % of 3 sure, 50.0 % of these right; 6.0 changes a minute."
    )
    assert headline_sentence(headline_figures([], merged=True)) == "No headline was shown."
