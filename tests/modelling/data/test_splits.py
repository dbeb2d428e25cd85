"""Splits: by performance, never by file, and the same for everyone."""

from __future__ import annotations

from collections import Counter

import pytest

from emotion_desk.errors import DataError
from emotion_desk.modelling.data.splits import (
    ACTORS,
    FOLDS,
    Performance,
    all_performances,
    fold_of,
    in_paper_test,
    lfw_held_out,
    performance,
    rafdb_held_out,
)


def test_every_performance_is_known_once() -> None:
    everyone = all_performances()
    assert len(everyone) == len(set(everyone)) == 1440
    assert Counter(one.actor for one in everyone) == dict.fromkeys(ACTORS, 60)


def test_the_paper_protocol_tests_on_a_fifth_of_the_clips_of_every_actor_and_emotion() -> None:
    test = [one for one in all_performances() if in_paper_test(one)]
    assert abs(len(test) - 288) <= 1
    assert set(Counter(one.actor for one in test)) == set(ACTORS)
    assert min(Counter(one.emotion for one in test).values()) >= 10


def test_the_twins_stay_on_one_side() -> None:
    assert in_paper_test(Performance(7, 3, 1, 2, 1)) == in_paper_test(Performance(7, 3, 1, 2, 2))


def test_sound_picture_and_both_are_one_performance() -> None:
    names = ("03-01-05-02-01-01-12.wav", "Actor_12/01-01-05-02-01-01-12.mp4", "a/b/02-01-05-02-01-01-12.mp4")
    assert {performance(name) for name in names} == {Performance(12, 5, 2, 1, 1)}
    assert performance(names[0]).label == 4


@pytest.mark.parametrize(
    "name", ["clip.wav", "03-01-05-02-01-01.wav", "03-01-09-02-01-01-12.wav", "03-01-05-02-01-01-25.wav"]
)
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(DataError, match="RAVDESS"):
        performance(name)


def test_every_actor_is_in_one_fold() -> None:
    assert sorted(actor for fold in FOLDS for actor in fold) == list(ACTORS)
    assert [fold_of(actor) for actor in (2, 3, 10, 8, 1)] == [1, 2, 3, 4, 5]
    with pytest.raises(DataError):
        fold_of(25)


def test_held_out_parts_are_about_as_large_as_they_say() -> None:
    pictures = sum(rafdb_held_out(f"happy/train_{number:05}_aligned.webp") for number in range(5000))
    people = sum(lfw_held_out(f"Person_{number}") for number in range(2000))
    assert 400 < pictures < 600
    assert 420 < people < 580
