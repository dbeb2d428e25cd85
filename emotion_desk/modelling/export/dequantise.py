"""Reads the weights of an int8 graph in float32, for torch.

Networks are released as int8 graphs only.  Outputs of the weights in float32 differ from those of the int8 graph by the
rounding of activations.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, NodeProto, numpy_helper

from emotion_desk.errors import ModelError

_TO: Final = "DequantizeLinear"


def float_state(file: Path) -> dict[str, NDArray[np.float32]]:
    """Return the weights of an int8 network in float32, by parameter name.

    Names are those of :class:`emotion_desk.modelling.networks.multitask_net.Net`.

    Raises:
        ModelError: the file is not an int8 graph.
    """
    graph = _load(file).graph
    numbers = _numbers(graph)
    state = {}
    for name, value in numbers.items():
        plain = name.removesuffix("_DequantizeLinear_Output").removesuffix(".half")
        if plain.startswith("net.") and plain.endswith((".weight", ".bias", ".down", ".across")):
            state[plain.removeprefix("net.")] = value.astype(np.float32)
    for name in [name for name in state if name.endswith(".weight")]:
        # The exporter omits a bias of zero, as the heads of closed sets have it.
        state.setdefault(name.replace(".weight", ".bias"), np.zeros(len(state[name]), np.float32))
    return state


def _load(file: Path) -> ModelProto:
    try:
        model = onnx.load(file, load_external_data=False)
    except (OSError, ValueError) as error:
        raise ModelError(f"'{file.name}' cannot be read as an ONNX graph.") from error
    except Exception as error:  # protobuf has an exception class of its own for damaged bytes
        raise ModelError(f"'{file.name}' is not an ONNX graph.") from error
    if not any(node.op_type == _TO for node in model.graph.node):
        raise ModelError(f"'{file.name}' is not an int8 network.")
    return model


def _numbers(graph: GraphProto) -> dict[str, NDArray[np.generic]]:
    """Return all constants by name, with the dequantised and the cast ones under the names of these nodes' outputs."""
    numbers: dict[str, NDArray[np.generic]] = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for node in graph.node:
        if not node.input or node.input[0] not in numbers:
            continue
        if node.op_type == _TO:
            value, scale, *zero = (numbers[name] for name in node.input)
            numbers[node.output[0]] = _dequantised(value, scale, zero[0] if zero else None, _axis(node))
        elif node.op_type == "Cast":
            numbers[node.output[0]] = numbers[node.input[0]].astype(np.float32)
    return numbers


def _axis(node: NodeProto) -> int:
    return next((int(one.i) for one in node.attribute if one.name == "axis"), 1)


def _dequantised(
    value: NDArray[np.generic], scale: NDArray[np.generic], zero: NDArray[np.generic] | None, axis: int
) -> NDArray[np.float32]:
    """Return ``(value - zero) * scale``; several scales and zeros belong to the positions along an axis."""
    shape = [1] * value.ndim
    if scale.size > 1:
        shape[axis if value.ndim > 1 else 0] = scale.size
    offset = np.zeros(()) if zero is None else zero.astype(np.float64).reshape(shape if zero.size > 1 else ())
    factor = scale.astype(np.float64).reshape(shape if scale.size > 1 else ())
    return np.asarray((value.astype(np.float64) - offset) * factor, np.float32)
