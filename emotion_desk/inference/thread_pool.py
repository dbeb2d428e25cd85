"""One thread pool and one pool of working memory for all ONNX Runtime sessions of this process.

By default each session starts a pool of its own and its threads spin while they wait. Several pools then starve each
other, the window and the capture: four networks took 66 ms instead of 18 ms on two cores.

Likewise each session keeps the working memory of its largest call, in pieces that double.  The networks are called one
after the other, so that memory for the largest of them is enough for all.
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
#: No limit; grown by what is asked for (1) instead of by doubling; pieces of a megabyte and more.
_ARENA: Final = {
    "max_mem": 0,
    "arena_extend_strategy": 1,
    "initial_chunk_size_bytes": 1 << 20,
    "max_dead_bytes_per_chunk": 1 << 20,
}
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
            _share_memory()
    return _pool[0]


def _share_memory() -> None:
    """Register the allocator that all sessions take; it grows by what is asked for."""
    import onnxruntime

    onnxruntime.create_and_register_allocator(
        onnxruntime.OrtMemoryInfo(
            "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
        ),
        onnxruntime.OrtArenaCfg(dict(_ARENA)),
    )


def session_options() -> onnxruntime.SessionOptions:
    """Return the options of every ONNX Runtime session of the desk: what is shared, errors only in the log.

    Raises:
        EngineError: ONNX Runtime is not installed.
    """
    share_threads()
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.use_per_session_threads = False
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.enable_mem_pattern = False  # a pattern is one block for each size of input, which is kept beside the others
    options.log_severity_level = 3
    return options
