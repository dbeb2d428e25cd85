"""How a training is set up: what it begins with, whom it imitates, and what is published of its command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from emotion_desk.errors import DataError
from emotion_desk.modelling.export.batchnorm_folding import folded
from emotion_desk.modelling.networks.multitask_net import multitask_net
from emotion_desk.modelling.networks.resnet50 import trunk
from emotion_desk.modelling.training.batches import Batches
from emotion_desk.modelling.training.build_training import (
    TrainOptions,
    _command,
    _take_released,
    _training,
    take_imagenet,
    train,
)
from emotion_desk.modelling.training.trainer import ProcessRank, Training
from tests.inference.networks import save_as_safetensors
from tests.modelling import made


def test_a_published_command_names_no_folder_of_this_machine(tmp_path: Path) -> None:
    told = _command(["train", "multitask", "--data", str(tmp_path / "my data"), "--teachers", "runs/teachers"])
    assert told == "emotion-desk train multitask --data 'my data' --teachers runs/teachers"


def test_initial_weights_are_required_only_where_they_are_needed() -> None:
    with pytest.raises(DataError, match="begins with ImageNet's weights: name their file with --imagenet"):
        take_imagenet(trunk(), made.recipe(), None)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"fold": 2}, "was trained on all actors; fold 2 cannot begin with it"),
        ({"start": Path("cycle-1.pt")}, "--released, --start and --trunk exclude one another"),
        ({"trunk": Path("cycle-1.pt")}, "--released, --start and --trunk exclude one another"),
        ({}, "There are no released weights 'gone.safetensors'"),
    ],
)
def test_a_released_network_is_refused_where_it_makes_no_sense(
    asked: dict[str, Any], says: str, tmp_path: Path
) -> None:
    options = TrainOptions("multitask", tmp_path, tmp_path / "run", released=Path("gone.safetensors"), **asked)
    with pytest.raises(DataError, match=says):
        _training(made.recipe(), options, made.data(), ProcessRank())
    assert not (tmp_path / "run").exists()


def test_a_training_goes_on_with_a_released_network(tmp_path: Path) -> None:
    file = tmp_path / "multitask.safetensors"
    save_as_safetensors(folded(multitask_net()), file)
    training = Training(made.recipe(), tmp_path, {}, (27, 37))
    _take_released(training, made.recipe(), file, Batches(made.recipe(), made.data()))
    ours, theirs = training.net.head("face_emotion").weight, load_file(file)["heads.face_emotion.weight"]
    assert torch.equal(ours, theirs.float())


@pytest.mark.parametrize("device", ["nowhere", "cuda:99"])
def test_a_device_that_is_not_there_is_one_sentence(tmp_path: Path, device: str) -> None:
    with pytest.raises(DataError, match=f"cannot use the device '{device}' here"):
        train(TrainOptions("single-face-emotion", tmp_path, tmp_path / "run", device=device))
    assert not (tmp_path / "run").exists()
