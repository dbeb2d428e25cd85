"""A session for the review's tests: the demo clip, and readings whose changes are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from emotion_desk.messages import Box, Identity, PersonReading, SpeakerReading
from emotion_desk.pipeline.desk import Desk
from emotion_desk.sessions.format import ANALYSIS, READINGS_FILE, TimedReading, reading_to_raw
from emotion_desk.sessions.header import SessionInfo, write_info
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.pages import PageContext
from emotion_desk.ui.review.page import ReviewPage
from emotion_desk.ui.widgets.theme import Theme
from tests.ui.conftest import emotions

FPS = 30
#: Loading and decoding take long on a busy machine.
PATIENCE_MS = 30000
#: The person is happy until here and angry from here on.
TURN_S = 1.6


def timed_readings(seconds: float = 3.0) -> Iterator[TimedReading]:
    """Every second frame is read; somebody speaks in the second second."""
    for number in range(0, round(seconds * FPS), 2):
        time_s = round(number / FPS, 3)
        emotion = emotions("happy" if time_s < TURN_S else "angry")
        speaking = 1.0 <= time_s < 2.0
        voice = SpeakerReading(speaking, -20.0, emotions("sad") if speaking else None)
        box = Box(100.0 + number, 60.0, 90.0, 90.0)
        person = PersonReading(1, box, emotion, Identity("Ana" if time_s < 1 else None, None))
        yield TimedReading(time_s + 0.02, time_s, time_s, "multitask", "onnx", 9.0, (person,), voice)


def write_session(folder: Path, media: str | None) -> Path:
    folder.mkdir()
    info = SessionInfo(
        datetime(2026, 5, 4, 10, 30, tzinfo=UTC), ANALYSIS, finished=True, media=media, mode="multitask", engine="onnx"
    )
    write_info(folder, info)
    with LineWriter(folder / READINGS_FILE) as lines:
        for reading in timed_readings():
            lines.write(reading_to_raw(reading))
    return folder


@pytest.fixture
def session_folder(tmp_path: Path, demo_clip: Path) -> Path:
    return write_session(tmp_path / "talk", str(demo_clip))


@pytest.fixture
def page(qtbot: QtBot, settings_file: SettingsFile, theme: Theme) -> Iterator[ReviewPage]:
    made = ReviewPage(PageContext(Desk(None, None, None), settings_file, theme, lambda _text: None))
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    yield made
    made.finish()


def opened(qtbot: QtBot, page: ReviewPage, path: Path) -> ReviewPage:
    """Open and wait until everything of it is there."""
    with qtbot.waitSignals([page.loader.done], timeout=PATIENCE_MS):
        page.open(path)
    page.activateWindow()  # keys belong to the active window, and a display takes its time to make it that
    qtbot.waitUntil(page.isActiveWindow, timeout=PATIENCE_MS)
    return page


def shows(qtbot: QtBot, page: ReviewPage, number: int) -> None:
    qtbot.waitUntil(lambda: page.shown_frame == number, timeout=PATIENCE_MS)


def press(page: ReviewPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page, key, modifier)
