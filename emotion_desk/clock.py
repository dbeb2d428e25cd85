"""The clock of the program: every time stamp is in nanoseconds of the monotonic clock.

One function for all modules keeps wall time and monotonic time from being mixed.  What waits takes a :class:`Clock`,
which tests replace by one of their own.
"""

from __future__ import annotations

import threading
import time
from typing import Final

NS_PER_S: Final = 1_000_000_000
NS_PER_MS: Final = 1_000_000


def now_ns() -> int:
    """Return the present time in nanoseconds of the monotonic clock."""
    return time.monotonic_ns()


class Clock:
    """The system's monotonic clock, and waiting by it."""

    def now_ns(self) -> int:
        """Return the present moment in nanoseconds."""
        return now_ns()

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait for an event, at most so many seconds; return whether it came."""
        return event.wait(seconds)


#: The clock of the program.
SYSTEM_CLOCK: Final = Clock()
