"""Engines run a network: ONNX Runtime for everyone, torch as the reference where the extra ``train`` is installed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import EngineError, ModelError
from emotion_desk.inference.store import ModelStore

if TYPE_CHECKING:
    import onnxruntime

#: Head outputs by name: float32, (rows, size).
Outputs = dict[str, NDArray[np.float32]]
_MOST_THREADS: Final = 4
_pool_lock = threading.Lock()


class Engine(Protocol):
    """Runs one network."""

    @property
    def name(self) -> str:
        """Return the runtime and precision, for example ``onnx-fp32``."""
        ...

    def run(self, rows: NDArray[np.float32]) -> Outputs:
        """Run float32 rows (n, 3, size, size) through the network; safe to call from one thread at a time."""
        ...


@cache
def _share_threads() -> int:
    """Give all ONNX Runtime sessions of this process one thread pool; return its size.

    A pool a session spins while it waits, and several of them starve each other, the window and the capture.
    """
    import onnxruntime

    threads = max(1, min(os.cpu_count() or 1, _MOST_THREADS))
    onnxruntime.set_global_thread_pool_sizes(threads, 1)
    return threads


class OnnxEngine:
    """A network in ONNX Runtime, on a pool of threads shared by all of them.

    Raises:
        ModelError: the file is no network that ONNX Runtime can load.
        EngineError: ONNX Runtime is not installed.
    """

    def __init__(self, file: Path, precision: str = "fp32") -> None:
        try:
            import onnxruntime
        except ImportError as error:
            raise EngineError("ONNX Runtime cannot be loaded; install Emotion Desk again.") from error
        with _pool_lock:
            _share_threads()
        options = onnxruntime.SessionOptions()
        options.use_per_session_threads = False
        options.log_severity_level = 3
        try:
            self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
                str(file), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime raises kinds of its own for every fault of a file
            raise ModelError(f"ONNX Runtime cannot load '{file.name}': the file is damaged or too new.") from error
        self._precision = precision
        self._input = self._session.get_inputs()[0].name
        self._outputs = [output.name for output in self._session.get_outputs()]

    @property
    def name(self) -> str:
        """Return ``onnx-`` and the precision."""
        return f"onnx-{self._precision}"

    def run(self, rows: NDArray[np.float32]) -> Outputs:
        """Run rows through the network."""
        return dict(zip(self._outputs, self._session.run(self._outputs, {self._input: rows}), strict=True))


def _onnx(store: ModelStore, model: str) -> Engine:
    store.path(model, "weights")  # the graph reads its numbers from there
    return OnnxEngine(store.path(model, "onnx"))


def _torch(store: ModelStore, model: str) -> Engine:
    if find_spec("torch") is None or find_spec("safetensors") is None:
        raise EngineError("The torch engine needs the extra 'train': pip install emotion-desk[train].")
    from emotion_desk.inference.torch_engine import TorchEngine

    return TorchEngine(store.path(model, "weights"), tuple(store.entry(model).heads))


_ENGINES: Final[Mapping[str, Callable[[ModelStore, str], Engine]]] = {"onnx": _onnx, "torch": _torch}
#: What may be asked for on the command line.
CHOICES: Final = ("auto", *_ENGINES)


def load_engine(store: ModelStore, model: str, engine: str = "auto") -> Engine:
    """Load a released network into an engine; ``auto`` takes ONNX Runtime.

    Raises:
        EngineError: the engine is unknown or not installed.
        ModelError: the weights are missing or damaged.
    """
    chosen = _ENGINES.get("onnx" if engine == "auto" else engine)
    if chosen is None:
        raise EngineError(f"There is no engine '{engine}'; choose one of {', '.join(CHOICES)}.")
    return chosen(store, model)


def engine_names() -> list[str]:
    """Return the engines that this installation can use."""
    names = ["onnx"] if find_spec("onnxruntime") else []
    return [*names, "torch"] if find_spec("torch") and find_spec("safetensors") else names
