"""A bounded log of the desk's events, in sentences for the user."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Final

from emotion_desk.clock import now_ns
from emotion_desk.errors import DeskError
from emotion_desk.messages import DeskEvent, Side, State
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

#: Events kept if nobody reads them; the oldest are dropped first.
MOST_KEPT: Final = 256

_LEVELS = {State.FAILED: logging.WARNING, State.LOST: logging.WARNING}


class EventLog:
    """A bounded list of events; safe for any number of threads.

    Args:
        listener: called with each event, in the thread where it happened.
    """

    def __init__(self, listener: Callable[[DeskEvent], None] | None = None) -> None:
        self._listener = listener
        self._lock = threading.Lock()
        self._events: deque[DeskEvent] = deque(maxlen=MOST_KEPT)

    def add(self, side: Side, state: State, text: str, device: str | None = None) -> None:
        """Add an event, stamped with the present time; ``device`` as in :class:`~emotion_desk.messages.DeskEvent`."""
        event = DeskEvent(side, state, text, now_ns(), device)
        with self._lock:
            self._events.append(event)
        logger.log(_LEVELS.get(state, logging.INFO), "%s %s: %s", side.value, state.value, text)
        if self._listener is not None:
            self._listener(event)

    def drain(self) -> list[DeskEvent]:
        """Return all events since the last call, oldest first."""
        with self._lock:
            events = list(self._events)
            self._events.clear()
        return events


def sentence(error: BaseException, what: str) -> str:
    """Return one sentence for the user: an expected error's own, else ``what`` and the kind of error."""
    if isinstance(error, DeskError):
        return str(error)
    detail = str(error).strip().splitlines()
    reason = f"{type(error).__name__}{' (' + detail[0] + ')' if detail else ''}"
    return translatable("{what}: {reason}.", what=what, reason=reason)
