"""Engines run a network: ONNX Runtime for everyone, torch as the reference where the extra ``train`` is installed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import EngineError, ModelError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.machine import usable_cores

if TYPE_CHECKING:
    import onnxruntime

#: Head outputs by name: float32, (rows, size).
Outputs = dict[str, NDArray[np.float32]]
_MOST_THREADS: Final = 4
#: Graphics cards and neural engines that ONNX Runtime may have been built for, by the word in an engine's name.
PROVIDERS: Final[Mapping[str, str]] = {
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
}
_CPU: Final = "CPUExecutionProvider"
_pool_lock = threading.Lock()
#: The size of this process's pool, once it is there.
_pool: list[int] = []


class Engine(Protocol):
    """Runs one network."""

    @property
    def name(self) -> str:
        """Return the runtime and precision, for example ``onnx-fp32``."""
        ...

    def run(self, rows: NDArray[np.float32]) -> Outputs:
        """Run float32 rows (n, 3, size, size) through the network; safe to call from one thread at a time."""
        ...


def share_threads(spared: int = 0) -> int:
    """Give all ONNX Runtime sessions of this process one thread pool; return its size, which the first call decides.

    A pool a session spins while it waits, and several of them starve each other, the window and the capture.

    Args:
        spared: cores that are left to others: who reads pictures beside the network does not want to wait for it.

    Raises:
        EngineError: ONNX Runtime is not installed.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise EngineError("ONNX Runtime cannot be loaded; install Emotion Desk again.") from error
    with _pool_lock:
        if not _pool:
            _pool.append(max(1, min(usable_cores() - spared, _MOST_THREADS)))
            onnxruntime.set_global_thread_pool_sizes(_pool[0], 1)
    return _pool[0]


def session_options() -> onnxruntime.SessionOptions:
    """Return what every ONNX Runtime session of the desk is opened with: above all, the one shared pool of threads.

    Raises:
        EngineError: ONNX Runtime is not installed.
    """
    share_threads()
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.use_per_session_threads = False
    options.log_severity_level = 3
    return options


class OnnxEngine:
    """A network in ONNX Runtime, on a pool of threads shared by all of them.

    Args:
        file: the graph.
        precision: what its numbers are, for the name.
        device: one of :data:`PROVIDERS`; by default the processor.

    Raises:
        ModelError: the file is no network that ONNX Runtime can load.
        EngineError: ONNX Runtime is not installed, or the device cannot be used.
    """

    def __init__(self, file: Path, precision: str = "fp32", device: str | None = None) -> None:
        options = session_options()
        import onnxruntime

        provider = PROVIDERS[device] if device is not None else _CPU
        if device == "directml":  # DirectML refuses sessions that reuse memory by pattern
            options.enable_mem_pattern = False
        try:
            self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
                str(file), options, providers=list(dict.fromkeys((provider, _CPU)))
            )
        except Exception as error:  # ONNX Runtime raises kinds of its own for every fault of a file
            if device is not None:
                raise EngineError(f"The engine 'onnx-{device}' cannot be used on this machine.") from error
            raise ModelError(f"ONNX Runtime cannot load '{file.name}': the file is damaged or too new.") from error
        if provider not in self._session.get_providers():  # it falls back without a word where a driver is missing
            raise EngineError(f"The engine 'onnx-{device}' cannot be used on this machine: its driver does not load.")
        parts = [device, *([precision] if precision != "fp32" else [])] if device is not None else [precision]
        self._name = "-".join(["onnx", *parts])
        self._input = self._session.get_inputs()[0].name
        self._outputs = [output.name for output in self._session.get_outputs()]

    @property
    def name(self) -> str:
        """Return ``onnx-`` and the precision, or the device (and a precision less than float32)."""
        return self._name

    def run(self, rows: NDArray[np.float32]) -> Outputs:
        """Run rows through the network."""
        return dict(zip(self._outputs, self._session.run(self._outputs, {self._input: rows}), strict=True))


def _best_onnx(store: ModelStore, model: str) -> Engine:
    return (_onnx_int8 if "int8" in store.entry(model).files else _onnx_fp32)(store, model)


