"""Runs a released network in OpenVINO, where the extra ``openvino`` is installed.

One core object serves all networks. Its threads are not pinned to cores, because pinned threads would compete with
capture and drawing for the same cores.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import EngineError, ModelError
from emotion_desk.inference.float_graph import compute_in_float
from emotion_desk.inference.onnx_graph import read_model
from emotion_desk.inference.thread_pool import share_threads
from emotion_desk.translatable import translatable


@cache
def _core() -> Any:
    try:
        openvino: Any = __import__("openvino")
        return openvino.Core()
    except Exception as error:
        raise EngineError(translatable("OpenVINO cannot be loaded; the extra 'openvino' brings it.")) from error


class OpenVinoEngine:
    """A network in OpenVINO, on the processor.

    Args:
        file: the graph.
        precision: ``fp32`` or ``int8``; it is part of the engine's name.
        dequantised: the file is an 8-bit graph that is computed in float32
            (:mod:`emotion_desk.inference.float_graph`).

    Raises:
        EngineError: OpenVINO is not installed.
        ModelError: OpenVINO cannot load the file.
    """

    def __init__(self, file: Path, precision: str, *, dequantised: bool = False) -> None:
        core = _core()
        settings = {
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_NUM_THREADS": str(share_threads()),
            "ENABLE_CPU_PINNING": "NO",
            # Without this, processors with bfloat16 run float32 networks in bfloat16.
            "INFERENCE_PRECISION_HINT": "f32",
        }
        try:
            model = core.read_model(_float_bytes(file) if dequantised else file)
            self._compiled = core.compile_model(model, "CPU", settings)
        except Exception as error:  # OpenVINO raises a RuntimeError for every fault of a file
            raise ModelError(
                translatable("OpenVINO cannot load '{name}': the file is damaged or too new.", name=file.name)
            ) from error
        self._names = [output.get_any_name() for output in self._compiled.outputs]
        self._name = f"openvino-{precision}"

    @property
    def name(self) -> str:
        """Return ``openvino-`` and the precision."""
        return self._name

    def run(self, rows: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
        """Run float32 rows (n, 3, size, size) through the network; return copies of the head outputs by name."""
        answers = self._compiled([rows])
        return {name: np.array(answers[at], np.float32) for at, name in enumerate(self._names)}


def _float_bytes(file: Path) -> bytes:
    model = read_model(file)
    compute_in_float(model)
    changed: bytes = model.SerializeToString()
    return changed
