"""The header of a plot: its title and the legend of its colours."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from emotion_desk.ui.widgets.theme import SMALL, Theme, font

_SWATCH = 9
_GAP = 12
#: Where there is no room for the title the entries stand closer and begin further left.
_NARROW_GAP = 6
_NARROW_LEFT = 12.0


class PlotHeader(QWidget):
    """A title on the left and colour swatches with names on the right."""

    def __init__(self, theme: Theme, title: str, entries: list[tuple[str, str | None]]) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self._entries = entries
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size."""
        return QSize(300, 22)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint title and legend; the title is left out where both do not fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        small, bold = font(SMALL), font(SMALL, bold=True)
        metrics = QFontMetricsF(small)
        widths = [metrics.horizontalAdvance(word) + _SWATCH + 5 for word, _colour in self._entries]
        right = self.width() - 14.0
        free = right - 12 - sum(widths) - _GAP * (len(widths) - 1)
        title_width = QFontMetricsF(bold).horizontalAdvance(self._title) + _GAP
        has_title = free > title_width
        gap = _GAP if has_title else _NARROW_GAP
        x = right - sum(widths) - gap * max(len(widths) - 1, 0) if has_title else _NARROW_LEFT
        middle = self.height() / 2
        if has_title:
            painter.setFont(bold)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QRectF(12, 0, title_width, self.height()), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(small)
        for (word, colour), width in zip(self._entries, widths, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour or self._theme.speech))
            painter.drawRoundedRect(QRectF(x, middle - _SWATCH / 2, _SWATCH, _SWATCH), 2, 2)
            painter.setPen(QColor(self._theme.muted))
            box = QRectF(x + _SWATCH + 5, 0, width, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, word)
            x += width + gap
        painter.end()
