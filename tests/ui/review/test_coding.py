"""Coding on the review page: dragged spans, corrected answers, events undone, exported and imported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from emotion_desk.sessions.format import READINGS_FILE
from emotion_desk.sessions.reader import open_session
from emotion_desk.ui.mnemonics import letter_of
from emotion_desk.ui.review.page import ReviewPage
from tests.ui.review.conftest import PATIENCE_MS, TURN_S, opened, press


def drag(page: ReviewPage, first_s: float, last_s: float) -> None:
    """Drag over the lowest row of the time line."""
    lines = page.timelines
    y = lines.height() - 30
    places = [QPoint(round(lines._x(time_s)), y) for time_s in (first_s, (first_s + last_s) / 2, last_s)]
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(lines, button, none, places[0])
    for place in places[1:]:
        move = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(place), lines.mapToGlobal(QPointF(place)), button, button, none
        )
        QApplication.sendEvent(lines, move)
    QTest.mouseRelease(lines, button, none, places[-1])


def test_the_mean_of_a_dragged_span_is_shown(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    page.timelines.grab()
    drag(page, 0.4, 1.2)
    span = page.coding.span
    assert span is not None
    assert list(span) == pytest.approx([0.4, 1.2], abs=0.02)
    series = page.values.series
    assert series is not None
    assert series.track_id == 1
    inside = (series.times >= span[0] - 0.0005) & (series.times <= span[1] + 0.0005)
    values = page.values.bars.values
    assert values is not None
    assert values["happy"] == pytest.approx(float(series.shares[inside].mean(axis=0)[2]))
    assert f"mean of {int(inside.sum())} answers" in page.values.when.text()
    at = QPoint(round(page.timelines._x(2.0)), page.timelines.height() - 30)
    QTest.mouseClick(page.timelines, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert page.coding.span is None
    assert page.values.when.text().startswith("at 0:0")


def test_before_the_first_frame_the_values_are_those_of_its_boxes(
    page: ReviewPage, session_folder: Path, qtbot: QtBot
) -> None:
    """A recording's first frame has its own time, while the position is still 0."""
    opened(qtbot, page, session_folder)
    index, series = page.player.index, page.values.series
    assert index is not None
    assert series is not None
    page.player.index = replace(index, times=index.times + 0.013)
    np.add(series.times, 0.013, out=series.times)
    page.coding.show_values()
    assert page.moment_s == pytest.approx(0.013)
    assert page.values.bars.values is not None
    assert page.values.when.text().startswith("at 0:00.00")
    assert page.controls.moment.text().startswith("0:00.00")


def test_answers_are_corrected_undone_and_compared(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    before = (session_folder / READINGS_FILE).read_bytes()
    page.annotations.coder.setText("MK")
    page.player.go(0.5)
    press(page, Qt.Key.Key_C)
    menu = page.coding.menu
    assert menu is not None
    next(action for action in menu.actions() if action.text().endswith("surprised")).trigger()
    menu.close()
    (one,) = open_session(session_folder).annotations.all()
    assert (one.subject, one.label, one.coder) == ("face 1", "surprised", "MK")
    assert one.start_s == pytest.approx(0.0, abs=0.01)
    assert one.end_s == pytest.approx(TURN_S, abs=0.01)
    page.coding.select((2.0, 2.5))
    page.coding.correct("angry")
    found = page.annotations.agreement()
    assert found.samples == found.agreed + 24
    assert "Cohen's kappa" in page.annotations.kappa.text()
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert open_session(session_folder).annotations.all() == []
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert open_session(session_folder).annotations.all() == [one]
    assert (session_folder / READINGS_FILE).read_bytes() == before


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


def test_events_are_undone_and_redone(
    page: ReviewPage, session_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, page, session_folder)
    page.events.add_labelled(1.0, "door")
    page.events.move_to(2.0)
    page.events.delete()
    stack = page.undo_stack
    assert [stack.text(number) for number in range(stack.count())] == [
        "mark an event",
        "move an event",
        "delete an event",
    ]
    stack.undo()
    stack.undo()
    (mark,) = open_session(session_folder).marks()
    assert (mark.number, mark.time_s, mark.label) == (1, 1.0, "door")
    stack.undo()
    assert open_session(session_folder).marks() == []
    stack.redo()
    stack.redo()
    (mark,) = open_session(session_folder).marks()
    assert (mark.number, mark.time_s) == (1, 2.0)
    assert page.actions_by_name["redo"].text() == "&Redo: delete an event"
    page.coding.select((0.5, 1.0))
    page.coding.correct("R&D")
    assert page.actions_by_name["undo"].text() == "&Undo: correct to R&&D"
    assert letter_of(page.actions_by_name["undo"].text()) == "U"
    said: list[str] = []
    monkeypatch.setattr(page.coding, "_show_message", said.append)
    page.act("undo")
    page.act("redo")
    assert said == ["Undone: correct to R&D.", "Done again: correct to R&D."]


@pytest.mark.parametrize("ending", ["csv", "eaf", "boris"])
def test_events_leave_and_come_back(
    page: ReviewPage, session_folder: Path, tmp_path: Path, qtbot: QtBot, ending: str
) -> None:
    opened(qtbot, page, session_folder)
    page.events.add_labelled(1.0, "door")
    page.coding.select((0.5, 1.5))
    page.coding.correct("sad")
    path = tmp_path / f"events.{ending}"
    page.coding.export_file(path)
    qtbot.waitUntil(path.exists, timeout=PATIENCE_MS)
    while page.undo_stack.canUndo():
        page.undo_stack.undo()
    page.coding.import_file(path)
    qtbot.waitUntil(lambda: page.undo_stack.count() == 1, timeout=PATIENCE_MS)
    session = open_session(session_folder)
    assert [(mark.time_s, mark.label) for mark in session.marks()] == [(1.0, "door")]
    assert [(one.subject, one.start_s, one.end_s, one.label) for one in session.annotations.all()] == [
        ("face 1", 0.5, 1.5, "sad")
    ]
    page.undo_stack.undo()
    assert open_session(session_folder).marks() == []
