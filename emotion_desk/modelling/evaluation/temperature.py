"""Temperature scaling of each emotion head (Guo et al. 2017).

The released temperature is fitted on all held-out samples of a head. The error after scaling is cross-fitted, so that
it is not measured on the samples of the fit: samples fall into two halves by a hash of their names, and each half is
scaled by the temperature of the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from emotion_desk.modelling.evaluation.calibration_error import calibration_error
from emotion_desk.modelling.evaluation.predictions import Floats, Labelled
from emotion_desk.modelling.evaluation.protocols import Test

#: The heads whose probabilities are shown to people.
EMOTION_HEADS: Final = ("face_emotion", "voice_emotion")
_LIMITS: Final = (0.05, 20.0)


@dataclass(frozen=True)
class Calibration:
    """Expected calibration error before and after scaling (0 to 1) of one test, with the head's temperature."""

    before: float
    after: float
    temperature: float
    scaled: Floats


def fit_temperature(tests: Sequence[Labelled], wanted: Sequence[NDArray[np.bool_]] | None = None) -> float:
    """Return the temperature with the least negative log-likelihood; each test counts the same, whatever its size.

    Args:
        tests: answers of one head.
        wanted: for each test, which samples count, (n,); by default all.
    """
    chosen = list(wanted) if wanted is not None else [np.ones(len(test), bool) for test in tests]

    def loss(log_temperature: float) -> float:
        temperature = float(np.exp(log_temperature))
        total = 0.0
        for test, some in zip(tests, chosen, strict=True):
            if some.any():
                true = test.probabilities(temperature)[np.arange(len(test)), test.truth]
                total -= float(np.log(np.maximum(true[some], 1e-12)).mean())
        return total

    found = minimize_scalar(loss, bounds=(np.log(_LIMITS[0]), np.log(_LIMITS[1])), method="bounded")
    return float(np.exp(found.x))


def fit_temperatures(predictions: Iterable[tuple[Test, Labelled]]) -> dict[str, float]:
    """Return the temperature of each emotion head, fitted on stored predictions; each test counts the same.

    The predictions were made with the face geometry that the network learned (see
    :func:`emotion_desk.modelling.evaluation.predict.answers`), so that the temperature fits what the desk computes.

    Args:
        predictions: tests of held-out samples with a network's predictions, reduced to the classes of the test.
    """
    tests: dict[str, list[Labelled]] = {}
    for test, one in predictions:
        if test.head in EMOTION_HEADS:
            tests.setdefault(test.head, []).append(one)
    return {head: round(fit_temperature(of_head), 4) for head, of_head in tests.items()}


def cross_fitted(tests: Sequence[Labelled]) -> list[Calibration]:
    """Return the calibration of each test of one head, each half scaled by the temperature of the other halves."""
    halves = [first_half(test.names) for test in tests]
    of_first = fit_temperature(tests, halves)
    of_second = fit_temperature(tests, [~half for half in halves])
    whole = fit_temperature(tests)
    found = []
    for test, half in zip(tests, halves, strict=True):
        scaled = test.probabilities(np.where(half, of_second, of_first))
        before = calibration_error(test.probabilities(), test.truth)
        found.append(Calibration(before, calibration_error(scaled, test.truth), whole, scaled))
    return found


def first_half(names: Sequence[str]) -> NDArray[np.bool_]:
    """Say of each sample whether its name's hash puts it into the first half."""
    return np.array([hashlib.sha256(name.encode()).digest()[0] < 128 for name in names], bool)
