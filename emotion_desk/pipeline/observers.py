"""The observers of a desk: a recorder or a stream that needs every frame, block of sound and reading.

A mailbox keeps only the newest item, so an observer cannot read from it without gaps.  The threads of the desk call
the observers directly, before they hand an item on.  Items are never modified afterwards and are passed without a copy.
An observer must return at once.  One that raises is removed and logged; the desk goes on.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol, runtime_checkable

from emotion_desk.messages import DeskEvent, DeskReading, FramePacket, SoundBlock

logger = logging.getLogger(__name__)


class Observer(Protocol):
    """Receives what passes through the desk; no method may wait."""

    def picture(self, packet: FramePacket) -> None:
        """Receive a frame with its faces; called in the capture thread."""
        ...

    def sound(self, block: SoundBlock) -> None:
        """Receive a block of sound; called in the audio thread."""
        ...

    def reading(self, reading: DeskReading) -> None:
        """Receive a reading; called in the inference thread."""
        ...


@runtime_checkable
class EventObserver(Protocol):
    """An observer that receives the events of the desk as well."""

    def event(self, event: DeskEvent) -> None:
        """Receive an event; called in the thread where it happened."""
        ...


class ObserverList:
    """The observers of one desk, by name; safe for any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._observers: dict[str, Observer] = {}

    def set(self, name: str, observer: Observer | None) -> None:
        """Register an observer under a name in place of the one before; ``None`` removes it."""
        with self._lock:
            others = {other: each for other, each in self._observers.items() if other != name}
            # The dictionary is replaced, not changed, so that notifying needs no lock.
            self._observers = others if observer is None else others | {name: observer}

    def picture(self, packet: FramePacket) -> None:
        """Pass a frame to all observers."""
        self._notify(lambda observer: observer.picture(packet))

    def sound(self, block: SoundBlock) -> None:
        """Pass a block of sound to all observers."""
        self._notify(lambda observer: observer.sound(block))

    def reading(self, reading: DeskReading) -> None:
        """Pass a reading to all observers."""
        self._notify(lambda observer: observer.reading(reading))

    def event(self, event: DeskEvent) -> None:
        """Pass an event to the observers that take events."""

        def call(observer: Observer) -> None:
            if isinstance(observer, EventObserver):
                observer.event(event)

        self._notify(call)

    def _notify(self, call: Callable[[Observer], None]) -> None:
        for name, observer in self._observers.items():
            try:
                call(observer)
            except Exception:
                logger.exception("the observer '%s' raised and is removed", name)
                self.set(name, None)
