"""The one time line on which both sides of a media file are played.

Picture and sound of a file are read by two threads that know nothing of each other.  They stay in step because both
ask the same :class:`Playback` when the present run began: every stamp is that epoch plus the presentation time (plus
the loops played before).  Whoever reads first starts the run; whoever comes later joins it where it is.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from emotion_desk.clock import NS_PER_S, now_ns


@dataclass(frozen=True, slots=True)
class Run:
    """One playing of the file, loops included.

    ``start_s`` is where on the time line a side begins: 0 for the one that starts the run.
    """

    number: int
    epoch_ns: int
    start_s: float = 0.0


class Playback:
    """Says when a run began; safe for any number of threads.

    Args:
        paced: play at the file's own pace.  Otherwise nobody waits and the epoch is 0.
        period_s: how long one loop is, ``None`` if the file is played once.
    """

    def __init__(self, paced: bool, period_s: float | None = None) -> None:
        self.paced = paced
        self.period_s = period_s
        self._lock = threading.Lock()
        self._number = 0
        self._epoch_ns = 0
        self._playing: set[str] = set()
        self._ended: set[str] = set()

    @property
    def number(self) -> int:
        """Return the number of the present run; a side that began in another one has to start again."""
        with self._lock:
            return self._number

    def join(self, side: str) -> Run:
        """Take part: in the present run if the other side plays, else (or if this side had ended) in a new one."""
        with self._lock:
            if side in self._ended or not self._playing - {side}:
                self._number += 1
                self._epoch_ns = now_ns() if self.paced else 0
                self._ended.clear()
                start_s = 0.0
            else:
                start_s = max(0.0, (now_ns() - self._epoch_ns) / NS_PER_S) if self.paced else 0.0
            self._playing.add(side)
            return Run(self._number, self._epoch_ns, start_s)

    def follow(self, side: str) -> Run:
        """Begin again because the other side began a new run."""
        with self._lock:
            self._playing.add(side)
            self._ended.discard(side)
            return Run(self._number, self._epoch_ns)

    def leave(self, side: str, *, ended: bool = False) -> None:
        """Take part no longer: closed, or ``ended``."""
        with self._lock:
            self._playing.discard(side)
            if ended:
                self._ended.add(side)
