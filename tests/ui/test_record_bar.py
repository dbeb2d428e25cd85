"""What is clicked while a recording runs does not move under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.settings import SettingsFile
from emotion_desk.ui.window import MainWindow
from tests.ui.conftest import MakeWindow


def places(window: MainWindow) -> dict[str, tuple[int, int]]:
    """Return left edge and width of the buttons of the bar and of the tools beside the record button."""
    bar, tools = window.record_bar, window.toolbar
    buttons: dict[str, QWidget] = {f"marker {number}": button for number, button in enumerate(bar.markers, 1)}
    buttons |= {"pause": bar.pause, "stop": bar.stop}
    record = tools.widgetForAction(tools.record)
    others = [button for button in tools.findChildren(QToolButton) if button is not record and button.text()]
    buttons |= {button.text(): button for button in others}
    return {
        name: (button.mapTo(window, QPoint(0, 0)).x(), button.width())
        for name, button in buttons.items()
        if button.isVisible()
    }


def test_no_button_moves_while_a_recording_runs(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile
) -> None:
    settings_file.change(marker_labels=("door", "question"))
    window = make_window()
    window.resize(1280, 720)

    def seen(on: bool, text: str) -> dict[str, tuple[int, int]]:
        window.recording.state_changed.emit(on, text, "")
        for _ in range(5):
            QApplication.processEvents()
        return places(window)

    before = seen(False, "")
    first = seen(True, "● REC 0:00")
    assert {"marker 1", "marker 2", "pause", "stop"} < set(first)
    assert {"People", "Send"} < set(before)
    assert all(first[name] == before[name] for name in before)
    for text in ("● REC 0:10 · 1 lost", "● REC 12:00 · 883 lost", "● REC · no picture, no sound"):
        assert seen(True, text) == first
    seen(False, "")
