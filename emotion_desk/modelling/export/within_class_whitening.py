"""Within-class covariance normalisation of embeddings (Hatch, Kajarekar and Stolcke 2006).

Emotional speech shifts embeddings in directions that are similar for all speakers.  The covariance within speakers is
estimated on emotional speech; whitening by it reduces the variance in these directions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError

Vectors = NDArray[np.floating[Any]]
#: Shrinkage of the covariance towards a multiple of the identity matrix, because it is estimated on few people.
SHRINKAGE: Final = 0.5


@dataclass(frozen=True)
class Spoken:
    """Embeddings of a data set, (n, dimensions), and their speakers; without speakers, it counts for the mean only."""

    vectors: Vectors
    people: Sequence[str] = ()


@dataclass(frozen=True)
class Whitening:
    """The mean of normalised embeddings, (dimensions,), and the symmetric matrix that whitens."""

    mean: NDArray[np.float64]
    matrix: NDArray[np.float64]

    def apply(self, vectors: Vectors) -> NDArray[np.float32]:
        """Return whitened embeddings with norm 1, float32 (n, dimensions), of embeddings of any norm."""
        centred = unit_rows(unit_rows(vectors) - self.mean)
        return unit_rows(centred @ self.matrix).astype(np.float32)


def measure(sets: Mapping[str, Spoken], shrinkage: float = SHRINKAGE) -> Whitening:
    """Estimate mean and covariance; each data set has the same weight in the mean, each person in the covariance.

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
        raise DataError("Too few people have two samples to estimate the covariance within people.")
    covariance = np.mean(within, axis=0)
    even = np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    values, directions = np.linalg.eigh((1 - shrinkage) * covariance + shrinkage * even)
    return Whitening(mean, directions @ np.diag(values**-0.5) @ directions.T)


def unit_rows(vectors: Vectors) -> NDArray[np.float64]:
    """Return rows with norm 1."""
    rows = np.asarray(vectors, np.float64)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), np.float64)
