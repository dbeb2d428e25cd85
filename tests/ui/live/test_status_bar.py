"""The status bar: figures that have no room are told by the button, and push nothing out of the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from emotion_desk.messages import Spread
from emotion_desk.pipeline.desk import Desk
from emotion_desk.ui.live.status_bar import StatusBar, StatusValues
from emotion_desk.ui.widgets.theme import Theme


@pytest.mark.parametrize("width", [900, 1366, 1920])
def test_the_details_fit(qtbot: QtBot, theme: Theme, width: int) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = StatusBar()
    window.setStatusBar(bar)
    window.setMinimumSize(600, 100)
    window.resize(width, 200)
    window.show()
    bar.show_open_devices({})
    bar.show_figures(True)
    bar.show_values(StatusValues(Desk(None, None, None).figures(), 25.0, Spread(40.0, 80.0), Spread(50.0, 90.0), 3))
    bar.show_message("two people.mp4 is open.")
    qtbot.waitUntil(lambda: bar.details.geometry().right() < width)
    shown = [name for name, label in bar.fields.items() if not label.isHidden()]
    assert "fps" in shown
    assert window.width() == bar.width() == width
    qtbot.waitUntil(lambda: bar.message.width() > 60)
    left_out = [name for name in bar.fields if name not in shown]
    assert bool(left_out) == (width < 1000)
    assert ("overflows" in left_out) == (str(bar.fields["overflows"].text()) in bar.details.toolTip())
    bar.show_figures(False)
    assert all(label.isHidden() for label in bar.fields.values())
