"""The circumplex of affect: valence against arousal, with a trace that fades.

Russell, "A circumplex model of affect", Journal of Personality and Social Psychology 1980.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from emotion_desk.ui.language import tr
from emotion_desk.ui.widgets.theme import SMALL, Theme, font

#: A point of the trace is gone after so many seconds.
FADES_S = 10.0
_DOT = 4.0
_STEPS = 40


class Circumplex(QWidget):
    """Paints points of (seconds, valence -1 to 1, arousal 0 to 1); NaN where one is not known.

    Args:
        theme: the colours.
        height: in pixels.
    """

    def __init__(self, theme: Theme, height: int = 64) -> None:
        super().__init__()
        self._theme = theme
        self._height = height
        self._points: list[tuple[float, float, float]] = []
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Valence and arousal"))
        self.setToolTip(
            tr(
                "Valence (to the right: pleasant) against arousal (up: active); the trace fades in {seconds:.0f} s",
                seconds=FADES_S,
            )
        )

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the preferred size."""
        return QSize(2 * self._height, self._height)

    @property
    def points(self) -> list[tuple[float, float, float]]:
        """Return the points that are shown, oldest first."""
        return list(self._points)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self.update()

    def add(self, time_s: float, valence: float, arousal: float | None) -> None:
        """Add the newest point; one that is earlier than the last begins anew."""
        if self._points and time_s < self._points[-1][0]:
            self._points.clear()
        self.show_points([*self._points, (time_s, valence, math.nan if arousal is None else arousal)])

    def show_points(self, points: Sequence[tuple[float, float, float]]) -> None:
        """Show these points, oldest first; those that have faded are left out."""
        newest = points[-1][0] if points else 0.0
        self._points = [point for point in points if newest - point[0] <= FADES_S]
        last = self._points[-1] if self._points else None
        known = last is not None and math.isfinite(last[1]) and math.isfinite(last[2])
        self.setAccessibleDescription(
            tr("valence {valence:+.1f}, arousal {arousal:.1f}", valence=last[1], arousal=last[2])
            if known and last
            else ""
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint axes, words, trace and the newest point."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        metrics = QFontMetrics(font(SMALL))
        area = QRectF(self.rect()).adjusted(_DOT, _DOT, -_DOT, -_DOT)
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        middle = QPointF(area.center().x(), area.top()), QPointF(area.center().x(), area.bottom())
        painter.drawLine(*middle)
        painter.setFont(font(SMALL))
        painter.setPen(QColor(self._theme.muted))
        if area.width() > 4 * metrics.horizontalAdvance(tr("pleasant")):
            words = QRectF(area.left(), area.top() - 2, area.width(), metrics.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft, tr("unpleasant"))
            painter.drawText(words, Qt.AlignmentFlag.AlignRight, tr("pleasant"))
            active = QRectF(middle[0].x() + 4, area.top() - 2, area.width() / 2, metrics.height())
            painter.drawText(active, Qt.AlignmentFlag.AlignLeft, tr("active"))
        self._paint_trace(painter, area)
        painter.end()

    def _paint_trace(self, painter: QPainter, area: QRectF) -> None:
        colour = QColor(self._theme.accent)
        newest = self._points[-1][0] if self._points else 0.0
        before: QPointF | None = None
        step = max(1, len(self._points) // _STEPS)
        shown = [*self._points[:-1:step], *self._points[-1:]]
        for time_s, valence, arousal in shown:
            if not (math.isfinite(valence) and math.isfinite(arousal)):
                before = None
                continue
            place = QPointF(
                area.center().x() + max(-1.0, min(1.0, valence)) * area.width() / 2,
                area.bottom() - max(0.0, min(1.0, arousal)) * area.height(),
            )
            colour.setAlphaF(max(0.05, 1.0 - (newest - time_s) / FADES_S) if self.isEnabled() else 0.2)
            if before is not None:
                painter.setPen(QPen(colour, 1.5))
                painter.drawLine(before, place)
            before = place
        if before is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(before, _DOT, _DOT)
