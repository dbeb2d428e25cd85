"""Plays samples on the chosen output, without blocking."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from emotion_desk.errors import DeskError
from emotion_desk.messages import Samples
from emotion_desk.sources.sound_output import open_output
from emotion_desk.ui.widgets.sound_thread import SoundThread


class Loudspeaker(QObject):
    """Plays one piece of sound at a time."""

    #: When the first sample of the piece will be heard (nanoseconds of the desk's clock).
    began = Signal(object)
    #: One sentence: why nothing is heard.
    failed = Signal(object)
    #: A piece was played to its end.
    played = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = SoundThread("emotion-desk-loudspeaker")

    def play(self, samples: Samples, rate: int) -> None:
        """Play mono samples, float32 in [-1, 1]; replaces what is playing.

        ``began`` and ``played``, or ``failed`` follow unless it is stopped.
        """
        copied = samples.copy()
        self._thread.start(lambda stop: self._run(copied, rate, stop))

    def stop(self) -> None:
        """Stop playing; does not wait."""
        self._thread.stop()

    def finish(self, timeout_s: float = 2.0) -> None:
        """Stop and wait for the threads."""
        self._thread.finish(timeout_s)

    def _run(self, samples: Samples, rate: int, stop: threading.Event) -> None:
        try:
            with open_output(rate) as output:
                if not stop.is_set():
                    self.began.emit(output.audible_ns())
                complete = output.write(samples, stop)
        except DeskError as error:
            self.failed.emit(str(error))
        else:
            if complete:
                self.played.emit()
