"""Quantisation-aware training computes what is released, also after a kill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.batchnorm_folding import folded
from emotion_desk.modelling.export.release import Trained
from emotion_desk.modelling.export.weight_grid import gain, normalised, round_kernels, step_sizes
from emotion_desk.modelling.training.batches import Batch, Batches
from emotion_desk.modelling.training.quantisation_aware import KernelRounding
from emotion_desk.modelling.training.recipe import Recipe
from emotion_desk.modelling.training.trainer import Training
from tests.inference.networks import shallow
from tests.modelling import made


def quantised_recipe() -> Recipe:
    own = made.recipe("single-face-emotion")
    return replace(own, cycles=(own.cycles[0], replace(own.cycles[1], steps=3, quantisation_aware=True)))


class Killed(Batches):
    """Batches of a process that dies before a step."""

    def stream(self, first: int) -> Iterator[Batch]:
        for step in range(first, 4):
            yield self[step]
        raise KeyboardInterrupt


def begun(out: Path) -> Training:
    out.mkdir(exist_ok=True)
    return Training(quantised_recipe(), out, {"seed": "7"})


def steps_of(training: Training) -> dict[str, torch.Tensor] | None:
    return None if training.rounding is None else training.rounding.steps


def test_rounded_kernels_give_the_outputs_of_the_folded_quantised_net() -> None:
    net = shallow(["face_emotion"]).eval()
    pictures = torch.randn(4, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    rounding = KernelRounding(net)
    with torch.no_grad():
        for _, convolution, _ in normalised(net):
            convolution.weight.mul_(1.1)  # learned something since the steps were laid
        exact = net(pictures)["face_emotion"]
        with rounding.rounded_kernels():
            learning = net(pictures)["face_emotion"]
        released = round_kernels(folded(net), rounding.steps)(pictures)["face_emotion"]
        after = net(pictures)["face_emotion"]
    torch.testing.assert_close(released, learning, rtol=1e-4, atol=1e-4)
    assert not torch.allclose(learning, exact, rtol=1e-2, atol=1e-2)
    assert torch.equal(after, exact)


def test_exact_kernels_come_back_after_an_error() -> None:
    net = shallow(["face_emotion"])
    before = net.trunk.conv1.weight.clone()  # type: ignore[union-attr,operator]
    with pytest.raises(RuntimeError), KernelRounding(net).rounded_kernels():
        raise RuntimeError
    assert torch.equal(net.trunk.conv1.weight, before)  # type: ignore[arg-type,union-attr]


def test_steps_of_another_network_are_refused() -> None:
    net = shallow(["face_emotion"])
    with pytest.raises(ModelError, match="another network"):
        KernelRounding(net, {"trunk.conv1": torch.ones(64)})


@pytest.mark.usefixtures("narrow")
def test_a_quantisation_aware_training_resumes_after_a_kill_and_is_released_with_its_step_sizes(tmp_path: Path) -> None:
    whole = begun(tmp_path / "whole")
    assert whole.run(Batches(whole.recipe, made.data()), until=2)
    assert steps_of(whole) is None
    assert whole.run(Batches(whole.recipe, made.data()))
    laid = steps_of(whole)
    assert laid is not None
    killed = begun(tmp_path / "killed")
    with pytest.raises(KeyboardInterrupt):
        killed.run(Killed(killed.recipe, made.data()))
    killed.save()
    resumed = begun(tmp_path / "killed")
    resumed.resume()
    assert resumed.step == 4
    gains = [gain(norm).clone() for _, _, norm in normalised(resumed.net)]
    assert resumed.run(Batches(resumed.recipe, made.data()))
    assert all(torch.equal(gain(norm), was) for (_, _, norm), was in zip(normalised(resumed.net), gains, strict=True))
    again = steps_of(resumed)
    assert again is not None
    for name, steps in laid.items():
        assert torch.equal(again[name], steps)
    for name, value in whole.net.state_dict().items():
        torch.testing.assert_close(resumed.net.state_dict()[name], value, rtol=1e-3, atol=1e-3)
    trained = Trained(tmp_path / "whole")
    assert set(trained.grid) == set(step_sizes(trained.net))
    for name, steps in laid.items():
        assert torch.equal(trained.grid[name], steps)
