"""A list of sources for one side, as the toolbar shows it for cameras and for microphones."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from emotion_desk.ui.language import tip_with_keys
from emotion_desk.ui.source_controller import DEMO, NOTHING, SourceChoice

#: Width of a picker in pixels where there is room.
WIDTH = 160
#: Width of a picker's margins and arrow.
_ARROW = 40
#: Keys that go from one entry to another.
_STEPS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class SourcePicker(QComboBox):
    """A list of sources for one side.

    ``choice_made`` is emitted only when the user chooses, never while the list is filled.
    """

    choice_made = Signal(object)
    #: Emitted when the list is about to be shown.
    about_to_open = Signal()

    def __init__(self, nothing: str, name: str, shortcut: str) -> None:
        super().__init__()
        self._nothing = nothing
        self._devices: list[SourceChoice] = []
        self._shown = NOTHING
        self.setAccessibleName(name)
        self.setToolTip(tip_with_keys(name, shortcut))
        self.setFixedWidth(WIDTH)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self._chosen)
        self._fill()

    def set_devices(self, devices: list[SourceChoice]) -> None:
        """Offer these devices."""
        if devices != self._devices:
            self._devices = devices
            self._fill()

    def show_choice(self, choice: SourceChoice) -> None:
        """Show the requested source; an unplugged device keeps its entry while it is requested."""
        if choice != self._shown:
            self._shown = choice
            self._fill()

    @property
    def shown(self) -> SourceChoice:
        """Return the source shown as chosen."""
        return self._shown

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the entry; a name that does not fit is elided in the middle."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.width() - _ARROW
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideMiddle, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the list by the keys that would choose another entry at once.

        The list has the keyboard when the program starts, and another choice ends the source in use: a letter that was
        meant for something else must not.
        """
        with_others = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        text = event.text()
        if event.key() in _STEPS and not with_others:
            self.showPopup()
        elif not text.strip() or not text.isprintable():
            super().keyPressEvent(event)
        elif with_others:
            event.ignore()
        else:
            self.showPopup()
            self.view().keyboardSearch(text)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Choose nothing: the pointer only passes by."""
        event.ignore()

    def showPopup(self) -> None:  # noqa: N802
        """Show the list and request an update of the devices."""
        self.about_to_open.emit()
        super().showPopup()

    def choices(self) -> list[SourceChoice]:
        """Return all entries from top to bottom."""
        return [self.itemData(row) for row in range(self.count()) if self.itemData(row) is not None]

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        self.addItem(self._nothing, NOTHING)
        for choice in self._devices:
            self.addItem(choice.words, choice)
        self.insertSeparator(self.count())
        self.addItem(DEMO.words, DEMO)
        if self._shown not in self.choices():
            self.addItem(self._shown.words, self._shown)
        self.setCurrentIndex(next(row for row in range(self.count()) if self.itemData(row) == self._shown))
        view = self.view()
        view.setMinimumWidth(max(self.width(), min(view.sizeHintForColumn(0) + 24, 420)))
        self.blockSignals(False)

    def _chosen(self, row: int) -> None:
        choice = self.itemData(row)
        if isinstance(choice, SourceChoice):
            self.choice_made.emit(choice)
            # Until the controller confirms the choice, the source in use is shown.
            self._fill()
