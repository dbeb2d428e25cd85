"""The one clock of the desk: every stamp is nanoseconds of this monotonic clock.

Kept as a module so that nobody mixes wall time and monotonic time, and so that tests can name it.
"""

from __future__ import annotations

import time
from typing import Final

NS_PER_S: Final = 1_000_000_000
NS_PER_MS: Final = 1_000_000


def now_ns() -> int:
    """Return the present moment in nanoseconds of the monotonic clock."""
    return time.monotonic_ns()
