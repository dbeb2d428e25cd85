"""FER+: votes become a distribution, slips of single annotators do not count, other answers win or lose."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import DataError
from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data.ferplus import TABLE, FerLabel, read_labels

HEADER = "file,fer2013_label,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n"


def label(own: str = "", other: tuple[int, int, int] = (0, 0, 0), **votes: int) -> FerLabel:
    counts = np.array([votes.get(emotion, 0) for emotion in EMOTIONS], np.float32)
    return FerLabel(EMOTIONS.index(own) if own else -1, counts, other)


def test_votes_and_the_own_label_share_the_target() -> None:
    target = label("angry", neutral=6, sad=1, angry=3).distribution(0.5)
    assert target.sum() == pytest.approx(1)
    assert target[EMOTIONS.index("neutral")] == pytest.approx(0.5 * 6 / 9)
    assert target[EMOTIONS.index("angry")] == pytest.approx(0.5 + 0.5 * 3 / 9)
    assert target[EMOTIONS.index("sad")] == 0


def test_single_votes_count_where_there_are_no_others() -> None:
    target = label(neutral=1, sad=1, happy=1, angry=1).distribution(0.5)
    assert sorted(target.tolist()) == pytest.approx([0] * 4 + [0.25] * 4)


@pytest.mark.parametrize("other", [(6, 0, 0), (0, 6, 0), (0, 0, 6), (2, 2, 2)])
def test_a_picture_without_an_emotion_has_no_target(other: tuple[int, int, int]) -> None:
    assert not label("happy", other, happy=4).distribution(0.5).any()


def test_the_majority_must_be_one_class_of_ours() -> None:
    assert label(happy=5, sad=5).majority == -1
    assert label(other=(0, 5, 0), happy=5).majority == -1
    assert label("sad", (4, 0, 0), happy=6).majority == EMOTIONS.index("happy")


def test_the_table_is_read_by_name(tmp_path: Path) -> None:
    file = tmp_path / "fer.zip"
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr(TABLE, HEADER + "val/a.webp,fear,1,0,2,0,0,0,6,1,0,0\nval/b.webp,,0,9,0,0,0,0,0,0,1,0\n")
    labels = read_labels(file)
    assert EMOTIONS[labels["val/a.webp"].label] == "fearful"
    assert EMOTIONS[labels["val/a.webp"].majority] == "fearful"
    assert labels["val/a.webp"].votes.tolist() == [1, 0, 0, 0, 0, 6, 0, 2]
    assert labels["val/a.webp"].other == (1, 0, 0)
    assert labels["val/b.webp"].label == -1


@pytest.mark.parametrize("rows", ["val/a.webp,bored,1,0,2,0,0,0,6,1,0,0", "val/a.webp,fear,1,many", "val/a.webp"])
def test_a_damaged_table_is_one_sentence(rows: str, tmp_path: Path) -> None:
    file = tmp_path / "fer.zip"
    with zipfile.ZipFile(file, "w") as opened:
        opened.writestr(TABLE, HEADER + rows)
    with pytest.raises(DataError, match="damaged"):
        read_labels(file)
