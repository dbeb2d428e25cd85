"""A clock whose time passes when a test says so, and at once when something waits for it."""

from __future__ import annotations

import threading

from emotion_desk.clock import NS_PER_S, Clock


class FakeClock(Clock):
    """Starts at a second; waiting moves it to the end of the wait, without any waiting."""

    def __init__(self) -> None:
        self._now_ns = NS_PER_S
        self._lock = threading.Lock()

    def now_ns(self) -> int:
        with self._lock:
            return self._now_ns

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self._now_ns += round(seconds * NS_PER_S)

    def wait(self, event: threading.Event, seconds: float) -> bool:
        if not event.is_set():
            self.advance(seconds)
        return event.is_set()
