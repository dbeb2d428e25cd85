"""Training of the last stage: only it and the heads change, a resumed training is an uninterrupted one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.weight_grid import gain, normalised, rounded
from emotion_desk.modelling.networks import checkpoint
from emotion_desk.modelling.networks.multitask_net import Net
from emotion_desk.modelling.training import stage_features
from emotion_desk.modelling.training.last_stage import Draws, LastStage, Settings, heads, last_stage
from emotion_desk.modelling.training.stage_features import Features
from tests.inference.networks import shallow

SETTINGS = Settings(steps=4, fer2013=4, rafdb=2, rounded_steps=2, rate=1e-2)


def features(count: int = 60) -> Features:
    """Return random rows of all sets; the emotion can be seen in the first channels."""
    rng = np.random.default_rng(7)
    names = tuple(stage_features.ALL)
    targets = np.eye(8, dtype=np.float32)[rng.choice([0, 2, 3, 4, 5, 6, 7], count)]
    rows = rng.integers(0, 6, (count, 1024, 16)).astype(np.uint8)
    rows[:, :8] += (20 * targets[:, :, None]).astype(np.uint8)
    return Features(rows.reshape(count, -1), targets, np.arange(count) % len(names), names, 0.1)


def trained(net: Net, settings: Settings = SETTINGS, steps: int = 4) -> LastStage:
    training = LastStage(net, settings)
    torch.manual_seed(0)
    draws = Draws([features()], settings, others=len(net.specs) > 1)
    for _ in range(steps):
        training.learn(draws.next())
    return training


def test_only_the_last_stage_and_the_heads_change() -> None:
    before = {name: value.clone() for name, value in shallow().state_dict().items()}
    after = trained(shallow()).average.state_dict()
    changed = {name for name, value in after.items() if not torch.equal(value, before[name])}
    assert {name.split(".")[1] for name in changed if name.startswith("trunk.")} == {"layer4"}
    assert {"heads.face_emotion.weight", "heads.voice_identity.bias"} <= changed
    assert "heads.voice_actor.weight" not in changed
    assert not any("running" in name for name in changed)


def test_the_emotions_of_faces_are_learned() -> None:
    settings = Settings(steps=30, fer2013=16, rafdb=8, rounded_steps=0, rate=3e-3, mixup=0.0)
    training = LastStage(shallow(["face_emotion"]), settings)
    draws = Draws([features()], settings, others=False)
    losses = [training.learn(draws.next())["emotion"] for _ in range(settings.steps)]
    assert np.mean(losses[-5:]) < 0.7 * np.mean(losses[:5])


def test_other_heads_are_held_to_their_earlier_outputs() -> None:
    losses = {}
    training = LastStage(shallow(), SETTINGS)
    draws = Draws([features()], SETTINGS, others=True)
    for _ in range(2):
        losses = training.learn(draws.next())
    assert set(losses) == {"emotion", "voice", "face_identity", "face_relations", "voice_identity"}
    assert all(value > 0 for value in losses.values())


def test_a_resumed_training_is_an_uninterrupted_one(tmp_path: Path) -> None:
    whole = trained(shallow())
    half = trained(shallow(), steps=2)
    checkpoint.save(tmp_path / "c.pt", half.state())
    resumed = LastStage(shallow(), SETTINGS)
    resumed.resume(checkpoint.load(tmp_path / "c.pt"))
    draws = Draws([features()], SETTINGS, others=True)
    draws.skip(resumed.step)
    while resumed.step < SETTINGS.steps:
        resumed.learn(draws.next())
    for name, value in whole.average.state_dict().items():
        torch.testing.assert_close(resumed.average.state_dict()[name], value, rtol=0, atol=0)


def test_a_checkpoint_with_other_settings_is_refused() -> None:
    content = trained(shallow(["face_emotion"]), steps=1).state()
    with pytest.raises(ModelError, match="other settings"):
        LastStage(shallow(["face_emotion"]), Settings(steps=5)).resume(content)


def test_the_last_steps_learn_with_rounded_kernels() -> None:
    training = trained(shallow(["face_emotion"]), steps=2)
    assert not training.steps_of_grid
    draws = Draws([features()], SETTINGS, others=False)
    training.learn(draws.next())
    steps = training.steps_of_grid
    assert steps
    assert all(name.startswith("trunk.layer4.") for name in steps)
    for name, convolution, norm in normalised(training.net):
        if name in steps:  # the exact kernels are kept, and differ from the rounded ones
            assert not torch.equal(convolution.weight, rounded(convolution.weight, steps[name] / gain(norm)))


def test_stage_and_heads_give_what_the_net_gives() -> None:
    net = shallow().eval()
    pictures = torch.randn(3, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    trunk = net.trunk
    third = trunk.layer3(trunk.layer2(trunk.layer1(trunk.maxpool(trunk.relu(trunk.bn1(trunk.conv1(pictures)))))))  # type: ignore[operator,union-attr]
    found = heads(net, last_stage(net, third))
    for name, wanted in net(pictures).items():
        if name in found:
            torch.testing.assert_close(found[name], wanted)
