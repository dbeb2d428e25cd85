"""Long work of the window's thread in pieces, one a turn of the event loop, so that frames are drawn in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer

#: Pause between two pieces in milliseconds: what a piece changed is painted before the next one.
PAUSE_MS: Final = 12


class Steps(QObject):
    """Runs the pieces of a generator.

    Args:
        pieces: works up to each ``yield``.
        then: called when all is done.
        parent: what the work belongs to.
    """

    def __init__(self, pieces: Iterator[object], then: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._pieces, self._then = pieces, then
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    @property
    def is_done(self) -> bool:
        """Return whether all is done, or was given up."""
        return not self._timer.isActive()

    def stop(self) -> None:
        """Do nothing more."""
        self._timer.stop()

    def finish_now(self) -> None:
        """Do the rest at once."""
        while not self.is_done:
            self._step()

    def _step(self) -> None:
        try:
            next(self._pieces)
        except StopIteration:
            self._timer.stop()
            self._then()
