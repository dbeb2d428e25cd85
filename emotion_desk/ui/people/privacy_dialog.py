"""The privacy dialog: promises, and everything that is stored: where, how much, how long."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from emotion_desk.privacy import PROMISES, STORED, Stored, bytes_at
from emotion_desk.ui.language import plural, tr
from emotion_desk.ui.widgets.fitting import resize_within_screen, scrolled
from emotion_desk.ui.widgets.theme import TITLE, font


class PrivacyDialog(QDialog):
    """Shows promises and stored data; sizes are measured when it is opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Privacy"))
        self.setModal(False)
        heading = QLabel(tr("What happens to pictures and sound"))
        heading.setFont(font(TITLE, bold=True))
        self.body = QLabel(_page())
        self.body.setTextFormat(Qt.TextFormat.RichText)
        self.body.setWordWrap(True)
        self.body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        area = scrolled(self.body, tr("Privacy"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 18)
        rows.setSpacing(12)
        rows.addWidget(heading)
        rows.addWidget(area, 1)
        rows.addWidget(buttons)
        resize_within_screen(self, 640, 600)


def _page() -> str:
    promises = "".join(f"<li style='margin-bottom:6px'>{escape(tr(text))}</li>" for text in PROMISES)
    stored = "".join(_entry(one) for one in STORED)
    return (
        f"<ul style='margin-left:-20px'>{promises}</ul><h3>{tr('What is stored')}</h3>"
        f"<p>{tr('These things and nothing else; no file of the desk leaves this machine by itself.')}</p>{stored}"
    )


def _entry(one: Stored) -> str:
    place = escape(tr(one.place)) if one.where is None else _measured(one)
    until = escape(tr(one.until))
    return (
        f"<p><b>{escape(tr(one.title))}</b><br>{escape(_sentence(tr(one.what)))}<br>"
        f"{tr('Where: {place}', place=place)}<br>{tr('How long: {until}', until=until)}</p>"
    )


def _measured(one: Stored) -> str:
    """Return path and size; long paths may wrap at each separator."""
    assert one.where is not None
    path = one.where()
    try:
        size = bytes_at(path)
    except OSError:
        return tr("{path} (cannot be read)", path=escape(str(path)))
    broken = escape(str(path)).replace("/", "/<wbr>").replace("\\", "\\<wbr>")
    if not size:
        return tr("{path} (nothing now)", path=broken)
    return plural("{path} (%n byte)", "{path} (%n bytes)", size, path=broken)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
