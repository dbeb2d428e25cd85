"""A label that shows its text as it is.

Names of people, files and devices and sentences that hold them come from outside, and ``QLabel`` would take ``<img>``
in them for rich text.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label of plain text.

    Args:
        text: shown at first.
        parent: of the label.
    """
    label = QLabel(text) if parent is None else QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def plain_tip(text: str) -> str:
    """Return a text for a tooltip, which has no plain format, such that it is shown as it is."""
    if "<" not in text:
        return text
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>"
