"""Lets picture, sound and the window go before the network where all share few cores.

A network's threads keep every core busy for tens of milliseconds; the capture thread would wait in the same queue and
drop frames.  On Linux a thread may lower its own priority, and threads it starts (the pool of ONNX Runtime, made while
weights load) inherit that.  Elsewhere nothing happens.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from typing import Final

#: Added to the niceness of the threads that work for the network: a tenth of the processor's time in a tie.
STEP: Final = 10


def step_back() -> None:
    """Lower the priority of the calling thread, and of all threads it will start."""
    if sys.platform == "linux":
        with suppress(OSError):  # forbidden in some containers; then all are equal
            thread = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, thread, min(19, os.getpriority(os.PRIO_PROCESS, thread) + STEP))
