"""Converts an int8 graph back to float32.

The single-task networks are released in int8 only; to time them in float32 or torch, the graph is converted.  Its
outputs differ from those of the int8 graph by the rounding of activations.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, NodeProto, helper, numpy_helper

from emotion_desk.errors import ModelError

_FROM: Final = "QuantizeLinear"
_TO: Final = "DequantizeLinear"


def float_graph(file: Path) -> ModelProto:
    """Return the float32 graph of an int8 graph, with its weights inside.

    Raises:
        ModelError: the file is not an int8 graph.
    """
    model = _load(file)
    graph = model.graph
    numbers = _numbers(graph)
    passed = _passed_through(graph)
    rectified = _rectified(graph, numbers)
    nodes: list[NodeProto] = []
    for node in graph.node:
        if node.op_type in (_FROM, _TO) or (node.op_type == "Cast" and node.input[0] in numbers):
            continue
        kept = NodeProto()
        kept.CopyFrom(node)
        del kept.input[:]
        kept.input.extend(passed.get(name, name) for name in node.input)
        nodes.append(kept)
        for at, name in enumerate(node.output):
            if name in rectified:
                kept.output[at] = f"{name}.before"
                nodes.append(helper.make_node("Relu", [f"{name}.before"], [name]))
    needed = {name for node in nodes for name in node.input}
    initialisers = [numpy_helper.from_array(value, name) for name, value in numbers.items() if name in needed]
    floats = helper.make_graph(nodes, graph.name, list(graph.input), list(graph.output), initialisers)
    return helper.make_model(floats, opset_imports=list(model.opset_import), ir_version=model.ir_version)


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
    for name in [name for name in state if name.startswith("heads.") and name.endswith(".weight")]:
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


def _passed_through(graph: GraphProto) -> dict[str, str]:
    """Return the names of activations before quantisation by their names after dequantisation."""
    source = {node.output[0]: node.input[0] for node in graph.node if node.op_type == _FROM}
    return {
        node.output[0]: source[node.input[0]]
        for node in graph.node
        if node.op_type == _TO and node.input[0] in source
    }  # fmt: skip


def _rectified(graph: GraphProto, numbers: dict[str, NDArray[np.generic]]) -> set[str]:
    """Return the activations whose ReLU the quantiser removed, because their quantised range begins at zero."""
    producers = {name: node.op_type for node in graph.node for name in node.output}
    found = set()
    for node in graph.node:
        if node.op_type == _FROM and producers.get(node.input[0]) in ("Conv", "Add"):
            zero = numbers.get(node.input[2]) if len(node.input) > 2 else None
            if zero is not None and zero.dtype == np.uint8 and int(zero.reshape(-1)[0]) == 0:
                found.add(node.input[0])
    return found
