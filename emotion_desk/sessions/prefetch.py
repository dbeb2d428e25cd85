"""Iterates a generator in a thread of its own, so that decoding and inference use two cores at once."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import closing
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from emotion_desk.pipeline.thread_priority import lower_priority

Item = TypeVar("Item")

#: How the names of the threads begin.
THREAD_NAME: Final = "emotion-desk-prefetch"
#: A thread whose queue is full goes on when this share of it is left.
_REFILL: Final = 0.25


class Prefetcher(Generic[Item]):
    """Iterates a generator in a thread of its own and keeps the items, in order, in a bounded queue.

    Once the queue is full, the thread rests until most of it is used up: to be woken for each item takes more time than
    to make many of them.

    Args:
        items: a generator; it runs and is closed in that thread.
        most: largest number of items in the queue.
        what: is the last word of the thread's name.
        gives_way: lowers the priority of that thread, where the system allows.

    Example:
        >>> with Prefetcher(n * n for n in range(3)) as squares:
        ...     list(squares)
        [0, 1, 4]
    """

    def __init__(self, items: Iterator[Item], most: int = 16, what: str = "items", gives_way: bool = False) -> None:
        self._items = items
        self._gives_way = gives_way
        self._waiting: queue.Queue[tuple[Item] | BaseException | None] = queue.Queue(most)
        self._few = int(most * _REFILL)
        #: Cleared by a full queue, and set again when little is left of it or the consumer leaves.
        self._room = threading.Event()
        self._room.set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"{THREAD_NAME}-{what}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._room.set()
        self._thread.join()

    def __iter__(self) -> Iterator[Item]:
        while True:
            got = self._waiting.get()
            if not self._room.is_set() and self._waiting.qsize() <= self._few:
                self._room.set()
            if got is None:
                return
            if isinstance(got, BaseException):
                raise got
            yield got[0]

    def _run(self) -> None:
        if self._gives_way:
            lower_priority()
        try:
            with closing(self._items):  # type: ignore[type-var]
                for item in self._items:
                    if not self._put((item,)):
                        return
        except BaseException as error:  # noqa: BLE001 - raised again where the items are used
            self._put(error)
            return
        self._put(None)

    def _put(self, what: tuple[Item] | BaseException | None) -> bool:
        """Wait for a place in the queue; return ``False`` after the consumer has left."""
        if self._waiting.full():
            self._room.clear()
            if self._waiting.qsize() <= self._few or self._stop.is_set():  # since a moment ago
                self._room.set()
        self._room.wait()
        if self._stop.is_set():
            return False
        self._waiting.put_nowait(what)  # nobody else fills the queue
        return True
