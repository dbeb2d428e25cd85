"""A hand-over between two threads where only the newest letter counts.

A queue between a fast writer and a slow reader grows or blocks; the desk wants neither.  Putting never waits,
what is overwritten before anyone took it is counted.
"""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

Letter = TypeVar("Letter")


class Mailbox(Generic[Letter]):
    """Holds at most one letter; safe for any number of threads.

    Example:
        >>> box = Mailbox[int]()
        >>> box.put(1); box.put(2)
        >>> box.take(), box.take(), box.overwritten
        (2, None, 1)
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._letter: Letter | None = None
        self._newest: Letter | None = None
        self._overwritten = 0
        self._count = 0

    def put(self, letter: Letter) -> None:
        """Leave a letter; the one before it is dropped and counted if nobody took it."""
        with self._changed:
            if self._letter is not None:
                self._overwritten += 1
            self._letter = self._newest = letter
            self._count += 1
            self._changed.notify_all()

    def take(self, timeout_s: float = 0.0) -> Letter | None:
        """Take the newest letter, waiting at most ``timeout_s``; ``None`` if there is none."""
        with self._changed:
            if self._letter is None and timeout_s > 0:
                self._changed.wait_for(lambda: self._letter is not None, timeout_s)
            letter, self._letter = self._letter, None
            return letter

    def clear(self) -> None:
        """Throw away what is inside without counting it."""
        with self._changed:
            self._letter = self._newest = None

    @property
    def newest(self) -> Letter | None:
        """Return the newest letter, taken already or not, and leave it inside: for whoever only looks."""
        with self._changed:
            return self._newest

    @property
    def overwritten(self) -> int:
        """Return how many letters nobody took."""
        with self._changed:
            return self._overwritten

    @property
    def count(self) -> int:
        """Return how many letters were put in all."""
        with self._changed:
            return self._count
