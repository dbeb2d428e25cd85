"""The setting that saves power: kept, and in force at once."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from emotion_desk.settings import Settings, SettingsFile
from emotion_desk.ui.settings_pages import AnswersPage


def test_the_page_returns_what_is_ticked(qtbot: QtBot) -> None:
    page = AnswersPage(Settings())
    qtbot.addWidget(page)
    assert page.changes()["economy"] is False
    page.economy.setChecked(True)
    assert page.changes()["economy"] is True
    again = AnswersPage(Settings(economy=True))
    qtbot.addWidget(again)
    assert again.economy.isChecked()


def test_the_setting_is_kept(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    file.change(economy=True)
    file.save()
    assert SettingsFile(tmp_path / "settings.json").values.economy
