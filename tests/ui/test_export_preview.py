"""The preview of a drawing: as the report has it, and without complaints of Qt about glyphs that draw nothing."""

from __future__ import annotations

import io
from typing import Any

from matplotlib.figure import Figure
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from emotion_desk.ui.export_preview import drawn


def test_a_plot_with_spaces_in_its_words_is_drawn_quietly(qapp: QApplication, qtlog: Any) -> None:
    figure = Figure(figsize=(4, 2))
    figure.subplots().set_xlabel("time in seconds")
    kept = io.BytesIO()
    figure.savefig(kept, format="svg")
    picture = drawn(kept.getvalue())
    assert picture.width() == 1400
    colours = {picture.pixelColor(x, picture.height() // 2).name() for x in range(0, 1400, 3)}
    assert QColor("white").name() in colours
    assert len(colours) > 1
    assert [record.message for record in qtlog.records] == []
    assert drawn(b"no drawing").isNull()
