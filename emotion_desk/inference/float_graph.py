"""Computes an 8-bit network in float32: the graph without the rounding of its activations.

Each network is released as one 8-bit graph.  Its weights are exact in float32; what the float32 engines leave out are
the pairs of QuantizeLinear and DequantizeLinear between the layers.  ONNX Runtime's quantiser removes a ReLU where the
range of the rounded values begins at zero, so such ranges become a ReLU again.  The file stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emotion_desk.errors import ModelError
from emotion_desk.inference.onnx_graph import UNREADABLE, renamed, replace_nodes

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto, NodeProto

_FROM: Final = "QuantizeLinear"
_TO: Final = "DequantizeLinear"
#: Operators that a ReLU may have followed.
_LINEAR: Final = ("Conv", "Add")


def compute_in_float(model: ModelProto) -> bool:
    """Make the activations of an 8-bit model float32, in place; its weights are still dequantised in the graph.

    Returns:
        whether anything was rounded.

    Raises:
        ModelError: a node has no inputs or outputs.
    """
    graph = model.graph
    try:
        rounded = _rounded(graph)
        nodes = _float_nodes(graph, rounded)
    except IndexError as error:
        raise ModelError(UNREADABLE) from error
    replace_nodes(graph, nodes)
    return bool(rounded)


def _float_nodes(graph: GraphProto, rounded: dict[str, NodeProto]) -> list[NodeProto]:
    from onnx import helper

    rectified = _rectified(graph, rounded)
    exact: dict[str, str] = {}
    nodes: list[NodeProto] = []
    for node in graph.node:
        if node.output[0] in rounded:
            continue
        if node.op_type == _TO and node.input[0] in rounded:
            exact[node.output[0]] = rounded[node.input[0]].input[0]
            continue
        outputs = [f"{name}.linear" if name in rectified else name for name in node.output]
        nodes.append(renamed(node, [exact.get(name, name) for name in node.input], outputs))
        nodes += [helper.make_node("Relu", [f"{name}.linear"], [name]) for name in node.output if name in rectified]
    return nodes


def _rounded(graph: GraphProto) -> dict[str, NodeProto]:
    """Return the nodes that round activations, by their outputs; weights may be rounded in the graph as well."""
    constant = {one.name for one in graph.initializer}
    found = {}
    for node in graph.node:
        if constant.issuperset(node.input):
            constant.update(node.output)
        elif node.op_type == _FROM:
            found[node.output[0]] = node
    return found


def _rectified(graph: GraphProto, rounded: dict[str, NodeProto]) -> set[str]:
    """Return the activations whose ReLU the quantiser removed: those that are rounded with a zero point of 0."""
    from onnx import TensorProto, numpy_helper

    linear = {name for node in graph.node if node.op_type in _LINEAR for name in node.output}
    zeros = {
        one.name
        for one in graph.initializer
        if one.data_type == TensorProto.UINT8 and tuple(one.dims) in ((), (1,)) and not numpy_helper.to_array(one).any()
    }
    return {
        node.input[0]
        for node in rounded.values()
        if node.input[0] in linear and len(node.input) > 2 and node.input[2] in zeros
    }
