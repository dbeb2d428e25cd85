"""A thread beside the desk that lives only while somebody wants its answers, and may be started again and again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final

from emotion_desk.pipeline.thread_priority import step_back

logger = logging.getLogger(__name__)

_JOIN_S: Final = 10.0


class Aside:
    """Runs work from :meth:`start` to :meth:`stop`, a step of priority behind the picture.

    Args:
        name: of the thread.
        work: called in the thread; returns soon after its event is set.
    """

    def __init__(self, name: str, work: Callable[[threading.Event], None]) -> None:
        self._name = name
        self._work = work
        self._end = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Run; does nothing while it runs."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        if self._threads and not self._end.is_set():
            return
        self._end = threading.Event()
        thread = threading.Thread(target=self._run, args=(self._end,), name=self._name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def stop(self) -> None:
        """End the thread as soon as it has done what it is at; does not wait for it."""
        self._end.set()

    def finish(self) -> None:
        """Stop and wait, for some seconds at most."""
        self.stop()
        for thread in self._threads:
            thread.join(_JOIN_S)
        if any(thread.is_alive() for thread in self._threads):
            logger.warning("The thread %s did not end in time.", self._name)

    def _run(self, end: threading.Event) -> None:
        step_back()
        self._work(end)
