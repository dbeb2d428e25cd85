"""Whoever works by keyboard sees where the keyboard is: every control looks different while it has it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from emotion_desk.settings import Settings, SettingsFile
from emotion_desk.ui.settings_dialog import SettingsDialog
from emotion_desk.ui.widgets.theme import DARK, LIGHT, Theme, apply_theme
from tests.ui.conftest import MakeWindow, quiet_window

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)


def unseen(top: QWidget) -> list[str]:
    """Return the controls of a window that look the same with and without the keyboard."""
    controls = [
        widget
        for widget in top.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.window() is top
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
    ]
    assert len(controls) > 1
    found = []
    for number, widget in enumerate(controls):
        controls[number - 1].setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert widget.hasFocus()
        if widget.grab().toImage() == without:
            found.append(f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()}")
    return found


def active(qtbot: QtBot, top: QWidget) -> QWidget:
    with qtbot.waitActive(top, timeout=20_000):
        top.show()
        top.activateWindow()
    return top


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def colours(request: pytest.FixtureRequest, qapp: QApplication, settings_file: SettingsFile) -> Theme:
    shown: Theme = request.param
    settings_file.change(theme="dark" if shown.dark else "light")
    apply_theme(qapp, shown)
    return shown


@pytest.mark.slow
@pytest.mark.usefixtures("colours")
@pytest.mark.parametrize("title", ["Live", "Review", "Sound lab", "Library", "Studies"])
def test_the_keyboard_is_seen_on_every_page(make_window: MakeWindow, qtbot: QtBot, title: str) -> None:
    window = quiet_window(make_window)
    window.resize(1366, 768)
    window.pages.show_page(title)
    active(qtbot, window)
    qtbot.wait(500)  # pages arrive in steps
    assert unseen(window) == []


@pytest.mark.usefixtures("colours")
def test_the_keyboard_is_seen_in_dialogs(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = quiet_window(make_window)
    window.dialogs.open_record_panel()
    panel = window.dialogs.record_panel
    assert panel is not None
    assert unseen(active(qtbot, panel)) == []
    panel.close()
    dialog = SettingsDialog(Settings(), "/home/somebody/.config/emotion-desk/settings.json")
    qtbot.addWidget(dialog)
    active(qtbot, dialog)
    for index in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(index)
        QApplication.processEvents()
        assert unseen(dialog) == []
