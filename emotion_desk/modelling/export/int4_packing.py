"""Stores the kernels of int8 graphs in four bits.

The kernels have the 15 values of :mod:`emotion_desk.modelling.export.weight_grid`, which four bits hold exactly.

ONNX Runtime's quantiser computes step sizes from the largest weight and would round a second time; this module replaces
them by the step sizes of the training.  A ``Cast`` converts the four-bit integers to int8.  ONNX Runtime computes it
once when it loads the graph, and runs the same integer kernels as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.onnx_export import require, save_onnx
from emotion_desk.modelling.export.weight_grid import LARGEST
from emotion_desk.modelling.networks.multitask_net import Net

#: The first version of ONNX's operators, and of its file format, with four-bit integers.
_OPSET: Final = 21
_IR: Final = 10
_NET: Final = "net."
_CODES: Final = ".weight_quantized"
#: Suffix of the four-bit tensors, as in the released files.
_PACKED: Final = ".nibbles"


def put_codes(model: ModelProto, net: Net, steps: Mapping[str, NDArray[np.float32]]) -> None:
    """Replace the integers of the kernels in a quantised graph by those of the training's step sizes, and the scales.

    Args:
        model: result of :func:`emotion_desk.modelling.export.quantise.quantise_graph` for ``net``; changed in place.
        net: the folded network with rounded kernels.
        steps: step sizes of each convolution, float32 (channels,).

    Raises:
        ModelError: the graph belongs to another network.
    """
    own = {one.name: one for one in model.graph.initializer}
    state = {name: value.numpy() for name, value in net.state_dict().items()}
    for name, step in steps.items():
        try:
            codes, scale = own[f"{_NET}{name}{_CODES}"], own[f"{_NET}{name}.weight_scale"]
            bias, bias_scale = (own[f"{_NET}{name}.bias_quantized{end}"] for end in ("", "_scale"))
            kernel = state[f"{name}.weight"]
        except KeyError as error:
            raise ModelError(f"The quantised graph lacks {error}.") from error
        exact = np.rint(kernel / step.reshape(-1, *[1] * (kernel.ndim - 1))).astype(np.int8)
        new_scale = numpy_helper.to_array(bias_scale) * (step / numpy_helper.to_array(scale))
        integers = np.rint(state[f"{name}.bias"].astype(np.float64) / new_scale)
        limit = np.iinfo(np.int32)
        _set(codes, exact)
        _set(scale, step)
        _set(bias_scale, new_scale.astype(np.float32))
        _set(bias, np.clip(integers, limit.min, limit.max).astype(np.int32))


def _set(tensor: TensorProto, value: NDArray[np.generic]) -> None:
    tensor.CopyFrom(numpy_helper.from_array(value, tensor.name))


def pack(file: Path) -> None:
    """Store the kernels of a graph in four bits where they fit; the file is replaced.

    Raises:
        ModelError: no kernel fits.
    """
    model = onnx.load(file)
    graph = model.graph
    casts = []
    for tensor in graph.initializer:
        if not tensor.name.endswith(_CODES):
            continue
        codes = numpy_helper.to_array(tensor)
        if codes.dtype != np.int8 or np.abs(codes).max(initial=0) > LARGEST:
            continue
        name = f"{tensor.name}{_PACKED}"
        casts.append(helper.make_node("Cast", [name], [tensor.name], to=TensorProto.INT8))
        tensor.CopyFrom(helper.make_tensor(name, TensorProto.INT4, codes.shape, _paired(codes), raw=True))
    if not casts:
        raise ModelError(f"'{file.name}' has no kernel that fits into four bits.")
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    require(model, _OPSET, _IR)
    save_onnx(model, file)


def _paired(codes: NDArray[np.int8]) -> bytes:
    """Return two four-bit integers per byte, the first in the lower half."""
    halves = codes.reshape(-1).view(np.uint8) & 0x0F
    halves = np.append(halves, np.zeros(halves.size % 2, np.uint8))
    return bytes(halves[0::2] | (halves[1::2] << 4))
