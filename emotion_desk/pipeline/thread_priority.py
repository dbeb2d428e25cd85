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


def lower_priority() -> None:
    """Lower the priority of the calling thread and of all threads that it starts later."""
    if sys.platform == "linux":
        with suppress(OSError):  # forbidden in some containers; then all are equal
            thread = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, thread, min(19, os.getpriority(os.PRIO_PROCESS, thread) + STEP))
