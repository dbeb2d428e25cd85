"""From a trained net to eight-bit integers: static quantisation after training, in one ONNX file.

Weights become signed bytes with a scale for each output channel, activations unsigned bytes with one scale a tensor,
found by running real faces and sounds through the float32 graph.  The graph keeps ``QuantizeLinear`` and
``DequantizeLinear`` pairs (QDQ), which ONNX Runtime fuses into integer kernels when it loads the file.

What comes after the last convolution stays in float32: pooling, heads and the lengths of the embeddings are a
thousandth of the work, and it is there that a step of a byte would be seen.  Why the ranges are found as they are, and
what was measured, stands in ``docs/decisions.md``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process

from emotion_desk.errors import DataError
from emotion_desk.network.export import onnx_model, save_onnx
from emotion_desk.network.nets import Net

#: Rows that go through the graph at once, and batches whose activations are held in memory together.
_ROWS: Final = 8
_STRIDE: Final = 4
#: The least that says anything about the range of an activation.
LEAST_ROWS: Final = _ROWS * _STRIDE
_INTEGER_OPERATORS: Final = ("Conv", "Relu", "Add", "MaxPool")


@dataclass(frozen=True)
class Plan:
    """How ranges of activations are found; the defaults are what was measured best.

    ``percentile`` is used by that method alone: so many per cent of the values lie inside the range.
    """

    method: CalibrationMethod = CalibrationMethod.Entropy
    percentile: float = 99.999
    activations: QuantType = QuantType.QUInt8
    most_rows: int = 512


class _Rows(CalibrationDataReader):  # type: ignore[misc]
    """Hands out rows to ONNX Runtime's calibration, a range of batches at a time."""

    def __init__(self, batches: Sequence[NDArray[np.float32]]) -> None:
        self._batches = batches
        self.set_range(0, len(batches))

    def __len__(self) -> int:
        return len(self._batches)

    def set_range(self, start_index: int, end_index: int) -> None:
        """Restrict what is handed out next to these batches."""
        self._waiting = iter(self._batches[start_index:end_index])

    def get_next(self) -> dict[str, NDArray[np.float32]] | None:
        """Return the next batch by the name of the graph's input, ``None`` at the end."""
        batch = next(self._waiting, None)
        return None if batch is None else {"pictures": batch}


def quantise(net: Net, size: int, rows: Iterable[NDArray[np.float32]], file: Path, plan: Plan | None = None) -> None:
    """Write a folded net as one ONNX file of eight-bit weights; the same net and rows give the same bytes.

    Args:
        net: with its normalisations folded (:func:`emotion_desk.network.fold.folded`).
        size: side of the pictures in pixels.
        rows: network input, float32 (3, size, size) each, faces and sound as the desk makes them, in a mixed order; a
            few hundred are enough, more than ``plan.most_rows`` are not asked for.
        file: what is written.
        plan: how ranges are found.

    Raises:
        DataError: there are fewer than :data:`LEAST_ROWS` rows.
    """
    plan = plan or Plan()
    batches = _batches(rows, plan.most_rows)
    with tempfile.TemporaryDirectory(prefix="emotion-desk-quantise-") as scratch:
        whole, ready, done = (Path(scratch) / f"{name}.onnx" for name in ("whole", "ready", "done"))
        onnx.save(onnx_model(net, size), whole)
        # Symbolic shapes are of no use to this graph, and ONNX Runtime cannot follow its normalised embeddings.
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        with redirect_stdout(StringIO()):  # ONNX Runtime prints its progress
            _quantise(ready, done, batches, plan)
        save_onnx(onnx.load(done), file)


def _quantise(source: Path, target: Path, batches: Sequence[NDArray[np.float32]], plan: Plan) -> None:
    nodes = onnx.load(source).graph.node
    options: dict[str, Any] = {"CalibStridedMinMax": _STRIDE, "CalibPercentile": plan.percentile}
    if plan.method is not CalibrationMethod.Percentile:
        del options["CalibPercentile"]
    quantize_static(
        source,
        target,
        _Rows(batches),
        quant_format=QuantFormat.QDQ,
        op_types_to_quantize=list(_INTEGER_OPERATORS),
        nodes_to_exclude=[node.name for node in nodes if node.op_type not in _INTEGER_OPERATORS],
        per_channel=True,
        weight_type=QuantType.QInt8,
        activation_type=plan.activations,
        calibrate_method=plan.method,
        extra_options=options,
    )


def _batches(rows: Iterable[NDArray[np.float32]], most: int) -> list[NDArray[np.float32]]:
    """Return whole batches, as many as ONNX Runtime's strides divide."""
    taken = [np.asarray(row, np.float32) for row in islice(rows, most)]
    whole = len(taken) // LEAST_ROWS * LEAST_ROWS
    if whole == 0:
        raise DataError(f"Quantisation needs at least {LEAST_ROWS} rows to find its ranges, not {len(taken)}.")
    return [np.stack(taken[start : start + _ROWS]) for start in range(0, whole, _ROWS)]
