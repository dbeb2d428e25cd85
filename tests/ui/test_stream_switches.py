"""The switches of live streams in a real window: on, seen, off, and ended with the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.sessions.export.table_files import read_csv
from emotion_desk.settings import SettingsFile
from tests.ui.conftest import MakeWindow

PATIENCE_MS = 30_000


def test_a_table_grows_while_it_is_switched_on(
    make_window: MakeWindow, settings_file: SettingsFile, qtbot: QtBot, tmp_path: Path
) -> None:
    settings_file.change(record_folder=str(tmp_path / "live"))
    window = make_window(demo=True)
    action = window.streams.actions["csv"]
    action.trigger()
    qtbot.waitUntil(lambda: window.status.sending.isVisible(), timeout=PATIENCE_MS)
    assert window.status.sending.text() == "● CSV"
    (path,) = (tmp_path / "live").iterdir()
    assert str(path) in window.status.sending.toolTip()
    qtbot.waitUntil(lambda: len(path.read_text().splitlines()) > 5, timeout=PATIENCE_MS)
    action.trigger()
    qtbot.waitUntil(lambda: not window.status.sending.isVisible(), timeout=PATIENCE_MS)
    assert not action.isChecked()
    assert {row["subject"] for row in read_csv(path)} <= {"face", "no face", "not looked at", "voice", "nobody"}


def test_a_websocket_is_served_and_ends_with_the_window(make_window: MakeWindow, qtbot: QtBot) -> None:
    pytest.importorskip("websockets")
    window = make_window(demo=True)
    window.streams._name = lambda kind: "ws:0"  # type: ignore[method-assign]
    window.streams.turn("ws", True)
    qtbot.waitUntil(lambda: "ws" in window.streams.on, timeout=PATIENCE_MS)
    assert "127.0.0.1" in window.streams.on["ws"]
    assert "WS" in window.status.sending.accessibleName() or "ws://" in window.status.sending.accessibleName()


def test_a_stream_that_cannot_be_opened_says_why(
    make_window: MakeWindow, settings_file: SettingsFile, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    settings_file.change(record_folder=str(tmp_path / "file"))
    window = make_window()
    window.streams.actions["csv"].trigger()
    qtbot.waitUntil(lambda: window.banner.topic == "streams", timeout=PATIENCE_MS)
    assert not window.streams.actions["csv"].isChecked()
    assert window.streams.actions["csv"].isEnabled()


def test_a_stream_of_the_command_line_is_shown(make_window: MakeWindow) -> None:
    window = make_window()
    window.streams.adopt("ws:9000")
    assert window.status.sending.text() == "● WS"
    assert not window.streams.actions["ws"].isEnabled()
