"""Kernels of 15 values per channel: exact in float16, and the same integers in eight bits and stored in four."""

from __future__ import annotations

import math
import shutil
import zlib
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from safetensors.numpy import load_file
from torch import nn

from emotion_desk.errors import ModelError
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.modelling.export.batchnorm_folding import folded, half_precision
from emotion_desk.modelling.export.dequantise import float_graph, float_state
from emotion_desk.modelling.export.int4_packing import pack
from emotion_desk.modelling.export.onnx_export import save_weights
from emotion_desk.modelling.export.quantise import quantise
from emotion_desk.modelling.export.shared_weights import share
from emotion_desk.modelling.export.weight_grid import LARGEST, gain, normalised, round_kernels, rounded, step_sizes
from emotion_desk.modelling.networks.multitask_net import Net
from tests.inference.networks import QUICK, rows, shallow, small_int8

SIZE = 64


@pytest.fixture(scope="module")
def learned() -> Net:
    return shallow(["face_emotion", "voice_identity"])


@pytest.fixture(scope="module")
def steps(learned: Net) -> dict[str, torch.Tensor]:
    return step_sizes(learned)


@pytest.fixture(scope="module")
def net(learned: Net, steps: dict[str, torch.Tensor]) -> Net:
    return half_precision(round_kernels(folded(learned), steps))


@pytest.fixture(scope="module")
def folder(net: Net, steps: dict[str, torch.Tensor], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("grid")
    quantise(net, SIZE, rows(size=SIZE), folder / "net-int8.onnx", QUICK, steps)
    shutil.copy(folder / "net-int8.onnx", folder / "packed-int8.onnx")
    pack(folder / "packed-int8.onnx")
    save_weights(net, folder / "net.safetensors")
    shutil.copy(folder / "net-int8.onnx", folder / "shared-int8.onnx")
    share(folder / "shared-int8.onnx", folder / "net.safetensors")
    return folder


def test_every_convolution_gets_steps_of_one_or_three_times_a_power_of_two(
    learned: Net, steps: dict[str, torch.Tensor]
) -> None:
    assert set(steps) == {name for name, module in learned.named_modules() if isinstance(module, nn.Conv2d)}
    for name, convolution, norm in normalised(learned):
        assert len(steps[name]) == len(convolution.weight)
        mantissa, _ = torch.frexp(steps[name])
        assert set(mantissa.tolist()) <= {0.5, 0.75}
        spread = (convolution.weight.square().mean((1, 2, 3)).sqrt() * gain(norm)).detach()
        share = steps[name] / spread
        assert math.isclose(float(share.mean()), 0.7 if "layer4" in name else 0.5, rel_tol=0.1)
        assert 0.35 < float(share.min()) <= float(share.max()) < 0.92


def test_rounding_is_to_the_nearest_of_fifteen_values() -> None:
    steps = torch.tensor([0.5, 1.0])
    kernel = torch.tensor([[0.2, 0.3, -9.0], [0.4, -0.6, 6.6]]).reshape(2, 3, 1, 1)
    expected = torch.tensor([[0.0, 0.5, -3.5], [0.0, -1.0, 7.0]]).reshape(2, 3, 1, 1)
    assert torch.equal(rounded(kernel, steps), expected)


def test_float16_holds_the_kernels_exactly_and_compresses(
    net: Net, steps: dict[str, torch.Tensor], folder: Path
) -> None:
    stored = load_file(folder / "net.safetensors")
    for name, step in steps.items():
        codes = stored[f"{name}.weight"].astype(np.float64) / step.numpy().reshape(-1, 1, 1, 1)
        assert np.array_equal(codes, np.rint(codes))
        assert np.abs(codes).max() <= LARGEST
    kernels = b"".join(stored[f"{name}.weight"].tobytes() for name in steps)
    assert len(zlib.compress(kernels)) * 8 < 4.6 * len(kernels) / 2


def test_the_int8_graph_has_the_integers_of_the_kernels(net: Net, steps: dict[str, torch.Tensor], folder: Path) -> None:
    graph = onnx.load(folder / "net-int8.onnx").graph
    inside = {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}
    for name, step in steps.items():
        codes = inside[f"net.{name}.weight_quantized"]
        assert codes.dtype == np.int8
        np.testing.assert_array_equal(
            codes * step.numpy().reshape(-1, 1, 1, 1), net.state_dict()[f"{name}.weight"].numpy()
        )
    given = np.stack(list(rows(40, SIZE)))[-16:]
    with torch.inference_mode():
        expected = {head: value.numpy() for head, value in net(torch.from_numpy(given)).items()}
    answer = OnnxEngine(folder / "net-int8.onnx", "int8").run(given)
    for head, value in expected.items():
        noise = float(np.square(answer[head] - value).mean() / np.square(value - value.mean(axis=0)).mean())
        assert 0 < noise < 0.03, f"{head}: eight bits change the answer by {noise:.4f} of its variance"


def test_four_bit_and_float16_storage_give_the_same_outputs(net: Net, folder: Path) -> None:
    given = np.stack(list(rows(8, SIZE)))
    plain, packed, shared = (
        OnnxEngine(folder / f"{name}-int8.onnx", "int8").run(given) for name in ("net", "packed", "shared")
    )
    for head, answer in plain.items():
        np.testing.assert_array_equal(packed[head], answer)
        np.testing.assert_array_equal(shared[head], answer)
    kernels = sum(one.weight.numel() for one in net.modules() if isinstance(one, nn.Conv2d))
    saved = (folder / "net-int8.onnx").stat().st_size - (folder / "packed-int8.onnx").stat().st_size
    assert abs(saved - kernels / 2) < 0.02 * kernels
    assert (folder / "shared-int8.onnx").stat().st_size < 0.3 * (folder / "net-int8.onnx").stat().st_size


def test_four_bit_kernels_are_converted_to_float(net: Net, folder: Path) -> None:
    state = float_state(folder / "packed-int8.onnx")
    for name, value in net.state_dict().items():
        if value.ndim == 4:
            np.testing.assert_array_equal(state[name], value.numpy())
    graph = float_graph(folder / "packed-int8.onnx")
    assert not [node for node in graph.graph.node if node.op_type in ("Cast", "DequantizeLinear", "QuantizeLinear")]


def test_what_does_not_fit_is_refused(
    net: Net, steps: dict[str, torch.Tensor], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.raises(ModelError, match="whose normalisations are not folded"):
        step_sizes(net)
    with pytest.raises(ModelError, match="another network"):
        round_kernels(net, {name: step for name, step in steps.items() if "layer2" not in name})
    shutil.copy(small_int8(tmp_path_factory), tmp_path / "net.onnx")  # whose kernels have seven bits
    with pytest.raises(ModelError, match="no kernel that fits into four bits"):
        pack(tmp_path / "net.onnx")
