"""The shared clock of the two streams of a media file.

Picture and sound of a file are read by two threads that do not know each other.  Both take their time stamps from one
:class:`PlaybackClock`: stamp = start of the current run + presentation time + duration of the loops played so far.
The first reader starts the run; the second joins it at its current position.

A paced file can be paused and sought.  A pause moves the start of the run by its length; seeking begins another run,
which both streams enter at the new position.  Stamps therefore always go on with the present time.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import Final

from emotion_desk.clock import NS_PER_S, SYSTEM_CLOCK, Clock

#: A stream that enters a run for the first time and no later than this begins at its start and catches up: the two
#: threads never come at the same moment, and the first frame of a file is not to be lost for that.  It is shorter than
#: the delay after which pictures are skipped.
ENTRY_S: Final = 0.15


@dataclass(frozen=True, slots=True)
class PlaybackRun:
    """One playback of the file, loops included.

    ``start_s`` is the position at which a stream enters the run: 0 unless it joins later or the run was sought.
    """

    number: int
    epoch_ns: int
    start_s: float = 0.0


class PlaybackClock:
    """Keeps the start time of the current run; thread-safe.

    Args:
        paced: play in real time.  Otherwise no reader waits and the epoch is 0.
        period_s: duration of one loop in seconds, ``None`` if the file is played once.
        time: what tells the present moment and waits.
    """

    def __init__(self, paced: bool, period_s: float | None = None, time: Clock = SYSTEM_CLOCK) -> None:
        self.paced = paced
        self.period_s = period_s
        self.time = time
        self._lock = threading.Lock()
        self._number = 0
        self._epoch_ns = 0
        self._playing: set[str] = set()
        self._ended: set[str] = set()
        #: Streams that have entered the current run.
        self._entered: set[str] = set()
        #: Position at which the streams enter a run that was sought.
        self._entry_s = 0.0
        self._paused_ns: int | None = None

    @property
    def paused(self) -> bool:
        """Return whether the file stands still."""
        with self._lock:
            return self._paused_ns is not None

    @property
    def position_s(self) -> float:
        """Return the present position in the file in seconds."""
        with self._lock:
            run_s = max(0.0, (self._present_ns() - self._epoch_ns) / NS_PER_S) if self._number else 0.0
        return run_s % self.period_s if self.period_s else run_s

    def pause(self, on: bool = True) -> None:
        """Let a paced file stand still, or go on."""
        with self._lock:
            if not self.paced or on == (self._paused_ns is not None):
                return
            if on:
                self._paused_ns = self.time.now_ns()
            else:
                self._epoch_ns += self.time.now_ns() - (self._paused_ns or 0)
                self._paused_ns = None

    def seek(self, position_s: float) -> None:
        """Go to a position of a paced file, in seconds; a file that stands still shows that position.

        Without effect before playback has begun.
        """
        with self._lock:
            if not self.paced or not self._number:
                return
            self._number += 1
            self._entry_s = max(0.0, position_s)
            now_ns = self.time.now_ns()
            self._epoch_ns = now_ns - round(self._entry_s * NS_PER_S)
            if self._paused_ns is not None:
                self._paused_ns = now_ns

    def present(self, run: PlaybackRun) -> PlaybackRun:
        """Return a run with its present start, which pauses have moved."""
        with self._lock:
            if run.number != self._number or run.epoch_ns == self._epoch_ns:
                return run
            return replace(run, epoch_ns=self._epoch_ns)

    def _present_ns(self) -> int:
        return self.time.now_ns() if self._paused_ns is None else self._paused_ns

    @property
    def number(self) -> int:
        """Return the number of the current run; a stream that entered another run has to start again."""
        with self._lock:
            return self._number

    def join(self, stream: str) -> PlaybackRun:
        """Enter the current run if the other stream is playing; otherwise, or after an end, start a new run."""
        with self._lock:
            if stream in self._ended or not self._playing - {stream}:
                self._number += 1
                self._epoch_ns = self.time.now_ns() if self.paced else 0
                self._ended.clear()
                self._entered.clear()
                self._entry_s = start_s = 0.0
                if self._paused_ns is not None:
                    self._paused_ns = self._epoch_ns
            else:
                start_s = max(0.0, (self._present_ns() - self._epoch_ns) / NS_PER_S) if self.paced else 0.0
                if stream not in self._entered and not self._entry_s and start_s <= ENTRY_S:
                    start_s = 0.0
            self._playing.add(stream)
            self._entered.add(stream)
            return PlaybackRun(self._number, self._epoch_ns, start_s)

    def follow(self, stream: str) -> PlaybackRun:
        """Enter the run that the other stream has started, or that was sought."""
        with self._lock:
            self._playing.add(stream)
            self._entered.add(stream)
            self._ended.discard(stream)
            return PlaybackRun(self._number, self._epoch_ns, self._entry_s)

    def leave(self, stream: str, *, ended: bool = False) -> None:
        """Leave the run: the stream was closed or has ``ended``."""
        with self._lock:
            self._playing.discard(stream)
            if ended:
                self._ended.add(stream)
