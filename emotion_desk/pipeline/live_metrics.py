"""Metrics of a running desk in bounded memory: totals, sliding rates, sliding percentiles."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from emotion_desk.clock import NS_PER_MS, NS_PER_S, now_ns
from emotion_desk.messages import Spread

#: Window in seconds over which rates are computed.
RATE_OVER_S: Final = 2.0
#: Number of durations over which percentiles are computed.
LAST: Final = 512


class SlidingPercentiles:
    """Percentiles of the last values in fixed memory.

    Example:
        >>> s = SlidingPercentiles(3)
        >>> for value in (100.0, 1.0, 2.0, 3.0): s.add(value)
        >>> s.spread().p50
        2.0
    """

    def __init__(self, last: int = LAST) -> None:
        self._values = np.zeros(last, np.float64)
        self._count = 0

    def add(self, value: float) -> None:
        """Add a value; the oldest is overwritten."""
        self._values[self._count % len(self._values)] = value
        self._count += 1

    def spread(self) -> Spread:
        """Return median and 95th percentile of the last values."""
        return Spread.of(self._values[: min(self._count, len(self._values))].tolist())


class Rate:
    """How often something happened in the last :data:`RATE_OVER_S` seconds."""

    def __init__(self, over_s: float = RATE_OVER_S, most: int = 1024) -> None:
        self._over_ns = int(over_s * NS_PER_S)
        self._stamps: deque[int] = deque(maxlen=most)
        self._first_ns: int | None = None

    def tick(self, at_ns: int) -> None:
        """Count one event."""
        if not self._stamps or at_ns - self._stamps[-1] > self._over_ns:
            self._first_ns = at_ns  # after a pause the rate restarts instead of rising slowly
            self._stamps.clear()
        self._stamps.append(at_ns)
        while at_ns - self._stamps[0] > self._over_ns:
            self._stamps.popleft()

    def per_second(self, at_ns: int) -> float:
        """Return events a second at the moment ``at_ns``."""
        recent = sum(1 for stamp in self._stamps if at_ns - stamp <= self._over_ns)
        if recent < 2 or self._first_ns is None:
            return float(recent) * NS_PER_S / self._over_ns
        if at_ns - self._first_ns < self._over_ns:  # just restarted: count intervals, not events
            return (recent - 1) * NS_PER_S / max(at_ns - self._first_ns, 1)
        return recent * NS_PER_S / self._over_ns


@dataclass(frozen=True, slots=True)
class MetricsSnapshot:
    """The values of :class:`LiveMetrics` at one moment."""

    frames_read: int
    frames_processed: int
    source_dropped: int
    preview_fps: float
    results: int
    results_per_second: float
    inference_ms: Spread
    capture_to_result_ms: Spread
    sound_blocks: int
    overflows: int
    faces_seen: int


class LiveMetrics:
    """Collects values from all threads under a lock that is held briefly.

    Args:
        clock: returns the present time in nanoseconds.
    """

    def __init__(self, clock: Callable[[], int] = now_ns) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._taken = 0
        self._processed = 0
        self._dropped = 0
        self._preview = Rate()
        self._results = 0
        self._result_rate = Rate()
        self._inference = SlidingPercentiles()
        self._latency = SlidingPercentiles()
        self._blocks = 0
        self._overflows = 0
        self._faces = 0

    def frame_read(self) -> None:
        """Count a frame read from a source."""
        with self._lock:
            self._taken += 1

    def frame_processed(self, faces_seen: int) -> None:
        """Count a frame passed to the preview; ``faces_seen`` is the number of different faces so far."""
        with self._lock:
            self._processed += 1
            self._faces = faces_seen
            self._preview.tick(self._clock())

    def block_read(self) -> None:
        """Count a block of sound."""
        with self._lock:
            self._blocks += 1

    def picture_lost(self, more: int) -> None:
        """Add frames dropped by a source."""
        with self._lock:
            self._dropped += more

    def sound_lost(self, more: int) -> None:
        """Add overflows of a source."""
        with self._lock:
            self._overflows += more

    def result(self, published_ns: int, inference_ms: float, frame_stamp_ns: int | None) -> None:
        """Count a result of the network; ``frame_stamp_ns`` is given if it includes a new frame."""
        with self._lock:
            self._results += 1
            self._result_rate.tick(published_ns)
            self._inference.add(inference_ms)
            # A file read faster than real time has stamps in the future; its latency is undefined.
            if frame_stamp_ns is not None and frame_stamp_ns <= published_ns:
                self._latency.add((published_ns - frame_stamp_ns) / NS_PER_MS)

    def measured(self) -> MetricsSnapshot:
        """Return all values as of now."""
        now = self._clock()
        with self._lock:
            return MetricsSnapshot(
                frames_read=self._taken + self._dropped,
                frames_processed=self._processed,
                source_dropped=self._dropped,
                preview_fps=self._preview.per_second(now),
                results=self._results,
                results_per_second=self._result_rate.per_second(now),
                inference_ms=self._inference.spread(),
                capture_to_result_ms=self._latency.spread(),
                sound_blocks=self._blocks,
                overflows=self._overflows,
                faces_seen=self._faces,
            )
