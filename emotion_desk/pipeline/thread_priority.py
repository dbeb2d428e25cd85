"""Gives inference threads, and that of face measures, a lower priority than capture, audio and window.

Inference keeps every core busy for tens of milliseconds; at equal priority the capture thread would wait and drop
frames.  On Linux a thread may lower its own priority, and the threads it starts (ONNX Runtime's pool, created while
weights load) inherit it.  On other systems nothing happens.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from typing import Final

#: Added to the niceness of inference threads: a tenth of the processor time when competing.
STEP: Final = 10


def lower_priority(thread: int | None = None) -> None:
    """Lower the priority of a thread and of all threads that it starts later.

    Args:
        thread: its number in the system, or that of a process, whose first thread is meant; by default the calling one.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # forbidden in some containers; then all are equal
            chosen = threading.get_native_id() if thread is None else thread
            os.setpriority(os.PRIO_PROCESS, chosen, min(19, os.getpriority(os.PRIO_PROCESS, chosen) + STEP))
