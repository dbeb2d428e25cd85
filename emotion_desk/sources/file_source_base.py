"""Common base of the picture and sound sources of a media file: open, pace, loop, and close from another thread.

Each source has its own container and decodes in the thread that reads it.  One lock guards the container.  ``close``
waits for that lock only briefly: if a read is inside FFmpeg at that moment, the reading thread closes the file when
the call returns.
"""

from __future__ import annotations

import math
import threading
import time
from abc import ABC, abstractmethod
from typing import Any, Final, Generic, TypeVar

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceEndedError, SourceError, SourceLostError, SourceOpenError
from emotion_desk.sources.media_file import MediaInfo, open_container
from emotion_desk.sources.playback_clock import PlaybackClock, PlaybackRun
from emotion_desk.translatable import translatable

Item = TypeVar("Item")

#: How long ``close`` waits for a read that is decoding.
_CLOSE_WAIT_S: Final = 0.2
#: Longest wait of a read that has nothing to give.
IDLE_S: Final = 0.05


class FileSource(ABC, Generic[Item]):
    """One stream of a media file on the common :class:`~emotion_desk.sources.playback_clock.PlaybackClock`."""

    #: Name of this stream for the playback clock: ``picture`` or ``sound``.
    stream_kind: str = ""

    def __init__(self, info: MediaInfo, clock: PlaybackClock, name: str, kind: str) -> None:
        self._info = info
        self._window = info.window
        self._clock = clock
        self._name = name
        self._kind = kind
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._container: Any = None
        self._run: PlaybackRun | None = None
        self._loop = 0
        self._ended = False
        self._failure: SourceError | None = None
        #: How often the position was changed since ``open``, so that a reader can drop what it knows of before.
        self.jumps = 0
        #: Whether an item of a new position is still to be delivered, although the file stands still.
        self._owes_item = False

    @property
    def playback(self) -> PlaybackClock:
        """Return the clock by which both streams of the file are paused and sought."""
        return self._clock

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
        """Return the duration of the file in seconds, ``None`` if it is not known."""
        return self._info.duration_s

    def open(self) -> None:
        """Open the file; playback starts at the first read of either stream.

        Raises:
            SourceOpenError: the file cannot be read.
        """
        with self._lock:
            self._shut()
            self._closing.clear()
            self._ended = False
            self._failure = None
            self._owes_item = False
            self._loop = self.jumps = 0
            try:
                self._start_decoding(self._window[0])
            except SourceError:
                self._shut()
                raise

    def read(self, timeout_s: float) -> Item | None:
        """Return the next item when it is due, or ``None`` after ``timeout_s`` or when closed.

        Raises:
            SourceEndedError: the end of the file was reached.
            SourceLostError: the file is damaged from here on.
        """
        with self._lock:
            try:
                if self._closing.is_set() or not self._is_open():
                    # Wait a little, so that the caller does not spin until it sees its stop flag.
                    time.sleep(min(timeout_s, IDLE_S))
                    return None
                self._join_run()
                self._raise_final_state()
                return self._next_unless_paused(timeout_s)
            except SourceEndedError:
                self._ended = True
                self._clock.leave(self.stream_kind, ended=True)
                raise
            except SourceError as error:
                self._failure = SourceLostError(str(error)) if isinstance(error, SourceOpenError) else error
                self._clock.leave(self.stream_kind, ended=True)
                raise self._failure from error.__cause__
            finally:
                if self._closing.is_set():
                    self._shut()

    def _next_unless_paused(self, timeout_s: float) -> Item | None:
        """Return the next item; of a file that stands still what it shows."""
        if self._clock.paused and not self._owes_item:
            return self._while_paused(timeout_s)
        item = self._next(timeout_s)
        self._owes_item = self._owes_item and item is None
        return item

    def _while_paused(self, timeout_s: float) -> Item | None:
        """Wait a little; return an item where the file shows one while it stands still."""
        self._clock.time.wait(self._closing, min(timeout_s, IDLE_S))
        return None

    def _raise_final_state(self) -> None:
        """Raise the same error again on reads after a failure or after the end."""
        if self._failure is not None:
            raise self._failure
        if self._ended:
            raise SourceEndedError(translatable("{name} has ended.", name=self._name))

    def close(self) -> None:
        """Close the file; safe from any thread, also during a read."""
        self._closing.set()
        if self._lock.acquire(timeout=_CLOSE_WAIT_S):
            try:
                self._shut()
            finally:
                self._lock.release()

    @abstractmethod
    def _start_decoding(self, position_s: float) -> None:
        """Open the container and start decoding at a position in the file."""

    @abstractmethod
    def _next(self, timeout_s: float) -> Item | None:
        """Return the next item; wait until it is due."""

    @abstractmethod
    def _drop_decoder(self) -> None:
        """Drop all references into the open container."""

    def _is_open(self) -> bool:
        return self._container is not None

    def _open_container(self) -> Any:
        """Replace the current container by a fresh one."""
        self._close_container()
        self._container = open_container(self._info.path)
        return self._container

    def _close_container(self) -> None:
        self._drop_decoder()
        if self._container is not None:
            self._container.close()
            self._container = None

    def _shut(self) -> None:
        """Close the file and leave the run; the caller holds the lock."""
        self._close_container()
        if self._run is not None:
            self._run = None
            self._clock.leave(self.stream_kind, ended=self._ended)

    def _join_run(self) -> None:
        """Join the run at the first read; restart if the other stream has started a new run."""
        if self._run is None:
            self._run = self._clock.join(self.stream_kind)
            if self._run.start_s > 0:
                self._seek(self._run.start_s)
        elif self._run.number != self._clock.number:
            self._run = self._clock.follow(self.stream_kind)
            self._ended = False
            self._failure = None
            self.jumps += 1
            self._owes_item = self.stream_kind == "picture"
            self._seek(self._run.start_s)
        else:
            self._run = self._clock.present(self._run)

    def _seek(self, run_s: float) -> None:
        """Start decoding at a position of the run, which may lie some loops in."""
        period_s = self._clock.period_s
        self._loop = math.floor(run_s / period_s) if period_s else 0
        self._start_decoding(run_s - self._loop * (period_s or 0.0))

    def _stamp_ns(self, run_s: float) -> int:
        """Return the time stamp of a position of the run in seconds."""
        assert self._run is not None
        return self._run.epoch_ns + round(run_s * NS_PER_S)

    def _wait_until(self, due_ns: int, deadline_ns: int) -> bool:
        """Wait until ``due_ns``; return ``False`` if the deadline or ``close`` came first."""
        wait_ns = min(due_ns, deadline_ns) - self._clock.time.now_ns()
        if wait_ns > 0 and self._clock.time.wait(self._closing, wait_ns / NS_PER_S):
            return False
        return due_ns <= deadline_ns and not self._closing.is_set()
