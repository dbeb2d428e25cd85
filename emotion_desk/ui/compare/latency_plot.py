"""The plot of both modes' latencies over the last minute."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame

from emotion_desk.clock import NS_PER_S
from emotion_desk.ui.compare.rolling_comparison import SECONDS, RollingComparison
from emotion_desk.ui.language import number, tr
from emotion_desk.ui.plotting import pg
from emotion_desk.ui.widgets.number_axis import number_axes
from emotion_desk.ui.widgets.theme import SMALL, Theme, font
from emotion_desk.ui.words import ago_text

_AXIS_WIDTH = 52
#: The upper end of the axis in milliseconds is one of these, so that it seldom changes.
_TOPS = np.array([5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000], np.float64)


class LatencyPlot(pg.PlotWidget):  # type: ignore[misc]
    """Two lines: multi-task solid, single models dashed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(enableMenu=False, axisItems=number_axes())
        self.setAccessibleName(tr("Latency of both modes over the last minute"))
        self.setToolTip(tr("Latency of multi-task (whole line) and single models (dashed), median of each second"))
        self.setFixedHeight(96)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self.getPlotItem()
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.setContentsMargins(0, 8, 14, 0)
        item.getAxis("left").setWidth(_AXIS_WIDTH)
        item.getAxis("bottom").setHeight(18)
        for side in ("left", "bottom"):
            item.getAxis(side).setStyle(
                tickFont=font(SMALL), tickLength=-3, tickTextOffset=4, hideOverlappingLabels=False
            )
        item.getAxis("bottom").setTicks([[(-ago, ago_text(ago)) for ago in (0, 20, 40, 60)], []])
        self._box = item.getViewBox()
        self._box.disableAutoRange()
        self.own = item.plot()
        self.other = item.plot()
        self._top = 0.0
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self.setBackground(QColor(theme.panel))
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(QColor(theme.line))
            axis.setTextPen(QColor(theme.muted))
        self.own.setPen(pg.mkPen(QColor(theme.accent), width=1.5))
        self.other.setPen(pg.mkPen(QColor(theme.second), width=1.5, style=Qt.PenStyle.DashLine))

    def show_comparison(self, rolling: RollingComparison, now_ns: int) -> None:
        """Draw the median of each second of the last minute: single values vary with the number of faces."""
        seconds: dict[int, list[tuple[float, float]]] = {}
        for tick in rolling:
            seconds.setdefault(tick.at_ns // NS_PER_S, []).append((tick.own_ms, tick.other_ms))
        at = np.array([number + 0.5 - now_ns / NS_PER_S for number in seconds])
        medians = np.array([np.median(pairs, axis=0) for pairs in seconds.values()]).reshape(-1, 2)
        own, other = medians.T
        self.own.setData(at, own)
        self.other.setData(at, other)
        highest = float(medians.max()) if len(medians) else 0.0
        top = float(_TOPS[min(int(np.searchsorted(_TOPS, highest * 1.1)), len(_TOPS) - 1)])
        if top != self._top:
            self._top = top
            self._box.setRange(xRange=(-SECONDS, 0), yRange=(0, top), padding=0, disableAutoRange=True)
            self.getPlotItem().getAxis("left").setTicks(
                [[(0, "0"), (top / 2, number(top / 2, "g")), (top, f"{number(top, 'g')} ms")], []]
            )

    def wheelEvent(self, event: object) -> None:  # noqa: N802
        """Ignore the wheel: the axes are fixed."""
