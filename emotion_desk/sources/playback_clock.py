"""The shared clock of the two streams of a media file.

Picture and sound of a file are read by two threads that do not know each other.  Both take their time stamps from one
:class:`PlaybackClock`: stamp = start of the current run + presentation time + duration of the loops played so far.
The first reader starts the run; the second joins it at its current position.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from emotion_desk.clock import NS_PER_S, SYSTEM_CLOCK, Clock


@dataclass(frozen=True, slots=True)
class PlaybackRun:
    """One playback of the file, loops included.

    ``start_s`` is the position at which a stream enters the run: 0 for the stream that starts it.
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
                start_s = 0.0
            else:
                start_s = max(0.0, (self.time.now_ns() - self._epoch_ns) / NS_PER_S) if self.paced else 0.0
            self._playing.add(stream)
            return PlaybackRun(self._number, self._epoch_ns, start_s)

    def follow(self, stream: str) -> PlaybackRun:
        """Restart ``stream`` in the run that the other stream has started."""
        with self._lock:
            self._playing.add(stream)
            self._ended.discard(stream)
            return PlaybackRun(self._number, self._epoch_ns)

    def leave(self, stream: str, *, ended: bool = False) -> None:
        """Leave the run: the stream was closed or has ``ended``."""
        with self._lock:
            self._playing.discard(stream)
            if ended:
                self._ended.add(stream)
