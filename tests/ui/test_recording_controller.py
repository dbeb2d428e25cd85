"""Recording from the window, as a user does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from emotion_desk import open_session
from emotion_desk.messages import Side
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.recents import recent_sessions
from emotion_desk.ui.recording_controller import clock
from emotion_desk.ui.source_controller import NOTHING
from emotion_desk.ui.window import MainWindow
from tests.ui.conftest import MakeWindow

LONG_MS = 60_000


def recording_window(make_window: MakeWindow, settings_file: SettingsFile, folder: Path) -> MainWindow:
    settings_file.change(record_folder=str(folder), record_warn_gb=0.0, record_stop_gb=0.0)
    return make_window(demo=True)


def wait_for_demo(qtbot: QtBot, window: MainWindow) -> None:
    sides = (Side.PICTURE, Side.SOUND)
    qtbot.waitUntil(lambda: all(window.sources.running[side] != NOTHING for side in sides), timeout=LONG_MS)


@pytest.mark.slow
def test_the_button_records_and_says_so_in_words(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, tmp_path: Path
) -> None:
    window = recording_window(make_window, settings_file, tmp_path / "sessions")
    wait_for_demo(qtbot, window)

    window.toolbar.record.trigger()
    folder = window.recording.folder
    assert folder is not None
    assert window.status.rec.isVisible()
    assert "REC" in window.status.rec.text()
    assert window.toolbar.record.text() == "&Stop"
    recorder = window.recording._recorder
    assert recorder is not None
    qtbot.waitUntil(lambda: recorder.counters["frames"].written > 5, timeout=LONG_MS)
    next(action for action in window.actions() if action.shortcut().toString() == "F8").trigger()
    window.toolbar.record.trigger()

    assert not window.status.rec.isVisible()
    assert window.toolbar.record.text() == "&Record"
    qtbot.waitUntil(lambda: "was saved as" in window.status.message.full_text(), timeout=LONG_MS)
    assert window.banner.topic == "recorded"
    assert window.banner.text.text().startswith("Recorded 0:")
    assert [button.text() for button in window.banner.buttons if button.isVisible()] == [
        "Re&view",
        "Show &folder",
        "Re&name…",
    ]
    window.banner.buttons[2].click()
    dialog = window.findChild(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue("First talk")
    dialog.accept()
    qtbot.waitUntil(lambda: window.banner.text.text() == "Recorded: First talk", timeout=LONG_MS)
    assert recent_sessions(settings_file)[0] == folder.with_name("First talk")
    folder = folder.with_name("First talk")
    session = open_session(folder)
    assert session.info.finished
    assert session.info.consent is None
    assert [mark.label for mark in session.marks()] == ["Mark 1"]
    assert sum(1 for _ in session.frames()) == session.info.counters["frames"].written


@pytest.mark.slow
def test_closing_the_window_finishes_the_recording(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, tmp_path: Path
) -> None:
    window = recording_window(make_window, settings_file, tmp_path / "sessions")
    wait_for_demo(qtbot, window)
    window.toolbar.record.trigger()
    folder = window.recording.folder
    assert folder is not None
    window.close()

    assert open_session(folder).info.finished


@pytest.mark.slow
def test_what_cannot_be_recorded_is_told_in_the_banner(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, tmp_path: Path
) -> None:
    window = make_window()
    (tmp_path / "file").write_text("no folder")
    settings_file.change(record_folder=str(tmp_path / "file"))

    window.toolbar.record.trigger()

    assert not window.recording.is_on
    assert not window.toolbar.record.isChecked()
    assert "cannot be used" in window.banner.text.text()


def test_a_length_of_time_reads_as_people_write_it() -> None:
    assert [clock(s) for s in (0.9, 61, 3725.4)] == ["0:00", "1:01", "1:02:05"]


def test_closing_by_the_user_asks_while_recording(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = recording_window(make_window, settings_file, tmp_path / "sessions")
    wait_for_demo(qtbot, window)
    window.toolbar.record.trigger()
    answers = [False, True]
    monkeypatch.setattr(window, "_confirm_close", lambda: answers.pop(0))
    window.quit()
    assert (window.is_open, window.recording.is_on) == (True, True)
    window.quit()
    assert (window.is_open, answers) == (False, [])
