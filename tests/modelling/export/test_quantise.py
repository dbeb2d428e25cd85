"""Eight-bit networks answer like the ones they were made from, in one file that tells nothing of the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from emotion_desk.errors import DataError
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.modelling.export.bias_correction import corrected
from emotion_desk.modelling.export.quantise import LEAST_ROWS, quantise, quantise_graph
from emotion_desk.modelling.export.static_quantisation_process import Plan
from emotion_desk.modelling.networks.multitask_net import Net
from emotion_desk.vision.crop import INPUT_SIZE
from tests.inference.networks import QUICK, rows, small, small_float, small_int8


@pytest.fixture(scope="module")
def net() -> Net:
    return small()


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_int8(tmp_path_factory)


def test_it_answers_like_the_float_network(net: Net, graph: Path) -> None:
    given = np.stack(list(rows(40)))[-16:]
    with torch.inference_mode():
        expected = {head: value.numpy() for head, value in net(torch.from_numpy(given)).items()}
    engine = OnnxEngine(graph, "int8")
    assert engine.name == "onnx-int8"
    answer = engine.run(given)
    assert set(answer) == set(net.heads)
    for head, value in expected.items():
        noise = float(np.square(answer[head] - value).mean() / np.square(value - value.mean(axis=0)).mean())
        assert 0 < noise < 0.035, f"{head}: eight bits change the answer by {noise:.4f} of its variance"
        if head.endswith("identity"):
            np.testing.assert_allclose(np.linalg.norm(answer[head], axis=1), 1.0, atol=1e-5)


def test_convolutions_are_bytes_heads_are_not_and_nothing_else_is_inside(net: Net, graph: Path) -> None:
    model = onnx.load(graph)
    bytes_of = {t.name: t for t in model.graph.initializer}
    kernels = [t for t in bytes_of.values() if len(t.dims) == 4]
    assert len(kernels) == sum(isinstance(module, torch.nn.Conv2d) for module in net.modules())
    assert {t.data_type for t in kernels} == {onnx.TensorProto.INT8}
    scales = [t for t in bytes_of.values() if t.name.endswith("weight_scale")]
    assert all(len(t.dims) == 1 and t.dims[0] >= 16 for t in scales), "a scale for each output channel"
    heads = [t for t in bytes_of.values() if len(t.dims) == 2 and 2048 in t.dims]
    assert {t.data_type for t in heads} == {onnx.TensorProto.FLOAT}
    assert "Cast" not in {node.op_type for node in model.graph.node}
    numbers = sum(p.numel() for p in net.parameters()) + 3 * sum(p.numel() for p in net.heads.parameters())
    assert graph.stat().st_size < 1.1 * numbers + 100_000
    content = graph.read_bytes()
    for trace in (str(Path.cwd()), "site-packages", "/tmp"):
        assert trace.encode() not in content
    assert not model.metadata_props
    assert all(not node.metadata_props and not node.doc_string for node in model.graph.node)


def test_the_same_network_and_rows_give_the_same_bytes(graph: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; "
        "from emotion_desk.modelling.export.quantise import quantise; from tests.inference.networks import *;"
        f"quantise(small(), {INPUT_SIZE}, rows(), Path(sys.argv[1]), QUICK)"
    )
    again = tmp_path / "again.onnx"
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, str(again)], cwd=root, env=environment, check=True, timeout=600)
    assert again.read_bytes() == graph.read_bytes()


def test_weights_use_seven_bits_and_the_means_stay(net: Net, graph: Path) -> None:
    kernels = [onnx.numpy_helper.to_array(t) for t in onnx.load(graph).graph.initializer if len(t.dims) == 4]
    assert all(-64 <= kernel.min() <= kernel.max() <= 64 for kernel in kernels)
    given = np.stack(list(rows(40)))
    rounded = corrected(net, given)
    with torch.inference_mode():
        before, after = (one.trunk(torch.from_numpy(given)) for one in (net, rounded))
    assert not torch.equal(before, after)
    torch.testing.assert_close(after.mean(0), before.mean(0), rtol=0.05, atol=0.05 * float(before.std()))


@pytest.mark.parametrize("method", ["Entropy", "Percentile"])
def test_other_ways_to_find_ranges(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, method: str) -> None:
    quantise_graph(onnx.load(small_float(tmp_path_factory)), rows(), tmp_path / "net.onnx", Plan(method=method))
    answer = OnnxEngine(tmp_path / "net.onnx", "int8").run(next(rows(1))[None])
    assert all(np.isfinite(value).all() for value in answer.values())


def test_a_graph_stored_with_integer_operators_gives_the_same_answers(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    plan = replace(QUICK, fused=True)
    quantise_graph(onnx.load(small_float(tmp_path_factory)), rows(), tmp_path / "fused.onnx", plan)
    pairs = tmp_path / "pairs.onnx"
    quantise_graph(onnx.load(small_float(tmp_path_factory)), rows(), pairs, QUICK)
    kinds = [[node.op_type for node in onnx.load(file).graph.node] for file in (pairs, tmp_path / "fused.onnx")]
    assert "QLinearConv" in kinds[1]
    assert len(kinds[1]) < len(kinds[0]) / 2
    given = np.stack(list(rows(40)))[:3]
    expected = OnnxEngine(pairs, "int8").run(given)
    for head, value in OnnxEngine(tmp_path / "fused.onnx", "int8").run(given).items():
        np.testing.assert_array_equal(value, expected[head])


def test_too_few_rows_are_refused(net: Net, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=f"at least {LEAST_ROWS} rows.*not 3"):
        quantise(net, INPUT_SIZE, rows(3), tmp_path / "net.onnx")
    assert not list(tmp_path.iterdir())
