"""Hands samples from PortAudio's callback to the reading thread through a preallocated ring.

The callback runs in a real-time thread: it must neither wait for a lock nor allocate.  One writer and one reader share
two counters that only grow.  The reader copies first and reads the writer's counter afterwards; samples that were
overwritten during the copy are dropped and counted, so that they cannot cause a click.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class CallbackRing:
    """A ring buffer of the newest samples, for one writer and one reader.

    Args:
        capacity: samples per channel.
        channels: number of channels.

    Example:
        >>> ring = CallbackRing(4)
        >>> ring.write(np.arange(6, dtype=np.float32).reshape(-1, 1))
        >>> ring.read()[1].ravel().tolist(), ring.lost
        ([2.0, 3.0, 4.0, 5.0], 2)
    """

    def __init__(self, capacity: int, channels: int = 1) -> None:
        self._buffer = np.zeros((capacity, channels), np.float32)
        self._capacity = capacity
        self._claimed = 0  # the writer may be writing up to here
        self._written = 0  # everything up to here is written
        self._read = 0
        self._lost = 0

    @property
    def written(self) -> int:
        """Return how many samples were ever written."""
        return self._written

    @property
    def lost(self) -> int:
        """Return how many samples were overwritten before they were read."""
        return self._lost

    def write(self, samples: NDArray[np.float32]) -> None:
        """Append samples, shape (n, channels), without waiting.  Only the writer may call this."""
        count = samples.shape[0]
        self._claimed = self._written + count
        kept = samples[-self._capacity :]
        start = (self._claimed - kept.shape[0]) % self._capacity
        head = min(kept.shape[0], self._capacity - start)
        self._buffer[start : start + head] = kept[:head]
        self._buffer[: kept.shape[0] - head] = kept[head:]
        self._written = self._claimed

    def read(self) -> tuple[int, NDArray[np.float32], int]:
        """Take all new samples.  Only the reader may call this.

        Returns:
            The running number of the first sample, the samples of shape (n, channels), and the number of samples that
            were lost directly before them.
        """
        end = self._written
        start = max(self._read, end - self._capacity)
        count = end - start
        first = start % self._capacity
        head = min(count, self._capacity - first)
        samples = np.concatenate([self._buffer[first : first + head], self._buffer[: count - head]])
        torn = max(0, min(count, self._claimed - self._capacity - start))
        if torn:
            start += torn
            samples = samples[torn:]
        lost = start - self._read
        self._lost += lost
        self._read = end
        return start, samples, lost
