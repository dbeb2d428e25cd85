"""Figures that only the window can measure: frames painted, their latency, and the age of the readings on them."""

from __future__ import annotations

from collections import deque

from emotion_desk.clock import NS_PER_MS, NS_PER_S
from emotion_desk.messages import Spread

_KEPT = 4096
_RECENT = 90


class ScreenLatency:
    """Collects the stamps of captured and painted frames.

    Example:
        >>> figures = ScreenFigures()
        >>> figures.painted(stamp_ns=0, at_ns=40_000_000)
        >>> figures.recent().p50
        40.0
    """

    def __init__(self) -> None:
        self._latency_ms: deque[float] = deque(maxlen=_KEPT)
        self._age_ms: deque[float] = deque(maxlen=_KEPT)
        self._moments: deque[int] = deque(maxlen=_RECENT)
        self.frames = 0
        self.first_ns: int | None = None

    def painted(self, stamp_ns: int, at_ns: int, reading_ns: int | None = None) -> None:
        """Add a painted frame; ``reading_ns`` is the stamp of the frame or sound its reading belongs to."""
        self.frames += 1
        if self.first_ns is None:
            self.first_ns = at_ns
        self._latency_ms.append((at_ns - stamp_ns) / NS_PER_MS)
        if reading_ns is not None:
            self._age_ms.append((at_ns - reading_ns) / NS_PER_MS)
        self._moments.append(at_ns)

    def fps(self, at_ns: int, window_s: float = 2.0) -> float:
        """Return the painted frames per second over the last ``window_s`` seconds."""
        recent = [moment for moment in self._moments if at_ns - moment <= window_s * NS_PER_S]
        if len(recent) < 2:
            return 0.0
        return (len(recent) - 1) * NS_PER_S / max(recent[-1] - recent[0], 1)

    def recent(self) -> Spread:
        """Return the latency from capture to screen over the last 90 frames."""
        return _spread(list(self._latency_ms)[-_RECENT:])

    def overall(self) -> Spread:
        """Return the latency from capture to screen over the last 4096 frames."""
        return _spread(list(self._latency_ms))

    def recent_age(self) -> Spread:
        """Return the age of the readings shown with the last 90 frames."""
        return _spread(list(self._age_ms)[-_RECENT:])

    def overall_age(self) -> Spread:
        """Return the age of the readings shown with the last 4096 frames."""
        return _spread(list(self._age_ms))


def _spread(values: list[float]) -> Spread:
    found = Spread.of(values)
    return found if found.p50 is None or found.p95 is None else Spread(round(found.p50, 2), round(found.p95, 2))
