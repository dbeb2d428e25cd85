"""Batches: functions of the step alone, shared fairly, with just the labels that a sample has."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import torch

from emotion_desk.modelling.data.datasets import NONE
from emotion_desk.modelling.training.batches import Batch, Batches, Data
from emotion_desk.modelling.training.recipe import Cycle
from tests.modelling import made


def same(one: Batch, other: Batch) -> bool:
    return torch.equal(one.pictures, other.pictures) and torch.equal(one.voice_mix.share, other.voice_mix.share)


@pytest.fixture(scope="module")
def batches() -> Batches:
    return Batches(made.recipe(), made.data())


def test_a_batch_is_a_function_of_the_step(batches: Batches) -> None:
    assert same(batches[1], batches[1])
    assert not same(batches[1], batches[0])
    assert batches[1].pictures.shape == (8, 3, 32, 32)
    assert batches[2].pictures.shape == (8, 3, 48, 48)


def test_the_stream_is_the_batches_in_order(batches: Batches) -> None:
    streamed = list(batches.stream(1))
    assert len(streamed) == 3
    assert all(same(batch, batches[step]) for step, batch in enumerate(streamed, start=1))


def test_two_workers_make_the_same_batches() -> None:
    batches = Batches(made.recipe(), made.data(), workers=2)
    streamed = list(batches.stream(0))
    assert all(same(batch, batches[step]) for step, batch in enumerate(streamed))


def test_a_sample_carries_only_the_labels_it_has(batches: Batches) -> None:
    batch = batches[0]
    assert (batch.faces.emotions[:2] >= 0).all()
    assert (batch.faces.emotions[2:] == NONE).all()
    assert (batch.faces.people[:2] == NONE).all()
    assert (batch.faces.people[2:] >= 24).all()
    assert (batch.voices.emotions[2:] == NONE).all()
    assert batch.faces.teacher.shape == (4, 128)
    assert batch.voices.teacher.shape == (4, 128)


def test_an_epoch_misses_no_sample_of_an_even_set() -> None:
    recipe = replace(made.recipe(), cycles=(Cycle(5e-4, 0.2, 32, 8, {"fer2013": 2}),), face_balance=0.0)
    batches = Batches(recipe, made.data())
    seen = np.concatenate([batches._drawn("fer2013", 0, step) for step in range(8)])
    assert sorted(seen) == list(range(16))


def test_balance_evens_out_the_emotions() -> None:
    faces = made.faces(100)
    rare = replace(faces, emotions=np.array([2] * 90 + [4] * 10))
    for balance, share in ((0.0, 0.1), (0.5, 0.25), (1.0, 0.5)):
        recipe = replace(made.recipe(), face_balance=balance)
        order = Batches(recipe, Data({"fer2013": rare}, {}))._order("fer2013", 0)
        assert Counter(rare.emotions[order].tolist())[4] / 100 == pytest.approx(share, abs=0.011)


def test_processes_share_the_rows_of_one_batch() -> None:
    recipe = made.recipe()
    whole = Batches(recipe, made.data())[0]
    parts = [Batches(recipe, made.data(), part, 2)[0] for part in range(2)]
    assert [len(part.faces.emotions) for part in parts] == [2, 2]
    together = torch.cat([part.faces.people for part in parts])
    assert sorted(together.tolist()) == sorted(whole.faces.people.tolist())


def test_mixed_voices_name_both_their_parts(batches: Batches) -> None:
    mix = batches[0].voice_mix
    assert mix.share.shape == mix.other.shape == (4,)
    assert (mix.share >= 0.5).all()
    assert sorted(mix.other.tolist()) == [0, 1, 2, 3]


def test_a_voice_of_another_vocal_tract_keeps_its_emotion_and_loses_its_name() -> None:
    recipe = replace(made.recipe(), vocal_tract_perturbation=1.0)
    plain = Batches(replace(recipe, vocal_tract_perturbation=0.0), made.data())[0].voices
    other = Batches(recipe, made.data())[0].voices
    assert torch.equal(other.emotions, plain.emotions)
    spoken = plain.emotions != NONE
    assert (other.people[spoken] == NONE).all()
    assert (other.teacher[spoken] == 0).all()
    assert torch.equal(other.people[~spoken], plain.people[~spoken])
    assert torch.equal(other.teacher[~spoken], plain.teacher[~spoken])


def test_without_mixup_rows_stay_themselves() -> None:
    batch = Batches(replace(made.recipe(), voice_mixup=0.0, face_mixup=0.0), made.data())[0]
    assert (batch.voice_mix.share == 1).all()
    assert (batch.face_mix.share == 1).all()


def test_faces_are_mixed_among_themselves() -> None:
    plain, mixed = (Batches(replace(made.recipe(), face_mixup=alpha), made.data())[0] for alpha in (0.0, 1.0))
    faces, blend = plain.pictures[:4], mixed.face_mix
    assert (blend.share < 1).any()
    share = blend.share[:, None, None, None]
    torch.testing.assert_close(mixed.pictures[:4], faces * share + faces[blend.other] * (1 - share))
    assert torch.equal(mixed.faces.emotions, plain.faces.emotions)


def test_votes_go_with_their_rows() -> None:
    faces = made.faces()
    votes = np.eye(8, dtype=np.float32)[::-1][faces.emotions] * 0.75 + 0.03125
    recipe = replace(made.recipe(), cycles=(Cycle(5e-4, 0.2, 32, 8, {"fer2013": 4}),), face_mixup=0.0)
    batch = Batches(recipe, Data({"fer2013": replace(faces, distributions=votes)}, {}))[0]
    assert torch.equal(batch.faces.distributions.argmax(1), 7 - batch.faces.emotions)
    assert (Batches(recipe, Data({"fer2013": faces}, {}))[0].faces.distributions == 0).all()
