"""The about dialog: version, licence, weights and shortcuts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from emotion_desk.errors import DeskError
from emotion_desk.resources import shipped
from emotion_desk.ui.language import keys_text, tr
from emotion_desk.ui.widgets.fitting import resize_to_text, scrolled
from emotion_desk.ui.widgets.theme import TITLE, font
from emotion_desk.version import __version__


def weights_lines() -> list[str]:
    """Return one line for each installed set of weights: file, licence and model card."""
    try:
        folder = shipped("models")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (DeskError, OSError, ValueError):
        return [tr("No weights are installed.")]
    cards = sorted(path.name for path in folder.glob("*.md"))
    entries = manifest.get("models", manifest) if isinstance(manifest, dict) else manifest
    found = entries.values() if isinstance(entries, dict) else entries
    lines = []
    for entry in found if isinstance(found, Iterable) else ():
        if isinstance(entry, dict) and "file" in entry:
            licence = entry.get("licence") or entry.get("license") or tr("see the model card")
            lines.append(f"{entry['file']}: {licence}")
    if cards:
        lines.append(tr("Model card: {cards} in {folder}", cards=", ".join(cards), folder=folder))
    return lines or [tr("No weights are installed.")]


class AboutDialog(QDialog):
    """Shows version, licence, weights and shortcuts."""

    #: The user asked for the privacy dialog.
    privacy_requested = Signal()

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Emotion Desk"))
        self.setMinimumWidth(460)
        heading = QLabel(f"Emotion Desk {__version__}")
        heading.setFont(font(TITLE, bold=True))
        weights = "<br>".join(escape(line) for line in weights_lines())
        keys = "".join(
            f"<tr><td style='padding-right:18px'><b>{escape(keys_text(action.shortcut().toString()))}</b></td>"
            f"<td>{escape(action.text().replace('&', ''))}</td></tr>"
            for action in actions
            if not action.shortcut().isEmpty()
        )
        body = QLabel(
            f"<p>{tr('Who is there and which emotion they show, by face and by voice, on your own machine.')}</p>"
            f"<p>{tr('Program: MIT licence.')}<br>{tr('Weights: {weights}', weights=weights)}</p>"
            f"<table style='margin-top:10px' cellspacing='2'>{keys}</table>"
        )
        body.setTextFormat(Qt.TextFormat.RichText)
        body.setWordWrap(True)
        body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        privacy = buttons.addButton(tr("&Privacy…"), QDialogButtonBox.ButtonRole.ActionRole)
        privacy.setToolTip(tr("What is stored, where and for how long (Alt+P)"))
        privacy.clicked.connect(lambda _on=False: self.privacy_requested.emit())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 18)
        rows.setSpacing(10)
        rows.addWidget(heading)
        rows.addWidget(scrolled(body, tr("About Emotion Desk")), 1)
        rows.addWidget(buttons)
        resize_to_text(self, body, 560)
