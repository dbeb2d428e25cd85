"""Recording from the window, as a user does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from emotion_desk import open_session
from emotion_desk.messages import Side
from emotion_desk.sessions import recorder
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
def test_a_recording_is_prepared_paused_and_marked_by_keys(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, tmp_path: Path
) -> None:
    window = recording_window(make_window, settings_file, tmp_path / "sessions")
    wait_for_demo(qtbot, window)
    assert not window.record_bar.isVisible()
    window.toolbar.record_options.trigger()
    panel = window.dialogs.record_panel
    assert panel is not None
    qtbot.waitUntil(lambda: "GB free" in panel.disk.text(), timeout=LONG_MS)
    qtbot.waitUntil(lambda: "dBFS" in panel.level.text(), timeout=LONG_MS)
    panel.labels[0].setText("door")
    panel.labels[2].setText("question")
    panel.quality.setCurrentIndex(panel.quality.findData("small"))
    panel.name.setText("a/b")
    panel.record.click()
    assert "slashes" in panel.problem.text()
    assert not window.recording.is_on
    panel.name.setText("First talk")
    panel.record.click()
    folder = tmp_path / "sessions" / "First talk"
    assert window.recording.folder == folder
    assert not panel.isVisible()
    assert settings_file.values.marker_labels == ("door", "", "question")
    assert window.record_bar.isVisible()
    assert [button.text() for button in window.record_bar.markers if button.isVisible()] == ["1 door", "3 question"]
    recorder = window.recording._recorder
    assert recorder is not None
    qtbot.waitUntil(lambda: recorder.counters["frames"].written > 5, timeout=LONG_MS)
    window.record_bar.markers[0].click()
    window.record_bar.marker_actions[2].trigger()
    window.record_bar.marker_actions[4].trigger()
    window.record_bar.pause.click()
    assert window.record_bar.time.text().startswith("❚❚ PAUSED")
    assert window.record_bar.pause.text() == "Go on"
    offered = recorder.counters["frames"].offered
    frames = window.screen_latency.frames
    qtbot.waitUntil(lambda: window.screen_latency.frames > frames + 10, timeout=LONG_MS)
    assert recorder.counters["frames"].offered <= offered + 1
    window.record_bar.pause.click()
    qtbot.waitUntil(lambda: recorder.counters["frames"].written > offered + 5, timeout=LONG_MS)
    recorder._queue.count_dropped("frames")
    window.record_bar.stop.click()
    qtbot.waitUntil(lambda: window.banner.topic == "recorded", timeout=LONG_MS)
    assert not window.record_bar.isVisible()
    session = open_session(folder)
    dropped = sum(counter.dropped for counter in session.info.counters.values())
    assert f"First talk · {dropped} frame" in window.banner.text.text()
    assert [mark.label for mark in session.marks()] == ["door", "question", "Marker 5", "Paused", "Resumed"]
    ((begin_s, end_s),) = session.info.pauses
    times = [time_s for time_s, _picture in session.frames()]
    assert any(time_s <= begin_s for time_s in times)
    assert any(time_s >= end_s for time_s in times)
    assert not [time_s for time_s in times if begin_s + 0.1 < time_s < end_s - 0.1]
    assert session.info.finished


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
def test_what_cannot_be_recorded_is_reported_in_the_banner(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, tmp_path: Path
) -> None:
    window = make_window()
    (tmp_path / "file").write_text("no folder")
    settings_file.change(record_folder=str(tmp_path / "file"))

    window.toolbar.record.trigger()

    assert not window.recording.is_on
    assert not window.toolbar.record.isChecked()
    assert "cannot be used" in window.banner.text.text()


def test_without_picture_and_sound_it_says_so_and_no_moment_is_marked(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder, "_DELIVERY_S", 0.2)
    settings_file.change(record_folder=str(tmp_path / "sessions"), record_warn_gb=0.0, record_stop_gb=0.0)
    window = make_window()
    window.toolbar.record.trigger()
    folder = window.recording.folder
    assert folder is not None
    qtbot.waitUntil(lambda: window.status.rec.text() == "● REC · no picture, no sound", timeout=LONG_MS)
    window.recording.mark("door")
    assert window.status.message.full_text().startswith("There is nothing to mark yet")
    window.toolbar.record.trigger()
    qtbot.waitUntil(lambda: window.banner.topic == "recorded", timeout=LONG_MS)
    assert list(open_session(folder).marks()) == []


def test_a_length_of_time_reads_as_people_write_it() -> None:
    assert [clock(s) for s in (0.9, 61, 3725.4)] == ["0:00", "1:01", "1:02:05"]


def test_closing_by_the_user_asks_while_recording(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = recording_window(make_window, settings_file, tmp_path / "sessions")
    wait_for_demo(qtbot, window)
    window.toolbar.record.trigger()
    answers = [False, True]
    monkeypatch.setattr("emotion_desk.ui.window.confirm_close", lambda _window: answers.pop(0))
    window.quit()
    assert (window.is_open, window.recording.is_on) == (True, True)
    window.quit()
    assert (window.is_open, answers) == (False, [])
