"""Number of training samples of each data set, as text in a network's provenance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Key of the provenance.
SAMPLES: Final = "samples"


def counts_text(counts: Mapping[str, int]) -> str:
    """Return numbers of samples as text.

    Example:
        >>> counts_text({"fer2013": 25045, "rafdb": 11044})
        'fer2013 25045, rafdb 11044'
    """
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def sample_counts(provenance: Mapping[str, str]) -> dict[str, int]:
    """Return the numbers of samples in a provenance by data set; empty if it has none.

    Example:
        >>> sample_counts({"samples": "fer2013 25045, rafdb 11044"})
        {'fer2013': 25045, 'rafdb': 11044}
    """
    pairs = (entry.rpartition(" ") for entry in provenance.get(SAMPLES, "").split(", "))
    return {name: int(count) for name, _, count in pairs if name and count.isdecimal()}
