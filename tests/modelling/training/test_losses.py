"""Losses: each head learns from its own rows, and only from labels that are there."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch.nn import functional

from emotion_desk.modelling.networks.multitask_net import HEADS, Net
from emotion_desk.modelling.training.batches import Batch, Labels, Mix
from emotion_desk.modelling.training.losses import Losses
from emotion_desk.modelling.training.recipe import Recipe, Weights
from tests.modelling import made


def labels(emotions: list[int], people: list[int], size: int) -> Labels:
    teacher = functional.normalize(torch.randn(len(emotions), size), dim=1)
    return Labels(torch.tensor(emotions), torch.tensor(people), teacher, torch.zeros(len(emotions), 8))


def batch(voices: Labels | None = None, share: float = 1.0) -> Batch:
    faces = labels([0, 1, -1], [-1, -1, 25], 128)
    voices = voices or labels([2, -1], [3, 40], 128)
    count = len(voices.emotions)
    mix = Mix(torch.full((count,), share), torch.arange(count).roll(1))
    return Batch(torch.zeros(3 + count, 3, 32, 32), faces, voices, Mix.none(3), mix)


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return replace(made.recipe(), weights=Weights(), label_smoothing=0.0)


@pytest.fixture(scope="module")
def net(recipe: Recipe) -> Net:
    torch.manual_seed(0)
    return Net({head: HEADS[head] for head in recipe.heads})


def outputs(rows: int = 5) -> dict[str, torch.Tensor]:
    torch.manual_seed(1)
    made_up = {
        "face_emotion": torch.randn(rows, 8),
        "voice_emotion": torch.randn(rows, 8),
        "face_identity": functional.normalize(torch.randn(rows, 128), dim=1),
        "voice_identity": functional.normalize(torch.randn(rows, 128), dim=1),
    }
    return {name: value.requires_grad_() for name, value in made_up.items()}


def test_every_head_learns_from_its_own_rows_only(recipe: Recipe, net: Net) -> None:
    given = outputs()
    losses = Losses(recipe, (30, 50))(net, given, batch())
    assert set(losses) == {
        "face_emotion", "face_teacher", "face_relations", "face_people",
        "voice_emotion", "voice_teacher", "voice_relations", "voice_people",
    }  # fmt: skip
    torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
    moved = {name: value.grad.abs().sum(1) > 0 for name, value in given.items() if value.grad is not None}
    assert moved["face_emotion"].tolist() == [True, True, False, False, False]
    assert moved["voice_emotion"].tolist() == [False, False, False, True, False]
    assert moved["face_identity"].tolist() == [True, True, True, False, False]
    assert moved["voice_identity"].tolist() == [False, False, False, True, True]


def test_the_actors_vectors_are_the_nets_own(recipe: Recipe, net: Net) -> None:
    losses = Losses(recipe, (30, 50))
    losses(net, outputs(), batch())["voice_people"].backward()
    actors = net.head("voice_actor").weight.grad
    others = losses.others["voice"].grad
    assert actors is not None
    assert actors.abs().sum(1).gt(0).all()
    assert others is not None
    assert others[:24].abs().sum() == 0
    assert others[24:].abs().sum() > 0


def test_labels_that_are_missing_give_no_loss(recipe: Recipe, net: Net) -> None:
    nothing = Labels(torch.tensor([-1, -1]), torch.tensor([-1, -1]), torch.zeros(2, 128), torch.zeros(2, 8))
    losses = Losses(recipe, (30, 50))(net, outputs(), batch(nothing))
    assert not any(name.startswith("voice") for name in losses)
    assert "face_emotion" in losses


def test_a_mixed_row_counts_for_both_its_parts(recipe: Recipe, net: Net) -> None:
    voices = labels([2, 5], [3, 40], 128)
    given, learner = outputs(), Losses(recipe, (30, 50))
    mixed = learner(net, given, batch(voices, 0.7))["voice_emotion"]
    logits = given["voice_emotion"][3:]
    own = functional.cross_entropy(logits, torch.tensor([2, 5]))
    swapped = functional.cross_entropy(logits, torch.tensor([5, 2]))
    torch.testing.assert_close(mixed, 0.7 * own + 0.3 * swapped)


def test_votes_are_the_target_where_there_are_some(recipe: Recipe, net: Net) -> None:
    there = batch()
    votes = torch.tensor([[0.6, 0, 0, 0.4, 0, 0, 0, 0], [0] * 8, [0] * 8])
    voted = replace(there, faces=replace(there.faces, distributions=votes))
    given = outputs()
    smoothing = 0.1
    learner = Losses(replace(recipe, label_smoothing=smoothing), (30, 50))
    targets = torch.stack([votes[0], functional.one_hot(torch.tensor(1), 8)]) * (1 - smoothing) + smoothing / 8
    expected = functional.cross_entropy(given["face_emotion"][:2], targets)
    torch.testing.assert_close(learner(net, given, voted)["face_emotion"], expected)


def test_a_student_that_equals_its_teacher_has_nothing_to_learn(recipe: Recipe, net: Net) -> None:
    there = batch()
    given = outputs()
    given["face_identity"] = torch.cat([there.faces.teacher, given["face_identity"][3:]])
    losses = Losses(recipe, (30, 50))(net, given, there)
    assert float(losses["face_teacher"].detach()) == pytest.approx(0, abs=1e-6)
    assert float(losses["face_relations"].detach()) == pytest.approx(0, abs=1e-6)
    assert float(losses["voice_teacher"].detach()) > 0.5


def test_weights_weigh(recipe: Recipe, net: Net) -> None:
    learner, doubled = Losses(recipe, (30, 50)), Losses(replace(recipe, weights=Weights(emotion=2.0)), (30, 50))
    plain, twice = learner(net, outputs(), batch()), doubled(net, outputs(), batch())
    torch.testing.assert_close(twice["face_emotion"], 2 * plain["face_emotion"])
    torch.testing.assert_close(twice["face_teacher"], plain["face_teacher"])
