"""Rewrites PReLU of an ONNX graph as convolutions, which ONNX Runtime computes several times as fast.

On processors ONNX Runtime keeps the results of convolutions in blocks of channels (NCHWc).  PReLU has no kernel for
blocks: each one is brought to the usual order and back.  A depthwise convolution with a kernel of 1 x 1 multiplies each
channel with a number of its own, in blocks, and adds a second tensor or applies ReLU in one pass.  With slope ``a``

    PReLU(x) =    a x + ReLU((1 - a) x)         where a <= 1,
   -PReLU(x) =   -a x + ReLU((a - 1) x)         where a > 1,

so that two passes are enough where the sign of a channel may change.  It may where convolutions read the result, which
take the sign into their weights, and in sums with the result of a convolution.  Elsewhere there is a third pass.

Where PReLU lies between a convolution and a depthwise one and has so few channels that twice as many are one block, it
costs nothing: the convolution before it computes ``ReLU(x)`` and ``ReLU(-x)`` in the channels that would be empty, and
those behind it combine them, since ``PReLU(x) = ReLU(x) - a ReLU(-x)``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from emotion_desk.modelling.export.channel_padding import BLOCK

_CONVOLUTION, _PRELU, _SUM = "Conv", "PRelu", "Add"
_Values = NDArray[Any]


def without_prelu(model: ModelProto) -> ModelProto:
    """Return a graph that computes the same without PReLU.

    Args:
        model: a graph in which each PReLU has one slope a channel.
    """
    return _Rewriting(model).model()


def stored_in_half(model: ModelProto) -> ModelProto:
    """Return a graph whose weights that float16 represents exactly are stored so; it computes the same.

    ONNX Runtime casts them back once, when it loads the graph.
    """
    result = ModelProto()
    result.CopyFrom(model)
    casts, stored = [], []
    for weight in result.graph.initializer:
        values = numpy_helper.to_array(weight)
        with np.errstate(over="ignore"):
            half = values.astype(np.float16)
        if weight.data_type != TensorProto.FLOAT or not np.array_equal(half.astype(np.float32), values):
            stored.append(weight)
            continue
        stored.append(numpy_helper.from_array(half, f"{weight.name}_half"))
        casts.append(helper.make_node("Cast", [f"{weight.name}_half"], [weight.name], to=TensorProto.FLOAT))
    _replace(result, [*casts, *result.graph.node], stored)
    return result


class _Rewriting:
    """State of one rewriting: the nodes so far, and what their tensors stand for."""

    def __init__(self, model: ModelProto) -> None:
        self._result = ModelProto()
        self._result.CopyFrom(model)
        graph = self._result.graph
        self._given: dict[str, _Values] = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        self._weights = dict(self._given)
        self._maker = {node.output[0]: node for node in graph.node}
        self._readers: dict[str, list[NodeProto]] = {}
        for node in graph.node:
            for name in node.input:
                self._readers.setdefault(name, []).append(node)
        for output in graph.output:
            self._readers.setdefault(output.name, []).append(NodeProto())
        self._nodes: list[NodeProto] = []
        #: Tensors that hold some channels with the opposite sign: +1 or -1 for each channel.
        self._signs: dict[str, _Values] = {}
        #: Results of PReLU that hold ``ReLU(x)`` and behind it ``ReLU(-x)``: the slopes.
        self._halves: dict[str, _Values] = {}
        #: Results of depthwise convolutions of such tensors: the sum of both halves is meant.
        self._summands: set[str] = set()

    def model(self) -> ModelProto:
        for node in self._result.graph.node:
            if node.op_type == _PRELU:
                self._prelu(node)
            elif node.op_type == _CONVOLUTION:
                self._convolution(node)
            else:
                if node.op_type == _SUM:
                    self._sum(node)
                self._nodes.append(node)
        used = {name for node in self._nodes for name in node.input}
        weights = [
            numpy_helper.from_array(np.ascontiguousarray(values), name)
            for name, values in self._weights.items()
            if name in used
        ]
        _replace(self._result, self._nodes, weights)
        return self._result

    def _convolution(self, node: NodeProto) -> None:
        """Take over a convolution; what its input and its output stand for goes into its weights."""
        source, output = node.input[0], node.output[0]
        kernel = self._given[node.input[1]]
        bias = self._given[node.input[2]] if len(node.input) > 2 else None
        copy = NodeProto()
        copy.CopyFrom(node)
        if source in self._halves:
            slopes = self._halves[source].reshape(-1, 1, 1, 1)
            kernel = np.concatenate([kernel, -slopes * kernel])
            bias = None if bias is None else np.concatenate([bias, np.zeros_like(bias)])
            next(one for one in copy.attribute if one.name == "group").i *= 2
            self._summands.add(output)
        elif source in self._summands:
            kernel = np.concatenate([kernel, kernel], axis=1)
        elif source in self._signs:
            signs = self._signs[source]
            kernel = kernel * (signs.reshape(-1, 1, 1, 1) if _is_depthwise(node) else signs.reshape(1, -1, 1, 1))
        if self._is_halved(node):
            kernel = np.concatenate([kernel, -kernel])
            bias = None if bias is None else np.concatenate([bias, -bias])
        copy.input[1] = self._set(f"{output}_kernel", kernel)
        if bias is not None:
            copy.input[2] = self._set(f"{output}_bias", bias)
        self._nodes.append(copy)

    def _sum(self, node: NodeProto) -> None:
        """Bring the result of a convolution to the signs of the other summand."""
        signed = next((name for name in node.input if name in self._signs), None)
        if signed is None:
            return
        signs = self._signs[node.output[0]] = self._signs[signed]
        made = next(name for name in node.input if name != signed)
        for part, shape in (("kernel", (-1, 1, 1, 1)), ("bias", (-1,))):
            name = f"{made}_{part}"
            if name in self._weights:
                self._set(name, self._weights[name] * signs.reshape(shape))

    def _prelu(self, node: NodeProto) -> None:
        source, output = node.input[0], node.output[0]
        slopes = self._given[node.input[1]].ravel().astype(np.float64)
        maker = self._maker.get(source)
        if maker is not None and self._is_halved(maker):
            self._nodes.append(helper.make_node("Relu", [source], [output]))
            self._halves[output] = slopes
            return
        signs = self._signs.get(source, np.ones(len(slopes)))
        new = np.where(slopes > 1, -1.0, 1.0)
        is_plain = not self._takes_signs(output)
        self._scale(source, np.abs(1 - slopes) * signs, f"{output}_scaled")
        self._nodes.append(helper.make_node("Relu", [f"{output}_scaled"], [f"{output}_rest"]))
        rest = f"{output}_rest"
        if is_plain and (new < 0).any():
            rest = f"{output}_signed"
            self._scale(f"{output}_rest", new, rest)
        self._scale(source, slopes * signs * (1.0 if is_plain else new), f"{output}_sloped")
        self._nodes.append(helper.make_node(_SUM, [f"{output}_sloped", rest], [output]))
        if not is_plain and (new < 0).any():
            self._signs[output] = new

    def _is_halved(self, node: NodeProto) -> bool:
        """Return whether a convolution computes ReLU of both signs for the PReLU behind it."""
        if node.op_type != _CONVOLUTION or _is_depthwise(node) or 2 * self._given[node.input[1]].shape[0] > BLOCK:
            return False
        chain = node
        for kind in (_PRELU, _CONVOLUTION, _CONVOLUTION):
            readers = self._readers.get(chain.output[0], [])
            if len(readers) != 1 or readers[0].op_type != kind:
                return False
            if kind == _CONVOLUTION and _is_depthwise(readers[0]) != (chain.op_type == _PRELU):
                return False
            chain = readers[0]
        return True

    def _takes_signs(self, name: str) -> bool:
        """Return whether all that read a tensor can do with channels of the opposite sign."""
        return all(
            reader.op_type in (_CONVOLUTION, _PRELU) or (reader.op_type == _SUM and self._is_adaptable(reader, name))
            for reader in self._readers.get(name, [])
        )

    def _is_adaptable(self, node: NodeProto, name: str) -> bool:
        """Return whether the other summand is a convolution, for this sum alone, and the sum can have signs, too."""
        others = [one for one in node.input if one != name]
        if len(others) != 1 or len(self._readers[others[0]]) != 1:
            return False
        maker = self._maker.get(others[0])
        return maker is not None and maker.op_type == _CONVOLUTION and self._takes_signs(node.output[0])

    def _scale(self, source: str, factors: _Values, output: str) -> None:
        """Add a depthwise convolution that multiplies each channel with its factor."""
        name = self._set(f"{output}_factors", factors.reshape(-1, 1, 1, 1))
        self._nodes.append(
            helper.make_node(_CONVOLUTION, [source, name], [output], kernel_shape=[1, 1], group=len(factors))
        )

    def _set(self, name: str, values: _Values) -> str:
        self._weights[name] = values.astype(np.float32)
        return name


def _is_depthwise(node: NodeProto) -> bool:
    return any(one.name == "group" and one.i > 1 for one in node.attribute)


def _replace(model: ModelProto, nodes: list[NodeProto], weights: list[TensorProto]) -> None:
    """Replace the nodes and the weights of a graph."""
    del model.graph.node[:]
    del model.graph.initializer[:]
    model.graph.node.extend(nodes)
    model.graph.initializer.extend(weights)
