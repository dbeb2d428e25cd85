"""Plays samples on the default output, without blocking."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from emotion_desk.errors import DeskError
from emotion_desk.messages import Samples
from emotion_desk.sources.sound_output import open_output


class Loudspeaker(QObject):
    """Plays one piece of sound at a time."""

    #: One sentence: why nothing is heard.
    failed = Signal(str)
    #: A piece was played to its end.
    played = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def play(self, samples: Samples, rate: int) -> None:
        """Play mono samples, float32 in [-1, 1]; replaces what is playing.

        ``played`` or ``failed`` follows unless it is stopped.
        """
        self.stop()
        self._stop = threading.Event()
        arguments = (samples.copy(), rate, self._stop)
        thread = threading.Thread(target=self._run, args=arguments, name="emotion-desk-loudspeaker", daemon=True)
        self._threads = [*(each for each in self._threads if each.is_alive()), thread]
        thread.start()

    def stop(self) -> None:
        """Stop playing; does not wait."""
        self._stop.set()

    def finish(self, timeout_s: float = 2.0) -> None:
        """Stop and wait for the threads."""
        self.stop()
        for thread in self._threads:
            thread.join(timeout_s)
        self._threads.clear()

    def _run(self, samples: Samples, rate: int, stop: threading.Event) -> None:
        try:
            with open_output(rate) as output:
                complete = output.write(samples, stop)
        except DeskError as error:
            self.failed.emit(str(error))
        else:
            if complete:
                self.played.emit()
