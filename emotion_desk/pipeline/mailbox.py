"""A slot between two threads that keeps only the newest item.

A queue between a fast writer and a slow reader either grows or blocks.  A mailbox does neither: putting never waits,
and items that are overwritten before anybody took them are counted.
"""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Mailbox(Generic[Item]):
    """Holds at most one item; safe for any number of threads.

    Example:
        >>> box = Mailbox[int]()
        >>> box.put(1); box.put(2)
        >>> box.take(), box.take(), box.overwritten
        (2, None, 1)
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._letter: Item | None = None
        self._newest: Item | None = None
        self._overwritten = 0
        self._count = 0

    def put(self, item: Item) -> None:
        """Store an item; the one before it is dropped, and counted if nobody took it."""
        with self._changed:
            if self._letter is not None:
                self._overwritten += 1
            self._letter = self._newest = item
            self._count += 1
            self._changed.notify_all()

    def take(self, timeout_s: float = 0.0) -> Item | None:
        """Take the newest item, waiting at most ``timeout_s``; ``None`` if there is none."""
        with self._changed:
            if self._letter is None and timeout_s > 0:
                self._changed.wait_for(lambda: self._letter is not None, timeout_s)
            item, self._letter = self._letter, None
            return item

    def clear(self) -> None:
        """Drop the item without counting it."""
        with self._changed:
            self._letter = self._newest = None

    @property
    def newest(self) -> Item | None:
        """Return the newest item, taken already or not, without taking it."""
        with self._changed:
            return self._newest

    @property
    def overwritten(self) -> int:
        """Return the number of items that were overwritten before they were taken."""
        with self._changed:
            return self._overwritten

    @property
    def count(self) -> int:
        """Return the number of all items put."""
        with self._changed:
            return self._count
