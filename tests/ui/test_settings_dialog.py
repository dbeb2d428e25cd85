"""The settings dialog: folders are kept, and an empty field means the usual one."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from emotion_desk.settings import Settings
from emotion_desk.ui.settings_dialog import SettingsDialog
from emotion_desk.ui.widgets.theme import Theme


def test_folders_are_set_and_unset(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    dialog = SettingsDialog(Settings(record_folder=str(tmp_path)), "settings.json", usual_recordings=tmp_path / "usual")
    qtbot.addWidget(dialog)
    assert dialog.recordings.line.text() == str(tmp_path)
    assert dialog.changes()["record_folder"] == str(tmp_path)
    assert dialog.changes()["snapshot_folder"] is None
    dialog.recordings.line.setText("  ")
    assert dialog.recordings.line.placeholderText() == str(tmp_path / "usual")
    assert dialog.changes()["record_folder"] is None
    dialog.snapshots.line.setText("~/shots")
    assert dialog.changes()["snapshot_folder"] == str(Path.home() / "shots")
