"""Within-class covariance normalisation of embeddings (Hatch, Kajarekar and Stolcke 2006).

Emotional speech moves a speaker's embedding in directions that are much the same for everybody. The covariance within
speakers is estimated on emotional speech and whitened, which shortens these directions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError

Vectors = NDArray[np.floating[Any]]
#: How far the covariance within people is drawn towards the same in all directions: few people were measured.
SHRINKAGE: Final = 0.5


@dataclass(frozen=True)
class Spoken:
    """Embeddings of a set, (n, dimensions) of any length, and who spoke each; nobody: the set counts for the mean."""

    vectors: Vectors
    people: Sequence[str] = ()


@dataclass(frozen=True)
class Whitening:
    """The mean of embeddings of length one, (dimensions,), and the symmetric matrix that turns what is left of them."""

    mean: NDArray[np.float64]
    matrix: NDArray[np.float64]

    def apply(self, vectors: Vectors) -> NDArray[np.float32]:
        """Return embeddings of length one, float32 (n, dimensions), of some of any length."""
        centred = unit_rows(unit_rows(vectors) - self.mean)
        return unit_rows(centred @ self.matrix).astype(np.float32)


def measure(sets: Mapping[str, Spoken], shrinkage: float = SHRINKAGE) -> Whitening:
    """Measure mean and covariance; every set counts as much for the mean, every person for the covariance.

    Raises:
        DataError: fewer than two people have two samples or more.
    """
    rows = {name: unit_rows(one.vectors) for name, one in sets.items()}
    mean = np.mean([one.mean(axis=0) for one in rows.values()], axis=0)
    within: list[NDArray[np.float64]] = []
    for name, one in sets.items():
        centred = unit_rows(rows[name] - mean)
        people = np.array(one.people)
        for person in sorted(set(one.people)):
            own = centred[people == person]
            if len(own) > 1:
                within.append(np.cov(own.T))
    if len(within) < 2:
        raise DataError("Too few people have two samples to tell what differs within one.")
    covariance = np.mean(within, axis=0)
    even = np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    values, directions = np.linalg.eigh((1 - shrinkage) * covariance + shrinkage * even)
    return Whitening(mean, directions @ np.diag(values**-0.5) @ directions.T)


def unit_rows(vectors: Vectors) -> NDArray[np.float64]:
    """Return rows of length one."""
    rows = np.asarray(vectors, np.float64)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), np.float64)
