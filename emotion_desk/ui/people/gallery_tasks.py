"""Errands to the gallery: they may wait for a disk, a lock or the keyring, so they run beside the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from emotion_desk.errors import DeskError

logger = logging.getLogger(__name__)

Done = Callable[[Any], object]


class Errands(QObject):
    """Runs one errand after the other in a thread of its own; answers come back in the window's thread.

    Attributes:
        told: one sentence for the user where an errand failed.
        busy: whether one is on its way.
    """

    told = Signal(str)
    busy = Signal(bool)
    _answered = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting = 0
        self._over = False
        self._answered.connect(self._answer)

    def run(self, errand: Callable[[], Any], done: Done | None = None) -> None:
        """Run an errand, then ``done`` with what it returned; a failure is told instead."""
        self._waiting += 1
        self.busy.emit(True)
        self._pool.start(_Task(self, errand, done))

    @property
    def waiting(self) -> bool:
        """Return whether an errand is on its way."""
        return self._waiting > 0

    def finish(self) -> None:
        """Wait for the errands on their way; their answers are not delivered any more."""
        self._over = True
        self._pool.waitForDone()

    def _answer(self, done: Done | None, answer: Any) -> None:
        if self._over:
            return
        self._waiting -= 1
        self.busy.emit(self._waiting > 0)
        if isinstance(answer, _Failure):
            self.told.emit(answer.text)
        elif done is not None:
            done(answer)


class _Failure:
    """What an errand came back with instead of an answer."""

    def __init__(self, text: str) -> None:
        self.text = text


class _Task(QRunnable):
    def __init__(self, errands: Errands, errand: Callable[[], Any], done: Done | None) -> None:
        super().__init__()
        self._errands, self._errand, self._done = errands, errand, done

    def run(self) -> None:
        try:
            answer = self._errand()
        except DeskError as error:
            answer = _Failure(str(error))
        except Exception as error:
            logger.exception("an errand to the gallery failed")
            answer = _Failure(f"That did not work, by an unexpected error ({type(error).__name__}).")
        self._errands._answered.emit(self._done, answer)
