"""Nothing is cut in the smallest window, which fits a screen of 1366 x 768 at 150 percent."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.settings import Settings, SettingsFile
from emotion_desk.ui.settings_dialog import SettingsDialog
from emotion_desk.ui.widgets.theme import Theme
from emotion_desk.ui.window_parts import LEAST_HEIGHT, LEAST_WIDTH
from tests.ui.conftest import MakeWindow

PAGES = ("Live", "Review", "Sound lab", "Library", "Studies")


def cut(top: QWidget) -> list[str]:
    """Return the visible buttons and choices that have less room than they need, or stick out of the window."""
    found = []
    for widget in top.findChildren(QWidget):
        if not isinstance(widget, QAbstractButton | QComboBox) or not widget.isVisible():
            continue
        needed, place = widget.minimumSizeHint(), widget.mapTo(top, widget.rect().topRight())
        fixed = isinstance(widget, QComboBox) and widget.minimumWidth() == widget.maximumWidth()  # elides its entry
        if (widget.width() < needed.width() and not fixed) or place.x() >= top.width():
            name = widget.accessibleName() or str(widget.property("text"))
            found.append(f"{type(widget).__name__} {name}: {widget.size().toTuple()} of {needed.toTuple()}")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("title", PAGES)
def test_no_page_is_cut(make_window: MakeWindow, qtbot: QtBot, title: str) -> None:
    window = make_window(demo=True)
    page = window.pages.show_page(title)
    banner = getattr(page, "banner", None)
    if banner is not None:
        banner.show_topic("note", "Recorded 1:02: interview", ("&Review", print), ("Show &folder", print))
    window.resize(LEAST_WIDTH, LEAST_HEIGHT)
    window.record_bar.setVisible(True)
    for _ in range(5):
        QApplication.processEvents()
    assert window.size().toTuple() == (LEAST_WIDTH, LEAST_HEIGHT)
    hint = page.minimumSizeHint()
    assert hint.width() <= page.width()
    assert hint.height() <= page.height()
    assert cut(window) == []


def test_the_smallest_window_fits_the_screen() -> None:
    assert LEAST_WIDTH <= 1366 / 1.5
    assert LEAST_HEIGHT <= (768 - 2 * 48) / 1.5  # beside its title and the bar of the system


def test_the_settings_fit_too(qtbot: QtBot, theme: Theme) -> None:
    dialog = SettingsDialog(Settings(), "/home/somebody/.config/emotion-desk/settings.json")
    qtbot.addWidget(dialog)
    dialog.show()
    for index in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(index)
        QApplication.processEvents()
        assert cut(dialog) == []
        # The display server may still answer with the size that the window was made with.
        qtbot.waitUntil(lambda: dialog.height() <= LEAST_HEIGHT and dialog.width() <= LEAST_WIDTH)


def test_nothing_moves_when_a_recording_begins(make_window: MakeWindow) -> None:
    window = make_window()
    QApplication.processEvents()
    before = window.pages.stack.geometry()
    window.record_bar.show()
    QApplication.processEvents()
    assert window.pages.stack.geometry() == before


def test_the_first_window_is_no_larger_than_its_screen(make_window: MakeWindow, settings_file: SettingsFile) -> None:
    window = make_window()
    for width, height, expected in ((1366, 768, (1280, 728)), (911, 512, (895, 472)), (3840, 2160, (1280, 800))):
        window.fit_to(QRect(0, 0, width, height))
        assert (window.width(), window.height()) == (max(expected[0], window.minimumWidth()), expected[1])
    window.resize(1000, 600)
    settings_file.change(geometry="kept")
    window.fit_to(QRect(0, 0, 3840, 2160))
    assert (window.width(), window.height()) == (1000, 600)
