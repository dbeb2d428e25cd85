"""The row of tools keeps all its buttons in view at every width, with words where there is room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton
from pytestqt.qtbot import QtBot

from emotion_desk.ui.source_controller import DEMO, NOTHING, SourceChoice
from emotion_desk.ui.source_picker import SourcePicker
from emotion_desk.ui.toolbar import Toolbar
from emotion_desk.ui.widgets.theme import DARK, Theme, apply_theme

WORDS = {"Open", "Analyse", "Snapshot", "People", "Send", "Settings", "About"}


@pytest.mark.parametrize(
    ("width", "below"), [(1920, True), (1400, True), (1380, False), (1160, False), (960, False), (900, False)]
)
def test_words_stand_below_icons_where_there_is_room(qtbot: QtBot, qapp: QApplication, width: int, below: bool) -> None:
    apply_theme(qapp, DARK)
    window = QMainWindow()
    qtbot.addWidget(window)
    toolbar = Toolbar(DARK)
    window.addToolBar(toolbar)
    window.resize(width, 200)
    window.show()
    qtbot.waitUntil(lambda: toolbar.width() == width, timeout=5000)
    style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    shown = {button.text() for button in toolbar.findChildren(QToolButton) if button.toolButtonStyle() == style}
    assert shown == (WORDS if below else set())
    about = toolbar.widgetForAction(toolbar.about)
    qtbot.waitUntil(
        lambda: about.width() >= about.sizeHint().width() and about.geometry().right() < width, timeout=5000
    )


def test_a_picker_keeps_a_device_that_was_unplugged_while_it_is_wanted(theme: Theme, qtbot: QtBot) -> None:
    picker = SourcePicker("No camera", "Camera", "Ctrl+1")
    qtbot.addWidget(picker)
    cam = SourceChoice("camera", "Cam")
    picker.set_devices([cam])
    assert picker.choices() == [NOTHING, cam, DEMO]
    picker.show_choice(cam)
    picker.set_devices([])
    assert picker.choices() == [NOTHING, DEMO, cam]
    assert picker.currentText() == "Cam"
    chosen: list[SourceChoice] = []
    picker.choice_made.connect(chosen.append)
    picker.activated.emit(0)
    assert chosen == [NOTHING]
    assert picker.currentText() == "Cam"
