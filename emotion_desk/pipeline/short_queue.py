"""A queue of a few items between the capture thread and whoever shows its frames.

Frames sometimes come in a burst, after a search for faces that took longer than usual.  A mailbox would lose
all of the burst but its last frame; this queue keeps them, and no more, so that what is shown is at most so many frames
old.  Putting never waits.  Whoever takes may be told of each new item instead of asking again and again.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Final, Generic, TypeVar

Item = TypeVar("Item")

#: Items that are kept.
KEPT: Final = 4


class ShortQueue(Generic[Item]):
    """Holds the last items; safe for any number of threads.

    Attributes:
        listener: called after each item was put, in the thread that put it; must not block.

    Example:
        >>> queue = ShortQueue[int](most=2)
        >>> queue.take()
        >>> queue.put(1); queue.put(2); queue.put(3)
        >>> queue.take(), queue.take(), queue.dropped
        (2, 3, 1)
    """

    def __init__(self, most: int = KEPT) -> None:
        self._changed = threading.Condition()
        self._items: deque[Item] = deque()
        self._most = most
        self._newest: Item | None = None
        self._has_reader = False
        self._dropped = 0
        self.listener: Callable[[], None] | None = None

    def put(self, item: Item) -> None:
        """Append an item; of too many the oldest is dropped, and counted once anybody takes items at all."""
        with self._changed:
            if len(self._items) >= self._most:
                self._items.popleft()
                self._dropped += self._has_reader
            self._items.append(item)
            self._newest = item
            self._changed.notify_all()
        listener = self.listener
        if listener is not None:
            listener()

    def take(self, timeout_s: float = 0.0) -> Item | None:
        """Take the oldest item, waiting at most ``timeout_s``; ``None`` if there is none."""
        with self._changed:
            self._has_reader = True
            if not self._items and timeout_s > 0:
                self._changed.wait_for(lambda: bool(self._items), timeout_s)
            return self._items.popleft() if self._items else None

    def clear(self) -> None:
        """Drop all items without counting them."""
        with self._changed:
            self._items.clear()
            self._newest = None

    @property
    def newest(self) -> Item | None:
        """Return the newest item, taken already or not, without taking it."""
        with self._changed:
            return self._newest

    @property
    def dropped(self) -> int:
        """Return the number of items that were dropped since the first call of :meth:`take`."""
        with self._changed:
            return self._dropped
