"""An image that scrolls from right to left over a time axis: base of spectrogram and ribbon.

pyqtgraph draws one image item whose columns are screen pixels, with fixed levels, a table of 256 colours and fixed
axes, so that each step costs one small image and no layout.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QSizePolicy

from emotion_desk.ui.plotting import pg
from emotion_desk.ui.widgets.number_axis import number_axes
from emotion_desk.ui.widgets.theme import SMALL, Theme, font
from emotion_desk.ui.words import ago_text

#: Width of the left axis in pixels; equal in all plots, so that their time axes are aligned.
AXIS_WIDTH = 46
_BOTTOM_HEIGHT = 20
#: Opacity of a plot that nothing feeds.
_DIMMED = 0.3
#: Height in pixels that a label of the left axis takes.
_LABEL_HEIGHT = 13

Ticks = Sequence[tuple[float, str]]


class RollingPlot(pg.PlotWidget):  # type: ignore[misc]
    """Shows colour indices (uint8, ``rows`` x pixels) over the last ``seconds``."""

    def __init__(self, theme: Theme, rows: int, seconds: int, step_s: int, left: Ticks, headroom: float = 0.0) -> None:
        super().__init__(enableMenu=False, axisItems=number_axes())
        self._rows = rows
        self._seconds = seconds
        self._step_s = step_s
        self._top = rows + headroom
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(pg.QtCore.Qt.FocusPolicy.NoFocus)
        item = self.getPlotItem()
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.setContentsMargins(0, 6, 14, 0)
        item.getAxis("left").setWidth(AXIS_WIDTH)
        item.getAxis("bottom").setHeight(_BOTTOM_HEIGHT)
        self._left = list(left)
        for side in ("left", "bottom"):
            item.getAxis(side).setStyle(
                tickFont=font(SMALL), tickLength=-3, tickTextOffset=5, hideOverlappingLabels=False
            )
        self._box = item.getViewBox()
        self._box.setDefaultPadding(0)
        self._box.disableAutoRange()
        self.image = pg.ImageItem(axisOrder="row-major")
        self.image.setLevels((0, 255))
        self._box.addItem(self.image)
        self._box.sigResized.connect(lambda _box: self._fit())
        self._width = 0
        self._fit()
        self.set_theme(theme)

    @property
    def pixels(self) -> int:
        """Return the width of the image in pixels."""
        return self._width

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self.setBackground(QColor(theme.panel))
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(QColor(theme.line))
            axis.setTextPen(QColor(theme.muted))

    @property
    def is_active(self) -> bool:
        """Return whether the plot is drawn as live."""
        return bool(self.image.opacity() == 1.0)

    def set_active(self, active: bool) -> None:
        """Draw the plot as live, or dimmed because nothing feeds it any more."""
        for item in self._box.addedItems:
            item.setOpacity(1.0 if active else _DIMMED)

    def wheelEvent(self, event: object) -> None:  # noqa: N802
        """Ignore the wheel: the axes are fixed."""

    def _show(self, numbers: NDArray[np.uint8]) -> None:
        self.image.setImage(numbers, autoLevels=False)
        self.image.setRect(0, 0, self._width, self._rows)

    def _fit(self) -> None:
        """Adapt the image to the size of the plot, one column per screen pixel, and the labels to its height."""
        every = -(-len(self._left) * _LABEL_HEIGHT // max(int(self._box.height()), 1)) or 1
        self.getPlotItem().getAxis("left").setTicks([self._left[::every], []])
        width = max(int(self._box.width() * self.devicePixelRatioF()), 16)
        if width == self._width:
            return
        self._width = width
        self._box.setRange(xRange=(0, width), yRange=(0, self._top), padding=0, disableAutoRange=True)
        per_second = width / self._seconds
        ticks = [(width - ago * per_second, ago_text(ago)) for ago in range(0, self._seconds + 1, self._step_s)]
        self.getPlotItem().getAxis("bottom").setTicks([ticks, []])
