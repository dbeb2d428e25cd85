"""Live figures of a running desk, in memory that never grows: totals, sliding rates, sliding percentiles."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from emotion_desk.clock import NS_PER_MS, NS_PER_S, now_ns
from emotion_desk.messages import Spread

#: Length of the window over which rates are taken.
RATE_OVER_S: Final = 2.0
#: Durations of which percentiles are taken.
LAST: Final = 512


class Sliding:
    """Percentiles of the last values; the memory is fixed.

    Example:
        >>> s = Sliding(3)
        >>> for value in (100.0, 1.0, 2.0, 3.0): s.add(value)
        >>> s.spread().p50
        2.0
    """

    def __init__(self, last: int = LAST) -> None:
        self._values = np.zeros(last, np.float64)
        self._count = 0

    def add(self, value: float) -> None:
        """Take in a value; the oldest goes."""
        self._values[self._count % len(self._values)] = value
        self._count += 1

    def spread(self) -> Spread:
        """Return median and 95th percentile of the last values."""
        values = self._values[: min(self._count, len(self._values))]
        if not len(values):
            return Spread()
        p50, p95 = np.percentile(values, (50, 95))
        return Spread(float(p50), float(p95))


class Rate:
    """How often something happened in the last :data:`RATE_OVER_S` seconds."""

    def __init__(self, over_s: float = RATE_OVER_S, most: int = 1024) -> None:
        self._over_ns = int(over_s * NS_PER_S)
        self._stamps: deque[int] = deque(maxlen=most)
        self._first_ns: int | None = None

    def tick(self, at_ns: int) -> None:
        """Count one event."""
        if not self._stamps or at_ns - self._stamps[-1] > self._over_ns:
            self._first_ns = at_ns  # after a silence the rate begins anew instead of climbing slowly
            self._stamps.clear()
        self._stamps.append(at_ns)
        while at_ns - self._stamps[0] > self._over_ns:
            self._stamps.popleft()

    def per_second(self, at_ns: int) -> float:
        """Return events a second at the moment ``at_ns``."""
        recent = sum(1 for stamp in self._stamps if at_ns - stamp <= self._over_ns)
        if recent < 2 or self._first_ns is None:
            return float(recent) * NS_PER_S / self._over_ns
        if at_ns - self._first_ns < self._over_ns:  # young: intervals, not fence posts
            return (recent - 1) * NS_PER_S / max(at_ns - self._first_ns, 1)
        return recent * NS_PER_S / self._over_ns


@dataclass(frozen=True, slots=True)
class Measured:
    """What a :class:`Meter` knows at one moment."""

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


class Meter:
    """Collects from all threads; a lock guards it, nothing inside blocks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = 0
        self._processed = 0
        self._dropped = 0
        self._preview = Rate()
        self._results = 0
        self._result_rate = Rate()
        self._inference = Sliding()
        self._latency = Sliding()
        self._blocks = 0
        self._overflows = 0
        self._faces = 0

    def frame_read(self) -> None:
        """Count a frame that came out of a source."""
        with self._lock:
            self._taken += 1

    def frame_processed(self, faces_seen: int) -> None:
        """Count a frame that went to the preview; ``faces_seen`` is the number of different faces so far."""
        with self._lock:
            self._processed += 1
            self._faces = faces_seen
            self._preview.tick(now_ns())

    def block_read(self) -> None:
        """Count a block of sound."""
        with self._lock:
            self._blocks += 1

    def picture_lost(self, more: int) -> None:
        """Add frames that a source threw away."""
        with self._lock:
            self._dropped += more

    def sound_lost(self, more: int) -> None:
        """Add overflows of a source."""
        with self._lock:
            self._overflows += more

    def result(self, published_ns: int, inference_ms: float, frame_stamp_ns: int | None) -> None:
        """Count an answer of the network; ``frame_stamp_ns`` if a new frame took part."""
        with self._lock:
            self._results += 1
            self._result_rate.tick(published_ns)
            self._inference.add(inference_ms)
            # A file read faster than its own pace is stamped in the future: no latency can be told then.
            if frame_stamp_ns is not None and frame_stamp_ns <= published_ns:
                self._latency.add((published_ns - frame_stamp_ns) / NS_PER_MS)

    def measured(self) -> Measured:
        """Return all figures as of now."""
        now = now_ns()
        with self._lock:
            return Measured(
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
