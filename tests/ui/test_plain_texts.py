"""Names from outside are shown as they are: no label, message box or tip takes them for rich text."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

import emotion_desk.ui
from emotion_desk.ui.widgets.banner import Banner
from emotion_desk.ui.widgets.plain_label import plain_label, plain_tip

UI = Path(emotion_desk.ui.__file__).parent
#: What these show is written by the desk, and escaped where it is not.
RICH = {"about_dialog.py", "consent_dialog.py", "help_tour.py", "keys_dialog.py", "privacy_dialog.py", "why_panel.py"}
NAME = "<b>Ada</b> <img src='file:///etc/hostname'>"


def calls(file: Path, name: str) -> list[int]:
    """Return the lines of a file in which a function of this name is called."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: file.relative_to(UI).as_posix())
def test_labels_and_boxes_are_plain(file: Path) -> None:
    if file.name not in RICH | {"plain_label.py"}:
        assert not calls(file, "QLabel")
    text = file.read_text(encoding="utf-8")
    assert text.count("setTextFormat(Qt.TextFormat.PlainText)") >= len(calls(file, "QMessageBox"))


def test_a_label_and_a_banner_show_a_name_as_it_is(qtbot: QtBot) -> None:
    assert plain_label(NAME).textFormat() == Qt.TextFormat.PlainText
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_topic("failed", f"'{NAME}' cannot be read.")
    assert banner.text.textFormat() == Qt.TextFormat.PlainText


def test_a_tip_shows_a_name_as_it_is() -> None:
    shown = QTextDocument()
    shown.setHtml(plain_tip(NAME))
    assert shown.toPlainText() == NAME
    assert plain_tip("Ada & Bob\n2 of 3") == "Ada & Bob\n2 of 3"
