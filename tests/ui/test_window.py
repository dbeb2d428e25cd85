"""The window around a real desk: its actions and keys, its theme, its sizes, its end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emotion_desk.settings import SettingsFile
from emotion_desk.ui.about_dialog import AboutDialog
from emotion_desk.ui.help_tour import HelpTour
from emotion_desk.ui.review.page import ReviewPage
from emotion_desk.ui.settings_dialog import SettingsDialog
from emotion_desk.ui.widgets.theme import DARK
from tests.ui.conftest import SINGLES_REASON, MakeWindow, quiet_window


def test_a_mode_that_is_not_there_is_greyed_with_the_reason(make_window: MakeWindow) -> None:
    window = make_window()
    singles, multitask = window.toolbar.modes["singles"], window.toolbar.modes["multitask"]
    assert not singles.isEnabled()
    assert singles.toolTip() == SINGLES_REASON
    assert multitask.isEnabled()
    assert multitask.isChecked()
    window.choose_mode("singles")
    assert window.modes.chosen == "multitask"
    assert multitask.isChecked()


def test_a_mode_that_is_there_loads(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(available={"multitask": None, "singles": None})
    window.toolbar.modes["singles"].trigger()
    assert window.modes.chosen == "singles"
    assert window.settings_file.values.mode == "singles"
    qtbot.waitUntil(lambda: "network is ready" in window.status.message.full_text(), timeout=5000)


def test_every_action_has_its_own_key_and_a_tooltip_that_names_it(make_window: MakeWindow) -> None:
    window = make_window()
    actions = window.actions()
    keys = [action.shortcut().toString() for action in actions]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    for action in (window.toolbar.open, window.toolbar.snapshot, window.toolbar.settings, window.toolbar.about):
        assert action.shortcut().toString() in action.toolTip()


@pytest.mark.parametrize(
    ("key", "modifier", "dialog"),
    [
        (Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier, AboutDialog),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, HelpTour),
        (Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier, SettingsDialog),
    ],
)
def test_keys_open_dialogs(
    make_window: MakeWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, dialog: type
) -> None:
    window = make_window()
    with qtbot.waitActive(window, timeout=20_000):
        window.activateWindow()
    QTest.keyClick(window, key, modifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(dialog)), timeout=2000)
    window.findChildren(dialog)[0].reject()


@pytest.mark.parametrize(("key", "side"), [(Qt.Key.Key_1, "cameras"), (Qt.Key.Key_2, "microphones")])
def test_keys_open_the_pickers(make_window: MakeWindow, qtbot: QtBot, key: Qt.Key, side: str) -> None:
    window = make_window()
    with qtbot.waitActive(window, timeout=20_000):
        window.activateWindow()
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    picker = getattr(window.toolbar, side)
    assert picker.view().isVisible()
    QTest.keyClick(picker.view(), Qt.Key.Key_Escape)


def test_escape_dismisses_the_banner(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    with qtbot.waitActive(window, timeout=20_000):
        window.activateWindow()
    window.banner.show_topic("note", "Something.")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.banner.isVisible()


def test_the_theme_switches_everything(make_window: MakeWindow, qapp: QApplication) -> None:
    window = make_window()
    light = window.live_page.grab().toImage().pixelColor(2, 2)
    window.apply({"theme": "dark"})
    dark = window.live_page.grab().toImage().pixelColor(2, 2)
    assert light.lightness() > 200
    assert dark.lightness() < 60
    assert qapp.palette().window().color().name() == DARK.window.lower()
    assert SettingsFile(window.settings_file.path).values.theme == "dark"
    window.apply({"theme": "light"})


def test_geometry_is_kept(make_window: MakeWindow, settings_file: SettingsFile) -> None:
    window = make_window()
    window.resize(970, 655)
    window.close()
    assert SettingsFile(settings_file.path).values.geometry
    again = make_window()
    again._restore()
    assert again.height() == 655  # the width is bound to the small screen that "offscreen" has


def test_it_fits_a_small_screen(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.resize(1024, 640)
    qtbot.wait(20)
    assert (window.width(), window.height()) == (1024, 640)
    about = window.toolbar.widgetForAction(window.toolbar.about)
    assert about.isVisible()
    assert about.geometry().right() < 1024
    assert window.live_page.picture.height() >= 180


def test_closing_stops_the_desk(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    qtbot.waitUntil(lambda: window.live_page.picture.packet is not None, timeout=8000)
    with qtbot.waitSignal(window.closed, timeout=6000):
        window.close()
    assert not window.isVisible()


def test_frames_are_lost_only_while_the_live_page_is_in_front(
    make_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = quiet_window(make_window)
    figures = window.desk.figures()

    def dropped(count: int) -> str:
        monkeypatch.setattr(window.desk, "figures", lambda: replace(figures, frames_dropped=count))
        window.poller.show_status()
        return window.status.fields["dropped"].text()

    assert dropped(2) == "2 dropped"
    window.pages.show_page("Review")
    assert dropped(50) == "2 dropped"
    window.pages.show_page("Live")
    assert dropped(51) == "3 dropped"


def test_every_tool_is_visible_in_the_smallest_window(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.resize(window.minimumSize())
    bar = window.toolbar
    for action in (bar.open, bar.snapshot, bar.record, bar.settings, bar.about):
        button = bar.widgetForAction(action)
        qtbot.waitUntil(lambda button=button: button.isVisible() and bar.rect().contains(button.geometry()))  # type: ignore[misc]


def test_the_review_page_fits_the_smallest_window(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    page = window.pages.show_page("Review")
    assert isinstance(page, ReviewPage)
    page.banner.show_topic("note", "Something.", ("&Do", lambda: None))
    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: page.controls.isVisible() and page.picture.height() > 0)
    assert page.picture.geometry().bottom() < page.controls.geometry().top() + 1
    assert page.minimumSizeHint().height() <= window.pages.stack.height()
