"""Random numbers for augmentation, all from torch's generator, which the batches seed with the step."""

from __future__ import annotations

import torch


def uniform(low: float, high: float) -> float:
    """Return a number between ``low`` and ``high``."""
    return low + (high - low) * float(torch.rand(()))


def chance(share: float) -> bool:
    """Return ``True`` with probability ``share``."""
    return float(torch.rand(())) < share


def integer(low: int, high: int) -> int:
    """Return an integer from ``low`` to ``high - 1``."""
    return int(torch.randint(low, high, ()))


def log_uniform(low: float, high: float) -> float:
    """Return a positive number whose logarithm is uniform between those of ``low`` and ``high``."""
    return low * float((high / low) ** uniform(0.0, 1.0))
