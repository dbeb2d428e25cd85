"""The library's index over real session folders: what it finds, follows, survives and searches."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from emotion_desk.errors import SessionError
from emotion_desk.sessions.format import INFO_FILE, READINGS_FILE
from emotion_desk.sessions.header import media_text
from emotion_desk.sessions.library_index import LibraryIndex, sessions_below
from emotion_desk.sessions.library_pictures import HEIGHT, WIDTH, thumbnail
from emotion_desk.sessions.library_summary import summarise
from emotion_desk.sessions.reader import open_session
from emotion_desk.sessions.recording_registry import Lock
from emotion_desk.sessions.session_edits import (
    TAGS_FILE,
    read_tags,
    relink_media,
    relink_neighbours,
    rename_session,
    write_tags,
)
from tests.sessions.made import made_session
from tests.sources.clips import write_clip


@pytest.fixture
def index(tmp_path: Path) -> LibraryIndex:
    return LibraryIndex(tmp_path / "data" / "index.sqlite")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


def titles(index: LibraryIndex, text: str = "", order: str = "title") -> list[str]:
    return [summary.title for summary in index.search(text, order, falling=False)]


def test_a_summary_has_people_emotions_and_length(root: Path) -> None:
    made_session(root / "talk")
    summary = summarise(root / "talk")
    assert summary.people == ("Ana",)
    assert summary.faces == 2
    assert summary.duration_s == 4.0
    assert summary.face_s == 0.0
    # Ana: 19 happy, 1 calm (fused), 18 sad; the stranger 10 angry; the voice 20 fearful while it speaks: 68 answers.
    assert dict(summary.emotions) == {
        "fearful": pytest.approx(20 / 68),
        "happy": pytest.approx(19 / 68),
        "sad": pytest.approx(18 / 68),
    }


def test_the_index_follows_the_folders(index: LibraryIndex, root: Path) -> None:
    for name in ("one", "group/two", "group/deep/three"):
        made_session(root / name)
    assert index.refresh([root]).read == 3
    assert titles(index) == ["one", "three", "two"]
    assert index.refresh([root]).read == 0
    write_tags(root / "one", ["pilot"])
    assert index.refresh([root]).read == 1
    assert titles(index, "PILOT ana") == ["one"]
    shutil.rmtree(root / "one")
    (root / "group" / "two").rename(root / "renamed")
    assert index.refresh([root]).gone == 2
    assert titles(index) == ["renamed", "three"]
    elsewhere = made_session(root.parent / "elsewhere" / "four").folder
    index.refresh([root], [elsewhere])
    assert titles(index, "four") == ["four"]
    index.close()


def test_search_wants_every_word_and_orders(index: LibraryIndex, root: Path) -> None:
    made_session(root / "Interview Ana")
    made_session(root / "Interview 100%")
    index.refresh([root])
    assert titles(index, "interview 100%") == ["Interview 100%"]
    assert titles(index, "happy 2026-05-04") == ["Interview 100%", "Interview Ana"]
    assert titles(index, "interview nobody-of-this-name") == []
    assert titles(index, "'; DROP TABLE session; --") == []
    assert [summary.title for summary in index.search("", "title")] == ["Interview Ana", "Interview 100%"]
    index.close()


def test_a_damaged_index_is_made_anew(index: LibraryIndex, root: Path) -> None:
    made_session(root / "talk")
    index.refresh([root])
    index.close()
    index.path.write_bytes(b"no database" * 1000)
    assert titles(index) == []
    index.refresh([root])
    assert titles(index) == ["talk"]
    index.close()
    with sqlite3.connect(index.path) as database:  # of another version
        database.execute("PRAGMA user_version = 99")
        database.execute("DROP TABLE session")
        database.execute("CREATE TABLE session (other TEXT)")
    database.close()
    index.refresh([root])
    assert titles(index) == ["talk"]
    index.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (name, value)
        for name in ("people", "emotions", "tags", "started", "faces", "kind", "words", "media")
        for value in ("no JSON", b"\xff", "[[[1]]]")
    ]
    + [("folder", "text"), ("folder", 5), ("duration_s", "x"), ("picture", "x"), ("state", b"x"), ("missing", "x")],
)
def test_an_index_with_any_value_in_any_place_is_used_or_made_anew(
    index: LibraryIndex, root: Path, column: str, value: object
) -> None:
    folder = made_session(root / "talk").folder
    index.refresh([root])
    index.close()
    with sqlite3.connect(index.path) as database:
        database.execute(f"UPDATE session SET {column} = ?", (value,))
    database.close()
    index.listed()
    index.without_picture()
    index.picture(folder)
    index.update(folder)
    index.refresh([root])
    assert "talk" in titles(index)
    index.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_the_index_is_private(index: LibraryIndex, root: Path) -> None:
    made_session(root / "talk")
    index.refresh([root])
    for file in index.path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    index.close()


def test_hostile_sessions_break_nothing(index: LibraryIndex, root: Path) -> None:
    good = made_session(root / "good")
    for name, content in {
        "binary": b"\xff\x00\x01",
        "list": b"[]",
        "deep": b"[" * 100_000,
        "newer": b'{"format": "emotion-desk session", "version": 999}',
        "empty": b"",
    }.items():
        (root / name).mkdir()
        (root / name / INFO_FILE).write_bytes(content)
    raw = json.loads((good.folder / INFO_FILE).read_text())
    far = root / "far"
    far.mkdir()
    (far / INFO_FILE).write_text(json.dumps(raw | {"started": "0001-01-01T00:00:00+00:00", "media": "a\0b"}))
    (far / READINGS_FILE).write_bytes(
        b'{"time_s": 1, "people": [{"identity": {"name": "x\\u202e\\n\\u0000"}, "emotion": {"joy": 1}}]}\n'
        b'{"time_s": "now"}\nnonsense\n' + b"a" * 2_000_000 + b"\n"
    )
    (far / TAGS_FILE).write_text('{"format": "emotion-desk tags", "tags": [1, "a,b", "a b"]}')
    (root / "a" / INFO_FILE).mkdir(parents=True)
    if hasattr(os, "mkfifo"):
        (root / "pipe").mkdir()
        os.mkfifo(root / "pipe" / INFO_FILE)
    (root / "loop").symlink_to(root)
    index.refresh([root, root / "nowhere"])
    found = {summary.title: summary for summary in index.search()}
    assert found["good"].fault is None
    assert found["deep"].fault is not None
    assert found["newer"].fault == "The session was written by a newer Emotion Desk."
    assert found["far"].tags == ("a b",)
    assert all("\n" not in name and "\0" not in name for name in found["far"].people)
    assert found["far"].emotions == ()
    assert index.refresh([root]).read <= 1  # unchanged ones are not read again
    index.close()


def test_names_that_are_no_text(index: LibraryIndex, root: Path) -> None:
    try:
        made_session(root / os.fsdecode(b"caf\xe9"))
    except (OSError, UnicodeError):
        pytest.skip("the file system refuses such names")
    index.refresh([root])
    (summary,) = index.search()
    assert summary.folder.is_dir()
    assert index.refresh([root]).read == 0
    index.close()


def test_symbolic_links_are_not_followed(root: Path) -> None:
    outside = made_session(root.parent / "outside").folder
    root.mkdir()
    (root / "link").symlink_to(outside)
    assert list(sessions_below(root)) == []


def test_sessions_are_renamed(root: Path) -> None:
    session = made_session(root / "talk")
    renamed = rename_session(session.folder, " Interview, Ana ")
    assert renamed == root / "Interview, Ana"
    assert open_session(renamed).marks()
    made_session(root / "other")
    for wrong in ("other", "", "..", ".hidden", "a/b", "a\nb", "x" * 300, "end."):
        with pytest.raises(SessionError):
            rename_session(renamed, wrong)
    assert rename_session(renamed, "interview, ana").is_dir()


def test_a_session_that_is_being_recorded_is_left_alone(root: Path) -> None:
    folder = made_session(root / "talk").folder
    lock = Lock(folder)
    with pytest.raises(SessionError, match="being recorded"):
        rename_session(folder, "other")
    lock.release()
    rename_session(folder, "other")


def test_moved_media_is_relinked_with_its_neighbours(index: LibraryIndex, root: Path, demo_clip: Path) -> None:
    old, new = root.parent / "old", root.parent / "new"
    new.mkdir()
    for name in ("a", "b", "c"):
        folder = made_session(root / name, old / f"{name}.mp4").folder
        raw = json.loads((folder / INFO_FILE).read_text())
        (folder / INFO_FILE).write_text(json.dumps(raw | {"duration_s": 10.0, "extra": {"kept": True}}))
    for name in ("a", "b"):
        shutil.copyfile(demo_clip, new / f"{name}.mp4")
    index.refresh([root])
    assert all(summary.missing for summary in index.search())
    relink_media(root / "a", new / "a.mp4")
    assert json.loads((root / "a" / INFO_FILE).read_text())["extra"] == {"kept": True}
    assert relink_neighbours([root / "b", root / "c"], new / "a.mp4") == [root / "b"]
    index.refresh([root])
    assert {summary.title for summary in index.search() if summary.missing} == {"c"}
    picture = thumbnail(summarise(root / "a"))
    assert picture[:2] == b"\xff\xd8"
    assert len(picture) < 4 * WIDTH * HEIGHT
    (new / "a.mp4").unlink()
    index.refresh([root])  # nothing of the session changed, but its media is gone
    assert {summary.title for summary in index.search() if summary.missing} == {"a", "c"}
    index.close()


def test_a_file_of_another_length_is_refused(root: Path, demo_clip: Path) -> None:
    folder = made_session(root / "talk", root / "gone.mp4").folder
    with pytest.raises(SessionError, match=r"lasts 10\.\d s, but"):
        relink_media(folder, demo_clip)


def test_tags_are_kept_clean(root: Path) -> None:
    folder = made_session(root / "talk").folder
    assert read_tags(folder) == ()
    assert write_tags(folder, ["pilot", " pilot ", "group\nA", ""]) == ("pilot", "group A")
    assert read_tags(folder) == ("pilot", "group A")
    (folder / TAGS_FILE).write_bytes(b"[" * 90_000)
    assert read_tags(folder) == ()


def test_pictures_are_kept_until_the_readings_change(index: LibraryIndex, root: Path, demo_clip: Path) -> None:
    folder = made_session(root / "talk", demo_clip).folder
    index.refresh([root])
    (summary,) = index.without_picture()
    index.set_picture(folder, thumbnail(summary))
    assert index.without_picture() == []
    write_tags(folder, ["pilot"])
    index.refresh([root])
    assert index.picture(folder)
    (folder / READINGS_FILE).write_text("")
    index.refresh([root])
    assert index.picture(folder) is None
    index.close()


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8 need Linux")
def test_media_of_a_name_that_is_not_utf8_is_found_again_where_it_was_moved(index: LibraryIndex, root: Path) -> None:
    name = os.fsdecode(b"\xff talk.mp4")
    clip = write_clip(root.parent / name, seconds=1.0, fps=5, size=(64, 48), flashes=(0.2,))
    folders = [made_session(root / each, clip).folder for each in ("one", "other")]
    for folder in folders:  # as long as the clip, and called by its bytes
        header = folder / INFO_FILE
        raw = json.loads(header.read_text()) | {"duration_s": 1.0, "media": media_text(clip)}
        header.write_text(json.dumps(raw))
    moved = root.parent / "moved" / name
    moved.parent.mkdir()
    clip.rename(moved)
    relink_media(folders[0], moved)
    assert relink_neighbours(folders[1:], moved) == folders[1:]
    assert [open_session(folder).media for folder in folders] == [moved, moved]
    index.refresh([root])
    assert index.refresh([root]).read == 0
    index.close()


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights there")
def test_a_lock_that_is_none_keeps_nobody_from_renaming(root: Path) -> None:
    folder = made_session(root / "talk").folder
    (folder / ".recording").symlink_to("/etc/hostname")
    assert rename_session(folder, "other").name == "other"
