"""Static post-training quantisation to int8, as one ONNX file (QDQ format).

Weights become int8 with a scale per output channel.  Seven bits are used, because sums of products of eight bits
overflow on processors without VNNI, and biases are corrected first
(:mod:`emotion_desk.modelling.export.bias_correction`).  Activations become uint8 with one scale per tensor, which is
calibrated with faces and sounds.  The graph has pairs of ``QuantizeLinear`` and ``DequantizeLinear`` (QDQ), which ONNX
Runtime fuses into integer kernels when it loads the file.

Pooling, heads and the normalisation of embeddings stay in float32: they are a thousandth of the operations, and
rounding there would change the results.  ``docs/decisions`` records 25 to 27 give the choices with measurements.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray

from emotion_desk.errors import DataError, ModelError
from emotion_desk.modelling.export import static_quantisation_process
from emotion_desk.modelling.export.bias_correction import CORRECTED, corrected
from emotion_desk.modelling.export.onnx_export import onnx_model, save_onnx
from emotion_desk.modelling.export.static_quantisation_process import Plan
from emotion_desk.modelling.networks.multitask_net import Net

#: Least number of rows for a calibration; ONNX Runtime needs a multiple of it.
LEAST_ROWS: Final = static_quantisation_process.ROWS * static_quantisation_process.STRIDE
#: Where the child process finds this package, installed or not.
_ROOT: Final = Path(__file__).resolve().parents[3]


def quantise(net: Net, size: int, rows: Iterable[NDArray[np.float32]], file: Path, plan: Plan | None = None) -> None:
    """Write a folded network as an int8 ONNX file; the same network and rows give the same bytes.

    Args:
        net: a folded network (:func:`emotion_desk.modelling.export.batchnorm_folding.folded`).
        size: side of the pictures in pixels.
        rows: inputs for the calibration, float32 (3, size, size), faces and sounds in mixed order; at most
            ``plan.most_rows`` are used.
        file: the file to write.
        plan: options of the calibration.

    Raises:
        DataError: there are fewer than :data:`LEAST_ROWS` rows.
        ModelError: ONNX Runtime cannot quantise the network.
    """
    plan = plan or Plan()
    given = _whole(rows, plan.most_rows)
    quantise_graph(onnx_model(corrected(net, given[:CORRECTED]), size), given, file, plan)


def quantise_graph(
    graph: onnx.ModelProto, rows: Iterable[NDArray[np.float32]], file: Path, plan: Plan | None = None
) -> None:
    """Write a float32 graph with one input as an int8 ONNX file; see :func:`quantise`.

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
        save_onnx(onnx.load(done), file)


def _whole(rows: Iterable[NDArray[np.float32]], most: int) -> NDArray[np.float32]:
    """Return the rows as an array whose length is a multiple of :data:`LEAST_ROWS`."""
    taken = [np.asarray(row, np.float32) for row in islice(rows, most)]
    count = len(taken) // LEAST_ROWS * LEAST_ROWS
    if count == 0:
        raise DataError(f"Quantisation needs at least {LEAST_ROWS} rows for its calibration, not {len(taken)}.")
    return np.stack(taken[:count])
