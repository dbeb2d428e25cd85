"""PReLU as depthwise convolutions: the graph computes the same."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

from emotion_desk.inference.thread_pool import session_options
from emotion_desk.modelling.export.prelu_rewriting import stored_in_half, without_prelu

CHANNELS = 16


def made(slopes: NDArray[np.float32], *, skip: bool) -> ModelProto:
    """Return two convolutions with PReLU between them; ``skip`` adds its result to that of the second one."""
    rng = np.random.default_rng(0)
    shape = (CHANNELS, CHANNELS, 1, 1)
    values = {
        name: rng.standard_normal(size).astype(np.float16).astype(np.float32)
        for name, size in (("first", shape), ("bias", (CHANNELS,)), ("second", shape))
    }
    values["slopes"] = slopes.reshape(-1, 1, 1)
    weights = [numpy_helper.from_array(one, name) for name, one in values.items()]
    nodes = [
        helper.make_node("Conv", ["image", "first", "bias"], ["x"], kernel_shape=[1, 1]),
        helper.make_node("PRelu", ["x", "slopes"], ["y"]),
        helper.make_node("Conv", ["y", "second"], ["z"], kernel_shape=[1, 1]),
        helper.make_node("Add", ["z", "y"], ["out"]) if skip else helper.make_node("Identity", ["z"], ["out"]),
    ]
    size = [1, CHANNELS, 8, 8]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, size) for name in ("image", "out")]
    graph = helper.make_graph(nodes, "made", ends[:1], ends[1:], weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def computed(model: ModelProto, image: NDArray[np.float32]) -> NDArray[np.float32]:
    checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), session_options(), providers=["CPUExecutionProvider"]
    )
    return np.asarray(session.run(None, {"image": image})[0])


@pytest.mark.parametrize("skip", [False, True])
@pytest.mark.parametrize("most", [0.9, 3.0])
def test_the_rewritten_graph_computes_the_same(most: float, skip: bool) -> None:
    model = made(np.linspace(-1.0, most, CHANNELS, dtype=np.float32), skip=skip)
    image = np.random.default_rng(1).standard_normal((1, CHANNELS, 8, 8)).astype(np.float32)
    small = stored_in_half(without_prelu(model))
    assert "PRelu" not in {node.op_type for node in small.graph.node}
    assert np.abs(computed(small, image) - computed(model, image)).max() < 1e-4


def test_only_what_half_precision_holds_is_stored_in_it() -> None:
    slopes = np.full(CHANNELS, 1 / 3, np.float32)
    kinds = {one.name: one.data_type for one in stored_in_half(made(slopes, skip=False)).graph.initializer}
    assert kinds["first_half"] == TensorProto.FLOAT16
    assert kinds["slopes"] == TensorProto.FLOAT
