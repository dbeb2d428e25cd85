"""The main road by keyboard alone: two people are recorded with marks, found, corrected and exported."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.labels import EMOTIONS
from emotion_desk.sessions.reader import open_session
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.library.page import LibraryPage
from emotion_desk.ui.review.page import ReviewPage
from tests.two_people import two_people
from tests.ui.conftest import MakeWindow

PATIENCE_MS = 180_000
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Press = Callable[..., None]


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    """Press a key, or type a text, where the keyboard is in a window."""

    def pressed(top: QWidget, what: Qt.Key | str, modifiers: Qt.KeyboardModifier = _NO_MODIFIER) -> None:
        if not top.isActiveWindow() and not isinstance(what, str):
            top.activateWindow()
            qtbot.waitUntil(top.isActiveWindow, timeout=PATIENCE_MS)
        focus = top.focusWidget() or top
        if isinstance(what, str):
            QTest.keyClicks(focus, what)
        else:
            QTest.keyClick(focus, what, modifiers)
        QApplication.processEvents()

    return pressed


@pytest.mark.slow
def test_the_main_road_needs_no_mouse(
    make_window: MakeWindow,
    qtbot: QtBot,
    settings_file: SettingsFile,
    demo_clip: Path,
    tmp_path: Path,
    press: Press,
) -> None:
    film = two_people(demo_clip, tmp_path / "two people.mp4")
    settings_file.change(
        record_folder=str(tmp_path / "sessions"),
        marker_labels=("door", "question"),
        last_folder=str(tmp_path),
        repeat_files=True,
        coder="somebody",
    )
    window = make_window(demo=True)
    window.sources.loop = True

    def until(holds: Callable[[], bool]) -> None:
        qtbot.waitUntil(holds, timeout=PATIENCE_MS)

    # Open the film.
    press(window, Qt.Key.Key_O, CONTROL)
    until(lambda: QApplication.activeModalWidget() is not None)
    asked = QApplication.activeModalWidget()
    assert asked is not None
    press(asked, str(film))
    press(asked, Qt.Key.Key_Return)
    until(lambda: len(window.live_page.people.cards) == 2)

    # Record with marks.
    press(window, Qt.Key.Key_R, CONTROL | ALT)
    panel = window.dialogs.record_panel
    assert panel is not None
    press(panel, Qt.Key.Key_N, ALT)
    press(panel, "Two people")
    press(panel, Qt.Key.Key_Return)
    until(lambda: window.recording.is_on)
    recorder = window.recording._recorder
    assert recorder is not None
    until(lambda: recorder.counters["readings"].written > 10)
    press(window, Qt.Key.Key_1)
    press(window, Qt.Key.Key_2)
    until(lambda: recorder.counters["readings"].written > 40)
    press(window, Qt.Key.Key_R, CONTROL | SHIFT)
    until(lambda: window.banner.topic == "recorded")

    # Find it.
    press(window, Qt.Key.Key_4, ALT)
    library = window.pages.page("Library")
    assert isinstance(library, LibraryPage)
    until(lambda: len(library.model.summaries) == 1)
    press(window, Qt.Key.Key_F, CONTROL)
    press(window, "two people happy")
    until(lambda: library.count.text() == "1 session")
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Return)
    until(lambda: window.pages.shown == "Review")
    review = window.pages.page("Review")
    assert isinstance(review, ReviewPage)
    until(lambda: review.opened is not None and not review.loader.busy)
    assert [mark.label for mark in review.events.all()] == ["door", "question"]

    # Correct two answers, undo one.
    for begin, end, emotion in ((Qt.Key.Key_Home, None, "surprised"), (None, Qt.Key.Key_End, "calm")):
        if begin is not None:
            press(window, begin)
        press(window, Qt.Key.Key_BracketLeft)
        press(window, *((Qt.Key.Key_Right, SHIFT) if end is None else (end,)))
        press(window, Qt.Key.Key_BracketRight)
        press(window, Qt.Key.Key_C)
        until(lambda: review.coding.menu is not None)
        menu = review.coding.menu
        assert menu is not None
        QTest.keyClicks(menu, str(EMOTIONS.index(emotion) + 1))
        until(lambda label=emotion: label in [one.label for one in review.annotations.all()])  # type: ignore[misc]
        press(window, Qt.Key.Key_D, CONTROL)
    assert len(review.annotations.all()) == 2
    press(window, Qt.Key.Key_Z, CONTROL)
    (left,) = open_session(tmp_path / "sessions" / "Two people").annotations.all()
    assert left.label == "surprised"

    # Export.
    press(window, Qt.Key.Key_E, CONTROL | SHIFT)
    (dialog,) = window.dialogs.exports
    for kind, name in (("csv", "export.csv"), ("elan", "export.eaf"), ("report", "export.html")):
        press(dialog, Qt.Key.Key_F, ALT)
        press(dialog, Qt.Key.Key_Home)
        while dialog.chosen_kind != kind:
            before = dialog.chosen_kind
            press(dialog, Qt.Key.Key_Down)
            assert dialog.chosen_kind != before
        press(dialog, Qt.Key.Key_E, ALT)
        until(lambda name=name: dialog.state.text().endswith(name))  # type: ignore[misc]
    press(dialog, Qt.Key.Key_Escape)

    folder = tmp_path / "sessions" / "Two people"
    with (folder / "export.csv").open(newline="") as file:
        tracks = {row["track"] for row in csv.DictReader(file) if row["subject"] == "face"}
    assert len(tracks) >= 2
    assert "question" in (folder / "export.eaf").read_text(encoding="utf-8")
    assert "<svg" in (folder / "export.html").read_text(encoding="utf-8")
