"""Classification metrics: confusion matrix, accuracy, recall of each class, spread over people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from emotion_desk.modelling.evaluation.bootstrap import Estimate, by_unit, estimate
from emotion_desk.modelling.evaluation.predictions import Floats, Ints, Labelled


def confusion(truth: Ints, given: Ints, classes: int, weights: Floats | None = None) -> Floats:
    """Return the confusion matrix, true class (row) by predicted class (column), float64 (classes, classes).

    Args:
        truth: true classes, (n,).
        given: predicted classes, (n,).
        classes: number of classes.
        weights: how often each sample counts, (n,); by default once.

    The bootstrap calls this a thousand times for each metric; scikit-learn's ``confusion_matrix`` validates its input
    at every call and takes more than a hundred times as long.
    """
    table = np.bincount(truth * classes + given, weights=weights, minlength=classes * classes)
    return np.asarray(table.reshape(classes, classes), np.float64)


def accuracy(table: Floats) -> float:
    """Return the accuracy of a confusion matrix in per cent."""
    return float(100 * np.trace(table) / max(table.sum(), 1e-12))


def recalls(table: Floats) -> Floats:
    """Return the recall of each class in per cent, NaN where a class does not occur, (classes,)."""
    count = table.sum(axis=1)
    return np.where(count > 0, 100 * np.diag(table) / np.maximum(count, 1e-12), np.nan)


def unweighted_recall(table: Floats) -> float:
    """Return the unweighted mean of the recalls of the classes that occur, in per cent."""
    return float(np.nanmean(recalls(table)))


FIGURES = {"accuracy": accuracy, "unweighted recall": unweighted_recall}


def measured(
    answers: Labelled, figure: str, temperature: float = 1.0, people: Sequence[object] | None = None
) -> Estimate:
    """Return a metric of one network with its bootstrap interval.

    Args:
        answers: predictions of the network.
        figure: ``accuracy`` or ``unweighted recall``.
        temperature: temperature of the head.
        people: person of each sample; if given, people are resampled instead of samples.
    """
    given = answers.given(temperature)
    classes = len(answers.classes)
    return estimate(
        lambda weights: FIGURES[figure](confusion(answers.truth, given, classes, weights)),
        by_unit(people if people is not None else range(len(answers))),
        len(answers),
    )


def mean_over_folds(parts: dict[int, Estimate]) -> Estimate:
    """Return the mean over folds with equal weights; people are resampled within their fold."""
    return Estimate(
        float(np.mean([part.value for part in parts.values()])),
        np.mean([part.draws for part in parts.values()], axis=0),
        sum(part.n for part in parts.values()),
        tuple(parts),
    )


@dataclass(frozen=True)
class Spread:
    """Spread of the accuracy over people, in per cent."""

    lowest: float
    highest: float
    deviation: float
    people: int


def spread(truth: Ints, given: Ints, people: Sequence[int]) -> Spread:
    """Return lowest, highest and standard deviation of the accuracies of the people."""
    who: NDArray[np.int64] = np.asarray(people, np.int64)
    each = np.array([100 * (truth[who == one] == given[who == one]).mean() for one in np.unique(who)])
    return Spread(float(each.min()), float(each.max()), float(each.std()), len(each))
