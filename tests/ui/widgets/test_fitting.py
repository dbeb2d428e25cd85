"""Dialogs stay on the screen, whatever their text."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.ui.about_dialog import AboutDialog
from emotion_desk.ui.review.keys_dialog import show_keys
from emotion_desk.ui.widgets.fitting import resize_to_text, resize_within_screen, scrolled
from tests.ui.conftest import MakeWindow


def test_a_dialog_is_no_larger_than_its_screen(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    room = dialog.screen().availableGeometry()
    resize_within_screen(dialog, 99_999, 99_999)
    assert dialog.width() < room.width()
    assert dialog.height() < room.height()
    resize_within_screen(dialog, 300, 200)
    assert dialog.size().toTuple() == (300, 200)


def test_a_long_text_scrolls_and_a_short_one_does_not(qtbot: QtBot) -> None:
    for lines, scrolls in ((3, False), (400, True)):
        dialog = QDialog()
        qtbot.addWidget(dialog)
        body = QLabel("<br>".join(["some words"] * lines))
        area = scrolled(body, "words")
        QVBoxLayout(dialog).addWidget(area)
        resize_to_text(dialog, body)
        dialog.show()
        qtbot.waitExposed(dialog)
        assert (area.verticalScrollBar().maximum() > 0) == scrolls
        assert dialog.height() < body.sizeHint().height() + 80


def test_the_shortcuts_fit(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    room = window.screen().availableGeometry()
    about = AboutDialog(window.actions(), window)
    qtbot.addWidget(about)
    about.show()
    keys: QWidget = show_keys(window.pages.show_page("Review"))
    for dialog in (about, keys):
        assert dialog.width() <= room.width()
        assert dialog.height() <= room.height()
    keys.close()
