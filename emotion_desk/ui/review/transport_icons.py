"""Icons of the playback buttons; drawn, because fonts lack some of these symbols."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPolygonF

from emotion_desk.ui.widgets.theme import Theme

_FIELD = 20
#: Shapes on a field of 20 x 20: triangles that point right or left, and bars, with their left edges.
_SHAPES: dict[str, tuple[tuple[str, float], ...]] = {
    "play": (("right", 6),),
    "pause": (("bar", 5), ("bar", 12)),
    "step_back": (("left", 3), ("bar", 14)),
    "step_on": (("bar", 3), ("right", 8)),
    "change_back": (("left", 1), ("left", 10)),
    "change_on": (("right", 1), ("right", 10)),
    "mark": (("pole", 5), ("flag", 7)),
}


@cache
def transport_icon(name: str, theme: Theme) -> QIcon:
    """Return an icon in the colours of a theme."""
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, theme.text), (QIcon.Mode.Disabled, theme.muted)):
        for side in (_FIELD, 2 * _FIELD):
            pixmap = QPixmap(side, side)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
            painter.scale(side / _FIELD, side / _FIELD)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            for kind, x in _SHAPES[name]:
                _draw(painter, kind, x)
            painter.end()
            made.addPixmap(pixmap, mode)
    return made


def _draw(painter: QPainter, kind: str, x: float) -> None:
    if kind == "bar":
        painter.drawRect(QRectF(x, 4, 3, 12))
    elif kind == "pole":
        painter.drawRect(QRectF(x, 2, 2, 16))
    elif kind == "flag":
        painter.drawPolygon(QPolygonF([QPointF(x, 3), QPointF(x + 9, 7), QPointF(x, 11)]))
    else:
        back, tip = (x, x + 9) if kind == "right" else (x + 9, x)
        painter.drawPolygon(QPolygonF([QPointF(back, 4), QPointF(tip, 10), QPointF(back, 16)]))
