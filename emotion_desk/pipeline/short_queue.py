"""A queue of a few items between the capture thread and whoever shows its frames.

Frames sometimes come in a burst, after a search for faces that took longer than usual.  A mailbox would lose
all of the burst but its last frame; this queue keeps them.  What has waited for long gives way to what is newer, so
that a window that is too slow shows no old frames.  Putting never waits.  Whoever takes may be told of each new item
instead of asking again and again.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from emotion_desk.clock import NS_PER_S, now_ns

Item = TypeVar("Item")

#: Items that are kept.
KEPT: Final = 4
#: An item that has waited for so long is passed over if there is a newer one.
STALE_S: Final = 0.07


class ShortQueue(Generic[Item]):
    """Holds the last items; safe for any number of threads.

    Args:
        most: items that are kept.
        clock: returns the present time in nanoseconds.

    Attributes:
        listener: called after each item was put, in the thread that put it; must not block.

    Example:
        >>> queue = ShortQueue[int](most=2)
        >>> queue.take()
        >>> queue.put(1); queue.put(2); queue.put(3)
        >>> queue.take(), queue.take(), queue.dropped
        (2, 3, 1)
    """

    def __init__(self, most: int = KEPT, clock: Callable[[], int] = now_ns) -> None:
        self._changed = threading.Condition()
        #: Each with the moment at which it was put.
        self._items: deque[tuple[int, Item]] = deque()
        self._most = most
        self._clock = clock
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
            self._items.append((self._clock(), item))
            self._newest = item
            self._changed.notify_all()
        listener = self.listener
        if listener is not None:
            listener()

    def take(self, timeout_s: float = 0.0) -> Item | None:
        """Take the oldest item that is not stale, else the newest, waiting at most ``timeout_s``; ``None``: none."""
        with self._changed:
            is_first, self._has_reader = not self._has_reader, True
            if not self._items and timeout_s > 0:
                self._changed.wait_for(lambda: bool(self._items), timeout_s)
            stale_ns = self._clock() - int(STALE_S * NS_PER_S)
            while len(self._items) > 1 and self._items[0][0] < stale_ns:
                self._items.popleft()
                self._dropped += not is_first
            return self._items.popleft()[1] if self._items else None

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
