"""The bar of a running recording, on every page: time, pause, stop, and marker keys with their labels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from emotion_desk.settings import SettingsFile
from emotion_desk.ui.language import tr
from emotion_desk.ui.recording_controller import RecordingController
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import BODY, font

#: Marker keys; so many have a button.
KEYS = 9
_BUTTONS = 4
_LONGEST = 14
_LONG_TIME = "● REC 00:00 · 999 000000"
#: Margins of the row in pixels.
_MARGINS = 40


class RecordBar(QWidget):
    """Hidden while nothing is recorded.

    Args:
        recording: what is shown and controlled.
        settings_file: the labels of the marker keys.
        beside: what stands in the same row.
    """

    def __init__(
        self, recording: RecordingController, settings_file: SettingsFile, beside: QWidget | None = None
    ) -> None:
        super().__init__()
        self._recording = recording
        self._settings_file = settings_file
        self._beside = beside
        self.time = plain_label()
        self.time.setObjectName("rec")
        self.time.setFont(font(BODY, bold=True))
        self.time.setAccessibleName(tr("Recording"))
        self.time.setMinimumWidth(
            QFontMetrics(self.time.font()).horizontalAdvance(tr("❚❚ PAUSED {time}", time="00:00")) + 16
        )
        #: Width of the time beside which the buttons are chosen; it counts what was lost, too.
        self._longest = QFontMetrics(self.time.font()).horizontalAdvance(_LONG_TIME) + 16
        self.pause_action = QAction(tr("Pause"), self)
        self.pause_action.setShortcut(QKeySequence("Ctrl+Alt+P"))
        self.pause_action.setEnabled(False)
        self.pause_action.triggered.connect(lambda _on=False: recording.toggle_pause())
        self.marker_actions = [self._marker(number) for number in range(1, KEYS + 1)]
        self.pause = self._button(tr("Pause the recording, or go on (Ctrl+Alt+P)"), self.pause_action.trigger)
        self.stop = self._button(tr("End the recording (Ctrl+Shift+R)"), recording.stop)
        self.stop.setText(tr("Stop"))
        self.pause.setMinimumWidth(_widest(self.pause, tr("Pause"), tr("Go on")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.time)  # first: what is to be clicked must not move when it becomes longer
        self.markers = []
        for action in self.marker_actions[:_BUTTONS]:
            button = self._button("", action.trigger)
            self.markers.append(button)
            row.addWidget(button)
        row.addWidget(self.pause)
        row.addWidget(self.stop)
        recording.state_changed.connect(self._show)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # its row keeps its height, so that nothing below moves
        self.setSizePolicy(policy)
        self.hide()

    def actions_with_keys(self) -> list[QAction]:
        """Return the actions whose keys work in the whole window while something is recorded."""
        return [self.pause_action, *self.marker_actions]

    def label(self, number: int) -> str:
        """Return the label of a marker key, 1 to 9; empty if it has none."""
        labels = self._settings_file.values.marker_labels
        return labels[number - 1] if number <= len(labels) else ""

    def _marker(self, number: int) -> QAction:
        action = QAction(tr("Marker {number}", number=number), self)
        action.setShortcut(QKeySequence(str(number)))
        action.setEnabled(False)
        action.triggered.connect(lambda _on=False: self._recording.mark(self.label(number) or f"Marker {number}"))
        return action

    def _button(self, tip: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setObjectName("lab")
        button.setToolTip(tip)
        button.clicked.connect(lambda _on=False: act())
        return button

    def _show(self, on: bool, text: str, tip: str) -> None:
        self.setVisible(on)
        self.time.setText(text)
        self.time.setToolTip(tip)
        for action in self.actions_with_keys():
            action.setEnabled(on)
        self.pause.setText(tr("Go on") if self._recording.is_paused else tr("Pause"))
        # In a narrow window the keys are left, without their buttons.
        others = (self.time, self.pause, self.stop, *([self._beside] if self._beside is not None else []))
        spacing = 6
        room = self.window().width() - _MARGINS - sum(widget.sizeHint().width() + spacing for widget in others)
        room -= max(0, self._longest - self.time.sizeHint().width())
        for number, button in enumerate(self.markers, 1):
            label = self.label(number)
            short = label if len(label) <= _LONGEST else f"{label[:_LONGEST]}…"
            button.setText(f"{number} {short}")
            room -= button.sizeHint().width() + spacing if label else 0
            button.setVisible(bool(label) and room > 0)
            button.setToolTip(tr("Mark '{label}' (key {number})", label=label, number=number))
            button.setAccessibleName(tr("Mark {label}", label=label))


def _widest(button: QToolButton, *texts: str) -> int:
    """Return the width of a button with the longest of its texts."""
    widths = []
    for text in texts:
        button.setText(text)
        widths.append(button.sizeHint().width())
    return max(widths)
