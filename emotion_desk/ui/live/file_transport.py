"""The bar under the live picture that pauses and seeks a file; cameras do without it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from emotion_desk.ui.language import tip_with_keys, tr
from emotion_desk.ui.review.seek_slider import SeekSlider
from emotion_desk.ui.review.time_axis import clock_text
from emotion_desk.ui.review.transport_icons import transport_icon
from emotion_desk.ui.source_controller import SourceController
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import BODY, Theme, font

#: Interval at which the position is shown, in ms.
SHOW_MS = 200
#: Seconds of one step by key.
STEP_S = 5.0
_PER_S = 10


class FileTransport(QWidget):
    """Pause button, seek bar and position; of a file that has ended the button plays it again.

    Args:
        theme: colours of the icons.
        sources: say which file is played.
    """

    #: The file, which has ended, is to be played again.
    again_requested = Signal()

    def __init__(self, theme: Theme, sources: SourceController) -> None:
        super().__init__()
        self._theme, self._sources = theme, sources
        self.pause = self._action(tr("Pause or play the &file"), "Ctrl+Space", self.toggle)
        self.back = self._action(tr("Five seconds back"), "Ctrl+Left", lambda: self.step(-STEP_S))
        self.on = self._action(tr("Five seconds on"), "Ctrl+Right", lambda: self.step(STEP_S))
        self.button = QToolButton()
        self.button.setIconSize(QSize(18, 18))
        self.button.clicked.connect(lambda: self.toggle())
        self.slider = SeekSlider()
        self.slider.setAccessibleName(tr("Position in the file"))
        self.slider.setToolTip(tr("Position in the file (Ctrl+Left and Ctrl+Right: five seconds back and on)"))
        self.slider.setSingleStep(_PER_S)
        self.slider.setPageStep(round(STEP_S * _PER_S))
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(lambda: self._seek(self.slider.value() / _PER_S))
        self.place = plain_label()
        self.place.setFont(font(BODY))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.slider, 1)
        row.addWidget(self.place)
        self._timer = QTimer(self)
        self._timer.setInterval(SHOW_MS)
        self._timer.timeout.connect(self.follow)
        self.setVisible(False)
        self._show_state(paused=False)

    def actions_with_keys(self) -> list[QAction]:
        """Return every action that has a shortcut."""
        return [self.pause, self.back, self.on]

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        self._theme = theme
        self._show_state(paused=self._sources.is_paused)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Follow the position."""
        super().showEvent(event)
        self._timer.start()
        self.follow()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Rest; the keys belong to other pages now."""
        super().hideEvent(event)
        self._timer.stop()
        for action in self.actions_with_keys():
            action.setEnabled(False)

    def follow(self) -> None:
        """Show the bar for a file, with its present position."""
        playback, ended = self._sources.playback, self._sources.ended_playback
        known = playback or ended
        self.setVisible(known is not None and bool(known.duration_s))
        self.pause.setEnabled(self.isVisible())
        for action in (self.back, self.on):
            action.setEnabled(self.isVisible() and playback is not None)
        self.slider.setEnabled(playback is not None)
        if known is None or not known.duration_s:
            return
        self._show_state(paused=playback is None or playback.clock.paused)
        if self.slider.isSliderDown():
            return
        self.slider.blockSignals(True)
        self.slider.setRange(0, round(known.duration_s * _PER_S))
        position_s = known.duration_s if playback is None else min(playback.clock.position_s, known.duration_s)
        self.slider.setValue(round(position_s * _PER_S))
        self.slider.blockSignals(False)
        self._show_place(position_s, known.duration_s)

    def toggle(self) -> None:
        """Pause, or play on; what has ended is played again."""
        if self._sources.ended_playback is not None:
            self.again_requested.emit()
            return
        playback = self._sources.playback
        if playback is not None:
            playback.clock.pause(not playback.clock.paused)
            self.follow()

    def step(self, seconds: float) -> None:
        """Go so many seconds on, or back."""
        playback = self._sources.playback
        if playback is not None:
            self._seek(playback.clock.position_s + seconds)

    def _moved(self, value: int) -> None:
        if self.slider.isSliderDown():
            playback = self._sources.playback
            if playback is not None and playback.duration_s:
                self._show_place(value / _PER_S, playback.duration_s)
        else:
            self._seek(value / _PER_S)

    def _seek(self, position_s: float) -> None:
        playback = self._sources.playback
        if playback is None or not playback.duration_s:
            return
        # The very end would end the file.
        playback.clock.seek(max(0.0, min(position_s, playback.duration_s - 0.2)))
        self.follow()

    def _show_place(self, position_s: float, duration_s: float) -> None:
        text = f"{clock_text(position_s, 0)} / {clock_text(duration_s, 0)}"
        if text != self.place.text():
            self.place.setText(text)
            self.slider.setAccessibleName(tr("Position in the file {time}", time=text))

    def _show_state(self, *, paused: bool) -> None:
        self.button.setIcon(transport_icon("play" if paused else "pause", self._theme))
        words = tr("Play") if paused else tr("Pause")
        self.button.setAccessibleName(words)
        self.button.setToolTip(tip_with_keys(words, "Ctrl+Space"))

    def _action(self, text: str, keys: str, call: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setEnabled(False)
        action.triggered.connect(lambda _checked=False: call())
        return action
