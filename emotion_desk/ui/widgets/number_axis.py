"""An axis of a plot whose numbers have the decimal sign of the language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QLocale
from PySide6.QtGui import QPainter

from emotion_desk.ui.plotting import pg

#: Rectangles of labels have some room above and below their digits, in pixels.
_OVERLAP: Final = 2


class NumberAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis as pyqtgraph draws it, which writes a point in every language."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: N802
        """Return the labels of the ticks."""
        point = QLocale().decimalPoint()
        return [text.replace(".", point) for text in super().tickStrings(values, scale, spacing)]

    def generateDrawSpecs(self, p: QPainter) -> Any:  # noqa: N802
        """Return what is drawn, without the labels that would lie on others."""
        specs = super().generateDrawSpecs(p)
        if specs is None:
            return None
        line, ticks, texts = specs
        kept: list[Any] = []
        for text in texts:  # those of the larger steps come first
            rect = text[0].adjusted(0, _OVERLAP, 0, -_OVERLAP)
            if not any(rect.intersects(other[0]) for other in kept):
                kept.append(text)
        return line, ticks, kept


def number_axes() -> dict[str, NumberAxis]:
    """Return the axes for a new plot."""
    return {side: NumberAxis(side) for side in ("left", "bottom")}
