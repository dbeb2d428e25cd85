"""Base class of the capture and audio threads: reads one source after another.

The thread runs as long as the desk, also without a source.  It alone opens and reads sources.  A source that ends, is
lost or raises any exception is closed and reported; the thread goes on, and the source may be opened again.  Sources
have time limits of their own; if one hangs all the same, its thread is abandoned and a new one takes its place.
"""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from time import monotonic
from typing import Final, Generic, Protocol, TypeVar

from emotion_desk.errors import SourceEndedError, SourceError, SourceLostError
from emotion_desk.messages import Side, State
from emotion_desk.pipeline.event_log import EventLog, sentence
from emotion_desk.translatable import joined, translatable

logger = logging.getLogger(__name__)

#: Longest wait in one read; stop requests and new sources are noticed after at most this time.
READ_S: Final = 0.1
#: A call of a source that takes longer than this is abandoned.
READ_LIMIT_S: Final = 4.0
OPEN_LIMIT_S: Final = 20.0
#: Longest time for which the first source waits for the network.
HOLD_S: Final = 5.0
#: Interval at which a device that was lost is tried again.
RETRY_S: Final = 1.5
#: Kinds of sources whose device is identified by name and cannot be opened twice.
_EXCLUSIVE = ("camera", "microphone")
#: Kinds that may come back after a loss: a window is shown again.
_RETURNING = (*_EXCLUSIVE, "window")

Item = TypeVar("Item")
Result = TypeVar("Result")
Item_co = TypeVar("Item_co", covariant=True)


class Source(Protocol[Item_co]):
    """The part that sources of pictures and of sound have in common."""

    @property
    def name(self) -> str:
        """Return the name shown to the user."""
        ...

    @property
    def kind(self) -> str:
        """Return the kind of source: ``camera``, ``microphone``, ``file`` and so on."""
        ...

    def open(self) -> None:
        """Open or raise."""
        ...

    def read(self, timeout_s: float) -> Item_co | None:
        """Return the next item, or ``None`` if none came in time."""
        ...

    def close(self) -> None:
        """Release the device or file."""
        ...


SourceT = TypeVar("SourceT", bound=Source[object])


class _Abandoned(BaseException):
    """Raised in a thread that returns from a source after it was replaced."""


