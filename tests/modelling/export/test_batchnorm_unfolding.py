"""A released network taken up again: the same answers before it learns, normalised on the rows at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from emotion_desk.errors import ModelError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.modelling.export.batchnorm_folding import folded
from emotion_desk.modelling.export.batchnorm_unfolding import normalised, take_released
from emotion_desk.modelling.export.dequantise import float_state
from emotion_desk.modelling.networks.multitask_net import HEADS as NETWORK_HEADS
from emotion_desk.modelling.networks.multitask_net import Net
from tests.inference.networks import rows, save_as_safetensors, shallow, small

HEADS = ("face_emotion", "voice_identity", "voice_actor")


def pictures(count: int = 48) -> list[torch.Tensor]:
    return list(torch.split(torch.stack([torch.from_numpy(row) for row in rows(count, size=64)]), 16))


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("released") / "net.safetensors"
    save_as_safetensors(small(HEADS), file)
    return file


@pytest.fixture(scope="module")
def again(released: Path) -> Net:
    """Return the released network, taken up again."""
    net = shallow(HEADS, seed=9)
    assert take_released(net, released, pictures()) == HEADS
    return net


def test_it_answers_as_it_was_released(again: Net) -> None:
    with torch.inference_mode():
        ours, theirs = again.eval()(pictures()[0]), small(HEADS)(pictures()[0])
    for head in HEADS:
        torch.testing.assert_close(ours[head], theirs[head], atol=2e-2 if head == "voice_actor" else 1e-4, rtol=1e-3)


def test_its_normalisations_say_what_they_normalise(again: Net) -> None:
    _, stem, first = next(iter(normalised(again)))
    assert first.running_mean is not None
    assert first.running_var is not None
    with torch.inference_mode():
        values = torch.cat([stem(batch) for batch in pictures()])
    torch.testing.assert_close(first.running_mean, values.mean((0, 2, 3)), atol=1e-4, rtol=1e-3)
    torch.testing.assert_close(first.running_var, values.var((0, 2, 3), correction=0), atol=1e-4, rtol=1e-3)


def test_kernels_have_the_size_that_a_step_of_learning_expects(again: Net) -> None:
    for _, convolution, _ in normalised(again):
        size = convolution.weight.square().mean((1, 2, 3)).sqrt() * convolution.weight[0].numel() ** 0.5
        torch.testing.assert_close(size, torch.full_like(size, 0.75), atol=1e-3, rtol=0)


def test_folding_it_again_gives_the_released_kernels_back(again: Net) -> None:
    kernels, before = folded(again).state_dict(), small(HEADS).state_dict()
    for name in ("trunk.conv1.weight", "trunk.layer4.0.conv2.weight", "trunk.layer3.0.downsample.0.bias"):
        torch.testing.assert_close(kernels[name], before[name], atol=1e-4, rtol=1e-3)


def test_a_single_takes_the_head_that_it_shares(released: Path) -> None:
    net = shallow(["face_emotion", "face_identity"], seed=9)
    untouched = net.head("face_identity").weight.clone()
    assert take_released(net, released, pictures()) == ("face_emotion",)
    assert torch.equal(net.head("face_identity").weight, untouched)


def test_the_numbers_that_eight_bits_stand_for_are_taken() -> None:
    file = ModelStore().path("single-face-emotion", "int8")
    net = Net({"face_emotion": NETWORK_HEADS["face_emotion"]})
    assert take_released(net, file, pictures()) == ("face_emotion",)
    numbers = float_state(file)
    again = dict(folded(net).named_parameters())
    for name, _, _ in normalised(net):
        torch.testing.assert_close(
            again[f"{name}.weight"], torch.from_numpy(numbers[f"{name}.weight"]), atol=1e-6, rtol=1e-3
        )


def test_other_files_are_refused_in_one_sentence(released: Path, tmp_path: Path) -> None:
    cut, other = tmp_path / "cut.safetensors", tmp_path / "other.safetensors"
    cut.write_bytes(released.read_bytes()[:5000])
    save_file({"trunk.stem.0.weight": torch.zeros(3)}, other)
    for file, says in (
        (cut, "has no released weights"),
        (tmp_path / "gone.safetensors", "has no released weights"),
        (other, "has the weights of another network"),
    ):
        with pytest.raises(ModelError, match=says):
            take_released(shallow(HEADS), file, pictures(16))
