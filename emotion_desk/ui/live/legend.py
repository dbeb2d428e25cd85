"""The header of a plot: its title and the legend of its colours."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from emotion_desk.ui.widgets.theme import SMALL, Theme, font

_GAP = 12
#: Side of a swatch, pixels from it to its word, and pixels between entries: beside the title, and without it.
_WIDE = (9, 5, 12)
_NARROW = ((9, 5, 6), (7, 3, 4))
_NARROW_LEFT = 12.0
#: Height of a line in pixels.
_LINE = 22


def _width(words: list[float], swatch: int, space: int, gap: int) -> float:
    """Return the width of all entries in pixels."""
    return sum(words) + len(words) * (swatch + space) + gap * max(len(words) - 1, 0)


class PlotHeader(QWidget):
    """A title on the left and colour swatches with names on the right."""

    def __init__(self, theme: Theme, title: str, entries: list[tuple[str, str | None]]) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self._entries = entries
        self._lines = 1
        self.setFixedHeight(_LINE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Take a second line where the words would be cut."""
        metrics = QFontMetricsF(font(SMALL))
        words = [metrics.horizontalAdvance(word) for word, _colour in self._entries]
        self._lines = 1 if _NARROW_LEFT + _width(words, *_NARROW[-1]) <= self.width() else 2
        self.setFixedHeight(_LINE * self._lines)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size."""
        return QSize(300, _LINE * self._lines)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint title and legend; the title is left out where both do not fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        if self._lines > 1:
            half = (len(self._entries) + 1) // 2
            self._draw(painter, self._entries[:half], 0.0, "")
            self._draw(painter, self._entries[half:], float(_LINE), "")
        else:
            self._draw(painter, self._entries, 0.0, self._title)
        painter.end()

    def _draw(self, painter: QPainter, entries: list[tuple[str, str | None]], top: float, title: str) -> None:
        small, bold = font(SMALL), font(SMALL, bold=True)
        metrics = QFontMetricsF(small)
        words = [metrics.horizontalAdvance(word) for word, _colour in entries]
        right = self.width() - 14.0
        title_width = QFontMetricsF(bold).horizontalAdvance(title) + _GAP
        has_title = bool(title) and right - 12 - _width(words, *_WIDE) > title_width
        swatch, space, gap = (
            _WIDE
            if has_title
            else next((kind for kind in _NARROW if _NARROW_LEFT + _width(words, *kind) <= self.width()), _NARROW[-1])
        )
        # Where even the closest entries do not fit, every word gives up the same share.
        least = _NARROW_LEFT + _width(words, swatch, space, gap)
        share = 1.0 if has_title else min(1.0, 1.0 - (least - self.width()) / max(sum(words), 1.0))
        x = right - _width(words, swatch, space, gap) if has_title else _NARROW_LEFT
        middle = top + _LINE / 2
        if has_title:
            painter.setFont(bold)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QRectF(12, top, title_width, _LINE), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(small)
        for (word, colour), full in zip(entries, words, strict=True):
            wide = full * share
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour or self._theme.speech))
            painter.drawRoundedRect(QRectF(x, middle - swatch / 2, swatch, swatch), 2, 2)
            painter.setPen(QColor(self._theme.muted))
            box = QRectF(x + swatch + space, top, wide + 1, _LINE)
            shown = word if share >= 1 else metrics.elidedText(word, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            x += swatch + space + wide + gap
