"""Engines of the benchmark, and loading of networks that were not released in an engine's precision.

The single-task networks are released in int8 only.  Their float timings use the dequantised graph, which takes the same
time as a float release would; the report states this.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from emotion_desk.errors import EngineError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.inference.openvino_engine import OpenVinoEngine
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


@dataclass(frozen=True)
class Network:
    """A loaded network; ``dequantised``: its float weights were converted from int8."""

    engine: Engine
    dequantised: bool = False


def available() -> list[str]:
    """Return the engines that this installation can time."""
    found = ["onnx-int8"] if find_spec("onnxruntime") else []
    if found and find_spec("onnx"):
        found.append("onnx-fp32")
    if all(find_spec(name) for name in ("torch", "torchvision", "safetensors", "onnx")):
        found += ["torch-eager", "torch-compiled"]
    if find_spec("openvino"):
        found += ["openvino-int8", "openvino-fp32"]
    return found


def load(store: ModelStore, model: str, engine: str) -> Network:
    """Load a network of a store into an engine.

    Raises:
        EngineError: the engine is unknown, not installed, or cannot run this network.
        ModelError: the weights are missing or damaged.
    """
    loader = _LOADERS.get(engine)
    if loader is None:
        raise EngineError(f"There is no engine '{engine}'; choose among {', '.join(PRECISIONS)}.")
    if engine not in available():
        raise EngineError(f"The engine '{engine}' is not installed here.")
    return loader(store, model)


def _onnx_int8(store: ModelStore, model: str) -> Network:
    return Network(OnnxEngine(store.path(model, "int8"), "int8"))


def _onnx_fp32(store: ModelStore, model: str) -> Network:
    files = store.entry(model).files
    if "onnx" in files:
        return Network(OnnxEngine(store.path(model, "onnx")))
    return _with_float_graph(store, model, lambda file: Network(OnnxEngine(file), dequantised=True))


def _with_float_graph(store: ModelStore, model: str, use: Callable[[Path], Network]) -> Network:
    import onnx

    from emotion_desk.modelling.export.dequantise import float_graph

    with tempfile.TemporaryDirectory(prefix="emotion-desk-") as scratch:
        file = Path(scratch) / "float.onnx"
        onnx.save(float_graph(store.path(model, "int8")), file)
        return use(file)


def _torch(store: ModelStore, model: str, *, compiled: bool) -> Network:
    from emotion_desk.modelling.export.torch_engine import TorchEngine

    entry = store.entry(model)
    heads = tuple(entry.heads)
    if "weights" in entry.files:
        network = Network(TorchEngine(store.path(model, "weights"), heads))
    else:
        from safetensors.numpy import save_file

        from emotion_desk.modelling.export.dequantise import float_state

        with tempfile.TemporaryDirectory(prefix="emotion-desk-") as scratch:
            file = Path(scratch) / "float.safetensors"
            save_file(float_state(store.path(model, "int8")), file)
            network = Network(TorchEngine(file, heads), dequantised=True)
    if not compiled:
        return network
    assert isinstance(network.engine, TorchEngine)
    try:
        network.engine.compile()
    except Exception as error:  # the compiler has exception classes of its own
        raise EngineError("torch cannot compile a network here: it needs a C++ compiler.") from error
    return network


def _openvino_int8(store: ModelStore, model: str) -> Network:
    return Network(OpenVinoEngine(store.path(model, "int8"), "int8"))


def _openvino_fp32(store: ModelStore, model: str) -> Network:
    if "onnx" in store.entry(model).files:
        return Network(OpenVinoEngine(store.path(model, "onnx"), "fp32"))
    return _with_float_graph(store, model, lambda file: Network(OpenVinoEngine(file, "fp32"), dequantised=True))


_LOADERS: Final[Mapping[str, Callable[[ModelStore, str], Network]]] = {
    "onnx-int8": _onnx_int8,
    "onnx-fp32": _onnx_fp32,
    "torch-eager": partial(_torch, compiled=False),
    "torch-compiled": partial(_torch, compiled=True),
    "openvino-int8": _openvino_int8,
    "openvino-fp32": _openvino_fp32,
}
