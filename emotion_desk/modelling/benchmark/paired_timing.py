"""Paired timing: alternating runs after a warm-up, with a bootstrap interval of the ratio.

So order, processor temperature and other load affect all functions equally.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_DRAWS: Final = 1000
_SEED: Final = 20_181


@dataclass(frozen=True)
class Times:
    """Milliseconds of each run, float64 (n,)."""

    ms: NDArray[np.float64]

    @property
    def p50(self) -> float:
        """Return the median."""
        return float(np.percentile(self.ms, 50))

    @property
    def p95(self) -> float:
        """Return the 95th percentile."""
        return float(np.percentile(self.ms, 95))


@dataclass(frozen=True)
class Ratio:
    """The ratio of two medians with its 95 % interval."""

    value: float
    low: float
    high: float


def in_turn(sides: Mapping[str, Callable[[], object]], rounds: int, warm_up: int) -> dict[str, Times]:
    """Time functions in alternation; each round begins with the next function.

    Args:
        sides: the functions by name.
        rounds: number of timed rounds.
        warm_up: rounds before them that are not counted.
    """
    names = list(sides)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(-warm_up, rounds):
        for at in range(len(names)):
            name = names[(at + turn) % len(names)]
            began = time.perf_counter_ns()
            sides[name]()
            if turn >= 0:
                taken[name].append((time.perf_counter_ns() - began) / 1e6)
    return {name: Times(np.array(values)) for name, values in taken.items()}


def ratio(longer: Times, shorter: Times) -> Ratio:
    """Return the ratio of medians; its interval resamples rounds, because the times of a round are paired.

    Raises:
        ValueError: the two were not timed in the same rounds.
    """
    if len(longer.ms) != len(shorter.ms):
        raise ValueError("both sides need the same rounds")
    rng = np.random.default_rng(_SEED)
    drawn = rng.integers(0, len(longer.ms), (_DRAWS, len(longer.ms)))
    ratios = np.median(longer.ms[drawn], axis=1) / np.median(shorter.ms[drawn], axis=1)
    low, high = np.percentile(ratios, (2.5, 97.5))
    return Ratio(longer.p50 / shorter.p50, float(low), float(high))
