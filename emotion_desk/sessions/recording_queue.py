"""The bounded queue between the desk's threads and the recorder's thread; offering never blocks.

A frame is dropped after one second in the queue.  So a disk or an encoder that falls behind costs frames, which are
counted, instead of memory, and a crash costs no more than that second.  Readings have a queue of their own: they are
small, and must not wait behind pictures.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import Final

from emotion_desk.messages import DeskReading, Frame, SoundBlock
from emotion_desk.sessions.header import Counter

#: Longest time in the queue, and most memory of all queued frames.
FRAMES_S: Final = 1.0
FRAME_BYTES: Final = 256_000_000
#: Most queued blocks of sound and readings: far more than a minute of either.
BLOCKS: Final = 4096
READINGS: Final = 4096

KINDS: Final = ("frames", "sound", "readings")


def kind_of(medium: Frame | SoundBlock) -> str:
    """Return under which of the :data:`KINDS` a frame or a block is counted."""
    return "frames" if isinstance(medium, Frame) else "sound"


@dataclass(frozen=True, slots=True)
class Batch:
    """What the thread writes next: all queued readings, and one frame or block."""

    readings: list[DeskReading]
    medium: Frame | SoundBlock | None


class RecordingQueue:
    """Two bounded queues with counters; any thread offers, one takes.

    Example:
        >>> queue = RecordingQueue()
        >>> queue.take(0.0).medium is None
        True
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._media: deque[tuple[float, Frame | SoundBlock]] = deque()
        self._readings: deque[DeskReading] = deque()
        self._frame_bytes = 0
        self._blocks = 0
        self._closed = False
        self._offered = dict.fromkeys(KINDS, 0)
        self._dropped = dict.fromkeys(KINDS, 0)
        self._written = dict.fromkeys(KINDS, 0)

    def offer_frame(self, frame: Frame) -> None:
        """Queue a frame, or drop and count it if the queue is full."""
        with self._changed:
            self._drop_stale()
            if not self._admit("frames", full=self._frame_bytes + frame.picture.nbytes > FRAME_BYTES):
                return
            self._frame_bytes += frame.picture.nbytes
            self._media.append((monotonic(), frame))
            self._changed.notify()

    def offer_sound(self, block: SoundBlock) -> None:
        """Queue a block of sound, or drop and count it."""
        with self._changed:
            if not self._admit("sound", full=self._blocks >= BLOCKS):
                return
            self._blocks += 1
            self._media.append((monotonic(), block))
            self._changed.notify()

    def offer_reading(self, reading: DeskReading) -> None:
        """Queue a reading, or drop and count it."""
        with self._changed:
            if self._admit("readings", full=len(self._readings) >= READINGS):
                self._readings.append(reading)
                self._changed.notify()

    def take(self, timeout_s: float, *, readings: bool = True) -> Batch:
        """Take what comes next, waiting at most ``timeout_s`` for it; ``readings=False`` leaves the readings queued."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._media or (readings and self._readings), timeout_s)
            waiting: list[DeskReading] = []
            if readings:
                waiting = list(self._readings)
                self._readings.clear()
            if not self._closed:  # at the end everything queued is written, however long it takes
                self._drop_stale()
            return Batch(waiting, self._next())

    def close(self) -> None:
        """Refuse further items; queued ones can still be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def count_written(self, kind: str) -> None:
        """Count one as written."""
        with self._changed:
            self._written[kind] += 1

    def count_dropped(self, kind: str) -> None:
        """Count one as dropped that was taken but could not be written."""
        with self._changed:
            self._dropped[kind] += 1

    def discount(self, kind: str) -> None:
        """Do not count one that belongs to the time before the recording."""
        with self._changed:
            self._offered[kind] -= 1

    @property
    def counters(self) -> dict[str, Counter]:
        """Return the counters as of now."""
        with self._changed:
            return {kind: Counter(self._offered[kind], self._written[kind], self._dropped[kind]) for kind in KINDS}

    @property
    def closed(self) -> bool:
        """Return whether further items are refused."""
        with self._changed:
            return self._closed

    def drained(self, *, readings: bool = True) -> bool:
        """Return whether the queue is empty; readings count only if they are asked for."""
        with self._changed:
            return not self._media and not (readings and self._readings)

    def abandon(self) -> None:
        """Refuse further items, and count the queued ones as dropped."""
        with self._changed:
            self._closed = True
            while (medium := self._next()) is not None:
                self._dropped[kind_of(medium)] += 1
            self._dropped["readings"] += len(self._readings)
            self._readings.clear()

    def _admit(self, kind: str, *, full: bool) -> bool:
        if self._closed:
            return False
        self._offered[kind] += 1
        if full:
            self._dropped[kind] += 1
        return not full

    def _next(self) -> Frame | SoundBlock | None:
        if not self._media:
            return None
        medium = self._media.popleft()[1]
        if isinstance(medium, Frame):
            self._frame_bytes -= medium.picture.nbytes
        else:
            self._blocks -= 1
        return medium

    def _drop_stale(self) -> None:
        """Drop frames that were queued for too long; sound is small and stays."""
        limit = monotonic() - FRAMES_S
        fresh = 0  # index of the first item that is not stale; items are in the order of offering
        for offered_at, _medium in self._media:
            if offered_at > limit:
                break
            fresh += 1
        if not fresh:
            return
        old = [self._media.popleft() for _ in range(fresh)]
        kept = [item for item in old if not isinstance(item[1], Frame)]
        for _offered_at, medium in old:
            if isinstance(medium, Frame):
                self._frame_bytes -= medium.picture.nbytes
                self._dropped["frames"] += 1
        self._media.extendleft(reversed(kept))
