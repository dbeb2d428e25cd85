"""Channels filled up to whole blocks: the graph computes the same, and the released detector has nothing else."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.channel_padding import BLOCK, with_whole_blocks
from emotion_desk.resources import shipped
from tests.modelling.export.test_prelu_rewriting import computed


def made(first: int, second: int, pads: tuple[int, ...] | None = None) -> ModelProto:
    """Return a block as BlazeFace has it: depthwise, 1 x 1, a shortcut whose channels are padded; then a maximum."""
    rng = np.random.default_rng(0)
    shapes = {
        "k1": (first, 3, 3, 3),
        "b1": (first,),
        "k2": (first, 1, 3, 3),
        "b2": (first,),
        "k3": (second, first, 1, 1),
        "b3": (second,),
        "k4": (5, second, 1, 1),
    }
    weights = [numpy_helper.from_array(rng.standard_normal(size).astype(np.float32), n) for n, size in shapes.items()]
    wide = pads or (0, 0, 0, 0, 0, second - first, 0, 0)
    weights.append(numpy_helper.from_array(np.array(wide, np.int64), "pads"))
    nodes = [
        helper.make_node("Conv", ["image", "k1", "b1"], ["x1"], kernel_shape=[3, 3], pads=[1] * 4),
        helper.make_node("Relu", ["x1"], ["r1"]),
        helper.make_node("Conv", ["r1", "k2", "b2"], ["x2"], kernel_shape=[3, 3], pads=[1] * 4, group=first),
        helper.make_node("Conv", ["x2", "k3", "b3"], ["x3"], kernel_shape=[1, 1]),
        helper.make_node("Pad", ["r1", "pads"], ["p"]),
        helper.make_node("Add", ["p", "x3"], ["s"]),
        helper.make_node("Relu", ["s"], ["r2"]),
        helper.make_node("MaxPool", ["r2"], ["m"], kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Conv", ["m", "k4"], ["x4"], kernel_shape=[1, 1]),
        helper.make_node("Transpose", ["x4"], ["out"], perm=[0, 2, 3, 1]),
    ]
    ends = [("image", [1, 3, 8, 8]), ("out", [1, 4, 4, 5])]
    infos = [helper.make_tensor_value_info(name, TensorProto.FLOAT, size) for name, size in ends]
    graph = helper.make_graph(nodes, "made", infos[:1], infos[1:], weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def odd_depthwise(model: ModelProto) -> list[int]:
    """Return the channels of depthwise convolutions that are no whole blocks."""
    groups = [a.i for node in model.graph.node if node.op_type == "Conv" for a in node.attribute if a.name == "group"]
    return [group for group in groups if group > 1 and group % BLOCK]


@pytest.mark.parametrize(("first", "second", "padded"), [(24, 28, False), (32, 36, True), (16, 16, False)])
def test_the_rewritten_graph_computes_the_same(first: int, second: int, padded: bool) -> None:
    model = made(first, second)
    whole = with_whole_blocks(model)
    assert "Pad" not in {node.op_type for node in whole.graph.node}
    assert sum(node.op_type == "Conv" for node in whole.graph.node) == 4 + padded
    assert odd_depthwise(whole) == []
    image = np.random.default_rng(1).standard_normal((1, 3, 8, 8)).astype(np.float32)
    assert np.abs(computed(whole, image) - computed(model, image)).max() < 1e-4


@pytest.mark.parametrize("pads", [(0, 2, 0, 0, 0, 2, 0, 0), (0, 0, 0, 0, 0, 4, 1, 0)])
def test_other_padding_is_refused(pads: tuple[int, ...]) -> None:
    with pytest.raises(ModelError, match="Only channels"):
        with_whole_blocks(made(24, 28, pads))


def test_the_released_detector_has_whole_blocks() -> None:
    model = onnx.load(str(shipped("models") / "faces" / "blazeface-short-range.onnx"))
    assert odd_depthwise(model) == []
