"""What becomes of the parts of a running desk: events, each with one sentence, and the live figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Side(Enum):
    """Which part of the desk an event speaks of."""

    PICTURE = "picture"
    SOUND = "sound"
    NETWORK = "network"


class State(Enum):
    """What became of that part; ``DEGRADED`` says that it goes on without a part of what it should do."""

    NONE = "none"
    OPENING = "opening"
    RUNNING = "running"
    DEGRADED = "degraded"
    ENDED = "ended"
    LOST = "lost"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """A change worth telling the user, with one plain sentence.

    Attributes:
        device: name of the source that the side was given, where the event is such a change; empty: none.
    """

    side: Side
    state: State
    text: str
    stamp_ns: int
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and 95th percentile of a duration in milliseconds; ``None`` before anything was measured."""

    p50: float | None = None
    p95: float | None = None

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """Return the spread of values, as ``numpy.percentile``, whose first call imports for 15 ms."""
        ordered = sorted(values)
        return cls(_between(ordered, 0.5), _between(ordered, 0.95)) if ordered else cls()


def _between(ordered: list[float], share: float) -> float:
    """Return the value that this share of the others is below, between two of them by a straight line."""
    place = share * (len(ordered) - 1)
    below = min(int(place), len(ordered) - 1)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


@dataclass(frozen=True, slots=True)
class Figures:
    """Live figures of a running desk, for the status bar and the report."""

    seconds: float
    frames_read: int
    frames_processed: int
    frames_dropped: int
    preview_fps: float
    results: int
    results_per_second: float
    inference_ms: Spread
    capture_to_result_ms: Spread
    sound_blocks: int
    overflows: int
    faces_seen: int
    engine: str
    mode: str
