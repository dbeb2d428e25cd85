"""A label of one line that is elided where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class ElidedLabel(QLabel):
    """A label of one line that is elided instead of widening its layout."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._whole = text
        self._short = self._tip = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_full_text(self, text: str, short: str = "", tip: str = "") -> None:
        """Set the text.

        Where it does not fit, ``short`` is shown instead if given, and the tooltip contains the full text, before
        ``tip``.
        """
        if (text, short, tip) != (self._whole, self._short, self._tip):
            self._whole, self._short, self._tip = text, short, tip
            self.setAccessibleName(text)
            self.update()

    def full_text(self) -> str:
        """Return the text before it was elided."""
        return self._whole

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the part of the text that fits."""
        fits = self.fontMetrics().horizontalAdvance(self._whole) <= self.width()
        text = self._whole if fits else self._short or self._whole
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
        self.setToolTip("\n".join(filter(None, (self._whole if shown != self._whole else "", self._tip))))
