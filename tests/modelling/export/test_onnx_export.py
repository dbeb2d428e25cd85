"""Folding, storing and the ONNX graph keep the function of a net."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_desk.errors import ModelError
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.modelling.export.batchnorm_folding import folded
from emotion_desk.modelling.export.onnx_export import onnx_model, save_onnx
from emotion_desk.modelling.export.torch_engine import TorchEngine
from emotion_desk.modelling.networks.multitask_net import HEADS, Net
from tests.inference.networks import save_as_safetensors

SIZE = 64

pytestmark = pytest.mark.usefixtures("narrow")


@pytest.fixture(scope="module")
def net(narrow: None) -> Net:
    torch.manual_seed(2)
    net = Net()
    with torch.no_grad():  # statistics and gains unlike those of a new net, as after training
        for name, value in net.state_dict().items():
            if name.endswith("running_var"):
                value.uniform_(0.5, 2.0)
            elif name.endswith("running_mean"):
                value.uniform_(-0.3, 0.3)
    return net.eval()


@pytest.fixture(scope="module")
def rows() -> torch.Tensor:
    return torch.randn(3, 3, SIZE, SIZE, generator=torch.Generator().manual_seed(4))


def test_folding_keeps_the_answers(net: Net, rows: torch.Tensor) -> None:
    with torch.inference_mode():
        before, after = net(rows), folded(net)(rows)
    for head in net.heads:
        torch.testing.assert_close(after[head], before[head], rtol=1e-3, atol=1e-3)


def test_onnx_runtime_and_torch_answer_as_the_network_does(net: Net, rows: torch.Tensor, tmp_path: Path) -> None:
    released = folded(net)
    weights, graph = tmp_path / "net.safetensors", tmp_path / "net.onnx"
    save_as_safetensors(released, weights)
    save_onnx(onnx_model(released, SIZE), graph)
    assert str(Path.cwd()).encode() not in graph.read_bytes()
    with torch.inference_mode():
        expected = {head: value.numpy() for head, value in released(rows).items()}
    for engine, close in ((OnnxEngine(graph), 1e-3), (TorchEngine(weights, tuple(net.heads)), 1e-2)):
        for count in (1, 3):
            answer = engine.run(rows[:count].numpy())
            for head, value in expected.items():
                np.testing.assert_allclose(answer[head], value[:count], rtol=close, atol=close)


def test_embeddings_have_length_one(net: Net, rows: torch.Tensor) -> None:
    with torch.inference_mode():
        answer = net(rows)
    for head in ("face_identity", "voice_identity"):
        torch.testing.assert_close(answer[head].norm(dim=1), torch.ones(3))


@pytest.mark.parametrize("content", [b"", b"\x80\x04cos\nsystem\n", b"x" * 5000])
def test_what_is_no_weights_file_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "net.safetensors"
    file.write_bytes(content)
    with pytest.raises(ModelError, match="does not hold the weights"):
        TorchEngine(file, tuple(HEADS))
    graph = tmp_path / "net.onnx"
    graph.write_bytes(content)
    with pytest.raises(ModelError, match="cannot load"):
        OnnxEngine(graph)
