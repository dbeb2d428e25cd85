"""One thread pool for all ONNX Runtime sessions of this process.

By default each session starts a pool of its own and its threads spin while they wait. Several pools then starve each
other, the window and the capture: four networks took 66 ms instead of 18 ms on two cores.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from emotion_desk.errors import EngineError
from emotion_desk.machine import usable_cores
from emotion_desk.translatable import translatable

if TYPE_CHECKING:
    import onnxruntime

_MOST_THREADS: Final = 4
_pool_lock = threading.Lock()
#: The size of this process's pool, once it exists.
_pool: list[int] = []


def share_threads(spared: int = 0) -> int:
    """Create the shared pool on the first call and return its size in threads.

    Args:
        spared: cores that are left to other threads; only the first call of the process decides.

    Raises:
        EngineError: ONNX Runtime is not installed.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise EngineError(translatable("ONNX Runtime cannot be loaded; install Emotion Desk again.")) from error
    with _pool_lock:
        if not _pool:
            _pool.append(max(1, min(usable_cores() - spared, _MOST_THREADS)))
            onnxruntime.set_global_thread_pool_sizes(_pool[0], 1)
    return _pool[0]


def session_options() -> onnxruntime.SessionOptions:
    """Return the options of every ONNX Runtime session of the desk: the shared pool, errors only in the log.

    Raises:
        EngineError: ONNX Runtime is not installed.
    """
    share_threads()
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.use_per_session_threads = False
    options.log_severity_level = 3
    return options
