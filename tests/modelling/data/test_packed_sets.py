"""RAVDESS from a packed set: its faces by frame, its voices, and a network of the closed set of actors by face."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_desk.errors import DataError
from emotion_desk.modelling.data import datasets, pack_ravdess
from emotion_desk.modelling.data.splits import in_paper_test, performance
from emotion_desk.modelling.training.build_training import TrainOptions, load_data
from emotion_desk.modelling.training.recipe import find_recipe, read_recipe
from tests.modelling.clips import name, video, voices

FRAMES = 2


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a packed set of twelve sounds and two videos, one on each side of fold 1."""
    folder = voices(tmp_path_factory.mktemp("download"), actors=6)
    for actor in (1, 2):
        video(folder / f"Video_Speech_Actor_{actor:02}" / f"Actor_{actor:02}" / f"{name(1, actor, 5)}.mp4")
    file = tmp_path_factory.mktemp("packed") / "set.packed"
    pack_ravdess.prepare(folder, file, FRAMES)
    return file


def test_faces_are_split_by_performance(packed: Path) -> None:
    train, test = (datasets.packed_faces(packed, 1, test=side) for side in (False, True))
    assert set(train.people.tolist()) == {0}
    assert set(test.people.tolist()) == {1}
    assert len(train) == len(test) == FRAMES
    assert set(train.emotions.tolist()) == {4}
    assert train.pictures[0].shape == (112, 112, 3)
    assert len(train.pictures[:1]) == 1


def test_voices_are_those_of_the_files(packed: Path) -> None:
    train, test = (datasets.packed_voices(packed, 0, test=side) for side in (False, True))
    assert len(train) + len(test) == 12 + 2  # the videos have a sound of their own
    assert all(in_paper_test(performance(f"03-01-{one}")) for one in test.names)
    assert train.mels[0].shape[0] == 96


def test_a_part_without_faces_is_named(packed: Path) -> None:
    with pytest.raises(DataError, match="no face for this part"):
        datasets.packed_faces(packed, 2, test=True)


def test_the_actors_by_face_need_a_packed_set(tmp_path: Path) -> None:
    recipe = read_recipe(find_recipe("single-face-actor"))
    assert "face_actor" in recipe.heads
    options = TrainOptions("single-face-actor", tmp_path, tmp_path, tmp_path / "none")
    with pytest.raises(DataError):
        load_data(recipe, options)
