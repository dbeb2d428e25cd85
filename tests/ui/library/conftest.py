"""A library page over a folder of real sessions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.pipeline.desk import Desk
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.library.page import LibraryPage
from emotion_desk.ui.pages import PageContext
from emotion_desk.ui.widgets.theme import Theme


class Opened:
    """What the page asked the window for."""

    def __init__(self) -> None:
        self.reviewed: list[Path] = []
        self.released: list[Path] = []
        self.said: list[str] = []


@pytest.fixture
def asked() -> Opened:
    return Opened()


@pytest.fixture
def sessions(tmp_path: Path, settings_file: SettingsFile) -> Path:
    folder = tmp_path / "sessions"
    folder.mkdir()
    settings_file.change(record_folder=str(folder))
    return folder


@pytest.fixture
def page(
    qtbot: QtBot, settings_file: SettingsFile, theme: Theme, sessions: Path, asked: Opened
) -> Iterator[LibraryPage]:
    context = PageContext(
        Desk(None, None, None), settings_file, theme, asked.said.append, asked.reviewed.append, asked.released.append
    )
    made = LibraryPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    yield made
    made.finish()
