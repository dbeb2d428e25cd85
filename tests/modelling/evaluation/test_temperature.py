"""Calibration on answers whose calibration is known by construction."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.modelling.evaluation import calibration_error, predictions, temperature
from emotion_desk.modelling.evaluation.predictions import Labelled


def honest(count: int, seed: int, sharpness: float = 1.0, prefix: str = "s") -> Labelled:
    """Return answers whose probabilities are true at temperature ``sharpness``."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 2, (count, 5))
    shares = np.exp(logits)
    shares /= shares.sum(axis=1, keepdims=True)
    truth = (rng.random((count, 1)) > shares.cumsum(axis=1)).sum(axis=1).clip(0, 4)
    labels = [(f"{prefix}{at}", 0, int(label)) for at, label in enumerate(truth)]
    return predictions.gather("abcde", labels, sharpness * logits)


def test_honest_answers_have_no_calibration_error() -> None:
    test = honest(20_000, 1)
    assert calibration_error.calibration_error(test.probabilities(), test.truth) < 0.012


def test_the_error_of_a_braggart_is_known() -> None:
    certain = np.tile([0.98, 0.02], (100, 1))
    truth = np.array([0] * 60 + [1] * 40)
    assert calibration_error.calibration_error(certain, truth) == pytest.approx(0.38)


def test_bins_are_of_equal_width_and_weighted() -> None:
    probabilities = np.array([[0.55, 0.45]] * 3 + [[0.95, 0.05]])
    truth = np.array([0, 0, 1, 1])
    expected = 0.75 * abs(0.55 - 2 / 3) + 0.25 * 0.95
    assert calibration_error.calibration_error(probabilities, truth) == pytest.approx(expected)
    found = calibration_error.reliability(probabilities, truth)
    assert found.count.tolist() == [0] * 8 + [3] + [0] * 5 + [1]


@pytest.mark.parametrize("sharpness", [0.4, 1.0, 2.5])
def test_the_temperature_is_found(sharpness: float) -> None:
    assert temperature.fit_temperature([honest(4_000, 2, sharpness)]) == pytest.approx(sharpness, rel=0.08)


def test_tests_count_the_same_whatever_their_size() -> None:
    small, large = honest(500, 3, 0.5, "a"), honest(3_000, 4, 2.0, "b")
    both = temperature.fit_temperature([small, large])
    larger = temperature.fit_temperature([small.joined(small).joined(small), large])
    assert larger == pytest.approx(both, rel=1e-3)
    assert 0.5 < both < 2.0


def test_cross_fitting_scales_each_half_by_the_other() -> None:
    test = honest(3_000, 5, 3.0)
    (found,) = temperature.cross_fitted([test])
    assert found.before > 0.1
    assert found.after < 0.04
    assert found.temperature == pytest.approx(3.0, rel=0.08)
    half = temperature.first_half(test.names)
    assert 0.45 < half.mean() < 0.55
    of_others = temperature.fit_temperature([test], [~half])
    assert found.scaled[half] == pytest.approx(test.probabilities(of_others)[half])


def test_cross_fitting_does_not_flatter() -> None:
    # 40 answers by chance: a temperature fitted on the very samples measured would look better than one of others
    rng = np.random.default_rng(6)
    labels = [(f"s{at}", 0, int(rng.integers(5))) for at in range(40)]
    test = predictions.gather("abcde", labels, rng.normal(0, 3, (40, 5)))
    (found,) = temperature.cross_fitted([test])
    flattered = test.probabilities(found.temperature)
    own, other = (-np.log(shares[np.arange(40), test.truth]).mean() for shares in (flattered, found.scaled))
    assert other >= own
