"""The crash log: written whatever the error, readable by its owner alone, and never the cause of an error itself."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_desk import crash_log
from emotion_desk.crash_log import logging_to_file, printable, record


class UnprintableError(Exception):
    def __str__(self) -> str:
        raise ValueError("no text")


@pytest.mark.parametrize(
    "error", [RuntimeError("x" * 10_000), OSError("\udcff"), UnprintableError(), KeyError("\x1b[2J")]
)
def test_every_error_is_recorded(error: Exception, tmp_path: Path) -> None:
    log = tmp_path / "logs" / "crash.log"
    sentence = record(error, log)
    assert sentence.count("\n") == 0
    assert "\x1b" not in sentence
    sentence.encode("utf-8")
    assert type(error).__name__ in log.read_text(encoding="utf-8")


def test_a_command_line_that_is_not_utf8_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["emotion-desk", "--file", "\udce9.mp4"])
    record(RuntimeError("odd"), tmp_path / "crash.log")
    assert "\\udce9.mp4" in (tmp_path / "crash.log").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="files have such a mode on POSIX only")
def test_only_its_owner_can_read_the_log(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        for path in (tmp_path / "new" / "deep" / "crash.log", tmp_path / "old.log"):
            if path.name == "old.log":
                path.write_text("written by an earlier version\n")
                path.chmod(0o644)
            record(RuntimeError("x"), path)
            assert path.stat().st_mode & 0o777 == 0o600
        with logging_to_file(tmp_path / "threads" / "crash.log"):
            logging.getLogger("emotion_desk.pipeline").error("a defect")
    finally:
        os.umask(before)
    assert (tmp_path / "threads" / "crash.log").stat().st_mode & 0o777 == 0o600
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in ("new", "new/deep")} == {0o700}


def test_a_log_that_is_too_long_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash_log, "MOST_LOG", 100)
    log = tmp_path / "crash.log"
    log.write_text("y" * 200)
    record(RuntimeError("x"), log)
    assert "y" * 200 not in log.read_text()


@pytest.mark.parametrize("place", ["folder", "/dev/full", "a/" * 3000 + "crash.log", "nul\0byte"])
def test_a_log_that_cannot_be_written_is_no_error(place: str, tmp_path: Path) -> None:
    path = Path(place) if place == "/dev/full" else tmp_path / place
    if place == "folder":
        path.mkdir()
    assert "Something unexpected happened" in record(RuntimeError("x"), path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_log_that_is_a_named_pipe_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "crash.log")
    assert "Something unexpected happened" in record(RuntimeError("x"), tmp_path / "crash.log")


def test_names_of_people_are_in_no_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["emotion-desk", "people", "forget", "Ana"])
    record(RuntimeError("there is no Ana"), tmp_path / "crash.log")
    assert "Ana" not in (tmp_path / "crash.log").read_text()


@pytest.mark.slow
@given(st.text(st.characters(codec=None)) | st.text())
def test_what_is_printable_can_be_encoded_and_holds_no_control_character(text: str) -> None:
    shown = printable(text)
    shown.encode("utf-8")
    assert all(one.isprintable() or one in "\n\t" for one in shown)
