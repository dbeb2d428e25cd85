"""How far certainty and accuracy lie apart: the expected calibration error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from emotion_desk.modelling.evaluation.predictions import Floats, Ints

#: Bins of equal width between 0 and 1 that the error is computed over.
BINS: Final = 15


@dataclass(frozen=True)
class Reliability:
    """Mean certainty, accuracy (both 0 to 1, NaN in empty bins) and number of samples of each bin, (bins,)."""

    certainty: Floats
    accuracy: Floats
    count: Ints


def reliability(probabilities: Floats, truth: Ints, bins: int = BINS) -> Reliability:
    """Sort answers into bins by the probability of the answer given.

    Args:
        probabilities: (n, k).
        truth: (n,).
        bins: of equal width; a bin holds its upper edge.
    """
    certainty = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    where = np.clip(np.ceil(certainty * bins).astype(np.int64) - 1, 0, bins - 1)
    count = np.bincount(where, minlength=bins)
    some = np.where(count > 0, count, np.nan)
    return Reliability(
        np.bincount(where, certainty, bins) / some, np.bincount(where, right.astype(np.float64), bins) / some, count
    )


def calibration_error(probabilities: Floats, truth: Ints, bins: int = BINS) -> float:
    """Return the expected calibration error, 0 to 1 (Naeini et al. 2015): the bins' gaps weighted by their samples."""
    found = reliability(probabilities, truth, bins)
    gaps = np.nan_to_num(np.abs(found.certainty - found.accuracy))
    return float((gaps * found.count).sum() / max(1, found.count.sum()))
