"""A slider that goes where it is clicked; Qt's own moves by a page, which is a few milliseconds here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider


class SeekSlider(QSlider):
    """A horizontal slider; a click on its groove takes the handle there, and it can be dragged on from there."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)

    def value_at(self, x: float) -> int:
        """Return the value at a position in pixels from the left edge."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl
        handle = self.style().subControlRect(control, option, part.SC_SliderHandle, self).width()
        groove = self.style().subControlRect(control, option, part.SC_SliderGroove, self)
        room = max(groove.width() - handle, 1)
        place = round(x - groove.left() - handle / 2)
        return QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, room)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go there, and let the handle be dragged on."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self.value_at(event.position().x()))
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the pointer."""
        if self.isSliderDown():
            self.setValue(self.value_at(event.position().x()))
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
            event.accept()
