"""What waits for the recorder's thread: bounded, and whoever offers never waits.

A picture waits for at most a second, however slow the writing is: a disk or an encoder that falls behind costs frames
(counted) instead of memory, and a crash costs no more than that second.  Readings have a line of their own: they are
small, and must not wait behind pictures.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import Final

from emotion_desk.messages import DeskReading, Frame, SoundBlock
from emotion_desk.sessions.format import Counter

#: Frames wait for so long at most, and hold so much memory while they do.
FRAMES_S: Final = 1.0
FRAME_BYTES: Final = 256_000_000
#: Blocks of sound and readings that may wait: far more than a minute of either.
BLOCKS: Final = 4096
READINGS: Final = 4096

KINDS: Final = ("frames", "sound", "readings")


def kind_of(medium: Frame | SoundBlock) -> str:
    """Return under which of the :data:`KINDS` a frame or a block is counted."""
    return "frames" if isinstance(medium, Frame) else "sound"


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything the thread should do next: all readings that wait, and one frame or block."""

    readings: list[DeskReading]
    medium: Frame | SoundBlock | None


class Intake:
    """Two bounded lines; any thread offers, one takes.

    Example:
        >>> intake = Intake()
        >>> intake.take(0.0).medium is None
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
        """Put a frame in line, or drop and count it if the line is too long."""
        with self._changed:
            self._drop_stale()
            if not self._admit("frames", full=self._frame_bytes + frame.picture.nbytes > FRAME_BYTES):
                return
            self._frame_bytes += frame.picture.nbytes
            self._media.append((monotonic(), frame))
            self._changed.notify()

    def offer_sound(self, block: SoundBlock) -> None:
        """Put a block of sound in line, or drop and count it."""
        with self._changed:
            if not self._admit("sound", full=self._blocks >= BLOCKS):
                return
            self._blocks += 1
            self._media.append((monotonic(), block))
            self._changed.notify()

    def offer_reading(self, reading: DeskReading) -> None:
        """Put a reading in line, or drop and count it."""
        with self._changed:
            if self._admit("readings", full=len(self._readings) >= READINGS):
                self._readings.append(reading)
                self._changed.notify()

    def take(self, timeout_s: float, *, readings: bool = True) -> Batch:
        """Take what comes next, waiting at most ``timeout_s`` for it; without ``readings`` they stay in line."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._media or (readings and self._readings), timeout_s)
            waiting: list[DeskReading] = []
            if readings:
                waiting = list(self._readings)
                self._readings.clear()
            if not self._closed:  # what waits at the end is written, however long it takes
                self._drop_stale()
            return Batch(waiting, self._next())

    def close(self) -> None:
        """Take in nothing more; what waits can still be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wrote(self, kind: str) -> None:
        """Count one as written."""
        with self._changed:
            self._written[kind] += 1

    def lost(self, kind: str) -> None:
        """Count one that was taken but could not be written."""
        with self._changed:
            self._dropped[kind] += 1

    def never_offered(self, kind: str) -> None:
        """Take one back that belongs to the time before the recording."""
        with self._changed:
            self._offered[kind] -= 1

    @property
    def counters(self) -> dict[str, Counter]:
        """Return the counters as of now."""
        with self._changed:
            return {kind: Counter(self._offered[kind], self._written[kind], self._dropped[kind]) for kind in KINDS}

    @property
    def closed(self) -> bool:
        """Return whether nothing more is taken in."""
        with self._changed:
            return self._closed

    def drained(self, *, readings: bool = True) -> bool:
        """Return whether nothing waits; readings count only if they are asked for."""
        with self._changed:
            return not self._media and not (readings and self._readings)

    def abandon(self) -> None:
        """Take in nothing more, and count what waits as dropped."""
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
        """Drop frames that have waited for too long; sound is small and waits as long as it takes."""
        limit = monotonic() - FRAMES_S
        fresh = 0  # from here on nothing is stale; the line is in the order of offering
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
