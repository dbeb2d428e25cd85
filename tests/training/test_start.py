"""How a training is set up: what it begins with, whom it imitates, and what is published of its command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from emotion_desk.errors import DataError
from emotion_desk.network.lite import Lite0
from emotion_desk.training.start import TrainOptions, _command, _training, take_imagenet, teacher_of
from emotion_desk.training.train import Place
from tests.training import made


def test_a_published_command_names_no_folder_of_this_machine(tmp_path: Path) -> None:
    told = _command(["train", "multitask", "--data", str(tmp_path / "my data"), "--teachers", "runs/teachers"])
    assert told == "emotion-desk train multitask --data 'my data' --teachers runs/teachers"


def test_first_weights_are_asked_for_only_where_they_are_needed() -> None:
    with pytest.raises(DataError, match="begins with ImageNet's weights: name their file with --imagenet"):
        take_imagenet(Lite0(), made.recipe(), None)


def test_a_fold_cannot_learn_from_ateacher_of_that_heard_its_actors(tmp_path: Path) -> None:
    recipe = replace(made.recipe(), name="student", network="lite0", teacher="multitask")
    with pytest.raises(DataError, match="'student' learns from the released 'multitask', which has heard every actor"):
        teacher_of(recipe, TrainOptions("student", tmp_path, tmp_path, fold=2), {})


def test_who_was_imitated_is_told_with_the_weights(tmp_path: Path) -> None:
    recipe = replace(made.recipe(), name="student", network="lite0", teacher="multitask")
    provenance: dict[str, str] = {}
    assert teacher_of(recipe, TrainOptions("student", tmp_path, tmp_path), provenance) is not None
    assert provenance["teacher"].startswith("multitask ")
    assert teacher_of(made.recipe(), TrainOptions("multitask", tmp_path, tmp_path), provenance) is None


def test_a_fold_cannot_go_on_with_a_released_network(tmp_path: Path) -> None:
    file = tmp_path / "multitask.safetensors"
    file.write_bytes(b"")
    options = TrainOptions("single-voice-emotion", tmp_path, tmp_path / "run", released=file, fold=2)
    with pytest.raises(DataError, match="has heard every actor; fold 2 cannot begin with it"):
        _training(made.recipe("single-voice-emotion"), options, made.data(), Place())
