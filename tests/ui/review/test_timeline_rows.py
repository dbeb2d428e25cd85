"""Corrections in a row of the time lines: thousands are drawn as what can be told apart on the screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.sessions.annotations import Annotation
from emotion_desk.ui.review.time_axis import whole_axis
from emotion_desk.ui.review.timeline_rows import draw_annotations
from emotion_desk.ui.widgets.theme import LIGHT


class CountingPainter(QPainter):
    """Counts the narrow strips."""

    strips = 0

    def drawRects(self, strips: list[QRectF]) -> None:  # type: ignore[override]  # noqa: N802
        """Count."""
        CountingPainter.strips += len(strips)
        super().drawRects(strips)


def test_thousands_are_drawn_as_strips_of_a_pixel(qapp: QApplication) -> None:
    many = [Annotation(n, "face 1", n * 0.0005, n * 0.0005 + 0.0004, "sad") for n in range(10_000)]
    wide = Annotation(10_000, "face 1", 6.0, 8.0, "happy")
    outside = Annotation(10_001, "face 1", 30.0, 40.0, "angry")
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = CountingPainter(image)
    CountingPainter.strips = 0
    draw_annotations(painter, QRectF(0, 0, 400, 40), [*many, wide, outside], whole_axis(0.0, 10.0), LIGHT)
    painter.end()
    assert 150 <= CountingPainter.strips <= 420  # half of 400 pixels, at most two for each
    assert image.pixelColor(100, 30) == QColor(EMOTION_COLOURS["sad"])
    assert image.pixelColor(262, 36) == QColor(EMOTION_COLOURS["happy"])
    assert image.pixelColor(100, 10) == QColor("white")
    assert image.pixelColor(380, 30) == QColor("white")
