"""Blinks: events in which both eyes close for a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

#: A blink begins and ends where the mean of both eyes' ``eyeBlink`` passes these coefficients.
_CLOSES, _OPENS = 0.5, 0.35
#: Closed eyes of a shorter or longer time are no blink; samples further apart are not connected.
SHORTEST_S: Final = 0.03
LONGEST_S: Final = 0.6
_GAP_S: Final = 0.3


@dataclass(frozen=True, slots=True)
class Blink:
    """One blink, from the first to the last sample with closed eyes, in seconds."""

    from_s: float
    to_s: float


def blinks(samples: Iterable[tuple[float, float]]) -> list[Blink]:
    """Return the blinks in a series.

    Args:
        samples: time in seconds, rising, and the estimate of AU45, 0 to 1.

    Example:
        >>> blinks([(0.0, 0.1), (0.1, 0.9), (0.2, 0.8), (0.3, 0.1)])
        [Blink(from_s=0.1, to_s=0.2)]
    """
    found: list[Blink] = []
    begun_s: float | None = None
    last_s: float | None = None
    open_before = False
    for time_s, closed in samples:
        if last_s is not None and time_s - last_s > _GAP_S:
            begun_s, open_before = None, False
        if begun_s is None and closed >= _CLOSES and open_before:
            begun_s = time_s
        elif begun_s is not None and closed < _OPENS and last_s is not None:
            if SHORTEST_S <= time_s - begun_s <= LONGEST_S:
                found.append(Blink(begun_s, last_s))
            begun_s = None
        if closed < _OPENS:
            open_before = True
        elif begun_s is None and closed >= _CLOSES:
            open_before = False
        last_s = time_s
    return found
