"""The numbers beside a plot do not lie on each other, however low it is."""

from __future__ import annotations

import pyqtgraph as pg
import pytest
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from emotion_desk.ui.widgets.number_axis import number_axes
from emotion_desk.ui.widgets.theme import SMALL, font


@pytest.mark.parametrize("height", [44, 64, 90, 300])
@pytest.mark.parametrize("top", [0.01, 1.0, 8000.0])
def test_numbers_do_not_overlap(qtbot: QtBot, height: int, top: float) -> None:
    axes = number_axes()
    plot = pg.PlotWidget(axisItems=axes)
    qtbot.addWidget(plot)
    for axis in axes.values():
        axis.setStyle(tickFont=font(SMALL))
    plot.setYRange(-top, top, padding=0)
    plot.setFixedSize(300, height)
    with qtbot.waitExposed(plot):
        plot.show()
    image = QImage(300, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setFont(font(SMALL))
    _line, _ticks, texts = axes["left"].generateDrawSpecs(painter)
    painter.end()
    rects = [rect.adjusted(0, 2, 0, -2) for rect, _flags, _text in texts]
    assert rects
    assert not [1 for n, rect in enumerate(rects) for other in rects[:n] if rect.intersects(other)]
