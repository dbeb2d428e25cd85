"""The life of a thread that reads one source after another: the same for pictures and for sound.

The thread lives as long as the desk, also without a source.  Only it opens and reads; a source that ends, is lost or
raises anything at all costs the source and one event, never the thread, and may be opened again.  Sources keep time
limits of their own; should one hang all the same, its thread is given up and a fresh one takes its place.
"""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final, Generic, Protocol, TypeVar

from emotion_desk.errors import SourceEndedError, SourceError, SourceLostError
from emotion_desk.messages import Side, State
from emotion_desk.pipeline.event_log import EventLog, sentence

logger = logging.getLogger(__name__)

#: How long one read may wait; so long at most the thread is deaf to the stop flag and to the next source.
READ_S: Final = 0.1
#: A source that has not come back from reading or opening after so long is given up.
READ_LIMIT_S: Final = 4.0
OPEN_LIMIT_S: Final = 20.0
#: So long at most a first source is held back until the network can answer it.
HOLD_S: Final = 5.0
#: Kinds whose device is told by its name and does not open twice.
_SAME_PLACE = ("camera", "microphone")

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)


class Source(Protocol[Item_co]):
    """What the pictures' and the sound's protocols have in common."""

    @property
    def name(self) -> str:
        """Return what the user calls this source."""
        ...

    @property
    def kind(self) -> str:
        """Return what sort of source it is."""
        ...

    def open(self) -> None:
        """Open or raise."""
        ...

    def read(self, timeout_s: float) -> Item_co | None:
        """Return what is new, or ``None``."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


SourceT = TypeVar("SourceT", bound=Source[object])


class _GivenUp(BaseException):
    """Raised in a thread that comes back from a source after another took its place."""


class SourceThread(ABC, Generic[SourceT, Item]):
    """Reads whatever source it is given; subclasses say what becomes of what was read.

    Args:
        name: the thread's name.
        side: which side of the desk its events speak of.
        what: the word for it in sentences (``picture``, ``sound``).
        events: where it tells what happened.
        first: the source to begin with.
    """

    def __init__(self, name: str, side: Side, what: str, events: EventLog, first: SourceT | None) -> None:
        self._name = name
        self._thread = self._new_thread()
        self._given_up: list[threading.Thread] = []
        self._busy_until: float | None = None
        self._side = side
        self._what = what
        self._events = events
        self._wish = threading.Condition()
        self._wanted: SourceT | None = first
        self._has_wish = True
        self._stopping = False
        self._source: SourceT | None = None
        self._opening: SourceT | None = None
        self._handling_failed = False
        self._after: threading.Event | None = None

    # -- called by the desk ------------------------------------------------------------------------------------

    def start(self, after: threading.Event | None = None) -> None:
        """Start the thread; its first source is opened inside.

        Args:
            after: what the first source waits for, if it has not happened within :data:`HOLD_S`, no longer.
        """
        self._after = after
        self._thread.start()

    def use(self, source: SourceT | None) -> None:
        """Hand the next source over and return at once; of several the last one counts."""
        with self._wish:
            self._wanted = source
            self._has_wish = True
            self._wish.notify_all()

    def ask_stop(self) -> None:
        """Ask the thread to end; returns at once."""
        with self._wish:
            self._stopping = True
            self._wish.notify_all()

    def join(self, timeout_s: float) -> bool:
        """Wait for the end; a thread caught in its source gets it closed from outside half-way.

        Returns:
            Whether the thread has ended, and all that were given up before.
        """
        if self._thread.ident is None:
            return True
        self._thread.join(timeout_s / 2)
        source = self._opening or self._source
        if self._thread.is_alive() and source is not None:
            self._close_from_outside(source)
        self._thread.join(timeout_s / 2)
        return not any(thread.is_alive() for thread in (self._thread, *self._given_up))

    def check(self) -> None:
        """Give up a source that hangs; to be called now and then by anyone, returns at once."""
        with self._wish:
            if self._busy_until is None or monotonic() < self._busy_until or self._stopping:
                return
            # From here on the thread inside the source is no longer ours: it ends as soon as it comes back.
            self._busy_until = None
            opening, self._opening = self._opening, None
            stuck = opening or self._source
            if opening is None:
                self._source = None
            before = self._source
            self._given_up = [thread for thread in self._given_up if thread.is_alive()] + [self._thread]
            self._thread = self._new_thread()
        if stuck is None:  # pragma: no cover - busy means there is one
            return
        self._close_from_outside(stuck)
        if opening is None:
            self._finish()
            self._tell(State.LOST, f"{stuck.name} does not answer any more.")
        else:
            stays = f" {before.name} stays in use." if before is not None else ""
            self._tell(State.FAILED, f"{stuck.name} does not answer.{stays}")
        self._thread.start()

    def _close_from_outside(self, source: SourceT) -> None:
        """Close a source that hangs, by a helper: closing may hang in the same driver."""
        threading.Thread(target=_close, args=(source,), name=f"{self._name}-closer", daemon=True).start()

    def _new_thread(self) -> threading.Thread:
        return threading.Thread(target=self._run, name=self._name, daemon=True)

    # -- for subclasses ----------------------------------------------------------------------------------------

    @abstractmethod
    def _begin(self, source: SourceT) -> None:
        """Prepare for a source that was just opened; what was known of the one before is void."""

    @abstractmethod
    def _handle(self, source: SourceT, item: Item) -> None:
        """Work on what was read."""

    def _count(self, source: SourceT) -> None:
        """Look at the source's own counters."""

    def _finish(self) -> None:
        """Take note that the present source was closed."""

    # -- the thread --------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._live()
        except _GivenUp:
            logger.info("%s: a source came back after it was given up", self._name)

    @contextmanager
    def _inside(self, limit_s: float) -> Iterator[None]:
        """Mark the time spent inside a source; ends the thread if it was given up meanwhile."""
        with self._wish:
            self._busy_until = monotonic() + limit_s
        try:
            yield
        finally:
            with self._wish:
                if threading.current_thread() is not self._thread:
                    raise _GivenUp
                self._busy_until = None

    def _hold(self) -> None:
        """Wait for what the first source waits for."""
        limit = monotonic() + HOLD_S
        while self._after is not None and not self._stopping and monotonic() < limit:
            if self._after.wait(READ_S):
                return

    def _live(self) -> None:
        try:
            self._hold()
            while True:
                with self._wish:
                    if self._source is None:
                        self._wish.wait_for(lambda: self._stopping or self._has_wish)
                    if self._stopping:
                        return
                    wanted, is_new = self._wanted, self._has_wish
                    self._wanted, self._has_wish = None, False
                if is_new:
                    self._switch(wanted)
                elif self._source is not None:
                    self._read(self._source)
        finally:
            if threading.current_thread() is self._thread:
                self._let_go()

    def _switch(self, wanted: SourceT | None) -> None:
        """Go over to another source, or stay with the present one if that cannot be opened."""
        before = self._source
        if wanted is None:
            self._let_go()
            self._tell(State.NONE, f"There is no {self._what} source.")
            return
        self._tell(State.OPENING, f"Opening {wanted.name}.")
        if before is not None and _is_same_device(before, wanted):
            self._let_go()  # a device does not open twice
            before = None
        self._opening = wanted
        try:
            with self._inside(OPEN_LIMIT_S):
                wanted.open()
        except _GivenUp:
            if wanted not in (self._source, self._opening):  # unless it was opened again meanwhile
                _close(wanted)
            raise
        except Exception as error:
            self._opening = None
            if not isinstance(error, SourceError):
                logger.exception("opening %s", wanted.name)
            self._refuse(wanted, before, error)
            return
        self._opening = None
        self._let_go()
        self._source = wanted
        self._handling_failed = False
        self._tell(State.RUNNING, f"{wanted.name} is open.")
        try:
            self._begin(wanted)
        except Exception:
            logger.exception("preparing for %s", wanted.name)

    def _refuse(self, wanted: SourceT, before: SourceT | None, error: Exception) -> None:
        """Tell that a source could not be opened, and that the one before goes on if there is one."""
        _close(wanted)
        text = sentence(error, f"{wanted.name} could not be opened")
        self._tell(State.FAILED, text if before is None else f"{text} {before.name} stays in use.")

    def _read(self, source: SourceT) -> None:
        """Read once and work on it."""
        try:
            with self._inside(READ_LIMIT_S):
                item = source.read(READ_S)
        except SourceEndedError as error:
            self._drop(State.ENDED, sentence(error, f"{source.name} ended"))
            return
        except SourceLostError as error:
            self._drop(State.LOST, sentence(error, f"{source.name} was lost"))
            return
        except Exception as error:
            if self._stopping:  # closed from outside while it was being read
                return
            logger.exception("reading %s", source.name)
            self._drop(State.LOST, sentence(error, f"{source.name} stopped with an unexpected error"))
            return
        self._count(source)
        if item is None:
            return
        try:
            self._handle(source, item)  # type: ignore[arg-type]
        except Exception as error:
            if not self._handling_failed:  # once a source, not at every frame
                logger.exception("working on what %s gave", source.name)
                self._tell(State.RUNNING, sentence(error, f"The {self._what} of {source.name} cannot be analysed"))
            self._handling_failed = True

    def _drop(self, state: State, text: str) -> None:
        """Let go of a source that delivers no more."""
        self._let_go()
        self._tell(state, text)

    def _let_go(self) -> None:
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

    def _tell(self, state: State, text: str) -> None:
        self._events.add(self._side, state, text)


def _is_same_device(one: Source[object], other: Source[object]) -> bool:
    """Tell whether two sources would fight over the same device."""
    return one is other or (one.kind in _SAME_PLACE and (one.kind, one.name) == (other.kind, other.name))


def _close(source: Source[object]) -> None:
    """Close a source that may raise anything while doing so."""
    try:
        source.close()
    except Exception:
        logger.exception("closing %s", source.name)