class SourceThread(ABC, Generic[SourceT, Item]):
    """Reads the present source; subclasses process the items.

    Args:
        name: name of the thread.
        side: side of the desk that its events belong to.
        nothing: the sentence for no source.
        events: log of what happens to the source.
        first: the first source.
    """

    def __init__(self, name: str, side: Side, nothing: str, events: EventLog, first: SourceT | None) -> None:
        self._name = name
        self._thread = self._new_thread()
        self._abandoned: list[threading.Thread] = []
        self._busy_until: float | None = None
        self._side = side
        self._nothing = nothing
        self._events = events
        self._changed = threading.Condition()
        self._requested: SourceT | None = first
        self._has_request = True
        self._stopping = False
        self._source: SourceT | None = None
        self._opening: SourceT | None = None
        self._lost: SourceT | None = None
        self._handling_failed = False
        self._jumps = 0
        self._after: threading.Event | None = None

    # -- called by the desk ------------------------------------------------------------------------------------

    def start(self, after: threading.Event | None = None) -> None:
        """Start the thread; its first source is opened inside.

        Args:
            after: event that the first source waits for, for at most :data:`HOLD_S`.
        """
        self._after = after
        self._thread.start()

    def use(self, source: SourceT | None) -> None:
        """Request a change of source and return at once; of several requests the last one counts."""
        with self._changed:
            self._requested = source
            self._has_request = True
            self._changed.notify_all()

    def ask_stop(self) -> None:
        """Ask the thread to end; returns at once."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()

    def join(self, timeout_s: float) -> bool:
        """Wait for the end; after half of the time a source that blocks is closed from outside.

        Returns:
            Whether the thread and all abandoned ones have ended.
        """
        if self._thread.ident is None:
            return True
        deadline = monotonic() + timeout_s
        self._thread.join(timeout_s / 2)
        source = self._opening or self._source
        if self._thread.is_alive() and source is not None:
            self._close_from_outside(source)
        threads = (self._thread, *self._abandoned)
        for thread in threads:
            thread.join(max(deadline - monotonic(), 0.0))
        return not any(thread.is_alive() for thread in threads)

    def check(self) -> None:
        """Abandon a source that hangs; to be called regularly from any thread, returns at once."""
        with self._changed:
            if self._busy_until is None or monotonic() < self._busy_until or self._stopping:
                return
            # The thread inside the source is abandoned: it ends as soon as the source returns.
            self._busy_until = None
            opening, self._opening = self._opening, None
            stuck = opening or self._source
            if opening is None:
                self._source = None
            before = self._source
            self._abandoned = [thread for thread in self._abandoned if thread.is_alive()] + [self._thread]
            self._thread = self._new_thread()
        if stuck is None:  # pragma: no cover - busy means there is one
            return
        self._close_from_outside(stuck)
        if opening is None:
            self._finish()
            self._lost = _device(stuck)
            self._report(State.LOST, translatable("{name} does not answer any more.", name=stuck.name))
        else:
            said = translatable("{name} does not answer.", name=stuck.name)
            self._report(State.FAILED, said if before is None else _stays(said, before.name))
        self._thread.start()

    def _close_from_outside(self, source: SourceT) -> None:
        """Close a source that hangs, in a helper thread: closing may hang in the same driver."""
        threading.Thread(target=_close, args=(source,), name=f"{self._name}-closer", daemon=True).start()

    def _new_thread(self) -> threading.Thread:
        return threading.Thread(target=self._run, name=self._name, daemon=True)

    # -- for subclasses ----------------------------------------------------------------------------------------

    @abstractmethod
    def _begin(self, source: SourceT) -> None:
        """Prepare for a source that was just opened; the state of the one before is discarded."""

    @abstractmethod
    def _handle(self, source: SourceT, item: Item) -> None:
        """Process an item."""

    def _count(self, source: SourceT) -> None:
        """Read the counters of the source."""

    def _sought(self) -> None:
        """React to another position of the present source, after :meth:`_begin`."""

    def _finish(self) -> None:
        """React to the present source being closed."""

    # -- the thread --------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._loop()
        except _Abandoned:
            logger.info("%s: an abandoned source returned", self._name)

    def _inside(self, limit_s: float, call: Callable[[], Result]) -> Result:
        """Call a source and limit the time spent inside; ends the thread if it was abandoned meanwhile."""
        with self._changed:
            self._busy_until = monotonic() + limit_s
        try:
            return call()
        finally:
            with self._changed:
                if threading.current_thread() is not self._thread:
                    raise _Abandoned
                self._busy_until = None

    def _hold(self) -> None:
        """Wait for the event that the first source depends on."""
        limit = monotonic() + HOLD_S
        while self._after is not None and not self._stopping and monotonic() < limit:
            if self._after.wait(READ_S):
                return

    def _loop(self) -> None:
        try:
            self._hold()
            while True:
                with self._changed:
                    if self._source is None:
                        wait_s = None if self._lost is None else RETRY_S
                        self._changed.wait_for(lambda: self._stopping or self._has_request, wait_s)
                    if self._stopping:
                        return
                    wanted, is_new = self._requested, self._has_request
                    self._requested, self._has_request = None, False
                if is_new:
                    self._lost = None
                    self._switch(wanted)
                elif self._source is not None:
                    self._read(self._source)
                elif self._lost is not None:
                    self._reopen(self._lost)
        finally:
            if threading.current_thread() is self._thread:
                self._release()

    def _switch(self, wanted: SourceT | None) -> None:
        """Change to another source, or keep the present one if it cannot be opened."""
        before = self._source
        if wanted is None:
            self._release()
            self._report(State.NONE, self._nothing, "")
            return
        self._report(State.OPENING, translatable("Opening {name}.", name=wanted.name))
        if before is not None and _is_same_device(before, wanted):
            self._release()  # a device does not open twice
            before = None
        self._opening = wanted
        try:
            self._inside(OPEN_LIMIT_S, wanted.open)
        except _Abandoned:
            if wanted not in (self._source, self._opening):  # unless it was opened again meanwhile
                _close(wanted)
            raise
        except Exception as error:
            self._opening = None
            if not isinstance(error, SourceError):
                logger.exception("opening %s", wanted.name)
            self._report_refusal(wanted, before, error)
            return
        self._opening = None
        self._release()
        self._source = wanted
        self._handling_failed = False
        self._jumps = 0
        self._report(State.RUNNING, translatable("{name} is open.", name=wanted.name), wanted.name)
        self._begin_again(wanted)

    def _begin_again(self, source: SourceT) -> None:
        """Discard the state of what was read before."""
        try:
            self._begin(source)
        except Exception:
            logger.exception("preparing for %s", source.name)

    def _reopen(self, lost: SourceT) -> None:
        """Try to open a device that was lost; says nothing while it is still missing."""
        self._opening = lost
        try:
            self._inside(OPEN_LIMIT_S, lost.open)
        except _Abandoned:
            _close(lost)
            raise
        except Exception as error:  # noqa: BLE001 - drivers raise anything while a device is missing
            self._opening = None
            logger.debug("%s is still missing: %s", lost.name, error)
            _close(lost)
            return
        self._opening = self._lost = None
        self._source = lost
        self._handling_failed = False
        self._report(State.RUNNING, translatable("{name} is back.", name=lost.name))
        try:
            self._begin(lost)
        except Exception:
            logger.exception("preparing for %s", lost.name)

    def _report_refusal(self, wanted: SourceT, before: SourceT | None, error: Exception) -> None:
        """Report that a source could not be opened, and whether the one before stays in use."""
        _close(wanted)
        text = sentence(error, translatable("{name} could not be opened", name=wanted.name))
        self._report(State.FAILED, text if before is None else _stays(text, before.name))

    def _read(self, source: SourceT) -> None:
        """Read one item and process it."""
        try:
            item = self._inside(READ_LIMIT_S, lambda: source.read(READ_S))
        except SourceEndedError as error:
            self._drop(State.ENDED, sentence(error, translatable("{name} ended", name=source.name)))
            return
        except SourceLostError as error:
            self._drop(State.LOST, sentence(error, translatable("{name} was lost", name=source.name)))
            self._lost = _device(source)
            return
        except Exception as error:
            if self._stopping:  # closed from outside while it was being read
                return
            logger.exception("reading %s", source.name)
            self._drop(
                State.LOST, sentence(error, translatable("{name} stopped with an unexpected error", name=source.name))
            )
            self._lost = _device(source)
            return
        self._count(source)
        jumps = getattr(source, "jumps", 0)  # of files, which can be sought
        if jumps != self._jumps:
            self._jumps = jumps
            self._begin_again(source)
            self._sought()
        if item is None:
            return
        try:
            self._handle(source, item)  # type: ignore[arg-type]
        except Exception as error:
            if not self._handling_failed:  # once per source, not at every frame
                logger.exception("working on what %s gave", source.name)
                self._report(
                    State.RUNNING,
                    sentence(error, translatable("What {name} gives cannot be analysed", name=source.name)),
                )
            self._handling_failed = True

    def _drop(self, state: State, text: str) -> None:
        """Close a source that delivers nothing more."""
        self._release()
        self._report(state, text)

    def _release(self) -> None:
        """Close the present source, if any."""
        source, self._source = self._source, None
        if source is None:
            return
        try:
            self._count(source)
        except Exception:
            logger.exception("counting what %s lost", source.name)
        _close(source)
        self._finish()

    def _report(self, state: State, text: str, device: str | None = None) -> None:
        self._events.add(self._side, state, text, device)


def _device(source: SourceT) -> SourceT | None:
    """Return the source if it is a device, which may come back after a loss."""
    return source if source.kind in _RETURNING else None


def _is_same_device(one: Source[object], other: Source[object]) -> bool:
    """Return whether two sources use the same device."""
    return one is other or (one.kind in _EXCLUSIVE and (one.kind, one.name) == (other.kind, other.name))


def _stays(text: str, name: str) -> str:
    """Return a sentence and that the source before it stays in use."""
    return joined((text, translatable("{name} stays in use.", name=name)))


def _close(source: Source[object]) -> None:
    """Close a source; exceptions are logged."""
    try:
        source.close()
    except Exception:
        logger.exception("closing %s", source.name)
