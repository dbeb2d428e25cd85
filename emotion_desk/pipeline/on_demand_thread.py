"""A background thread that runs only while its results are needed, and can be restarted."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final

from emotion_desk.pipeline.thread_priority import lower_priority

logger = logging.getLogger(__name__)

_JOIN_S: Final = 10.0


class OnDemandThread:
    """Runs work from :meth:`start` to :meth:`stop`, at lower priority than the capture thread.

    Args:
        name: name of the thread.
        work: called in the thread; must return soon after its event is set.
    """

    def __init__(self, name: str, work: Callable[[threading.Event], None]) -> None:
        self._name = name
        self._work = work
        self._end = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start the thread; does nothing if it runs."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        if self._threads and not self._end.is_set():
            return
        self._end = threading.Event()
        thread = threading.Thread(target=self._run, args=(self._end,), name=self._name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def stop(self) -> None:
        """Ask the thread to end after its present step; does not wait."""
        self._end.set()

    def finish(self) -> None:
        """Stop and wait for at most :data:`_JOIN_S` seconds."""
        self.stop()
        for thread in self._threads:
            thread.join(_JOIN_S)
        if any(thread.is_alive() for thread in self._threads):
            logger.warning("The thread %s did not end in time.", self._name)

    def _run(self, end: threading.Event) -> None:
        lower_priority()
        self._work(end)
