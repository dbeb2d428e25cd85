"""What a screen and a window have in common: a picture is read when it is due, and closing ends a read in progress."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Final, Generic, Protocol, TypeVar

from emotion_desk.clock import NS_PER_S, Clock
from emotion_desk.errors import SourceOpenError
from emotion_desk.messages import Frame, Picture

#: Frames per second, and the largest width of a frame in pixels: larger screens are reduced.
FPS: Final = 15.0
MOST_WIDTH: Final = 1920
#: How long closing waits for a read in progress, which otherwise closes the connection itself when it returns.
_CLOSE_S: Final = 0.2


class Closable(Protocol):
    """A connection that can be closed."""

    def close(self) -> Any:
        """Close it."""
        ...


Connection = TypeVar("Connection", bound=Closable)


class PacedSource(ABC, Generic[Connection]):
    """Reads pictures of a connection at :data:`FPS`; used by one thread, closed by any.

    Args:
        which: its name.
        clock: stamps the frames, and paces them.
        refused: returns why the system forbids it; empty if it does not.
    """

    def __init__(self, which: str, clock: Clock, refused: Callable[[], str]) -> None:
        self._which = which
        self._clock = clock
        self._refused = refused
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._connection: Connection | None = None
        self._index = 0
        self._due_ns = 0

    @property
    def name(self) -> str:
        """Return the name."""
        return self._which

    @property
    @abstractmethod
    def kind(self) -> str:
        """Return the kind of source."""

    @property
    def dropped(self) -> int:
        """Return 0: a picture is read when a frame is wanted."""
        return 0

    @abstractmethod
    def _connect(self) -> Connection:
        """Open the connection, and find what is read; what was opened is closed where that fails.

        Raises:
            SourceOpenError: it cannot be read.
        """

    @abstractmethod
    def _grab(self, connection: Connection) -> Picture:
        """Return the present picture.

        Raises:
            SourceLostError: it cannot be read any more.
        """

    def open(self) -> None:
        """Open the source.

        Raises:
            SourceOpenError: the system does not allow it, there is no such source, or it cannot be read.
        """
        why = self._refused()
        if why:
            raise SourceOpenError(why)
        with self._lock:
            self._shut()
            self._closing.clear()
            self._connection = self._connect()
            self._index = 0
            self._due_ns = self._clock.now_ns()

    def read(self, timeout_s: float) -> Frame | None:
        """Return the next frame when it is due, or ``None`` after ``timeout_s`` or when closed.

        Raises:
            SourceLostError: it cannot be read any more.
        """
        wait_s = (self._due_ns - self._clock.now_ns()) / NS_PER_S
        if self._connection is None:
            wait_s = timeout_s
        if self._clock.wait(self._closing, min(max(wait_s, 0.0), timeout_s)) or wait_s > timeout_s:
            return None
        with self._lock:
            connection = self._connection
            if connection is None or self._closing.is_set():
                self._shut()
                return None
            stamp_ns = self._clock.now_ns()
            try:
                picture = self._grab(connection)
            except Exception:
                self._shut()
                raise
        self._due_ns = max(self._due_ns + round(NS_PER_S / FPS), stamp_ns)
        self._index += 1
        return Frame(self._index - 1, stamp_ns, picture)

    def close(self) -> None:
        """Close the connection; a read that is under way closes it when it returns."""
        self._closing.set()
        if self._lock.acquire(timeout=_CLOSE_S):
            try:
                self._shut()
            finally:
                self._lock.release()

    def _shut(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
