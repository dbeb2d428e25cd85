"""Computes all metrics from stored predictions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from emotion_desk.errors import DataError
from emotion_desk.inference.manifest import Metric
from emotion_desk.modelling.data.splits import FOLDS, performance
from emotion_desk.modelling.evaluation import classification_metrics, verification_metrics
from emotion_desk.modelling.evaluation.bootstrap import Estimate
from emotion_desk.modelling.evaluation.prediction_store import Results
from emotion_desk.modelling.evaluation.predictions import Answers, Labelled, Trials
from emotion_desk.modelling.evaluation.protocols import TESTS, Test
from emotion_desk.modelling.evaluation.temperature import Calibration, cross_fitted

FP32: Final = "onnx-fp32"
INT8: Final = "onnx-int8"


class Figures:
    """Computes and caches metrics of stored predictions.

    Networks are named without their fold; for a test by folds, the networks of all folds are used.
    """

    def __init__(self, results: Results) -> None:
        self._results = results
        self._measured = cache(self._measure)
        self.answers = cache(self._answers)

    def measured(self, test: Test, network: str, engine: str) -> Estimate | None:
        """Return the metric of a test (with folds: the mean over those available); ``None``: no predictions."""
        parts = self._measured(test, network, engine)
        if not parts:
            return None
        return classification_metrics.mean_over_folds(parts) if test.by_fold else parts[0]

    def difference(self, test: Test, one: tuple[str, str], other: tuple[str, str]) -> Estimate | None:
        """Return the difference of two networks or engines on the folds that both have.

        Raises:
            DataError: their predictions are of different samples.
        """
        first, second = self._measured(test, *one), self._measured(test, *other)
        both = sorted(set(first) & set(second))
        if not both:
            return None
        for fold in both:
            if _asked(self.answers(test, *one)[fold]) != _asked(self.answers(test, *other)[fold]):
                raise DataError(f"'{one[0]}' and '{other[0]}' were asked about different samples of '{test.key}'.")
        return classification_metrics.mean_over_folds({k: first[k] for k in both}).minus(
            classification_metrics.mean_over_folds({k: second[k] for k in both})
        )

    def _answers(self, test: Test, network: str, engine: str) -> dict[int, Answers]:
        """Return the predictions for a test by fold, reduced to the classes of the test."""
        names = {k: f"{network}-fold{k}" for k in range(1, len(FOLDS) + 1)} if test.by_fold else {0: network}
        if test.without:
            names = {0: f"{network}-without-{test.without}"}
        found = {fold: self._results.answers(name, engine, test) for fold, name in names.items()}
        return {
            fold: one.among(test.classes) if isinstance(one, Labelled) else one
            for fold, one in found.items()
            if one is not None and _whole(test, one)
        }

    def _measure(self, test: Test, network: str, engine: str) -> dict[int, Estimate]:
        return {
            fold: self._estimate(test, network, engine, fold, one)
            for fold, one in self.answers(test, network, engine).items()
        }

    def _estimate(self, test: Test, network: str, engine: str, fold: int, found: Answers) -> Estimate:
        if isinstance(found, Trials):
            return verification_metrics.verified(found, test.figure, _person)
        people = _drawn(test, found.names)
        return classification_metrics.measured(
            found, test.figure, self.temperature(test, network, engine, fold), people
        )

    def temperature(self, test: Test, network: str, engine: str, fold: int) -> float:
        """Return the stored temperature of a network's head; 1 if there is none."""
        name = f"{network}-fold{fold}" if fold else network
        if test.without:
            name = f"{network}-without-{test.without}"
        return float(self._results.about(name, engine).temperatures.get(test.head, 1.0))

    def calibrations(self, head: str, network: str, engine: str, *, by_fold: bool) -> dict[Test, Calibration]:
        """Return the calibration of an emotion head on each of its tests.

        The predictions of the networks of all folds are pooled and scaled by one temperature.
        """
        tests = [test for test in TESTS if test.head == head and test.classes and test.by_fold == by_fold]
        tests = [test for test in tests if not test.without]
        found = {test: self.pooled(test, network, engine) for test in tests}
        there = {test: one for test, one in found.items() if one is not None}
        if not there:
            return {}
        return dict(zip(there, cross_fitted(list(there.values())), strict=True))

    def pooled(self, test: Test, network: str, engine: str) -> Labelled | None:
        """Return the predictions of all folds as one."""
        parts = [one for one in self.answers(test, network, engine).values() if isinstance(one, Labelled)]
        if not parts:
            return None
        whole = parts[0]
        for part in parts[1:]:
            whole = whole.joined(part)
        return whole

    def metrics(self, network: str) -> list[Metric]:
        """Return the metrics of a network for the manifest."""
        found: list[Metric] = []
        for engine, precision in ((FP32, "fp32"), (INT8, "int8")):
            for test in TESTS:
                estimate = None if test.by_others else self.measured(test, network, engine)
                if estimate is not None:
                    value, name = round(estimate.value, 2), f"{test.title} {test.figure}"
                    found.append(Metric(name, value, "%", test.protocol, estimate.n, precision))
        return found


def _whole(test: Test, found: Answers) -> bool:
    """Return whether predictions have all classes of a test, for example all people of a closed set."""
    return not isinstance(found, Labelled) or set(test.classes) <= set(found.classes)


def _drawn(test: Test, names: Sequence[str]) -> list[int] | None:
    """Return the number of the person of each sample where people are resampled, else ``None``."""
    if test.drawn == "actors":
        return [performance(name).actor for name in names]
    if test.drawn == "speakers":
        speakers = [PurePosixPath(name).stem.split("_")[0] for name in names]
        numbers = {speaker: number for number, speaker in enumerate(sorted(set(speakers)))}
        return [numbers[speaker] for speaker in speakers]
    return None


def _asked(found: Answers) -> tuple[object, ...]:
    return (found.names,) if isinstance(found, Labelled) else (found.first, found.second)


def _person(name: str) -> str:
    """Return the person of a sample: the folder in LFW, the actor in RAVDESS."""
    path = PurePosixPath(name)
    return path.parts[-2] if len(path.parts) > 1 else str(performance(name).actor)
