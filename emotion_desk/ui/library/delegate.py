"""Draws the cells of the library: the session with its picture, and emotions in their colours beside their words."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from emotion_desk.sessions.library_summary import SessionSummary
from emotion_desk.ui.language import tr
from emotion_desk.ui.library.model import COLUMNS, SUMMARY, LibraryModel, cell_text, state_text
from emotion_desk.ui.widgets.theme import BODY, SMALL, Theme, emotion_colour, font
from emotion_desk.ui.words import emotion, percent

ROW_HEIGHT = 62
_PICTURE = QSize(96, 54)
_MARGIN = 8

Index = QModelIndex | QPersistentModelIndex


class LibraryDelegate(QStyledItemDelegate):
    """Draws every column; the theme may change."""

    def __init__(self, theme: Theme, model: LibraryModel) -> None:
        super().__init__(model)
        self.theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the size of a cell."""
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        summary = index.data(SUMMARY)
        if not isinstance(summary, SessionSummary):
            return
        painter.save()
        rect = QRect(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        palette: QPalette = option.palette
        if chosen:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        text = QColor(self.theme.accent_text if chosen else self.theme.text)
        muted = QColor(self.theme.accent_text if chosen else self.theme.muted)
        column = COLUMNS[index.column()]
        inner = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if column == "title":
            self._session(painter, rect, summary, text, muted)
        elif column == "emotions":
            self._emotions(painter, inner, summary, text)
        else:
            self._line(painter, inner, cell_text(summary, column), text, BODY)
        if not chosen:
            painter.setPen(QColor(self.theme.line))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _session(self, painter: QPainter, rect: QRect, summary: SessionSummary, text: QColor, muted: QColor) -> None:
        place = QRect(rect.left() + _MARGIN, rect.top() + (rect.height() - _PICTURE.height()) // 2, 0, 0)
        place.setSize(_PICTURE)
        painter.fillRect(place, QColor(self.theme.picture))
        picture = self._model.picture(summary.folder)
        if picture is not None:
            size = picture.size().scaled(_PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
            inner = QRect(0, 0, size.width(), size.height())
            inner.moveCenter(place.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(inner, picture)
        else:
            word = (
                tr("sound")
                if summary.media is not None and summary.faces == 0 and not summary.missing
                else tr("no picture")
            )
            painter.setPen(QColor("#A3AFBB"))
            painter.setFont(_font(SMALL, False))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)
        words = QRect(place.right() + 12, rect.top(), rect.right() - place.right() - 12 - _MARGIN, rect.height())
        upper = words.adjusted(0, 11, 0, -words.height() // 2)
        lower = words.adjusted(0, words.height() // 2, 0, -10)
        self._line(painter, upper, summary.title, text, BODY, bold=True)
        warned = summary.fault is not None or summary.missing
        self._line(painter, lower, ("⚠ " if warned else "") + state_text(summary), muted, SMALL)

    def _emotions(self, painter: QPainter, rect: QRect, summary: SessionSummary, text: QColor) -> None:
        x = rect.left()
        painter.setFont(_font(BODY, False))
        metrics = painter.fontMetrics()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name, share in summary.emotions:
            words = f"{emotion(name)} {percent(share)}"
            width = 16 + metrics.horizontalAdvance(words)
            if x > rect.left() and x + width > rect.right():
                break
            painter.setPen(QColor(self.theme.line))
            painter.setBrush(emotion_colour(name))
            painter.drawEllipse(QRect(x, rect.center().y() - 4, 9, 9))
            room = QRect(x + 14, rect.top(), max(rect.right() - x - 14, 0), rect.height())
            self._line(painter, room, words, text, BODY)
            x += width + 10

    @staticmethod
    def _line(painter: QPainter, rect: QRect, words: str, colour: QColor, size: int, *, bold: bool = False) -> None:
        if not words:
            return
        painter.setFont(_font(size, bold))
        painter.setPen(colour)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)


@cache
def _font(size: int, bold: bool) -> QFont:
    """Return a font; making one takes longer than drawing a word with it."""
    return font(size, bold=bold)
