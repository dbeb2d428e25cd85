"""The student's trunk: its shape, its cost, and that published weights find their places."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from safetensors.numpy import save_file

from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.modelling.export.batchnorm_folding import folded, half_precision
from emotion_desk.modelling.export.dequantise import float_state
from emotion_desk.modelling.export.quantise import quantise
from emotion_desk.modelling.export.torch_engine import TorchEngine
from emotion_desk.modelling.networks.efficientnet_lite0 import LITE_FEATURES, Lite0, from_published
from emotion_desk.modelling.networks.mac_count import macs
from emotion_desk.modelling.networks.multitask_net import HEADS, MULTITASK, Net, multitask_net, parameter_count
from emotion_desk.vision.crop import INPUT_SIZE
from tests.inference.networks import QUICK, rows


def published(net: Lite0) -> dict[str, torch.Tensor]:
    """Return a trunk's numbers under the names they are published by; the inverse of what is tested."""
    names: dict[str, torch.Tensor] = {"_fc.weight": torch.zeros(1000, LITE_FEATURES), "_fc.bias": torch.zeros(1000)}
    outer = {"stem.1": "_conv_stem", "stem.2": "_bn0", "last.0": "_conv_head", "last.1": "_bn1"}
    for name, value in net.state_dict().items():
        layer, _, leaf = name.rpartition(".")
        if layer in outer:
            names[f"{outer[layer]}.{leaf}"] = value
            continue
        _, number, part, _place = layer.split(".")
        kind = {"expand": ("_expand_conv", "_bn0"), "depthwise": ("_depthwise_conv", "_bn1")}.get(
            part, ("_project_conv", "_bn2")
        )[int(value.ndim != 4)]
        names[f"_blocks.{number}.{kind}.{leaf}"] = value
    return names


def test_features_have_the_promised_width_and_cost_a_tenth() -> None:
    student = Net(trunk="lite0").eval()
    with torch.inference_mode():
        outputs = student(torch.zeros(2, 3, 96, 96))

    assert set(outputs) == set(MULTITASK)
    assert outputs["face_identity"].shape == (2, 128)
    assert macs(student, 96) * 8 < macs(multitask_net(), 96)
    assert parameter_count(student.trunk) == 3_371_008


def test_published_weights_find_their_places_and_take_our_pixels() -> None:
    torch.manual_seed(1)
    source = Lite0().eval()
    for name, value in source.state_dict().items():
        if name.endswith("running_mean"):
            value.normal_(0, 0.1)
    target = Lite0().eval()
    target.load_state_dict(from_published(published(source)))
    pixels = torch.rand(2, 3, 96, 96)
    mean, std = (torch.tensor(v).view(1, 3, 1, 1) for v in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))

    with torch.inference_mode():
        theirs = source.stem((pixels - 0.5) / 0.5)
        ours = target.stem((pixels - mean) / std)

    # The last row and column see padding of nothing, which is another colour on the two scales.
    assert torch.allclose(ours[..., :-1, :-1], theirs[..., :-1, :-1], atol=1e-4)
    for (name, one), (_, two) in zip(
        source.blocks.state_dict().items(), target.blocks.state_dict().items(), strict=True
    ):
        assert torch.equal(one, two), name


def test_folding_a_student_changes_nothing_it_says() -> None:
    torch.manual_seed(2)
    student = Net(trunk="lite0").eval()
    for name, value in student.state_dict().items():
        if name.endswith("running_var"):
            value.uniform_(0.5, 2.0)
        elif name.endswith("running_mean"):
            value.uniform_(-0.3, 0.3)
    plain = folded(student)
    pictures = torch.rand(2, 3, 96, 96)

    with torch.inference_mode():
        before, after = student(pictures), plain(pictures)

    assert not any(isinstance(module, torch.nn.BatchNorm2d) for module in plain.modules())
    for head in MULTITASK:
        assert torch.allclose(before[head], after[head], atol=1e-3), head


def test_a_student_in_eight_bits_answers_like_itself_in_every_engine(tmp_path: Path) -> None:
    torch.manual_seed(2)
    student = half_precision(folded(Net({"face_emotion": HEADS["face_emotion"]}, trunk="lite0")))
    file, state = tmp_path / "student.onnx", tmp_path / "student.safetensors"
    given = np.stack(list(rows()))

    quantise(student, INPUT_SIZE, given, file, QUICK)

    kinds = {node.op_type for node in onnx.load(file).graph.node}
    assert not kinds & {"Pad", "Clip", "BatchNormalization"}  # each would be a way out of the integers and back
    eight = OnnxEngine(file, "int8").run(given)["face_emotion"]
    with torch.inference_mode():
        exact = student(torch.from_numpy(given))["face_emotion"].numpy()
    assert np.corrcoef(eight.ravel(), exact.ravel())[0, 1] > 0.95
    save_file(float_state(file), state)
    again = TorchEngine(state, ("face_emotion",)).run(given)["face_emotion"]
    assert np.corrcoef(again.ravel(), exact.ravel())[0, 1] > 0.95
