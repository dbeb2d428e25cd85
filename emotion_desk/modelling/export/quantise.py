"""Static post-training quantisation to int8, as one ONNX file (QDQ format).

Weights become signed bytes with a scale for each output channel, not all of whose bits are used
(:mod:`emotion_desk.modelling.export.bias_correction`), activations unsigned bytes with one scale a tensor, found by
running real faces
and sounds through the float32 graph.  The graph keeps ``QuantizeLinear`` and ``DequantizeLinear`` pairs (QDQ), which
ONNX Runtime fuses into integer kernels when it loads the file.

Pooling, heads and the normalisation of embeddings stay in float32: they are a thousandth of the operations, and
rounding
there would be visible. ``docs/decisions`` records 25 to 27 give the choices with measurements.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from torch import Tensor

from emotion_desk.errors import DataError, ModelError
from emotion_desk.modelling.export import static_quantisation_process
from emotion_desk.modelling.export.bias_correction import CORRECTED, coarse
from emotion_desk.modelling.export.int4_packing import put_codes
from emotion_desk.modelling.export.onnx_export import onnx_model, save_onnx
from emotion_desk.modelling.export.static_quantisation_process import Plan
from emotion_desk.modelling.networks.multitask_net import Net

#: The least that says anything about the range of an activation; ONNX Runtime wants a multiple of it.
LEAST_ROWS: Final = static_quantisation_process.ROWS * static_quantisation_process.STRIDE
#: Where the child process finds this package, installed or not.
_ROOT: Final = Path(__file__).resolve().parents[3]


def quantise(
    net: Net,
    size: int,
    rows: Iterable[NDArray[np.float32]],
    file: Path,
    plan: Plan | None = None,
    grid: Mapping[str, Tensor] | None = None,
) -> None:
    """Write a folded net as one ONNX file of eight-bit weights; the same net and rows give the same bytes.

    Args:
        net: with its normalisations folded (:func:`emotion_desk.modelling.export.batchnorm_folding.folded`).
        size: side of the pictures in pixels.
        rows: network input, float32 (3, size, size) each, faces and sound as the desk makes them, in a mixed order; a
            few hundred are enough, more than ``plan.most_rows`` are not asked for.
        file: what is written.
        plan: how ranges are found.
        grid: the steps of a net whose kernels lie on a grid (:mod:`emotion_desk.modelling.export.weight_grid`); they
        stay there.

    Raises:
        DataError: there are fewer than :data:`LEAST_ROWS` rows.
        ModelError: ONNX Runtime cannot quantise the net.
    """
    plan = plan or Plan()
    given = _whole(rows, plan.most_rows)
    if not grid:
        quantise_graph(onnx_model(coarse(net, given[:CORRECTED]), size), given, file, plan)
        return
    quantise_graph(onnx_model(net, size), given, file, plan)
    model = onnx.load(file)
    put_codes(model, net, {name: steps.numpy() for name, steps in grid.items()})
    save_onnx(model, file)


def quantise_graph(
    graph: onnx.ModelProto, rows: Iterable[NDArray[np.float32]], file: Path, plan: Plan | None = None
) -> None:
    """Write a float32 graph with one input as :func:`quantise` writes a net.

    Raises:
        DataError: there are fewer than :data:`LEAST_ROWS` rows.
        ModelError: ONNX Runtime cannot quantise it.
    """
    plan = plan or Plan()
    given = _whole(rows, plan.most_rows)
    with tempfile.TemporaryDirectory(prefix="emotion-desk-quantise-") as scratch:
        whole, done, kept = (Path(scratch) / name for name in ("whole.onnx", "done.onnx", "rows.npy"))
        onnx.save(graph, whole)
        np.save(kept, given)
        command = [
            sys.executable,
            "-m",
            static_quantisation_process.__name__,
            str(whole),
            str(done),
            str(kept),
            plan.text(),
        ]
        ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=_ROOT)
        if ended.returncode != 0:
            why = (ended.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise ModelError(f"ONNX Runtime could not quantise the network: {why}")
        model = onnx.load(done)
        _halve(model.graph)
        save_onnx(model, file)


def _halve(graph: onnx.GraphProto) -> None:
    """Store the matrices that stayed in float32 in half precision, where that is exactly what they hold.

    A net rounded by :func:`emotion_desk.modelling.export.batchnorm_folding.half_precision` loses nothing; ONNX
    Runtime casts them when it
    loads the graph.
    """
    kept: list[onnx.TensorProto] = []
    casts: list[onnx.NodeProto] = []
    for initialiser in graph.initializer:
        halved = None
        if initialiser.data_type == onnx.TensorProto.FLOAT and len(initialiser.dims) > 1:
            values = onnx.numpy_helper.to_array(initialiser)
            half = values.astype(np.float16)
            if np.array_equal(half.astype(np.float32), values):
                halved = onnx.numpy_helper.from_array(half, f"{initialiser.name}.half")
                casts.append(
                    onnx.helper.make_node("Cast", [halved.name], [initialiser.name], to=onnx.TensorProto.FLOAT)
                )
        kept.append(initialiser if halved is None else halved)
    nodes = [*casts, *graph.node]
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes)


def _whole(rows: Iterable[NDArray[np.float32]], most: int) -> NDArray[np.float32]:
    """Return as many rows as ONNX Runtime's strides divide."""
    taken = [np.asarray(row, np.float32) for row in islice(rows, most)]
    count = len(taken) // LEAST_ROWS * LEAST_ROWS
    if count == 0:
        raise DataError(f"Quantisation needs at least {LEAST_ROWS} rows to find its ranges, not {len(taken)}.")
    return np.stack(taken[:count])
