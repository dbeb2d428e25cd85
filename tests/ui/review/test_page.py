"""The review page as somebody uses it, around a session of the demo clip."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from emotion_desk.sessions.format import INFO_FILE, READINGS_FILE
from emotion_desk.sessions.reader import open_session
from emotion_desk.ui.review.controls import COMMANDS
from emotion_desk.ui.review.page import ReviewPage
from emotion_desk.ui.widgets.theme import DARK
from tests.ui.review.conftest import FPS, TURN_S, write_session

PATIENCE_MS = 30000


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


def test_a_session_is_shown_with_its_readings(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    shows(qtbot, page, 0)
    page.player.go(0.5)
    shows(qtbot, page, 15)
    packet = page.picture.packet
    assert packet is not None
    assert [face.track_id for face in packet.faces] == [1]
    assert packet.faces[0].box.x == pytest.approx(115.0, abs=0.5)
    assert "frame 16 of 300" in page.controls.now.full_text()
    assert "Ana: happy 79 %" in page.controls.now.full_text()
    assert page.timelines.spectrum is not None
    assert page.timelines.spectrum.numbers.max() > 100
    page.timelines.grab()
    place, _line = page.timelines._places[0]
    middle = place.center()
    middle.setX(page.timelines._x(2.0))
    assert "angry 79 %" in page.timelines.text_at(middle)
    page.set_theme(DARK)
    assert page.timelines.grab().toImage().pixelColor(2, 2).lightness() < 60


def test_keys_step_and_jump(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    with qtbot.waitActive(page, timeout=20_000):
        page.activateWindow()
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Right)
    shows(qtbot, page, 2)
    press(page, Qt.Key.Key_Left)
    shows(qtbot, page, 1)
    press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    shows(qtbot, page, 1 + FPS)
    press(page, Qt.Key.Key_PageDown)
    assert page.playback_clock.position_s == pytest.approx(TURN_S, abs=0.01)
    shows(qtbot, page, round(TURN_S * FPS))
    press(page, Qt.Key.Key_PageUp)
    assert page.playback_clock.position_s == pytest.approx(1.0, abs=0.01)
    press(page, Qt.Key.Key_End)
    shows(qtbot, page, 299)
    press(page, Qt.Key.Key_Home)
    shows(qtbot, page, 0)
    press(page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.timelines.axis.span_s < 9.0
    press(page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.timelines.axis.span_s == pytest.approx(10.0, abs=0.1)


@pytest.mark.slow
def test_it_plays_at_four_times_the_speed_and_rests_when_hidden(
    page: ReviewPage, session_folder: Path, qtbot: QtBot
) -> None:
    opened(qtbot, page, session_folder)
    page.player.set_speed(4.0)
    page.player.go(8.0)
    press(page, Qt.Key.Key_Space)
    assert page.playback_clock.playing
    assert page.controls.sound.text() == "silent"
    qtbot.waitUntil(lambda: not page.playback_clock.playing, timeout=PATIENCE_MS)
    assert page.playback_clock.position_s == page.playback_clock.end_s
    shows(qtbot, page, 299)
    page.player.go(0.0)
    page.player.set_speed(0.25)
    page.player.toggle()
    page.hide()
    assert not page.playback_clock.playing


def test_sound_is_played_or_its_absence_is_said(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    with qtbot.waitSignal(page.player.silent, timeout=PATIENCE_MS) as answer_of:
        page.player.toggle()
    qtbot.waitUntil(lambda: page.playback_clock.position_s > 0.2, timeout=PATIENCE_MS)
    assert page.controls.sound.text() == ("silent" if answer_of.args[0] else "")
    assert page.controls.sound.toolTip() == answer_of.args[0]
    page.player.toggle()
    assert not page.playback_clock.playing


def test_events_are_added_named_moved_and_deleted(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    with qtbot.waitActive(page, timeout=20_000):
        page.activateWindow()
    page.player.go(2.0)
    press(page, Qt.Key.Key_A)
    editor = page.events.list.findChild(QLineEdit)
    assert editor is not None
    editor.setText("door opens")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [mark.label for mark in open_session(session_folder).marks()] == ["door opens"])
    page.player.go(2.5)
    press(page, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    (mark,) = open_session(session_folder).marks()
    assert (mark.time_s, mark.label) == (2.5, "door opens")
    page.player.go(5.0)
    press(page, Qt.Key.Key_PageUp)
    assert page.playback_clock.position_s == pytest.approx(2.5)
    page.timelines.grab()
    QTest.mouseClick(
        page.timelines,
        Qt.MouseButton.LeftButton,
        pos=QPoint(round(page.timelines._x(5.0)), page.timelines.height() // 2),
    )
    assert page.playback_clock.position_s == pytest.approx(5.0, abs=0.05)
    QTest.mouseClick(page.timelines, Qt.MouseButton.LeftButton, pos=QPoint(round(page.timelines._x(2.5)) + 4, 8))
    assert page.events.chosen == mark.number
    press(page, Qt.Key.Key_Delete)
    assert open_session(session_folder).marks() == []


def test_a_session_whose_media_is_missing_shows_its_readings(page: ReviewPage, tmp_path: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, write_session(tmp_path / "talk", str(tmp_path / "gone.mp4")))
    assert "'gone.mp4' of this session is missing" in page.banner.text.text()
    assert len(page.readings.people) == 1
    assert page.playback_clock.end_s == pytest.approx(3.0, abs=0.1)
    page.player.step(1)
    assert page.playback_clock.position_s > 0


def test_what_cannot_be_opened_is_said_in_one_sentence(
    page: ReviewPage, session_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.loader.failed, timeout=PATIENCE_MS):
        page.open(tmp_path)
    assert "not a session" in page.banner.text.text()
    (session_folder / INFO_FILE).write_text("{")
    with qtbot.waitSignal(page.loader.failed, timeout=PATIENCE_MS):
        page.open(session_folder)
    assert "damaged" in page.banner.text.text()
    assert not page.actions_by_name["play"].isEnabled()


def test_damaged_readings_are_counted(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    with (session_folder / READINGS_FILE).open("a") as file:
        file.write('{"time_s": 4.0, "fra')
    opened(qtbot, page, session_folder)
    assert page.banner.text.text() == "One line of the readings could not be read and was left out."
    assert len(page.readings.people) == 1


def test_a_plain_file_plays_and_says_how_to_analyse_it(page: ReviewPage, demo_clip: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, demo_clip)
    shows(qtbot, page, 0)
    assert "not analysed" in page.banner.text.text()
    assert not page.actions_by_name["mark"].isEnabled()


def test_every_action_has_its_own_key_and_says_so(page: ReviewPage) -> None:
    assert len({command.keys for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        action = page.actions_by_name[command.name]
        assert not action.shortcut().isEmpty()
        assert command.keys in action.toolTip()
    for button in page.controls.buttons.values():
        assert button.toolTip()
        assert button.accessibleName()
