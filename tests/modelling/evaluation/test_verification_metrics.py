"""Verification on scores whose error rates are known, and the choice of pairs."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from scipy.stats import norm
from sklearn.metrics import roc_curve

from emotion_desk.modelling.data.splits import Performance, all_performances, in_paper_test
from emotion_desk.modelling.evaluation import nearest_mean, verification_metrics
from emotion_desk.modelling.evaluation.predictions import Floats, Trials
from emotion_desk.modelling.evaluation.verification_metrics import Pair


def scores_apart(distance: float, count: int = 40_000) -> tuple[Floats, np.ndarray]:
    """Return scores of two normal distributions ``distance`` deviations apart."""
    rng = np.random.default_rng(1)
    same = np.arange(count) % 2 == 0
    return rng.normal(0, 1, count) + distance * same, same


@pytest.mark.parametrize("distance", [0.0, 1.0, 3.0])
def test_the_equal_error_rate_of_two_normal_distributions(distance: float) -> None:
    expected = 100 * norm.cdf(-distance / 2)
    assert verification_metrics.equal_error_rate(*scores_apart(distance)) == pytest.approx(expected, abs=0.6)


def test_perfect_and_reversed_scores() -> None:
    same = np.array([True, True, False, False])
    assert verification_metrics.equal_error_rate(np.array([0.9, 0.8, 0.2, 0.1]), same) == 0
    assert verification_metrics.equal_error_rate(np.array([0.1, 0.2, 0.8, 0.9]), same) == 100


def test_equal_scores_are_accepted_together() -> None:
    assert verification_metrics.equal_error_rate(np.full(10, 0.5), np.arange(10) % 2 == 0) == pytest.approx(50)


def test_weights_are_repetitions() -> None:
    scores, same = scores_apart(1.0, 300)
    times = np.random.default_rng(2).integers(0, 4, 300)
    repeated = verification_metrics.equal_error_rate(np.repeat(scores, times), np.repeat(same, times))
    assert verification_metrics.equal_error_rate(scores, same, times.astype(float)) == pytest.approx(repeated)


def test_the_curve_is_that_of_scikit_learn() -> None:
    scores, same = scores_apart(1.5, 500)
    ours = verification_metrics.roc(scores, same)
    false, true, _ = roc_curve(same, scores, drop_intermediate=False)
    assert ours.false_accepts == pytest.approx(false)
    assert ours.true_accepts == pytest.approx(true)


def test_thresholds_come_from_the_other_parts() -> None:
    # part 2 lies 10 higher than the others: with its own threshold all would be right, with theirs half is
    scores, same = scores_apart(8.0, 600)
    parts = np.repeat([1, 2, 3], 200)
    names = tuple(str(at) for at in range(600))
    right = verification_metrics.right_answers(Trials(names, names, parts, same, scores + 10 * (parts == 2)))
    assert right[parts == 2].mean() == pytest.approx(0.5, abs=0.02)
    assert verification_metrics.right_answers(Trials(names, names, parts, same, scores)).all()


def test_the_best_threshold_lies_between() -> None:
    scores, same = np.array([0.1, 0.3, 0.7, 0.9]), np.array([False, False, True, True])
    assert verification_metrics.best_threshold(scores, same) == pytest.approx(0.5)


@pytest.fixture(scope="module")
def lfw() -> list[Pair]:
    """Pairs of 420 people with two pictures or more, one of them with 500."""
    people = {f"P{at:03}": 2 + (at * 7) % 9 for at in range(420)} | {"P007": 500}
    return verification_metrics.lfw_pairs(
        {who: [f"{who}/{n:04}.webp" for n in range(many)] for who, many in people.items()}
    )


def test_lfw_pairs_are_balanced_in_parts_that_share_no_person(lfw: list[Pair]) -> None:
    assert len(lfw) == len({frozenset(pair[:2]) for pair in lfw}) == 3000
    assert Counter((pair.part, pair.same) for pair in lfw) == {(p, s): 150 for p in range(1, 11) for s in (True, False)}
    parts: dict[str, set[int]] = {}
    for pair in lfw:
        for name in (pair.first, pair.second):
            parts.setdefault(name.split("/")[0], set()).add(pair.part)
        assert (pair.first.split("/")[0] == pair.second.split("/")[0]) == pair.same
    assert all(len(found) == 1 for found in parts.values())


def test_the_famous_do_not_fill_the_pairs(lfw: list[Pair]) -> None:
    own = Counter(pair.first.split("/")[0] for pair in lfw if pair.same)
    assert own["P007"] < 15
    assert len(own) == 420


def test_speaker_trials_are_balanced_and_always_the_same() -> None:
    clips = [(f"{actor}-{take}", actor) for actor in (1, 4, 9, 22) for take in range(30)]
    found = verification_metrics.speaker_pairs(clips, 5, 200)
    assert Counter(pair.same for pair in found) == {True: 200, False: 200}
    assert all(pair.first != pair.second and pair.part == 5 for pair in found)
    assert found == verification_metrics.speaker_pairs(reversed(clips), 5, 200)


def test_broken_samples_leave_their_pairs_out() -> None:
    one, other = np.array([1, 0], np.float32), np.array([0.6, 0.8], np.float32)
    pairs = [Pair("a", "b", 1, True), Pair("a", "lost", 1, False)]
    found = verification_metrics.scored(pairs, {"a": one, "b": other})
    assert (found.first, found.second, found.scores.tolist()) == (("a",), ("b",), [pytest.approx(0.6)])


def _clip(one: Performance) -> str:
    fields = (one.emotion, one.intensity, one.statement, one.repetition, one.actor)
    return "-".join(["02", "01", *(f"{field:02}" for field in fields)])


def test_the_closed_set_is_named_by_the_nearest_mean() -> None:
    rng = np.random.default_rng(4)
    mine = [one for one in all_performances() if one.actor in (1, 5)]
    towards = {1: np.array([1, 0, 0]), 5: np.array([0, 1, 0])}
    embeddings = {_clip(one): (towards[one.actor] + rng.normal(0, 0.1, 3)).astype(np.float32) for one in mine}
    found = nearest_mean.named(embeddings)
    assert found is not None
    assert len(found) == sum(in_paper_test(one) for one in mine)
    assert found.classes == ("actor-01", "actor-05")
    assert (found.given() == found.truth).all()
    assert nearest_mean.named({clip: e for clip, e in embeddings.items() if clip.endswith("01")}) is None
