"""The life of a thread that reads one source after another: the same for pictures and for sound.

The thread lives as long as the desk, also without a source.  Only it opens and reads; a source that ends, is lost or
raises anything at all costs the source and one event, never the thread, and may be opened again.
"""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from typing import Final, Generic, Protocol, TypeVar

from emotion_desk.errors import SourceEndedError, SourceError, SourceLostError
from emotion_desk.messages import Side, State
from emotion_desk.pipeline.events import EventLog, sentence

logger = logging.getLogger(__name__)

#: How long one read may wait; so long at most the thread is deaf to the stop flag and to the next source.
READ_S: Final = 0.1
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
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
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

    # -- called by the desk ------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the thread; its first source is opened inside."""
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
            Whether the thread has ended.
        """
        if self._thread.ident is None:
            return True
        self._thread.join(timeout_s / 2)
        source = self._opening or self._source
        if self._thread.is_alive() and source is not None:
            # A helper does it: closing may hang in the same driver.
            threading.Thread(target=_close, args=(source,), name=self._thread.name + "-closer", daemon=True).start()
        self._thread.join(timeout_s / 2)
        return not self._thread.is_alive()

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
            wanted.open()
        except Exception as error:
            if not isinstance(error, SourceError):
                logger.exception("opening %s", wanted.name)
            self._refuse(wanted, before, error)
            return
        finally:
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
