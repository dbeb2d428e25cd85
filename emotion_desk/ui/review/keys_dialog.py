"""The dialog with the shortcuts of the review page."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from emotion_desk.ui.language import keys_text, tr
from emotion_desk.ui.review.controls import COMMANDS
from emotion_desk.ui.widgets.fitting import resize_to_text, scrolled


def show_keys(parent: QWidget) -> QDialog:
    """Show the shortcuts; returns at once."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(tr("Keys of the review"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    half = -(-len(COMMANDS) // 2)
    lines = []
    for left, right in zip(COMMANDS[:half], [*COMMANDS[half:], None], strict=False):
        pair = [left] if right is None else [left, right]
        written = (
            f"<td style='padding-right:12px'><b>{escape(keys_text(command.keys))}</b></td>"
            f"<td style='padding-right:28px'>{escape(tr(command.text))}</td>"
            for command in pair
        )
        lines.append(f"<tr>{''.join(written)}</tr>")
    body = QLabel(f"<table cellspacing='3'>{''.join(lines)}</table>")
    body.setTextFormat(Qt.TextFormat.RichText)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    rows = QVBoxLayout(dialog)
    rows.setContentsMargins(24, 20, 24, 18)
    rows.addWidget(scrolled(body, tr("Keys of the review")), 1)
    rows.addWidget(buttons)
    resize_to_text(dialog, body)
    body.setWordWrap(True)  # in a narrow window
    dialog.open()
    return dialog
