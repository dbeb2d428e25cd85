"""Bootstrap intervals (95 %) over samples or over people.

A resampled test set is a weight per sample: how often it was drawn.  If a metric is about people who were not in
training,
people are resampled with all their samples, because the samples of one person are correlated; otherwise samples are
resampled.  The draws depend on the number of units alone, so that two networks on the same samples are compared draw by
draw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
DRAWS: Final = 1000
_SEED: Final = 20
_TAILS: Final = (2.5, 97.5)


@dataclass(frozen=True)
class Estimate:
    """A metric in per cent, or a difference in points, with its value on each resampled test set.

    Attributes:
        value: the metric on the test set.
        draws: its values on the resampled test sets.
        n: number of samples or pairs.
        folds: folds of actors whose mean it is; ``(0,)``: no folds.
    """

    value: float
    draws: Floats
    n: int
    folds: tuple[int, ...] = (0,)

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval: percentiles of the draws."""
        low, high = np.percentile(self.draws, _TAILS)
        return float(low), float(high)

    def minus(self, other: Estimate) -> Estimate:
        """Return the difference of two networks on the same samples, draw by draw."""
        return Estimate(self.value - other.value, self.draws - other.draws, self.n, self.folds)


def estimate(statistic: Callable[[Floats], float], weights: Iterator[Floats], size: int) -> Estimate:
    """Return a metric with its bootstrap draws.

    Args:
        statistic: computes the metric from the weights of the samples, (n,).
        weights: weights of the resampled test sets, each (n,).
        size: n.
    """
    draws = np.array([statistic(one) for one in weights])
    return Estimate(statistic(np.ones(size)), draws, size)


def by_unit(units: Sequence[object], draws: int = DRAWS) -> Iterator[Floats]:
    """Yield the weights of samples (n,) when units, for example people, are resampled.

    Args:
        units: the unit of each sample, (n,); if all differ, samples are resampled.
        draws: number of resampled test sets.
    """
    where = _numbered(units)
    count = int(where.max()) + 1
    for drawn in _multiplicities(count, draws):
        yield drawn[where]


def by_pair(first: Sequence[object], second: Sequence[object], draws: int = DRAWS) -> Iterator[Floats]:
    """Yield the weights of pairs when people are resampled: the product of the counts of both people.

    A pair of one person has the count of this person (subset bootstrap: Bolle, Ratha, Pankanti 2004).
    """
    where = _numbered([*first, *second])
    one, two = where[: len(first)], where[len(first) :]
    for drawn in _multiplicities(int(where.max()) + 1, draws, least=2):
        yield np.where(one == two, drawn[one], drawn[one] * drawn[two])


def _multiplicities(count: int, draws: int, least: int = 1) -> Iterator[Floats]:
    """Yield how often each of ``count`` units was drawn, skipping draws of fewer than ``least`` units."""
    rng = np.random.default_rng(_SEED)
    given = 0
    while given < draws:
        drawn = np.bincount(rng.integers(count, size=count), minlength=count)
        if np.count_nonzero(drawn) >= min(least, count):
            given += 1
            yield drawn.astype(np.float64)


def _numbered(units: Sequence[object]) -> NDArray[np.int64]:
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(unit, len(numbers)) for unit in units], np.int64)
