"""The plots of the lab, with physical units and a shared cursor.

Pictures and waveform share one time axis.  Each pane reports the mouse position and draws the shared cursor.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsItem, QSizePolicy, QVBoxLayout, QWidget

from emotion_desk.sound.stft import Floats
from emotion_desk.ui.language import tr
from emotion_desk.ui.plotting import pg
from emotion_desk.ui.sound_lab.frequency_scales import Scale
from emotion_desk.ui.widgets.number_axis import number_axes
from emotion_desk.ui.widgets.theme import SMALL, Theme, font, rgb

#: Width of the left axis, equal in all panes of a column, so that their time axes are aligned.
_AXIS_WIDTH: Final = 48
#: Pixels of a pane beside its vertical label, and the height from which all numbers fit.
_BESIDE = 34
_FULL_TICKS = 160.0
_MOST_COLUMNS: Final = 1200


class SharedCursor(QObject):
    """The mouse position in all panes."""

    #: Time in seconds and frequency in Hz; ``None`` where the pane has no such axis.
    moved = Signal(object, object)
    #: The time of a click, in seconds.
    chosen = Signal(float)


class Title(QWidget):
    """One line of text, elided where it does not fit; unlike with a QLabel, changes cause no new layout."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setFont(font(SMALL, bold=True))
        self.setFixedHeight(QFontMetrics(self.font()).height())

    def text(self) -> str:
        """Return the text before it was elided."""
        return self._text

    def setText(self, text: str) -> None:  # noqa: N802
        """Set the text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the part that fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class Pane(QFrame):
    """A titled plot."""

    def __init__(self, title: str, tip: str, left: str, bottom: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("plot")
        self._left = left
        self.title = Title(title)
        self.setToolTip(tip)
        self.plot = pg.PlotWidget(enableMenu=False, axisItems=number_axes())
        self.plot.setFrameShape(QFrame.Shape.NoFrame)
        self.plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.plot.setMinimumHeight(64)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.item = self.plot.getPlotItem()
        self.item.hideButtons()
        self.item.setMouseEnabled(x=False, y=False)
        self.item.setContentsMargins(0, 4, 10, 0)
        for side, words in (("left", left), ("bottom", bottom)):
            axis = self.item.getAxis(side)
            axis.setStyle(tickFont=font(SMALL), tickLength=-3, tickTextOffset=4)
            axis.setLabel(words, **{"font-size": f"{SMALL}px"})
            axis.enableAutoSIPrefix(False)
            # Axes seldom change: cached as images they make a redraw a third cheaper.
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.item.getAxis("left").setWidth(_AXIS_WIDTH)
        self.box = self.item.getViewBox()
        self.box.setDefaultPadding(0)
        self.box.disableAutoRange()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 4, 2)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.plot, 1)
        self.theme = theme
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self.theme = theme
        self.plot.setBackground(QColor(theme.panel))
        for side in ("left", "bottom"):
            axis = self.item.getAxis(side)
            axis.setPen(QColor(theme.line))
            axis.setTextPen(QColor(theme.muted))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In a low pane leave out the label that would be cut, and numbers that would overlap."""
        super().resizeEvent(event)
        axis, room = self.item.getAxis("left"), self.plot.height()
        axis.showLabel(
            bool(self._left) and room >= QFontMetrics(axis.label.font()).horizontalAdvance(self._left) + _BESIDE
        )
        axis.setTickDensity(min(1.0, room / _FULL_TICKS))

    def curve(self, colour: str) -> Any:
        """Add a solid line one pixel wide: Qt draws wider and dashed lines many times slower."""
        return self.item.plot(pen=pg.mkPen(colour))


class LinkedPane(Pane):
    """A pane with the shared cursor; ``has_time`` and ``scale`` define its axes."""

    def __init__(
        self, title: str, tip: str, left: str, bottom: str, theme: Theme, cursor: SharedCursor, has_time: bool
    ) -> None:
        super().__init__(title, tip, left, bottom, theme)
        self.link, self.has_time = cursor, has_time
        self.scale: Scale | None = None
        pen = pg.mkPen(theme.accent, width=1)
        self._upright = pg.InfiniteLine(angle=90, pen=pen)
        self._level = pg.InfiniteLine(angle=0, pen=pen)
        for line in (self._upright, self._level):
            line.setZValue(20)
            line.hide()
            self.item.addItem(line, ignoreBounds=True)
        cursor.moved.connect(self._show)
        self.plot.scene().sigMouseMoved.connect(self._mouse)
        self.plot.scene().sigMouseClicked.connect(self._click)
        self.plot.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Hide the cursor when the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self.link.moved.emit(None, None)
        return super().eventFilter(watched, event)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        super().set_theme(theme)
        for line in (getattr(self, "_upright", None), getattr(self, "_level", None)):
            if line is not None:
                line.setPen(pg.mkPen(theme.accent, width=1))

    def _mouse(self, at: Any) -> None:
        if not self.box.sceneBoundingRect().contains(at):
            return
        point = self.box.mapSceneToView(at)
        hz = self._hz(point)
        self.link.moved.emit(point.x() if self.has_time else None, hz)

    def _hz(self, point: Any) -> float | None:
        return self.scale.hz_at(point.y()) if self.scale is not None else None

    def _click(self, event: Any) -> None:
        if self.has_time and self.box.sceneBoundingRect().contains(event.scenePos()):
            self.link.chosen.emit(self.box.mapSceneToView(event.scenePos()).x())

    def _show(self, time_s: float | None, hz: float | None) -> None:
        self._place(self._upright, time_s if self.has_time else None)
        self._place(self._level, self.scale.row_of(hz) if self.scale is not None and hz is not None else None)

    @staticmethod
    def _place(line: Any, at: float | None) -> None:
        line.setVisible(at is not None)
        if at is not None:
            line.setValue(at)


