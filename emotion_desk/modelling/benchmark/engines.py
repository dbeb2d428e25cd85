"""Engines of the benchmark: those of the desk, and the reference in torch as it is and compiled."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Final

from emotion_desk.errors import EngineError
from emotion_desk.inference.engines import load_engine
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.protocols import Engine

#: Precision of each engine.
PRECISIONS: Final[Mapping[str, str]] = {
    "onnx-int8": "int8",
    "onnx-fp32": "fp32",
    "torch-eager": "fp32",
    "torch-compiled": "fp32",
    "openvino-int8": "int8",
    "openvino-fp32": "fp32",
}
_TORCH: Final = ("torch-eager", "torch-compiled")


def available() -> list[str]:
    """Return the engines that this installation can time."""
    found = ["onnx-int8", "onnx-fp32"] if find_spec("onnxruntime") else []
    if all(find_spec(name) for name in ("torch", "torchvision", "safetensors", "onnx")):
        found += _TORCH
    if find_spec("openvino"):
        found += ["openvino-int8", "openvino-fp32"]
    return found


def load(store: ModelStore, model: str, engine: str) -> Engine:
    """Load a network of a store into an engine.

    Raises:
        EngineError: the engine is unknown, not installed, or cannot run this network.
        ModelError: the weights are missing or damaged.
    """
    if engine not in PRECISIONS:
        raise EngineError(f"There is no engine '{engine}'; choose among {', '.join(PRECISIONS)}.")
    if engine not in available():
        raise EngineError(f"The engine '{engine}' is not installed here.")
    loaded = load_engine(store, model, "torch" if engine in _TORCH else engine)
    if engine == "torch-compiled":
        from emotion_desk.modelling.export.torch_engine import TorchEngine

        assert isinstance(loaded, TorchEngine)
        try:
            loaded.compile()
        except Exception as error:  # the compiler has exception classes of its own
            raise EngineError("torch cannot compile a network here: it needs a C++ compiler.") from error
    return loaded
