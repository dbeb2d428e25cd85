"""Keeps dialogs on the screen: a size that fits it, and long texts that scroll."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

#: What the title of a dialog and a bar of the system take of the screen, and the margin at the sides, in pixels.
_BARS: Final = 64
_SIDES: Final = 24
#: A text has so much more room than it needs, so that no bar appears.
_SPARE: Final = 4


def resize_within_screen(dialog: QWidget, width: int, height: int) -> None:
    """Resize a dialog, but no larger than its screen leaves."""
    parent = dialog.parentWidget()
    room = (dialog if parent is None else parent).screen().availableGeometry()
    dialog.resize(min(width, room.width() - _SIDES), min(height, room.height() - _BARS))


def scrolled(body: QLabel, name: str) -> QScrollArea:
    """Return a text in an area that scrolls, with a name for screen readers."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    body.setAlignment(Qt.AlignmentFlag.AlignTop)
    area.setWidget(body)
    return area


def resize_to_text(dialog: QWidget, body: QLabel, least_width: int = 0) -> None:
    """Resize a dialog so that its text needs no scrolling, as far as the screen has room."""
    layout = dialog.layout()
    if layout is None:
        return
    margins = layout.contentsMargins()
    others = layout.sizeHint().height() - sum(area.sizeHint().height() for area in dialog.findChildren(QScrollArea))
    width = max(least_width, body.sizeHint().width() + margins.left() + margins.right() + 24)
    resize_within_screen(dialog, width, body.sizeHint().height() + others + _SPARE)
