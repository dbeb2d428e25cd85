"""The clock of the program: every time stamp is in nanoseconds of the monotonic clock.

One function for all modules keeps wall time and monotonic time from being mixed.
"""

from __future__ import annotations

import time
from typing import Final

NS_PER_S: Final = 1_000_000_000
NS_PER_MS: Final = 1_000_000


def now_ns() -> int:
    """Return the present time in nanoseconds of the monotonic clock."""
    return time.monotonic_ns()
