"""The thread beside the window in which one sound is played; the next one replaces it."""

from __future__ import annotations

import threading
from collections.abc import Callable


class SoundThread:
    """Runs one play at a time; each :meth:`start` ends the one before.

    Args:
        name: name of the threads.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, run: Callable[[threading.Event], None]) -> None:
        """End what is playing and call ``run`` in a thread; it returns soon after its event is set."""
        self.stop()
        self._stop = stop = threading.Event()
        thread = threading.Thread(target=run, args=(stop,), name=self._name, daemon=True)
        self._threads = [*(each for each in self._threads if each.is_alive()), thread]
        thread.start()

    def stop(self) -> None:
        """Stop; does not wait."""
        self._stop.set()

    def finish(self, timeout_s: float = 2.0) -> None:
        """Stop and wait for the threads."""
        self.stop()
        for thread in self._threads:
            thread.join(timeout_s)
        self._threads.clear()
