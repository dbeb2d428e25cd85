"""The header of a plot: its title and the legend of its colours."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from emotion_desk.ui.widgets.theme import SMALL, Theme, font

_GAP = 12
#: Side of a swatch, pixels from it to its word, and pixels between entries: beside the title, and without it.
_WIDE = (9, 5, 12)
_NARROW = ((9, 5, 6), (7, 3, 4))
_NARROW_LEFT = 12.0


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
        words = [metrics.horizontalAdvance(word) for word, _colour in self._entries]
        right = self.width() - 14.0
        title_width = QFontMetricsF(bold).horizontalAdvance(self._title) + _GAP
        has_title = right - 12 - _width(words, *_WIDE) > title_width
        swatch, space, gap = (
            _WIDE
            if has_title
            else next((kind for kind in _NARROW if _NARROW_LEFT + _width(words, *kind) <= self.width()), _NARROW[-1])
        )
        # Where even the closest entries do not fit, every word gives up the same share.
        least = _NARROW_LEFT + _width(words, swatch, space, gap)
        share = 1.0 if has_title else min(1.0, 1.0 - (least - self.width()) / max(sum(words), 1.0))
        x = right - _width(words, swatch, space, gap) if has_title else _NARROW_LEFT
        middle = self.height() / 2
        if has_title:
            painter.setFont(bold)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QRectF(12, 0, title_width, self.height()), Qt.AlignmentFlag.AlignVCenter, self._title)
        painter.setFont(small)
        for (word, colour), full in zip(self._entries, words, strict=True):
            wide = full * share
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour or self._theme.speech))
            painter.drawRoundedRect(QRectF(x, middle - swatch / 2, swatch, swatch), 2, 2)
            painter.setPen(QColor(self._theme.muted))
            box = QRectF(x + swatch + space, 0, wide + 1, self.height())
            shown = word if share >= 1 else metrics.elidedText(word, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            x += swatch + space + wide + gap
        painter.end()
