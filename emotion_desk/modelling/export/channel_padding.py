"""Rounds the channels of a small convolutional ONNX graph up, so that ONNX Runtime computes all of it in blocks.

On processors ONNX Runtime keeps the results of convolutions in blocks of 8 channels (AVX2) or 16 (AVX-512).  It takes a
depthwise convolution into blocks only where the number of channels is a multiple of the block; between others it
brings each tensor to the usual order and back.  Here channels are filled up with zeros to a multiple of 16: the same
sums, and some products with zero.  Padding of channels, as BlazeFace has on its shortcuts, disappears where both
numbers are rounded to the same one; elsewhere it becomes a convolution of 1 x 1 with ones on the diagonal.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, checker, helper, numpy_helper

from emotion_desk.errors import ModelError

#: Channels of a block on processors with AVX-512; those with AVX2 have half as many.
BLOCK: Final = 16
#: Operators that keep channels apart.
_EACH_CHANNEL: Final = frozenset({"Relu", "Add", "MaxPool"})


def with_whole_blocks(model: ModelProto) -> ModelProto:
    """Return a graph that computes the same in whole blocks of channels.

    Args:
        model: a graph of convolutions (plain or depthwise), ReLU, sums, maxima and padding of channels with zeros;
            behind its last convolutions anything may follow.

    Raises:
        ModelError: channels are padded in front, or with something else than zeros.
    """
    result = ModelProto()
    result.CopyFrom(model)
    rewriting = _Rewriting(result)
    for node in model.graph.node:
        rewriting.add(node)
    rewriting.finish()
    checker.check_model(result, full_check=True)
    return result


class _Rewriting:
    """State of one rewriting: how many channels each tensor had, and has now."""

    def __init__(self, result: ModelProto) -> None:
        graph = self._graph = result.graph
        self._weights: dict[str, NDArray[Any]] = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
        self._nodes: list[NodeProto] = []
        self._was: dict[str, int] = {}
        self._now: dict[str, int] = {}
        inside = {"Conv", "Pad", *_EACH_CHANNEL}
        #: Tensors that something else reads than what is rewritten: their channels stay as they are.
        self._left = {name for node in graph.node if node.op_type not in inside for name in node.input}

    def add(self, node: NodeProto) -> None:
        """Take over the next node of the graph."""
        copy = NodeProto()
        copy.CopyFrom(node)
        (output,) = node.output
        if node.op_type == "Conv":
            self._convolution(copy)
        elif node.op_type == "Pad" and node.input[0] in self._now:
            self._padding(copy)
            return
        elif node.op_type in _EACH_CHANNEL and node.input[0] in self._now:
            self._was[output], self._now[output] = self._was[node.input[0]], self._now[node.input[0]]
        self._nodes.append(copy)

    def finish(self) -> None:
        """Replace nodes and weights of the graph."""
        used = {name for node in self._nodes for name in node.input}
        stored = [numpy_helper.from_array(values, name) for name, values in self._weights.items() if name in used]
        del self._graph.node[:]
        self._graph.node.extend(self._nodes)
        del self._graph.initializer[:]
        self._graph.initializer.extend(stored)

    def _convolution(self, node: NodeProto) -> None:
        source, kernel_name = node.input[:2]
        (output,) = node.output
        kernel = self._weights[kernel_name]
        before: int = self._now[source] if source in self._now else kernel.shape[1]
        group = next((one for one in node.attribute if one.name == "group"), None)
        is_depthwise = group is not None and group.i > 1
        self._was[output] = kernel.shape[0]
        after = self._was[output] if output in self._left else _rounded(self._was[output])
        if is_depthwise and group is not None:
            after = before
            group.i = before
        self._now[output] = after
        inputs = 1 if is_depthwise else before
        wide = np.zeros((after, inputs, *kernel.shape[2:]), np.float32)
        wide[: kernel.shape[0], : kernel.shape[1]] = kernel
        self._weights[kernel_name] = wide
        for bias_name in node.input[2:]:
            bias = self._weights[bias_name]
            self._weights[bias_name] = np.concatenate([bias, np.zeros(after - len(bias), np.float32)])

    def _padding(self, node: NodeProto) -> None:
        source, (output,) = node.input[0], node.output
        pads = self._weights[node.input[1]].tolist()
        axes = len(pads) // 2
        value = self._weights[node.input[2]].item() if len(node.input) > 2 and node.input[2] else 0.0
        if any(pads[: axes + 1]) or any(pads[axes + 2 :]) or value:
            raise ModelError("Only channels can be padded, behind the others, and with zeros.")
        self._was[output] = self._was[source] + pads[axes + 1]
        before, after = self._now[source], _rounded(self._was[output])
        self._now[output] = after
        if before == after:
            self._nodes.append(helper.make_node("Identity", [source], [output]))
            return
        kernel, bias = f"{output}_diagonal", f"{output}_zeros"
        self._weights[kernel] = np.eye(after, before, dtype=np.float32)[:, :, None, None]
        self._weights[bias] = np.zeros(after, np.float32)
        self._nodes.append(helper.make_node("Conv", [source, kernel, bias], [output], kernel_shape=[1, 1], group=1))


def _rounded(channels: int) -> int:
    return -(-channels // BLOCK) * BLOCK
