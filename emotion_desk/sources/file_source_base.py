"""What picture and sound of a media file have in common: opening, pacing, looping, and closing from another thread.

Each side has a container of its own and decodes in the thread that reads it.  One lock guards the container; ``close``
never waits long for it: if a read is inside FFmpeg at that moment, the reader itself lets go of the file afterwards.
"""

from __future__ import annotations

import math
import threading
import time
from abc import ABC, abstractmethod
from typing import Any, Final, Generic, TypeVar

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.errors import SourceEndedError, SourceError, SourceLostError, SourceOpenError
from emotion_desk.sources.media_file import MediaInfo, open_container
from emotion_desk.sources.playback_clock import Playback, Run

Item = TypeVar("Item")

#: How long ``close`` waits for a read that is decoding.
_CLOSE_WAIT_S: Final = 0.2
_IDLE_S: Final = 0.05


class FileSide(ABC, Generic[Item]):
    """One side of a media file on the common :class:`~emotion_desk.sources.playback_clock.Playback`."""

    #: Which side this is, for the playback.
    side: str = ""

    def __init__(self, info: MediaInfo, playback: Playback, name: str, kind: str) -> None:
        self._info = info
        self._playback = playback
        self._name = name
        self._kind = kind
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._container: Any = None
        self._run: Run | None = None
        self._loop = 0
        self._ended = False
        self._failure: SourceError | None = None

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self._name

    @property
    def kind(self) -> str:
        """Return ``file`` or ``demo``."""
        return self._kind

    @property
    def duration_s(self) -> float | None:
        """Return how long the file is, ``None`` if nobody can say."""
        return self._info.duration_s

    def open(self) -> None:
        """Open the file; it plays from the moment that one of its sides is read.

        Raises:
            SourceOpenError: it cannot be read (any more).
        """
        with self._lock:
            self._shut()
            self._closing.clear()
            self._ended = False
            self._failure = None
            self._loop = 0
            try:
                self._start_decoding(0.0)
            except SourceError:
                self._shut()
                raise

    def read(self, timeout_s: float) -> Item | None:
        """Return the next item when its time has come, or ``None`` after ``timeout_s`` or when closed.

        Raises:
            SourceEndedError: the file was played to its end.
            SourceLostError: the file is damaged from here on.
        """
        with self._lock:
            try:
                if self._closing.is_set() or not self._is_open():
                    # Nothing to give; do not let a caller spin until it sees its stop flag.
                    time.sleep(min(timeout_s, _IDLE_S))
                    return None
                self._take_part()
                self._require_more()
                return self._next(timeout_s)
            except SourceEndedError:
                self._ended = True
                self._playback.leave(self.side, ended=True)
                raise
            except SourceError as error:
                self._failure = SourceLostError(str(error)) if isinstance(error, SourceOpenError) else error
                self._playback.leave(self.side, ended=True)
                raise self._failure from error.__cause__
            finally:
                if self._closing.is_set():
                    self._shut()

    def _require_more(self) -> None:
        """Say again why there is nothing more."""
        if self._failure is not None:
            raise self._failure
        if self._ended:
            raise SourceEndedError(f"{self._name} has ended.")

    def close(self) -> None:
        """Let go of the file; safe from any thread, also while a read is in progress."""
        self._closing.set()
        if self._lock.acquire(timeout=_CLOSE_WAIT_S):
            try:
                self._shut()
            finally:
                self._lock.release()

    @abstractmethod
    def _start_decoding(self, position_s: float) -> None:
        """Open the container and begin at a position within the file."""

    @abstractmethod
    def _next(self, timeout_s: float) -> Item | None:
        """Return the next item, waiting for its time."""

    @abstractmethod
    def _forget(self) -> None:
        """Drop all that belongs to the open container."""

    def _is_open(self) -> bool:
        return self._container is not None

    def _open_container(self) -> Any:
        """Open a fresh container in place of the present one."""
        self._close_container()
        self._container = open_container(self._info.path)
        return self._container

    def _close_container(self) -> None:
        self._forget()
        if self._container is not None:
            self._container.close()
            self._container = None

    def _shut(self) -> None:
        """Close the file and leave the run; the lock is held."""
        self._close_container()
        if self._run is not None:
            self._run = None
            self._playback.leave(self.side, ended=self._ended)

    def _take_part(self) -> None:
        """Join the run at the first read, begin again if the other side began a new one."""
        if self._run is None:
            self._run = self._playback.join(self.side)
            if self._run.start_s > 0:
                self._enter(self._run.start_s)
        elif self._run.number != self._playback.number:
            self._run = self._playback.follow(self.side)
            self._ended = False
            self._failure = None
            self._enter(0.0)

    def _enter(self, start_s: float) -> None:
        """Begin at a place on the time line, which may be some loops in."""
        period_s = self._playback.period_s
        self._loop = math.floor(start_s / period_s) if period_s else 0
        self._start_decoding(start_s - self._loop * (period_s or 0.0))

    def _stamp_ns(self, line_s: float) -> int:
        """Return the stamp of a place on the time line (seconds since the run began)."""
        assert self._run is not None
        return self._run.epoch_ns + round(line_s * NS_PER_S)

    def _wait_until(self, due_ns: int, deadline_ns: int) -> bool:
        """Wait until ``due_ns``; return whether that moment came before the deadline and before closing."""
        wait_ns = min(due_ns, deadline_ns) - now_ns()
        if wait_ns > 0 and self._closing.wait(wait_ns / NS_PER_S):
            return False
        return due_ns <= deadline_ns and not self._closing.is_set()
