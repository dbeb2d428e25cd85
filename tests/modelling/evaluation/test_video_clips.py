"""Labels of whole videos by name and by folder, out of folders and zips."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from emotion_desk.errors import DataError
from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.evaluation.video_clips import as_file, find_clips

HAPPY, SAD = EMOTIONS.index("happy"), EMOTIONS.index("sad")


def put(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    return folder


def test_ravdess_names_and_folders_of_emotions_give_labels(tmp_path: Path) -> None:
    put(
        tmp_path,
        "Actor_05/01-01-03-01-01-02-05.mp4",
        "Actor_05/01-02-03-01-01-02-05.mp4",  # a song
        "sadness/one.mkv",
        "sad/two.webm",
        "sad/notes.txt",
        "sad/._two.webm",
        "holiday/three.mp4",
        "01-01-09-01-01-02-05.mp4",  # no such emotion
    )
    found = {clip.name: (clip.label, clip.actor) for clip in find_clips([tmp_path])}
    assert found == {
        "Actor_05/01-01-03-01-01-02-05.mp4": (HAPPY, 5),
        "sadness/one.mkv": (SAD, None),
        "sad/two.webm": (SAD, None),
    }


def test_the_folder_itself_may_be_the_label(tmp_path: Path) -> None:
    assert [clip.label for clip in find_clips([put(tmp_path / "happy", "a.mp4")])] == [HAPPY]


def test_clips_of_a_zip_are_files_while_they_are_used(tmp_path: Path) -> None:
    archive = tmp_path / "set.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("../../Actor_01/01-01-04-01-01-01-01.mp4", b"moving pictures")
    (clip,) = find_clips([archive])
    assert clip.label == SAD
    with as_file(clip) as file:
        assert file.read_bytes() == b"moving pictures"
        assert file.suffix == ".mp4"
    assert not file.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["set.zip"]  # nothing was unpacked here


def test_a_damaged_member_is_told_in_one_sentence(tmp_path: Path) -> None:
    archive = tmp_path / "set.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("sad/a.mp4", b"sound and picture")
    archive.write_bytes(archive.read_bytes().replace(b"sound and picture", b"sound and pictur?"))
    (clip,) = find_clips([archive])
    with pytest.raises(DataError, match=r"'set/sad/a\.mp4' cannot be taken out"), as_file(clip):
        pass


def test_a_limit_takes_the_emotions_in_turn(tmp_path: Path) -> None:
    put(tmp_path, "happy/1.mp4", "happy/2.mp4", "happy/3.mp4", "sad/1.mp4", "angry/1.mp4")
    assert [clip.name for clip in find_clips([tmp_path], limit=4)] == [
        "angry/1.mp4", "happy/1.mp4", "happy/2.mp4", "sad/1.mp4",
    ]  # fmt: skip


def test_actors_are_chosen_by_their_numbers(tmp_path: Path) -> None:
    put(tmp_path, "01-01-03-01-01-02-05.mp4", "01-01-03-01-01-02-01.mp4", "sad/1.mp4")
    assert [clip.actor for clip in find_clips([tmp_path], actors=[5])] == [5]
    with pytest.raises(DataError, match="no labelled clip of these actors"):
        find_clips([tmp_path], actors=[7])


@pytest.mark.parametrize("name", ["gone", "text.txt"])
def test_what_is_no_folder_and_no_zip_is_refused(tmp_path: Path, name: str) -> None:
    put(tmp_path, "text.txt")
    with pytest.raises(DataError, match=name):
        find_clips([tmp_path / name])
