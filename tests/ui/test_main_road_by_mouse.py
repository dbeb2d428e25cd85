"""The main road by mouse: two people are recorded with marks, found, corrected and exported; names alone are typed."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QPushButton, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.sessions.reader import open_session
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.library.page import LibraryPage
from emotion_desk.ui.review.page import ReviewPage
from emotion_desk.ui.words import emotion
from tests.two_people import two_people
from tests.ui.conftest import MakeWindow

PATIENCE_MS = 120_000
LEFT = Qt.MouseButton.LeftButton


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click where a person could: on a widget that is shown and not disabled."""
    assert widget.isVisible(), widget
    assert widget.isEnabled(), widget
    QTest.mouseClick(widget, LEFT, Qt.KeyboardModifier.NoModifier, widget.rect().center() if at is None else at)
    QApplication.processEvents()


def click_entry(menu: QMenu, text: str) -> None:
    """Click the entry of an open menu that has a text."""
    (action,) = [one for one in menu.actions() if text in one.text().replace("&", "")]
    click(menu, menu.actionGeometry(action).center())


def click_entry_when_open(menu: QMenu, text: str, tries: int = 100) -> None:
    """Click the entry as soon as the menu is shown; on a loaded machine that takes a while."""
    if menu.isVisible() or not tries:
        click_entry(menu, text)
    else:
        QTimer.singleShot(100, lambda: click_entry_when_open(menu, text, tries - 1))


def choose_entry(button: QToolButton, text: str) -> None:
    """Open the menu of a button and click an entry; the press returns when the menu is closed."""
    menu = button.menu()
    QTimer.singleShot(100, lambda: click_entry_when_open(menu, text))
    click(button)


def drag(widget: QWidget, begin: QPoint, end: QPoint) -> None:
    """Drag from one place to another."""
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(widget, LEFT, none, begin)
    for part in (0.3, 0.6, 1.0):
        at = QPointF(begin + (end - begin) * part)
        move = QMouseEvent(QEvent.Type.MouseMove, at, widget.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, none)
        QApplication.sendEvent(widget, move)
    QTest.mouseRelease(widget, LEFT, none, end)
    QApplication.processEvents()


def named(parent: QWidget, text: str) -> QPushButton:
    """Return the button with a text."""
    (button,) = [one for one in parent.findChildren(QPushButton) if one.text().replace("&", "") == text]
    return button


def pages(bar: QTabBar) -> list[str]:
    """Return the texts of the tabs."""
    return [bar.tabText(number) for number in range(bar.count())]


def choose(box: QComboBox, value: object) -> None:
    """Open a list and click the entry that has a value."""
    click(box)
    index = box.model().index(box.findData(value), box.modelColumn())
    box.view().scrollTo(index)
    QTest.qWait(
        QApplication.doubleClickInterval() + 200
    )  # until then Qt takes a release for the end of the first click
    QTest.mouseMove(box.view().viewport(), box.view().visualRect(index).center())
    click(box.view().viewport(), box.view().visualRect(index).center())


@pytest.mark.slow
def test_the_main_road_by_mouse(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile, demo_clip: Path, tmp_path: Path
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
    window.resize(1366, 768)
    window.sources.loop = True

    def until(holds: Callable[[], bool]) -> None:
        qtbot.waitUntil(holds, timeout=PATIENCE_MS)

    # Open the film: it is dropped on the window.
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(film))])
    place, none = QPointF(window.rect().center()), Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, files, LEFT, none))
    until(lambda: len(window.live_page.people.cards) == 2)

    # Record with marks: the arrow of the red button asks first.
    split = window.toolbar.widgetForAction(window.toolbar.record)
    assert isinstance(split, QToolButton)
    menu = split.menu()
    QTimer.singleShot(100, lambda: click_entry_when_open(menu, "options"))
    click(split, QPoint(split.width() - 6, split.height() // 2))
    panel = window.dialogs.record_panel
    assert panel is not None
    click(panel.name)
    QTest.keyClicks(panel.name, "Two people")
    click(panel.record)
    until(lambda: window.recording.is_on)
    recorder = window.recording._recorder
    assert recorder is not None
    until(lambda: recorder.counters["readings"].written > 10)
    for button in window.record_bar.markers[:2]:
        click(button)
    until(lambda: recorder.counters["readings"].written > 40)
    click(window.record_bar.stop)
    until(lambda: window.banner.topic == "recorded")

    # Find it, and open it by a double click.
    bar = window.pages.bar
    click(bar, bar.tabRect(pages(bar).index("Library")).center())
    library = window.pages.page("Library")
    assert isinstance(library, LibraryPage)
    until(lambda: len(library.model.summaries) == 1)
    click(library.field)
    QTest.keyClicks(library.field, "two people happy")
    until(lambda: library.count.text() == "1 session")
    rows = library.table.viewport()
    row = library.table.visualRect(library.model.index(0, 1)).center()
    click(rows, row)
    QTest.mouseDClick(rows, LEFT, Qt.KeyboardModifier.NoModifier, row)
    until(lambda: window.pages.shown == "Review")
    review = window.pages.page("Review")
    assert isinstance(review, ReviewPage)
    until(lambda: review.opened is not None and not review.loader.busy)
    assert [mark.label for mark in review.events.all()] == ["door", "question"]

    # Correct two answers of one person, undo one: spans are dragged, words chosen from menus.
    lines = review.timelines
    until(lambda: len(lines._places) >= 2)
    height = round(lines._places[0][0].center().y())
    click(lines, QPoint(lines.width() // 2, height))
    for begin, end, word in ((0.3, 0.45, "surprised"), (0.6, 0.8, "calm")):
        drag(lines, QPoint(round(lines.width() * begin), height), QPoint(round(lines.width() * end), height))
        assert review.coding.span is not None
        choose_entry(review.edit, "Correct the answer")
        until(lambda: review.coding.menu is not None)
        chosen = review.coding.menu
        assert chosen is not None
        click_entry(chosen, emotion(word))
        until(lambda word=word: word in [one.label for one in review.annotations.all()])  # type: ignore[misc]
    choose_entry(review.edit, "Undo")
    folder = tmp_path / "sessions" / "Two people"
    (left,) = open_session(folder).annotations.all()
    assert left.label == "surprised"

    # Export.
    click(named(review, "Export…"))
    (dialog,) = window.dialogs.exports
    for kind, name in (("csv", "export.csv"), ("elan", "export.eaf"), ("report", "export.html")):
        choose(dialog.kind, kind)
        until(dialog.start.isEnabled)
        click(dialog.start)
        until(lambda name=name: dialog.state.text().endswith(name))  # type: ignore[misc]
    click(dialog.shut)
    with (folder / "export.csv").open(newline="") as file:
        tracks = {row["track"] for row in csv.DictReader(file) if row["subject"] == "face"}
    assert len(tracks) >= 2
    assert "question" in (folder / "export.eaf").read_text(encoding="utf-8")
    assert "<svg" in (folder / "export.html").read_text(encoding="utf-8")
