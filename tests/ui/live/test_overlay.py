"""Names and chips over the picture: those of two faces do not cover each other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from emotion_desk.messages import Box
from emotion_desk.ui.live import overlay
from emotion_desk.ui.live.overlay import FaceAnnotation, draw_annotations


@pytest.mark.parametrize("apart", [0.0, 60.0, 140.0])
def test_tags_of_neighbours_do_not_cover_each_other(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, apart: float
) -> None:
    places: list[QRectF] = []
    draw = overlay._draw_tag

    def note(*arguments: object) -> QRectF:
        places.append(draw(*arguments))  # type: ignore[arg-type]
        return places[-1]

    monkeypatch.setattr(overlay, "_draw_tag", note)
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    faces = [
        FaceAnnotation(Box(120 + apart * number, 120, 60, 60), f"Unknown {number}", "happy", "happy 92 %")
        for number in range(2)
    ]
    draw_annotations(painter, faces, 1.0, QPointF(0, 0), QRectF(0, 0, 640, 360))
    painter.end()
    first, second = places
    assert not first.intersects(second)
    assert all(QRectF(0, 0, 640, 360).contains(place) for place in places)
