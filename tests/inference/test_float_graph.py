"""An eight-bit network computed in float32: the same layers without rounded activations, in every engine."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import pytest

from emotion_desk.catalogue import MULTITASK, SINGLES
from emotion_desk.errors import ModelError
from emotion_desk.inference.float_graph import compute_in_float
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.inference.onnx_graph import read_model


@pytest.fixture(scope="module")
def released() -> Path:
    return ModelStore().path(MULTITASK, "int8")


def _operators(model: onnx.ModelProto) -> Counter[str]:
    return Counter(node.op_type for node in model.graph.node)


@pytest.mark.parametrize("name", [MULTITASK, *SINGLES.values()])
def test_no_activation_is_rounded_and_every_rectifier_is_back(name: str) -> None:
    model = read_model(ModelStore().path(name, "int8"))
    before = _operators(model)
    assert compute_in_float(model)
    after = _operators(model)
    assert before["QuantizeLinear"] == 71
    assert "QuantizeLinear" not in after
    assert after["DequantizeLinear"] == 2 * 53, "kernel and bias of each convolution"
    assert after["Relu"] == 49, "one after the stem, three in each of sixteen blocks"
    kept = {kind: count for kind, count in before.items() if not kind.endswith("Linear")}
    assert {kind: after[kind] for kind in kept} == kept


def test_it_answers_like_the_eight_bit_network(released: Path) -> None:
    rows = np.random.default_rng(3).normal(0, 1, (6, 3, 96, 96)).astype(np.float32)
    eight, floats = OnnxEngine(released, "int8").run(rows), OnnxEngine(released, dequantised=True).run(rows)
    for head, value in eight.items():
        assert 0.97 < np.corrcoef(value.ravel(), floats[head].ravel())[0, 1] < 1


def test_openvino_computes_the_same(released: Path) -> None:
    pytest.importorskip("openvino", reason="the extra 'openvino' is not installed")
    from emotion_desk.inference.openvino_engine import OpenVinoEngine

    rows = np.random.default_rng(3).normal(0, 1, (2, 3, 96, 96)).astype(np.float32)
    ours, theirs = (one(released, "fp32", dequantised=True).run(rows) for one in (OnnxEngine, OpenVinoEngine))
    for head, value in ours.items():
        np.testing.assert_allclose(theirs[head], value, atol=2e-3 * np.abs(value).max())


def test_a_rectifier_that_the_quantiser_kept_is_not_doubled(released: Path) -> None:
    model = read_model(released)
    first = next(node for node in model.graph.node if node.op_type == "Conv")
    relu = onnx.helper.make_node("Relu", ["before"], [first.output[0]])
    first.output[0] = "before"
    model.graph.node.insert(list(model.graph.node).index(first) + 1, relu)
    assert compute_in_float(model)
    assert _operators(model)["Relu"] == 49


def test_what_is_no_graph_is_refused_in_one_sentence(tmp_path: Path, released: Path) -> None:
    cut = tmp_path / "cut.onnx"
    cut.write_bytes(released.read_bytes()[:100_000])
    with pytest.raises(ModelError, match=r"cannot be read|cannot load"):
        OnnxEngine(cut, dequantised=True)
    with pytest.raises(ModelError, match=r"cannot load 'gone\.onnx'"):
        OnnxEngine(tmp_path / "gone.onnx", dequantised=True)
    (tmp_path / "empty.onnx").write_bytes(b"")
    with pytest.raises(ModelError, match="cannot load"):
        OnnxEngine(tmp_path / "empty.onnx", dequantised=True)
