"""ONNX Runtime's static quantisation of a graph in a process of its own.

python -m emotion_desk.modelling.export.static_quantisation_process SOURCE TARGET ROWS PLAN

ONNX Runtime's tools open sessions with thread pools of their own, which is not possible in a process where all sessions
share one pool (:mod:`emotion_desk.inference.thread_pool`).  So :mod:`emotion_desk.modelling.export.quantise` runs this
module as a child process, which also returns the memory of the calibration to the system.
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
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

#: Rows per batch, and batches whose activations are in memory at the same time.
ROWS: Final = 8
STRIDE: Final = 4
_OPERATORS: Final = ("Conv", "Relu", "Clip", "Add", "MaxPool")


@dataclass(frozen=True)
class Plan:
    """Options of the calibration, which determines the ranges of activations; the defaults were measured to be best.

    Attributes:
        method: ONNX Runtime's method: ``MinMax``, ``Entropy`` or ``Percentile``.
        percentile: for ``Percentile``, the percentage of values inside the range.
        most_rows: largest number of rows.
        fused: store the graph as ONNX Runtime's extended optimisations leave it, with integer operators of its own in
            place of most pairs of ``QuantizeLinear`` and ``DequantizeLinear``.  A graph with many nodes loads faster so
            and takes less memory.  The optimisations are the same on every processor.  Other runtimes cannot run the
            file.
    """

    method: str = "Entropy"
    percentile: float = 99.999
    most_rows: int = 512
    fused: bool = False

    def __post_init__(self) -> None:
        CalibrationMethod[self.method]  # raises KeyError for an unknown name

    def text(self) -> str:
        """Return the plan as JSON."""
        return json.dumps(asdict(self))


class _Rows(CalibrationDataReader):  # type: ignore[misc]
    """Provides rows to ONNX Runtime's calibration in batches."""

    def __init__(self, rows: NDArray[np.float32], name: str) -> None:
        self._name = name
        self._batches = rows.reshape(-1, ROWS, *rows.shape[1:])
        self.set_range(0, len(self._batches))

    def __len__(self) -> int:
        return len(self._batches)

    def set_range(self, start_index: int, end_index: int) -> None:
        """Restrict the next batches to a range."""
        self._waiting = iter(self._batches[start_index:end_index])

    def get_next(self) -> dict[str, NDArray[np.float32]] | None:
        """Return the next batch by the name of the graph's input, ``None`` at the end."""
        batch = next(self._waiting, None)
        return None if batch is None else {self._name: np.ascontiguousarray(batch)}


def to_integers(source: Path, target: Path, rows: NDArray[np.float32], plan: Plan) -> None:
    """Quantise a graph.

    Args:
        source: float32 ONNX graph with its weights inside.
        target: the file to write.
        rows: inputs, float32 (n, ...), n a multiple of ``ROWS * STRIDE``.
        plan: options of the calibration.
    """
    options: dict[str, Any] = {"CalibStridedMinMax": STRIDE}
    if plan.method == "Percentile":
        options["CalibPercentile"] = plan.percentile
    with tempfile.TemporaryDirectory(prefix="emotion-desk-") as scratch, redirect_stdout(StringIO()):
        ready = Path(scratch) / "ready.onnx"
        # Symbolic shape inference fails at the normalisation of embeddings, and this graph does not need it.
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
            reduce_range=True,  # seven bits for weights
            weight_type=QuantType.QInt8,
            activation_type=QuantType.QUInt8,
            calibrate_method=CalibrationMethod[plan.method],
            extra_options=options,
        )


def fuse(file: Path) -> None:
    """Replace a graph by what ONNX Runtime's extended optimisations make of it (see :attr:`Plan.fused`)."""
    options = SessionOptions()
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    written = file.with_name(f"fused-{file.name}")
    options.optimized_model_filepath = str(written)
    InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    written.replace(file)


def main(arguments: list[str]) -> None:
    """Run as a process: source, target, rows as ``.npy``, plan as JSON."""
    source, target, rows, text = arguments
    plan = Plan(**json.loads(text))
    to_integers(Path(source), Path(target), np.load(rows, allow_pickle=False), plan)
    if plan.fused:
        fuse(Path(target))


if __name__ == "__main__":
    main(sys.argv[1:])
