"""ONNX Runtime's static quantisation of a graph, as a process of its own.

python -m emotion_desk.modelling.export.static_quantisation_process SOURCE TARGET ROWS PLAN

ONNX Runtime's tools open sessions with threads of their own, which it refuses in a process where all sessions share one
pool, as the desk's do (:mod:`emotion_desk.inference.thread_pool`).  So :mod:`emotion_desk.modelling.export.quantise`
runs this module beside itself; the memory that the ranges need is given back with the process.
"""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

#: Rows that go through the graph at once, and batches whose activations are held in memory together.
ROWS: Final = 8
STRIDE: Final = 4
_OPERATORS: Final = ("Conv", "Relu", "Clip", "Add", "MaxPool")


@dataclass(frozen=True)
class Plan:
    """How the ranges of activations are found; the defaults are what was measured best.

    ``method`` is the name of one of ONNX Runtime's (``MinMax``, ``Entropy``, ``Percentile``); ``percentile`` is used by
    the last alone: so many per cent of the values lie inside the range.  ``most_rows`` bounds the time.
    """

    method: str = "Entropy"
    percentile: float = 99.999
    most_rows: int = 512

    def __post_init__(self) -> None:
        CalibrationMethod[self.method]  # a wrong name ends here

    def text(self) -> str:
        """Return the plan as JSON."""
        return json.dumps(asdict(self))


class _Rows(CalibrationDataReader):  # type: ignore[misc]
    """Hands out rows to ONNX Runtime's calibration, a range of batches at a time."""

    def __init__(self, rows: NDArray[np.float32], name: str) -> None:
        self._name = name
        self._batches = rows.reshape(-1, ROWS, *rows.shape[1:])
        self.set_range(0, len(self._batches))

    def __len__(self) -> int:
        return len(self._batches)

    def set_range(self, start_index: int, end_index: int) -> None:
        """Restrict what is handed out next to these batches."""
        self._waiting = iter(self._batches[start_index:end_index])

    def get_next(self) -> dict[str, NDArray[np.float32]] | None:
        """Return the next batch by the name of the graph's input, ``None`` at the end."""
        batch = next(self._waiting, None)
        return None if batch is None else {self._name: np.ascontiguousarray(batch)}


def to_integers(source: Path, target: Path, rows: NDArray[np.float32], plan: Plan) -> None:
    """Quantise a graph.

    Args:
        source: float32 ONNX graph with its numbers inside.
        target: what is written.
        rows: network input, float32 (n, ...), n a multiple of ``ROWS * STRIDE``.
        plan: how ranges are found.
    """
    options: dict[str, Any] = {"CalibStridedMinMax": STRIDE}
    if plan.method == "Percentile":
        options["CalibPercentile"] = plan.percentile
    with tempfile.TemporaryDirectory(prefix="emotion-desk-") as scratch, redirect_stdout(StringIO()):
        ready = Path(scratch) / "ready.onnx"
        # Symbolic shapes are of no use to this graph, and ONNX Runtime cannot follow its normalised embeddings.
        quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
        graph = onnx.load(ready).graph
        quantize_static(
            ready,
            target,
            _Rows(rows, graph.input[0].name),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=list(_OPERATORS),
            nodes_to_exclude=[node.name for node in graph.node if node.op_type not in _OPERATORS],
            per_channel=True,
            reduce_range=True,  # of weights alone: seven bits
            weight_type=QuantType.QInt8,
            activation_type=QuantType.QUInt8,
            calibrate_method=CalibrationMethod[plan.method],
            extra_options=options,
        )


def main(arguments: list[str]) -> None:
    """Run as a process: source, target, rows as ``.npy``, plan as JSON."""
    source, target, rows, plan = arguments
    to_integers(Path(source), Path(target), np.load(rows, allow_pickle=False), Plan(**json.loads(plan)))


if __name__ == "__main__":
    main(sys.argv[1:])
