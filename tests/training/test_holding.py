"""Kernels that are held: their codes stay while the rest learns, killed and resumed or not, and so does the release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from emotion_desk.errors import ModelError
from emotion_desk.network.fold import folded
from emotion_desk.network.grid import LARGEST, found, lay, normalised, rounded, snap
from emotion_desk.network.nets import Net
from emotion_desk.training.batches import Batch, Batches
from emotion_desk.training.holding import Holding
from emotion_desk.training.recipe import HOLDS, Recipe, find_recipe, read_recipe
from emotion_desk.training.release import Trained
from emotion_desk.training.train import Training
from tests.inference.networks import shallow
from tests.training import made


def holding_recipe(holds: str) -> Recipe:
    """One step of learning, one of settling, three with the kernels held."""
    own = made.recipe("single-face-emotion")
    first, last = own.cycles
    settling = replace(last, steps=1, settle=True)
    return replace(own, cycles=(replace(first, steps=1), settling, replace(last, steps=3, holds=holds)))


def begun(out: Path, holds: str = "kernels") -> Training:
    out.mkdir(exist_ok=True)
    return Training(holding_recipe(holds), out, {"seed": "7"})


def codes(trained: Trained) -> dict[str, torch.Tensor]:
    """Return the whole numbers that a folded net's kernels are of their steps."""
    net = snap(folded(trained.net), trained.grid)
    kernels = {name: module for name, module in net.named_modules() if isinstance(module, torch.nn.Conv2d)}
    return {
        name: (kernels[name].weight / steps.reshape(-1, 1, 1, 1)).round().char() for name, steps in trained.grid.items()
    }


class Killed(Batches):
    """Batches of a process that dies before a step."""

    def stream(self, first: int) -> Iterator[Batch]:
        for step in range(first, 4):
            yield self[step]
        raise KeyboardInterrupt


def on_a_grid(net: Net) -> dict[str, torch.Tensor]:
    """Round the kernels of a net, and return the steps."""
    steps = {}
    with torch.no_grad():
        for name, convolution, _ in normalised(net):
            own = convolution.weight.square().mean((1, 2, 3)).sqrt() * 0.5
            convolution.weight.copy_(rounded(convolution.weight, own))
            steps[name] = own
    return steps


def test_the_steps_of_a_grid_are_found_in_its_numbers() -> None:
    net = shallow(["face_emotion"])
    steps = on_a_grid(net)
    again = found(net)
    assert set(again) == set(steps)
    for name, convolution, _ in normalised(net):
        one = again[name].reshape(-1, 1, 1, 1)
        torch.testing.assert_close(rounded(convolution.weight, again[name]), convolution.weight)
        assert (convolution.weight / one).abs().max() < LARGEST + 0.01
        assert (again[name] > steps[name] * 0.99).all()  # the largest that will do


def test_a_channel_of_zeros_lies_on_any_grid() -> None:
    net = shallow(["face_emotion"])
    on_a_grid(net)
    with torch.no_grad():
        net.trunk.conv1.weight[3] = 0  # type: ignore[union-attr,operator]
    assert found(net)["trunk.conv1"][3] == 1


def test_kernels_that_have_not_settled_are_refused() -> None:
    with pytest.raises(ModelError, match="have not settled"):
        Holding(shallow(["face_emotion"]))


@pytest.mark.parametrize("holds", HOLDS)
def test_the_codes_stay_while_the_rest_learns(holds: str, tmp_path: Path) -> None:
    whole = begun(tmp_path / "whole", holds)
    assert whole.run(Batches(whole.recipe, made.data()), until=2)
    settled = codes(Trained(tmp_path / "whole"))
    kernels = dict(snap(folded(whole.net), whole.settling.steps).named_parameters()) if whole.settling else {}
    before = {name: value.clone() for name, value in whole.net.state_dict().items()}
    resumed = begun(tmp_path / "whole", holds)
    resumed.resume()
    assert resumed.run(Batches(resumed.recipe, made.data()))
    after = Trained(tmp_path / "whole")
    assert set(after.grid) == set(lay(after.net))
    for name, kept in codes(after).items():
        assert torch.equal(kept, settled[name]), name
    moved = [name for name, value in resumed.net.state_dict().items() if not torch.equal(value, before[name])]
    assert any("bn1.bias" in name for name in moved)
    assert "heads.face_emotion.weight" in moved
    learns_gains = holds == "kernels"
    assert any("bn1.weight" in name for name in moved) == learns_gains
    assert any("bn1.running_mean" in name for name in moved) == learns_gains
    if not learns_gains:
        again = dict(snap(folded(resumed.net), after.grid).named_parameters())
        released = [(value.half(), again[name].half()) for name, value in kernels.items() if value.ndim == 4]
        assert all(torch.equal(value, same) for value, same in released)


def test_with_the_gains_the_matrices_of_embeddings_are_held() -> None:
    net = shallow(["face_emotion", "face_identity"])
    on_a_grid(net)
    Holding(net, gains=True)
    learns = {name for name, parameter in net.named_parameters() if parameter.requires_grad}
    assert {"heads.face_emotion.weight", "heads.face_identity.bias", "trunk.bn1.bias"} <= learns
    assert not {"heads.face_identity.weight", "trunk.bn1.weight", "trunk.conv1.weight"} & learns


def test_a_killed_training_goes_on_with_held_kernels(tmp_path: Path) -> None:
    whole = begun(tmp_path / "whole")
    assert whole.run(Batches(whole.recipe, made.data()))
    killed = begun(tmp_path / "killed")
    with pytest.raises(KeyboardInterrupt):
        killed.run(Killed(killed.recipe, made.data()))
    killed.save()
    resumed = begun(tmp_path / "killed")
    resumed.resume()
    assert resumed.holding is not None
    assert resumed.run(Batches(resumed.recipe, made.data()))
    for name, value in whole.net.state_dict().items():
        torch.testing.assert_close(resumed.net.state_dict()[name], value, rtol=1e-3, atol=1e-3)


def test_the_shipped_recipe_holds_kernels_only() -> None:
    recipe = read_recipe(find_recipe("held-face-emotion"))
    assert recipe.name == "single-face-emotion"
    assert [cycle.holds for cycle in recipe.cycles] == ["kernels"]
    assert not recipe.trunk
