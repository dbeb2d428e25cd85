"""What a screen reader is told: every control of every page and dialog has a name, and names carry values."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from emotion_desk.settings import Settings
from emotion_desk.ui.settings_dialog import SettingsDialog
from emotion_desk.ui.widgets.theme import Theme
from tests.ui.conftest import MakeWindow

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit)


def unnamed(parent: QWidget) -> Iterator[str]:
    """Give the controls that a screen reader could not name."""
    for widget in parent.findChildren(QWidget):
        own = widget.objectName()
        if not isinstance(widget, CONTROLS) or isinstance(widget, QScrollBar) or own.startswith("qt_"):
            continue
        above = widget.parentWidget()
        if isinstance(above, QAbstractSpinBox | QComboBox) or (above and above.objectName().startswith("qt_")):
            continue  # a part of the control above it
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.text(QAccessible.Text.Name).strip():
            yield f"{type(above).__name__} > {type(widget).__name__} {own or widget.toolTip()!r}"


@pytest.mark.parametrize("page", ["Live", "Review", "Sound lab", "Library", "Studies"])
def test_every_control_of_a_page_has_a_name(make_window: MakeWindow, page: str) -> None:
    window = make_window()
    window.pages.show_page(page)
    assert sorted(unnamed(window)) == []


def test_every_control_of_the_dialogs_has_a_name(make_window: MakeWindow, qtbot: QtBot, theme: Theme) -> None:
    window = make_window()
    window.dialogs.open_record_panel()
    assert window.dialogs.record_panel is not None
    settings = SettingsDialog(Settings(), "settings.json")
    qtbot.addWidget(settings)
    for dialog in (window.dialogs.record_panel, settings):
        assert sorted(unnamed(dialog)) == []
