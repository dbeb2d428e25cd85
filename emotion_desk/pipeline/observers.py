"""Lets onlookers (the recorder, a stream) see everything that passes through the desk, without the desk knowing it.

A mailbox keeps only the newest; whoever records needs each frame, each block of sound and each reading.  They are never
written again after they were handed on, so onlookers get the very objects.  They are called in the desk's own threads
and must return at once; one that raises costs itself, never the desk.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from emotion_desk.messages import DeskReading, FramePacket, SoundBlock
from emotion_desk.pipeline.audio_thread import AudioThread
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.sources.protocol import SoundSource

logger = logging.getLogger(__name__)


class Onlooker(Protocol):
    """Sees what passes; none of its methods may wait."""

    def picture(self, packet: FramePacket) -> None:
        """See a frame with its faces; called in the capture thread."""
        ...

    def sound(self, block: SoundBlock) -> None:
        """See a block of sound; called in the audio thread."""
        ...

    def reading(self, reading: DeskReading) -> None:
        """See a reading; called in the inference thread."""
        ...


class Tap:
    """Where the onlookers of a desk are put and taken away, one a place; safe for any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._onlookers: dict[str, Onlooker] = {}

    def use(self, onlooker: Onlooker | None, place: str = "recorder") -> None:
        """Let another onlooker see from a place, or nobody."""
        with self._lock:
            onlookers = {name: other for name, other in self._onlookers.items() if name != place}
            # Replaced whole, so that showing needs no lock.
            self._onlookers = onlookers if onlooker is None else onlookers | {place: onlooker}

    def picture(self, packet: FramePacket) -> None:
        """Show a frame."""
        self._show(lambda onlooker: onlooker.picture(packet))

    def sound(self, block: SoundBlock) -> None:
        """Show a block of sound."""
        self._show(lambda onlooker: onlooker.sound(block))

    def reading(self, reading: DeskReading) -> None:
        """Show a reading."""
        self._show(lambda onlooker: onlooker.reading(reading))

    def _show(self, call: Callable[[Onlooker], None]) -> None:
        for place, onlooker in self._onlookers.items():
            try:
                call(onlooker)
            except Exception:
                logger.exception("an onlooker (%s) failed and is let go", place)
                self.use(None, place)


class TappedReadings(Mailbox[DeskReading]):
    """The mailbox of readings, with the tap before it."""

    def __init__(self, tap: Tap) -> None:
        super().__init__()
        self._tap = tap

    def put(self, letter: DeskReading) -> None:
        """Show the reading and leave it."""
        self._tap.reading(letter)
        super().put(letter)


class TappedAudio(AudioThread):
    """The audio thread, with the tap before its work; set :attr:`tap` before it starts."""

    tap: Tap

    def _handle(self, source: SoundSource, item: SoundBlock) -> None:
        self.tap.sound(item)
        super()._handle(source, item)
