"""A student that says what its teacher says loses nothing, and learns to from rows without labels."""

from __future__ import annotations

import pytest
import torch

from emotion_desk.training.student import agreement, student_losses

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
