"""An axis of a plot whose numbers have the decimal sign of the language."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QLocale


class NumberAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis as pyqtgraph draws it, which writes a point in every language."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: N802
        """Return the labels of the ticks."""
        point = QLocale().decimalPoint()
        return [text.replace(".", point) for text in super().tickStrings(values, scale, spacing)]


def number_axes() -> dict[str, NumberAxis]:
    """Return the axes for a new plot."""
    return {side: NumberAxis(side) for side in ("left", "bottom")}
