"""Face measures: the switch on the picture, and the landmarks drawn over it.

No answer of the desk's networks depends on them.  While switched off, the default, no thread runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QToolButton, QWidget

from emotion_desk.errors import DeskError
from emotion_desk.messages import FramePacket
from emotion_desk.pipeline.landmark_worker import LandmarkWorker, TrackLandmarks
from emotion_desk.ui.language import mark, tip_with_keys, tr
from emotion_desk.ui.widgets.theme import SMALL, font

_KEYS: Final = "Ctrl+G"
_TIP: Final = mark("Measure head pose, gaze, eyes, mouth and action units, and draw the landmarks")
#: Before the name of the switch, so that its state is not shown by colour alone.
_ON, _OFF = "●", "○"
_LINE, _UNDER = QColor(255, 255, 255, 235), QColor(0, 0, 0, 120)


class GeometrySwitch(QObject):
    """Switches the landmarks on and off, and passes frames to their thread while on."""

    #: One sentence for the user.
    message = Signal(object)
    #: The new state.
    switched = Signal(bool)

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.finder = LandmarkWorker()
        self.action = QAction(self)
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence(_KEYS))
        self.button = QToolButton(view)
        self.button.setObjectName("lab")
        self.button.setDefaultAction(self.action)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setFont(font(SMALL))
        self._name()
        self.action.toggled.connect(self._toggled)

    @property
    def is_on(self) -> bool:
        """Return whether landmarks are drawn."""
        return self.action.isChecked()

    def turn(self, on: bool) -> None:
        """Switch on or off."""
        self.action.setChecked(on)

    def place(self, width: int, height: int) -> None:
        """Move the button to the lower right corner of a picture of this size."""
        size = self.button.sizeHint()
        self.button.setGeometry(width - size.width() - 8, height - size.height() - 8, size.width(), size.height())

    def offer(self, packet: FramePacket) -> None:
        """Pass the newest frame to the landmark thread if switched on."""
        if not self.is_on:
            return
        problem = self.finder.failed.take()
        if problem is not None:
            self.turn(False)
            self.message.emit(problem)
            return
        self.finder.offer(packet)

    def geometry(self) -> TrackLandmarks | None:
        """Return the newest landmarks, ``None`` while off."""
        return self.finder.found.newest if self.is_on else None

    def finish(self) -> None:
        """Stop for good and join the thread."""
        self.finder.finish()

    def _toggled(self, on: bool) -> None:
        if on:
            try:
                from emotion_desk.inference.face_meters import require_weights

                require_weights()
            except DeskError as error:
                self.turn(False)
                self.message.emit(str(error))
                return
            self.finder.start()
        else:
            self.finder.stop()
        self._name()
        self.switched.emit(on)

    def _name(self) -> None:
        self.action.setText(f"{_ON if self.is_on else _OFF} {tr('Face measures')}")
        self.action.setToolTip(tip_with_keys(tr(_TIP), _KEYS))


def draw_geometry(
    painter: QPainter, packet: FramePacket, geometry: TrackLandmarks | None, scale: float, offset: QPointF
) -> None:
    """Draw the landmark lines of each face; painter units are picture pixels times ``scale`` plus ``offset``."""
    if geometry is None:
        return
    from emotion_desk.vision.landmarks import LINES

    shift = np.array((offset.x(), offset.y()), np.float32)
    for points in geometry.points_in(packet):
        placed = points * np.float32(scale) + shift
        lines = [_polygon(placed, line) for several in LINES.values() for line in several]
        for pen in (QPen(_UNDER, 2.6), QPen(_LINE, 1.1)):
            painter.setPen(pen)
            for line in lines:
                painter.drawPolyline(line)


def _polygon(points: NDArray[np.float32], line: Sequence[int]) -> QPolygonF:
    return QPolygonF([QPointF(float(x), float(y)) for x, y in points[list(line)]])
