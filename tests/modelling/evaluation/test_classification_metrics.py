"""Accuracy, recall and their intervals on answers whose figures are known."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, balanced_accuracy_score, confusion_matrix

from emotion_desk.modelling.evaluation import bootstrap, classification_metrics, predictions
from emotion_desk.modelling.evaluation.predictions import Labelled


def answered(truth: list[int], given: list[int], classes: int = 3, prefix: str = "s") -> Labelled:
    """Return answers that are sure of ``given``."""
    labels = [(f"{prefix}{at}", 0, label) for at, label in enumerate(truth)]
    return predictions.gather([f"c{k}" for k in range(classes)], labels, 9.0 * np.eye(classes)[given])


def test_figures_are_those_of_scikit_learn() -> None:
    rng = np.random.default_rng(3)
    truth = rng.choice(5, 400, p=[0.5, 0.2, 0.15, 0.1, 0.05])
    given = np.where(rng.random(400) < 0.6, truth, rng.integers(0, 5, 400))
    table = classification_metrics.confusion(truth, given, 5)
    assert np.array_equal(table, confusion_matrix(truth, given))
    assert classification_metrics.accuracy(table) == pytest.approx(100 * accuracy_score(truth, given))
    assert classification_metrics.unweighted_recall(table) == pytest.approx(100 * balanced_accuracy_score(truth, given))


def test_a_class_that_does_not_occur_has_no_recall() -> None:
    recalls = classification_metrics.recalls(
        classification_metrics.confusion(np.array([0, 0, 2]), np.array([0, 1, 2]), 3)
    )
    assert recalls.tolist()[::2] == [50.0, 100.0]
    assert np.isnan(recalls[1])


def test_weights_count_samples_more_than_once() -> None:
    truth, given = np.array([0, 1, 1]), np.array([0, 1, 0])
    assert classification_metrics.accuracy(
        classification_metrics.confusion(truth, given, 2, np.array([1.0, 0.0, 3.0]))
    ) == pytest.approx(25)


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(5)
    hits = 0
    for _ in range(80):
        right = (rng.random(150) < 0.7).astype(float)
        found = bootstrap.estimate(
            lambda w, r=right: float(100 * (r * w).sum() / w.sum()),  # type: ignore[misc]
            bootstrap.by_unit(range(150), 150),
            150,
        )
        low, high = found.interval
        hits += low <= 70 <= high
    assert 0.87 <= hits / 80 <= 0.99


def test_people_widen_the_interval_where_their_clips_go_together() -> None:
    # 10 people of 30 clips; each person's clips are all right or all wrong
    right = np.repeat([1, 0, 1, 1, 0, 1, 1, 1, 0, 1], 30)
    found = answered([0] * 300, (1 - right).tolist())
    by_clip = classification_metrics.measured(found, "accuracy")
    by_person = classification_metrics.measured(found, "accuracy", people=np.repeat(np.arange(10), 30).tolist())
    assert by_clip.value == by_person.value == pytest.approx(70)
    spans = [high - low for low, high in (by_clip.interval, by_person.interval)]
    assert spans[0] == pytest.approx(2 * 1.96 * 100 * (0.21 / 300) ** 0.5, rel=0.15)
    assert spans[1] == pytest.approx(2 * 1.96 * 100 * (0.21 / 10) ** 0.5, rel=0.15)


def test_differences_are_taken_draw_by_draw() -> None:
    truth = [0, 1] * 100
    one = classification_metrics.measured(answered(truth, [0] * 200), "accuracy")
    other = classification_metrics.measured(answered(truth, [0] * 200), "accuracy")
    assert one.minus(other).value == 0
    assert one.minus(other).interval == (0, 0)
    assert one.interval[0] < 50 < one.interval[1]


def test_each_fold_counts_the_same() -> None:
    small = classification_metrics.measured(answered([0, 0], [0, 0]), "accuracy")
    large = classification_metrics.measured(answered([0] * 98, [1] * 98), "accuracy")
    both = classification_metrics.mean_over_folds({1: small, 4: large})
    assert (both.value, both.n, both.folds) == (50, 100, (1, 4))


def test_draws_of_pairs_follow_the_people() -> None:
    first, second = ["a", "a", "a", "b"], ["a", "b", "c", "b"]
    for weights in bootstrap.by_pair(first, second, 50):
        a, b = weights[0], weights[3]
        assert weights[1] == a * b
        assert weights[2] == a * (3 - a - b)
        assert max(a, b, 3 - a - b) < 3  # somebody else must be left to be told from


def test_spread_over_people() -> None:
    found = classification_metrics.spread(np.array([0, 0, 1, 1]), np.array([0, 0, 1, 0]), [5, 5, 9, 9])
    assert (found.lowest, found.highest, found.deviation, found.people) == (50, 100, 25, 2)
