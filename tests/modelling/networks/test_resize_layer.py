"""Networks that look at pictures in fewer pixels than they are given in: in torch, in ONNX, in eight bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.modelling.export.batchnorm_folding import folded
from emotion_desk.modelling.export.dequantise import float_state
from emotion_desk.modelling.export.onnx_export import onnx_model, save_onnx
from emotion_desk.modelling.export.quantise import LEAST_ROWS, quantise
from emotion_desk.modelling.export.torch_engine import TorchEngine
from emotion_desk.modelling.networks.mac_count import macs
from emotion_desk.modelling.networks.multitask_net import HEADS, Net
from emotion_desk.modelling.networks.resize_layer import ResizeLayer, resized
from tests.inference.networks import save_as_safetensors

HEAD = "face_emotion"

pytestmark = pytest.mark.usefixtures("narrow")


def made(seen: int) -> Net:
    torch.manual_seed(3)
    net = Net({HEAD: HEADS[HEAD]})
    net.set_input_size(96, seen)
    return folded(net)


def rows(count: int) -> np.ndarray:
    """Return pictures with some shape in them, float32 (count, 3, 96, 96)."""
    coarse = torch.randn(count, 3, 12, 12, generator=torch.Generator().manual_seed(5))
    return torch.nn.functional.interpolate(coarse, (96, 96), mode="bilinear").numpy()


@pytest.fixture(scope="module")
def eight(narrow: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the network that sees 64 of 96 pixels, in eight bits."""
    file = tmp_path_factory.mktemp("resize") / "n-int8.onnx"
    quantise(made(64), 96, iter(rows(LEAST_ROWS)), file)
    return file


def asked(graph: Path, pictures: np.ndarray) -> np.ndarray:
    return OnnxEngine(graph).run(pictures)[HEAD]


@pytest.mark.parametrize("seen", [48, 64, 80])
def test_a_picture_is_made_smaller_as_torch_does_it(seen: int) -> None:
    pictures = torch.from_numpy(rows(2))
    close = 2.0**-8 * float(pictures.abs().max())  # the matrices have eight bits of a fraction
    torch.testing.assert_close(ResizeLayer(96, seen)(pictures), resized(pictures, seen), rtol=0, atol=2 * close)


def test_a_picture_that_is_small_already_passes() -> None:
    pictures = torch.randn(1, 3, 64, 64)
    assert ResizeLayer(96, 64)(pictures) is pictures


def test_a_network_of_the_size_that_is_given_stays_as_it_was() -> None:
    net = Net({HEAD: HEADS[HEAD]})
    names = set(net.state_dict())
    net.set_input_size(96, 96)
    assert set(net.state_dict()) == names


def test_fewer_pixels_are_fewer_products() -> None:
    assert macs(made(64), 96) < 0.5 * macs(made(96), 96)


def test_every_engine_sees_the_same_smaller_picture(eight: Path, tmp_path: Path) -> None:
    net, weights, graph = made(64), tmp_path / "n.safetensors", tmp_path / "n.onnx"
    save_as_safetensors(net, weights)
    save_onnx(onnx_model(net, 96), graph)
    pictures = rows(3)
    with torch.inference_mode():
        wanted = net(resized(torch.from_numpy(pictures), 64))[HEAD].numpy()
        whole = net(torch.from_numpy(pictures))[HEAD].numpy()
    np.testing.assert_allclose(whole, wanted, atol=0.05 * np.abs(wanted).max())
    np.testing.assert_allclose(asked(graph, pictures), whole, atol=1e-3)
    np.testing.assert_allclose(TorchEngine(weights, (HEAD,)).run(pictures)[HEAD], whole, atol=1e-2)
    rounded = asked(eight, pictures)
    np.testing.assert_allclose(rounded, whole, atol=0.2 * np.abs(whole).max())


def test_a_float_network_made_of_bytes_sees_the_smaller_picture_too(eight: Path) -> None:
    state = float_state(eight)
    assert state["shrink.down"].shape == (64, 96)
    assert state["shrink.across"].shape == (96, 64)
    whole, floats = asked(eight, rows(2)), OnnxEngine(eight, dequantised=True).run(rows(2))[HEAD]
    np.testing.assert_allclose(floats, whole, atol=0.2 * np.abs(whole).max())
    np.testing.assert_allclose(TorchEngine(eight, (HEAD,)).run(rows(2))[HEAD], floats, atol=1e-3)
