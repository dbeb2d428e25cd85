"""Measures delays of the window's event loop.

A precise timer fires every few milliseconds on the GUI thread; whatever blocks the loop delays it by just that long.
Delays over :data:`HITCH_MS` are counted; those over :data:`STALL_MS` are also stored with their time and logged.
"""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject, Qt, QTimer

from emotion_desk.clock import NS_PER_MS, NS_PER_S, now_ns

HITCH_MS = 50.0
STALL_MS = 100.0
_BEAT_MS = 10
_KEPT = 200
#: Delays are counted in steps of this many milliseconds; longer ones than the last step in the last.
_STEP_MS = 0.5
_STEPS = 400

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stall:
    """One long delay: seconds since the start of the measurement, and its length."""

    at_s: float
    ms: float


class Watchdog(QObject):
    """Measures the event loop of the thread that created it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.max_ms = 0.0
        self.hitches = 0
        self.stall_count = 0
        self.stalls: list[Stall] = []
        self._counts = [0] * _STEPS
        self._began_ns = self._last_ns = now_ns()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Start measuring; earlier counts are kept."""
        self._began_ns = self._last_ns = now_ns()
        self._timer.start()

    def stop(self) -> None:
        """Stop measuring."""
        self._timer.stop()

    def report(self) -> dict[str, object]:
        """Return the figures for the report."""
        return {
            "max_ms": round(self.max_ms, 1),
            "p999_ms": self.percentile_ms(99.9),
            "over_50_ms": self.hitches,
            "over_100_ms": self.stall_count,
            "stalls": [asdict(stall) for stall in self.stalls],
        }

    def percentile_ms(self, percent: float) -> float | None:
        """Return the delay in ms that so many per cent of the beats did not exceed; ``None`` without beats."""
        wanted = sum(self._counts) * percent / 100
        reached = 0
        for step, count in enumerate(self._counts):
            reached += count
            if count and reached >= wanted:
                return min(round((step + 1) * _STEP_MS, 1), round(max(self.max_ms, 0.0), 1))
        return None

    def _beat(self) -> None:
        now = now_ns()
        late_ms = (now - self._last_ns) / NS_PER_MS - _BEAT_MS
        self._last_ns = now
        self.max_ms = max(self.max_ms, late_ms)
        self._counts[min(max(int(late_ms / _STEP_MS), 0), _STEPS - 1)] += 1
        if late_ms > HITCH_MS:
            self.hitches += 1
        if late_ms > STALL_MS:
            self.stall_count += 1
            stall = Stall(round((now - self._began_ns) / NS_PER_S, 3), round(late_ms, 1))
            if len(self.stalls) < _KEPT:
                self.stalls.append(stall)
            _log.warning("The window stalled for %.0f ms, %.1f s after its start.", stall.ms, stall.at_s)
