"""Steps of the conversion of the landmark network that no other network takes, and the released graph."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.channel_padding import BLOCK
from emotion_desk.modelling.export.landmark_network import only_outputs, reads_pixels
from emotion_desk.resources import shipped
from tests.modelling.export.test_prelu_rewriting import computed


def made(readers: int = 1) -> ModelProto:
    """Return a graph with so many convolutions of the picture, each with an output of its own."""
    rng = np.random.default_rng(0)
    weights = [
        numpy_helper.from_array(rng.standard_normal((4, 3, 3, 3)).astype(np.float32), f"k{n}") for n in range(readers)
    ]
    nodes = [helper.make_node("Identity", ["image"], ["t"])]
    nodes += [helper.make_node("Conv", ["t", f"k{n}"], [f"out{n}"], kernel_shape=[3, 3]) for n in range(readers)]
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, 8, 8])
    outputs = [helper.make_tensor_value_info(f"out{n}", TensorProto.FLOAT, [1, 4, 6, 6]) for n in range(readers)]
    graph = helper.make_graph(nodes, "made", [image], outputs, weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def test_pixels_are_read_as_they_are_stored() -> None:
    model = made()
    pixels = np.random.default_rng(1).integers(0, 256, (1, 3, 8, 8)).astype(np.float32)
    expected = computed(model, pixels[:, ::-1] / np.float32(255))
    assert computed(reads_pixels(model), pixels) == pytest.approx(expected, abs=1e-5)


def test_a_picture_with_two_readers_is_refused() -> None:
    with pytest.raises(ModelError, match="One convolution"):
        reads_pixels(made(2))


def test_what_no_output_needs_is_left_out() -> None:
    small = only_outputs(made(2), ("out1",))
    assert [one.name for one in small.graph.output] == ["out1"]
    assert [one.name for one in small.graph.initializer] == ["k1"]
    assert len(small.graph.node) == 2


def test_the_released_graph_needs_no_other_order_of_channels() -> None:
    """PReLU, padding and parts of blocks make ONNX Runtime bring tensors to the usual order and back."""
    graph = onnx.load(str(shipped("models") / "faces" / "face-landmarks.onnx")).graph
    kinds = {node.op_type for node in graph.node}
    assert kinds == {"Cast", "Identity", "Conv", "Relu", "Add", "MaxPool"}
    groups = [one.i for node in graph.node for one in node.attribute if one.name == "group" and one.i > 1]
    assert [group for group in groups if group % BLOCK] == []
