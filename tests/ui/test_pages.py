"""The tabs of the window, with pages of the test's own and around the real window."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.pipeline.desk import Desk
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.load_ahead import build_ahead
from emotion_desk.ui.pages import PageContext, Pages, Tab, later_tabs
from emotion_desk.ui.review.page import ReviewPage
from emotion_desk.ui.widgets.theme import DARK, Theme
from tests.ui.conftest import MakeWindow


class Noted(QWidget):
    """A page that notes what happens to it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.looks = [context.theme]
        self.seen: list[str] = []

    def set_theme(self, theme: Theme) -> None:
        self.looks.append(theme)

    def finish(self) -> None:
        self.seen.append("finish")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        self.seen.append("show")

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self.seen.append("hide")


@pytest.fixture
def pages(qtbot: QtBot, settings_file: SettingsFile, theme: Theme) -> Iterator[Pages]:
    desk = Desk(None, None, None)
    context = PageContext(desk, settings_file, theme, lambda _text: None)
    made = Pages(QLabel("live"), lambda: context, [Tab("Noted", "Alt+2", "A page", Noted)])
    qtbot.addWidget(made)
    made.show()
    yield made
    desk.stop()


def test_a_page_is_built_once_and_when_it_is_first_shown(pages: Pages) -> None:
    assert pages.shown == "Live"
    assert pages.page("Noted") is None
    page = pages.show_page("Noted")
    assert isinstance(page, Noted)
    assert page.isVisible()
    pages.show_page("Live")
    assert not page.isVisible()
    assert pages.show_page("Noted") is page
    assert page.seen == ["show", "hide", "show"]
    with pytest.raises(KeyError):
        pages.show_page("Nowhere")


def test_pages_that_were_built_follow_the_theme_and_finish(pages: Pages) -> None:
    pages.set_theme(DARK)
    page = pages.show_page("Noted")
    assert isinstance(page, Noted)
    pages.set_theme(DARK)
    assert len(page.looks) == 2
    pages.finish()
    assert page.seen[-1] == "finish"


def test_modules_that_are_not_installed_have_no_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = (
        ("Gone", "Alt+9", "Not there", "emotion_desk.ui.nowhere.page"),
        ("Ui", "Alt+8", "", "emotion_desk.ui.live.gauges"),
    )
    monkeypatch.setattr("emotion_desk.ui.pages._LATER", gone)
    assert [tab.title for tab in later_tabs()] == ["Ui"]


def test_keys_turn_the_pages_of_the_window(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    with qtbot.waitActive(window, timeout=20_000):
        window.activateWindow()
    assert window.live_page.isVisible()
    if len(later_tabs()) == 0:
        pytest.skip("no page beside the live one is installed")
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.pages.shown == "Review"
    assert not window.live_page.isVisible()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.live_page.isVisible()


def test_review_is_built_ahead_piece_by_piece_and_shown_later(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    finished = threading.Thread(target=lambda: None)
    finished.start()
    finished.join()
    build_ahead(finished, window.pages)
    assert window.pages.page("Review") is None
    qtbot.waitUntil(lambda: window.pages.page("Review") is not None, timeout=20_000)
    assert window.pages.shown == "Live"
    built = window.pages.page("Review")
    assert isinstance(built, ReviewPage)
    assert not built.isVisible()
    assert window.pages.show_page("Review") is built
    assert built.isVisible()
    window.pages.build_ahead("Review")
    assert window.pages.page("Review") is built


def test_a_window_closes_while_a_page_is_built(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.pages.build_ahead("Review")
    qtbot.wait(40)
    assert window.pages.page("Review") is None
    window.close()
