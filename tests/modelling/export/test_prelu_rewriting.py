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


def shortcuts() -> ModelProto:
    """Return two blocks as MediaPipe's landmark network has them, with weights by chance."""
    rng = np.random.default_rng(2)
    narrow, wide = 8, 16
    shapes = {"k0": (wide, 3, 3, 3), "b0": (wide,), "s0": (wide, 1, 1)}
    nodes = [
        helper.make_node("Conv", ["image", "k0", "b0"], ["z0"], kernel_shape=[3, 3], pads=[1] * 4),
        helper.make_node("PRelu", ["z0", "s0"], ["y0"]),
    ]
    for n in (1, 2):
        shapes |= {f"k{n}": (narrow, wide, 1, 1), f"b{n}": (narrow,), f"s{n}": (narrow, 1, 1)}
        shapes |= {f"d{n}": (narrow, 1, 3, 3), f"c{n}": (narrow,), f"w{n}": (wide, narrow, 1, 1), f"e{n}": (wide,)}
        shapes |= {f"t{n}": (wide, 1, 1)}
        nodes += [
            helper.make_node("Conv", [f"y{n - 1}", f"k{n}", f"b{n}"], [f"x{n}"], kernel_shape=[1, 1]),
            helper.make_node("PRelu", [f"x{n}", f"s{n}"], [f"p{n}"]),
            helper.make_node(
                "Conv", [f"p{n}", f"d{n}", f"c{n}"], [f"q{n}"], kernel_shape=[3, 3], pads=[1] * 4, group=narrow
            ),
            helper.make_node("Conv", [f"q{n}", f"w{n}", f"e{n}"], [f"g{n}"], kernel_shape=[1, 1]),
            helper.make_node("Add", [f"y{n - 1}", f"g{n}"], [f"z{n}"]),
            helper.make_node("PRelu", [f"z{n}", f"t{n}"], [f"y{n}"]),
        ]
    nodes.append(helper.make_node("MaxPool", ["y2"], ["out"], kernel_shape=[2, 2], strides=[2, 2]))
    weights = [numpy_helper.from_array(rng.standard_normal(size).astype(np.float32), n) for n, size in shapes.items()]
    ends = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, size)
        for name, size in (("image", [1, 3, 8, 8]), ("out", [1, wide, 4, 4]))
    ]
    graph = helper.make_graph(nodes, "made", ends[:1], ends[1:], weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def test_blocks_with_shortcuts_compute_the_same_in_two_passes() -> None:
    model = shortcuts()
    slopes = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    assert all((slopes[name] > 1).any() for name in ("s0", "t1", "t2"))
    assert any((slopes[name] > 1).any() for name in ("s1", "s2"))
    image = np.random.default_rng(3).standard_normal((1, 3, 8, 8)).astype(np.float32)
    rewritten = without_prelu(model)
    found, expected = computed(rewritten, image), computed(model, image)
    assert np.abs(found - expected).max() < 1e-4 * np.abs(expected).max()
    kinds = [node.op_type for node in rewritten.graph.node]
    # Each PReLU of the shortcuts needs two passes, the last one, whose maximum is taken, three; those between, none.
    assert kinds.count("Conv") == 7 + 2 + 2 + 3
    assert kinds.count("Relu") == 5


def test_only_what_half_precision_holds_is_stored_in_it() -> None:
    slopes = np.full(CHANNELS, 1 / 3, np.float32)
    kinds = {one.name: one.data_type for one in stored_in_half(made(slopes, skip=False)).graph.initializer}
    assert kinds["first_half"] == TensorProto.FLOAT16
    assert kinds["slopes"] == TensorProto.FLOAT
