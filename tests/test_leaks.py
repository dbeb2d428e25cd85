"""The leak fixture sees what it is there for; its own tests clean up, so that it does not fail them."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import leaked_threads, open_files, running_timers


@pytest.mark.parametrize(
    ("name", "daemon", "leaks"),
    [("worker", False, True), ("emotion-desk-camera", True, True), ("somebody else's", True, False)],
)
def test_threads_left_behind_are_seen(name: str, daemon: bool, leaks: bool) -> None:
    before = set(threading.enumerate())
    release = threading.Event()
    thread = threading.Thread(target=release.wait, args=(10,), name=name, daemon=daemon)
    thread.start()
    seen = leaked_threads(before)
    release.set()
    thread.join()

    assert (thread in seen) is leaks
    assert thread not in leaked_threads(before)


def test_open_files_are_seen_and_what_lies_elsewhere_is_not(tmp_path: Path) -> None:
    film, notes = tmp_path / "film.mp4", tmp_path / "readings.jsonl"
    with film.open("wb"), notes.open("wb"), Path(json.__file__).open("rb"):
        seen = open_files()

    assert {str(film), str(notes)} <= seen
    assert json.__file__ not in seen
    assert not {str(film), str(notes)} & open_files()


def test_running_timers_are_seen(qtbot: QtBot) -> None:
    from PySide6.QtCore import QTimer

    before = running_timers()
    timer = QTimer()
    timer.start(1_000)
    seen = running_timers()
    timer.stop()

    assert seen - before == {id(timer)}
    assert id(timer) not in running_timers()
