"""Computes an 8-bit network in float32: the graph without the rounding of its activations.

Each network is released as one 8-bit graph.  Its weights are exact in float32; what the float32 engines leave out are
the pairs of QuantizeLinear and DequantizeLinear between the layers.  ONNX Runtime's quantiser removes a ReLU where the
range of the rounded values begins at zero, so such ranges become a ReLU again.  The file stays as it is.
"""

from __future__ import annotations

from typing import Final

from emotion_desk.errors import ModelError
from emotion_desk.inference.onnx_bytes import UNREADABLE, Graph, Node, read_graph, with_nodes

_FROM: Final = "QuantizeLinear"
_TO: Final = "DequantizeLinear"
#: Operators that a ReLU may have followed.
_LINEAR: Final = ("Conv", "Add")


def float_graph(model: bytes) -> bytes:
    """Return an 8-bit model whose activations stay float32; its weights are still dequantised in the graph.

    Args:
        model: a serialised ONNX model in the form of QuantizeLinear and DequantizeLinear.

    Raises:
        ModelError: the bytes are no ONNX model.
    """
    graph = read_graph(model)
    try:
        return with_nodes(model, _float_nodes(graph), {})
    except IndexError as error:  # a node without inputs or outputs
        raise ModelError(UNREADABLE) from error


def _float_nodes(graph: Graph) -> list[Node]:
    rounded = _rounded(graph)
    rectified = _rectified(graph, rounded)
    exact: dict[str, str] = {}
    nodes: list[Node] = []
    for node in graph.nodes:
        if node.outputs[0] in rounded:
            continue
        if node.kind == _TO and node.inputs[0] in rounded:
            exact[node.outputs[0]] = rounded[node.inputs[0]].inputs[0]
            continue
        outputs = [f"{name}.linear" if name in rectified else name for name in node.outputs]
        nodes.append(node.renamed([exact.get(name, name) for name in node.inputs], outputs))
        nodes += [Node("Relu", (f"{name}.linear",), (name,)) for name in node.outputs if name in rectified]
    return nodes


def _rounded(graph: Graph) -> dict[str, Node]:
    """Return the nodes that round activations, by their outputs; weights may be rounded in the graph as well."""
    constant = set(graph.constants)
    found = {}
    for node in graph.nodes:
        if constant.issuperset(node.inputs):
            constant.update(node.outputs)
        elif node.kind == _FROM:
            found[node.outputs[0]] = node
    return found


def _rectified(graph: Graph, rounded: dict[str, Node]) -> set[str]:
    """Return the activations whose ReLU the quantiser removed."""
    linear = {name for node in graph.nodes if node.kind in _LINEAR for name in node.outputs}
    return {
        node.inputs[0]
        for node in rounded.values()
        if node.inputs[0] in linear and len(node.inputs) > 2 and node.inputs[2] in graph.zeros
    }