def _onnx_int8(store: ModelStore, model: str) -> Engine:
    _require(store, model, "int8")
    return OnnxEngine(store.path(model, "int8"), "int8")


def _onnx_fp32(store: ModelStore, model: str) -> Engine:
    _require(store, model, "onnx")
    return OnnxEngine(store.path(model, "onnx"))


def _on_device(device: str, store: ModelStore, model: str) -> Engine:
    """Load into a graphics card: float32 where it is released, for cards gain little from bytes."""
    import onnxruntime

    if PROVIDERS[device] not in onnxruntime.get_available_providers():
        raise EngineError(f"The engine 'onnx-{device}' needs an ONNX Runtime that was built for it.")
    if "onnx" in store.entry(model).files:
        return OnnxEngine(store.path(model, "onnx"), "fp32", device)
    _require(store, model, "int8")
    return OnnxEngine(store.path(model, "int8"), "int8", device)


def _openvino(precision: str, store: ModelStore, model: str) -> Engine:
    if find_spec("openvino") is None:
        raise EngineError("The OpenVINO engine needs the extra 'openvino': pip install emotion-desk[openvino].")
    part = "int8" if precision == "int8" else "onnx"
    _require(store, model, part)
    from emotion_desk.inference.openvino_engine import OpenVinoEngine

    return OpenVinoEngine(store.path(model, part), precision)


def _torch(store: ModelStore, model: str) -> Engine:
    if find_spec("torch") is None or find_spec("safetensors") is None:
        raise EngineError("The torch engine needs the extra 'train': pip install emotion-desk[train].")
    _require(store, model, "weights")
    try:
        module = import_module("emotion_desk.modelling.export.torch_engine")  # not part of an installation without it
    except ModuleNotFoundError as error:
        raise EngineError("The torch engine is not part of this installation.") from error
    engine: Engine = module.TorchEngine(store.path(model, "weights"), tuple(store.entry(model).heads))
    return engine


def _require(store: ModelStore, model: str, part: str) -> None:
    """Say in one sentence which precision of a model is not installed, and which is."""
    files = store.entry(model).files
    if part in files:
        return
    if part == "int8":
        raise ModelError(f"The network '{model}' is not installed with 8-bit weights; the engine 'onnx-fp32' runs it.")
    if "int8" in files:
        raise ModelError(
            f"The network '{model}' is installed with 8-bit weights only; the engine 'onnx-int8' runs it, "
            "and its training recipe makes the others."
        )
    raise ModelError(f"The network '{model}' was not released as '{part}'.")


_ENGINES: Final[Mapping[str, Callable[[ModelStore, str], Engine]]] = {
    "auto": _best_onnx,
    "onnx": _best_onnx,
    "onnx-int8": _onnx_int8,
    "onnx-fp32": _onnx_fp32,
    **{f"onnx-{device}": partial(_on_device, device) for device in PROVIDERS},
    **{f"openvino-{precision}": partial(_openvino, precision) for precision in ("int8", "fp32")},
    "torch": _torch,
}
#: What may be asked for on the command line.
CHOICES: Final = tuple(_ENGINES)


def load_engine(store: ModelStore, model: str, engine: str = "auto") -> Engine:
    """Load a released network into an engine; ``auto`` and ``onnx`` take 8-bit weights where they are released.

    Raises:
        EngineError: the engine is unknown or not installed.
        ModelError: the weights are missing or damaged.
    """
    chosen = _ENGINES.get(engine)
    if chosen is None:
        raise EngineError(f"There is no engine '{engine}'; choose one of {', '.join(CHOICES)}.")
    return chosen(store, model)


def engine_names() -> list[str]:
    """Return the engines that this installation can use."""
    names = ["onnx-int8", "onnx-fp32", *device_engines()] if find_spec("onnxruntime") else []
    names += ["openvino-int8", "openvino-fp32"] if find_spec("openvino") else []
    return [*names, "torch"] if find_spec("torch") and find_spec("safetensors") else names


def device_engines() -> list[str]:
    """Return the engines on graphics cards that this ONNX Runtime was built for; whether they work shows on loading."""
    import onnxruntime

    built = onnxruntime.get_available_providers()
    return [f"onnx-{device}" for device, provider in PROVIDERS.items() if provider in built]
