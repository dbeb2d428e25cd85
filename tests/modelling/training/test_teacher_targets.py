"""Targets from a teacher's embeddings: steadied by the person's mean, along the main directions."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.modelling.training.teacher_targets import principal_directions, projected, without_similar_people
from tests.modelling import made


def test_main_directions_keep_what_differs_and_lengths_of_one() -> None:
    rng = np.random.default_rng(3)
    spread = np.array([5.0, 3.0, 1.0, 0.01, 0.01])
    turn, _ = np.linalg.qr(rng.normal(size=(5, 5)))
    vectors = {str(n): ((rng.normal(size=5) * spread) @ turn).astype(np.float32) for n in range(200)}
    directions = principal_directions(vectors, 3)
    assert directions.shape == (3, 5)
    assert directions @ directions.T == pytest.approx(np.eye(3), abs=1e-5)
    kept = projected(vectors, directions)
    for name, vector in vectors.items():
        assert kept[name].shape == (3,)
        assert np.linalg.norm(kept[name]) == pytest.approx(1.0, abs=1e-5)
        assert np.linalg.norm(directions @ vector) == pytest.approx(np.linalg.norm(vector), rel=0.05)


def test_what_the_teacher_could_not_read_stays_zero() -> None:
    kept = projected({"silent": np.zeros(4, np.float32)}, np.eye(2, 4, dtype=np.float32))
    assert kept["silent"].tolist() == [0.0, 0.0]


def test_people_who_may_be_held_out_are_left_out() -> None:
    samples = made.faces(12, emotions=False, people=True)
    directions = np.eye(5, dtype=np.float32)
    vectors = {name: directions[int(person) - 24] for name, person in zip(samples.names, samples.people, strict=True)}
    del vectors[samples.names[0]]  # a person's other pictures still decide
    others = made.faces(4, emotions=False)
    theirs = dict.fromkeys(others.names, directions[1] * 0.9 + directions[4] * 0.1)
    kept = without_similar_people(samples, vectors, others, theirs)
    assert set(kept.people.tolist()) == {24, 26}
    assert len(kept) == len(kept.pictures) == len(kept.emotions) == 8
    where = list(samples.names).index(kept.names[3])
    assert np.array_equal(kept.pictures[3], samples.pictures[where])
