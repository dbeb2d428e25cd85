"""Loads a released network into an engine by the engine's name, and lists the engines of this installation.

ONNX Runtime is always there. OpenVINO and torch are extras; the torch engine is the reference and belongs to
``emotion_desk.modelling``, so it is imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from emotion_desk.catalogue import ENGINES, PROVIDERS
from emotion_desk.errors import EngineError, ModelError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.inference.protocols import Engine
from emotion_desk.translatable import translatable


def load_engine(store: ModelStore, model: str, engine: str = "auto", *, several_rows: bool = False) -> Engine:
    """Load a released network into an engine; ``auto`` and ``onnx`` take 8-bit weights where they are released.

    Args:
        store: the released weights.
        model: the network's name.
        engine: one of :data:`~emotion_desk.catalogue.ENGINES`.
        several_rows: calls usually have several rows; ONNX Runtime then gets an 8-bit graph that is faster for them.

    Raises:
        EngineError: the engine is unknown or not installed.
        ModelError: the weights are missing or damaged.
    """
    load = _LOADERS.get(engine)
    if load is None:
        raise EngineError(
            translatable(
                "There is no engine '{engine}'; choose one of {known}.", engine=engine, known=", ".join(ENGINES)
            )
        )
    if several_rows and engine in _MAY_BE_INT8 and "int8" in store.entry(model).files:
        return _onnx_int8(store, model, several_rows=True)
    return load(store, model)


def engine_names() -> list[str]:
    """Return the engines that this installation can use."""
    names = ["onnx-int8", "onnx-fp32", *device_engines()] if find_spec("onnxruntime") else []
    names += ["openvino-int8", "openvino-fp32"] if find_spec("openvino") else []
    return [*names, "torch"] if find_spec("torch") and find_spec("safetensors") else names


def device_engines() -> list[str]:
    """Return the engines on accelerators that this ONNX Runtime was built for; only loading shows if they work."""
    import onnxruntime

    built = onnxruntime.get_available_providers()
    return [f"onnx-{device}" for device, provider in PROVIDERS.items() if provider in built]


def float_part(store: ModelStore, model: str) -> str:
    """Return the file that float32 engines run: the 8-bit graph, unless the folder of weights has a float32 one.

    Raises:
        ModelError: the network is not in the folder, or has neither.
    """
    part = "onnx" if "onnx" in store.entry(model).files else "int8"
    _require(store, model, part)
    return part


def _best_onnx(store: ModelStore, model: str) -> Engine:
    return (_onnx_int8 if "int8" in store.entry(model).files else _onnx_fp32)(store, model)


def _onnx_int8(store: ModelStore, model: str, *, several_rows: bool = False) -> Engine:
    _require(store, model, "int8")
    return OnnxEngine(store.path(model, "int8"), "int8", several_rows=several_rows)


def _onnx_fp32(store: ModelStore, model: str) -> Engine:
    part = float_part(store, model)
    return OnnxEngine(store.path(model, part), dequantised=part == "int8")


def _on_device(device: str, store: ModelStore, model: str) -> Engine:
    """Load onto an accelerator, in float32, because int8 gains little there."""
    import onnxruntime

    if PROVIDERS[device] not in onnxruntime.get_available_providers():
        raise EngineError(
            translatable("The engine 'onnx-{device}' needs an ONNX Runtime that was built for it.", device=device)
        )
    part = float_part(store, model)
    return OnnxEngine(store.path(model, part), "fp32", device, dequantised=part == "int8")


def _openvino(precision: str, store: ModelStore, model: str) -> Engine:
    if find_spec("openvino") is None:
        raise EngineError(
            translatable("The OpenVINO engine needs the extra 'openvino': pip install emotion-desk[openvino].")
        )
    if precision == "int8":
        _require(store, model, "int8")
    part = "int8" if precision == "int8" else float_part(store, model)
    from emotion_desk.inference.openvino_engine import OpenVinoEngine

    return OpenVinoEngine(store.path(model, part), precision, dequantised=precision == "fp32" and part == "int8")


def _torch(store: ModelStore, model: str) -> Engine:
    if find_spec("torch") is None or find_spec("safetensors") is None:
        raise EngineError(translatable("The torch engine needs the extra 'train': pip install emotion-desk[train]."))
    part = "weights" if "weights" in store.entry(model).files else "int8"
    _require(store, model, part)
    try:
        module = import_module("emotion_desk.modelling.export.torch_engine")  # a wheel may come without modelling
    except ModuleNotFoundError as error:
        raise EngineError(translatable("The torch engine is not part of this installation.")) from error
    engine: Engine = module.TorchEngine(store.path(model, part), tuple(store.entry(model).heads))
    return engine


def _require(store: ModelStore, model: str, part: str) -> None:
    """Raise a ModelError that names the missing precision of a network and the engine that runs the other one."""
    files = store.entry(model).files
    if part in files:
        return
    if part == "int8":
        raise ModelError(
            translatable(
                "The network '{model}' is not installed with 8-bit weights; the engine 'onnx-fp32' runs it.",
                model=model,
            )
        )
    raise ModelError(translatable("The network '{model}' was not released as '{part}'.", model=model, part=part))


_MAY_BE_INT8: Final = ("auto", "onnx", "onnx-int8")
_LOADERS: Final[Mapping[str, Callable[[ModelStore, str], Engine]]] = {
    "auto": _best_onnx,
    "onnx": _best_onnx,
    "onnx-int8": _onnx_int8,
    "onnx-fp32": _onnx_fp32,
    **{f"onnx-{device}": partial(_on_device, device) for device in PROVIDERS},
    **{f"openvino-{precision}": partial(_openvino, precision) for precision in ("int8", "fp32")},
    "torch": _torch,
}
