"""A ring buffer with the last ten seconds of samples: written by the audio thread, read by the sound lab.

The ring of mel columns holds what the network needs; the sound lab and the speaker embedding need the waveform.
The ring is allocated once (640 kB); a reader gets only the samples that are new to it.
"""

from __future__ import annotations

import threading
from typing import Final

import numpy as np

from emotion_desk.messages import Samples, SoundBlock

#: Samples kept: 10 s at 16 kHz.
KEPT: Final = 160_000


class SampleRing:
    """A ring of samples; one thread writes, any thread reads.

    Example:
        >>> ring = SampleRing(4)
        >>> ring.add(SoundBlock(0, np.arange(3, dtype=np.float32)))
        >>> ring.since(1)[0].tolist(), ring.since(1)[1]
        ([1.0, 2.0], 3)
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._lock = threading.Lock()
        self._ring = np.zeros(kept, np.float32)
        self._total = 0

    def clear(self) -> None:
        """Overwrite the content with silence, for another source; :attr:`total` keeps counting."""
        with self._lock:
            self._ring[:] = 0.0

    def add(self, block: SoundBlock) -> None:
        """Append a block; samples lost before it become silence."""
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
        """Return how many samples were added in total."""
        with self._lock:
            return self._total

    def before(self, total: int, count: int) -> Samples:
        """Return the ``count`` samples before sample number ``total``; those no longer kept are zero."""
        found = np.zeros(count, np.float32)
        with self._lock:
            first = max(total - count, self._total - len(self._ring), 0)
            order = np.arange(first, min(total, self._total)) % len(self._ring)
            if len(order):
                found[first - (total - count) :][: len(order)] = self._ring[order]
        return found

    def since(self, total: int) -> tuple[Samples, int]:
        """Return the kept samples from number ``total`` on, and the present total."""
        with self._lock:
            kept = len(self._ring)
            wanted = max(0, min(self._total - total, kept, self._total))
            order = (np.arange(self._total - wanted, self._total)) % kept
            return self._ring[order], self._total
