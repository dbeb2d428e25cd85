"""Normalises vectors to length 1, so that the dot product of two embeddings is their cosine similarity."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Shorter vectors are divided by this instead of by their length, so that a zero vector stays zero.
_SHORTEST: Final = 1e-12


def unit(vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return vectors scaled to length one along the last axis, float32 of the same shape; zero vectors stay zero.

    Example:
        >>> unit(np.array([3.0, 4.0])).tolist()
        [0.6000000238418579, 0.800000011920929]
    """
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, _SHORTEST), np.float32)
