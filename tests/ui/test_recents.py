"""Recent sessions and files: remembered, followed, and offered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from emotion_desk.settings import SettingsFile
from emotion_desk.ui import recents
from tests.sessions.made import made_session


def test_the_newest_comes_first_and_only_what_is_there(settings_file: SettingsFile, tmp_path: Path) -> None:
    session = made_session(tmp_path / "talk").folder
    clip = tmp_path / "a.mp4"
    clip.touch()
    for path in (clip, session / "session.json", tmp_path / "gone.mp4", clip):
        recents.remember(settings_file, path)
    assert recents.recent_paths(settings_file) == [clip, session]
    assert recents.recent_sessions(settings_file) == [session]
    for number in range(30):
        recents.remember(settings_file, tmp_path / str(number))
    assert len(settings_file.values.recent) == recents.MOST


def test_they_survive_a_restart_and_a_damaged_list(settings_file: SettingsFile, tmp_path: Path) -> None:
    recents.remember(settings_file, tmp_path)
    settings_file.save()
    assert recents.recent_paths(SettingsFile(settings_file.path)) == [tmp_path]
    text = settings_file.path.read_text().replace(f'"{tmp_path}"', '"\\u0000", 7')
    settings_file.path.write_text(text)
    assert recents.recent_paths(SettingsFile(settings_file.path)) == []


def test_a_menu_and_a_dialog_offer_them(qtbot: QtBot, settings_file: SettingsFile, tmp_path: Path) -> None:
    session = made_session(tmp_path / "R & D").folder
    clip = tmp_path / "a.mp4"
    clip.touch()
    taken: list[Path] = []
    menu = recents.recents_menu(QMenu(), settings_file, taken.append, sessions=True)
    qtbot.addWidget(menu)
    menu.aboutToShow.emit()
    assert [action.isEnabled() for action in menu.actions()] == [False]
    recents.remember(settings_file, session)
    recents.remember(settings_file, clip)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["&1 R && D"]
    menu.actions()[0].trigger()
    assert taken == [session]
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    recents.offer_recents(dialog, settings_file)
    assert str(tmp_path) in [url.toLocalFile() for url in dialog.sidebarUrls()]
