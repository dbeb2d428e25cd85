"""The last seconds of sound as samples: written by the audio thread, looked at by the sound lab.

The rolling spectrogram keeps what the network needs; whoever wants to see how it came about needs the wave itself.
One ring, allocated once (10 s are 640 kB); a reader that comes back takes only what is new.
"""

from __future__ import annotations

import threading
from typing import Final

import numpy as np

from emotion_desk.messages import Samples, SoundBlock

#: Samples kept: 10 s at 16 kHz.
KEPT: Final = 160_000


class RollingSound:
    """A ring of samples; one thread writes, any thread looks.

    Example:
        >>> ring = RollingSound(4)
        >>> ring.add(SoundBlock(0, np.arange(3, dtype=np.float32)))
        >>> ring.since(1)[0].tolist(), ring.since(1)[1]
        ([1.0, 2.0], 3)
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._lock = threading.Lock()
        self._ring = np.zeros(kept, np.float32)
        self._total = 0

    def clear(self) -> None:
        """Begin anew: the next block comes from another source; :attr:`total` goes on."""
        with self._lock:
            self._ring[:] = 0.0

    def add(self, block: SoundBlock) -> None:
        """Take in a block; sound lost before it becomes silence."""
        kept = len(self._ring)
        samples = block.samples[-kept:]
        gap = min(block.lost, kept)
        with self._lock:
            for piece in (np.zeros(gap, np.float32), samples):
                at = self._total % kept
                first = min(len(piece), kept - at)
                self._ring[at : at + first] = piece[:first]
                self._ring[: len(piece) - first] = piece[first:]
                self._total += len(piece)

    @property
    def total(self) -> int:
        """Return how many samples came in all."""
        with self._lock:
            return self._total

    def before(self, total: int, count: int) -> Samples:
        """Return the ``count`` samples that came before the first ``total`` were full; what is gone is silence."""
        found = np.zeros(count, np.float32)
        with self._lock:
            first = max(total - count, self._total - len(self._ring), 0)
            order = np.arange(first, min(total, self._total)) % len(self._ring)
            if len(order):
                found[first - (total - count) :][: len(order)] = self._ring[order]
        return found

    def since(self, total: int) -> tuple[Samples, int]:
        """Return what came after the first ``total`` samples, as far as it is kept, and the present total."""
        with self._lock:
            kept = len(self._ring)
            wanted = max(0, min(self._total - total, kept, self._total))
            order = (np.arange(self._total - wanted, self._total)) % kept
            return self._ring[order], self._total
