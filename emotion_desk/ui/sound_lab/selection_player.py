"""Plays the selected part of the sound and moves a line over the panes to where it is heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from emotion_desk.clock import NS_PER_S, SYSTEM_CLOCK, Clock
from emotion_desk.messages import Samples
from emotion_desk.sound.mel import SAMPLE_RATE
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.plotting import pg
from emotion_desk.ui.sound_lab.loudspeaker import Loudspeaker
from emotion_desk.ui.sound_lab.pane_stack import PaneStack
from emotion_desk.ui.widgets.theme import Theme

#: Interval at which the line moves.
_MOVE_MS: Final = 40
_NOTHING: Final = mark("Nothing is selected; drag the ends of the selection in the waveform.")


class SelectionPlayer(QObject):
    """Plays one part at a time; its lines are shown only while something is heard.

    Args:
        panes: get the lines.
        theme: its second accent is the colour of the lines.
        show_message: shows a sentence in the status bar.
        parent: the page.
        clock: tells what is heard now.
    """

    def __init__(
        self,
        panes: PaneStack,
        theme: Theme,
        show_message: Callable[[str], object],
        parent: QObject | None = None,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        super().__init__(parent)
        self._show_message, self._clock = show_message, clock
        self.loudspeaker = Loudspeaker(self)
        self.loudspeaker.began.connect(self._began)
        self.loudspeaker.failed.connect(self._failed)
        self.lines = [pg.InfiniteLine(angle=90) for _ in range(4)]
        for pane, line in zip((panes.wave, panes.stft, panes.mel, panes.mfcc), self.lines, strict=True):
            line.setZValue(30)
            line.hide()
            pane.item.addItem(line, ignoreBounds=True)
        self._from_s: float | None = None
        self._to_s = 0.0
        self._heard_ns: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_MOVE_MS)
        self._timer.timeout.connect(self.move)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        for line in self.lines:
            line.setPen(pg.mkPen(theme.second, width=2))

    def play(self, samples: Samples, from_s: float | None) -> None:
        """Play samples, float32 in [-1, 1], shape (n,), 16 kHz.

        Args:
            samples: the part to play.
            from_s: time of its first sample in the panes; ``None`` while they move, and no line is shown.
        """
        self.stop()
        if not len(samples):
            self._show_message(tr(_NOTHING))
            return
        self._from_s = from_s
        self._to_s = (from_s or 0.0) + len(samples) / SAMPLE_RATE
        self.loudspeaker.play(samples, SAMPLE_RATE)

    def stop(self) -> None:
        """Stop playing and hide the lines; does not wait."""
        self.loudspeaker.stop()
        self._hide()

    def finish(self) -> None:
        """Stop and wait for the threads."""
        self.stop()
        self.loudspeaker.finish()

    def move(self) -> None:
        """Move the lines to what is heard now; hide them after the end."""
        if self._heard_ns is None or self._from_s is None:
            return
        at_s = self._from_s + max(0, self._clock.now_ns() - self._heard_ns) / NS_PER_S
        if at_s >= self._to_s:
            self._hide()
            return
        for line in self.lines:
            line.setValue(at_s)
            line.show()

    def _began(self, heard_ns: int) -> None:
        if self._from_s is None:  # stopped meanwhile, or live
            return
        self._heard_ns = heard_ns
        self._timer.start()
        self.move()

    def _failed(self, text: str) -> None:
        self._hide()
        self._show_message(text)

    def _hide(self) -> None:
        self._heard_ns = self._from_s = None
        self._timer.stop()
        for line in self.lines:
            line.hide()