class SpectrumPane(LinkedPane):
    """A pane whose bottom axis is frequency in kHz."""

    def _mouse(self, at: Any) -> None:
        if self.box.sceneBoundingRect().contains(at):
            self.link.moved.emit(None, self.box.mapSceneToView(at).x() * 1000)

    def _show(self, time_s: float | None, hz: float | None) -> None:
        self._place(self._upright, None if hz is None else hz / 1000)


class PicturePane(LinkedPane):
    """A picture over time: one row per step of the scale, one column per hop."""

    def __init__(
        self, title: str, tip: str, left: str, theme: Theme, cursor: SharedCursor, colours: str = "magma"
    ) -> None:
        super().__init__(title, tip, left, tr("Time (s)"), theme, cursor, has_time=True)
        self.image = pg.ImageItem(axisOrder="row-major")
        self._colours = colours
        self._set_colours(theme)
        self.image.setZValue(-10)
        self.item.addItem(self.image)
        self.marker = pg.LinearRegionItem(movable=False, brush=(255, 255, 255, 40), pen=pg.mkPen("#FFFFFF80"))
        self.item.addItem(self.marker, ignoreBounds=True)
        self.name = title
        self._values: Floats = np.empty((0, 0), np.float32)
        self._extent = (0.0, 1.0)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        super().set_theme(theme)
        if getattr(self, "image", None) is not None:
            self._set_colours(theme)

    def _set_colours(self, theme: Theme) -> None:
        """Set the lookup table; the middle of a signed one, which stands for zero, has the colour of the panel."""
        if self._colours == "signed":
            ends = ((91, 176, 240), (240, 140, 60)) if theme.dark else ((0, 82, 148), (190, 72, 0))
            colour_map = pg.ColorMap([0.0, 0.5, 1.0], [ends[0], rgb(theme.panel), ends[1]])
        else:
            colour_map = pg.colormap.get(self._colours)
        self.image.setLookupTable(colour_map.getLookupTable(nPts=256))

    def show_scale(self, scale: Scale) -> None:
        """Set the scale of the rows."""
        self.scale = scale
        self.item.getAxis("left").setTicks([scale.ticks, []])

    def show_values(self, values: Floats, first_s: float, last_s: float, low: float, high: float) -> None:
        """Draw values, (rows, columns), between two times, with colours from ``low`` to ``high``."""
        assert self.scale is not None
        self._values, self._extent = values, (first_s, last_s)
        if values.shape[1] == 0:
            self.image.clear()
            return
        step = -(-values.shape[1] // _MOST_COLUMNS)
        shown = self.scale.shown(values[:, ::step])
        colours = np.clip((shown - low) * (255.0 / max(high - low, 1e-9)), 0, 255).astype(np.uint8)
        self.image.setImage(colours, autoLevels=False, levels=(0, 255))
        self.image.setRect(first_s, 0.0, max(last_s - first_s, 1e-6), float(self.scale.rows))

    def show_levels(self, words: str) -> None:
        """Show the meaning of the colours in the title."""
        self.title.setText(f"{self.name}  ·  {words}")

    def show_range(self, first_s: float, last_s: float) -> None:
        """Set the range of the time axis in seconds."""
        rows = self.scale.rows if self.scale is not None else 1
        self.box.setRange(xRange=(first_s, last_s), yRange=(0, rows), padding=0, disableAutoRange=True)

    def level_at(self, time_s: float, hz: float) -> float | None:
        """Return the value at a time and frequency, ``None`` outside."""
        row = self.scale.row_of(hz) if self.scale is not None else None
        return None if row is None else self.value_at(time_s, row)

    def value_at(self, time_s: float, row: float) -> float | None:
        """Return the value at a time and row, ``None`` outside."""
        first, last = self._extent
        if self.scale is None or not self._values.size or not first <= time_s < last:
            return None
        column = int((time_s - first) / (last - first) * self._values.shape[1])
        index = min(max(int(row), 0), self.scale.rows - 1)
        index = index if self.scale.take is None else int(self.scale.take[index])
        return float(self._values[index, min(column, self._values.shape[1] - 1)])
