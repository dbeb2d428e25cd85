"""Networks in OpenVINO, where the extra ``openvino`` is installed: the same released files, another runtime.

One core object serves all networks, and threads are not pinned: pinned ones would fight capture and drawing for the
cores that they were given.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import EngineError, ModelError
from emotion_desk.inference.engines import share_threads


@cache
def _core() -> Any:
    try:
        openvino: Any = __import__("openvino")
        return openvino.Core()
    except Exception as error:
        raise EngineError("OpenVINO cannot be loaded; the extra 'openvino' brings it.") from error


class OpenVinoEngine:
    """A network in OpenVINO, on the processor.

    Raises:
        EngineError: OpenVINO is not installed.
        ModelError: the file is no network that it can load.
    """

    def __init__(self, file: Path, precision: str) -> None:
        core = _core()
        settings = {
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_NUM_THREADS": str(share_threads()),
            "ENABLE_CPU_PINNING": "NO",
            # What is asked for is what runs: without this, processors with bfloat16 take that for float32.
            "INFERENCE_PRECISION_HINT": "f32",
        }
        try:
            self._compiled = core.compile_model(core.read_model(file), "CPU", settings)
        except Exception as error:  # it raises RuntimeErrors of its own for every fault of a file
            raise ModelError(f"OpenVINO cannot load '{file.name}': the file is damaged or too new.") from error
        self._names = [output.get_any_name() for output in self._compiled.outputs]
        self._name = f"openvino-{precision}"

    @property
    def name(self) -> str:
        """Return ``openvino-`` and the precision."""
        return self._name

    def run(self, rows: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
        """Run float32 rows (n, 3, size, size) through the network; head outputs by name, the caller's own copies."""
        answers = self._compiled([rows])
        return {name: np.array(answers[at], np.float32) for at, name in enumerate(self._names)}
