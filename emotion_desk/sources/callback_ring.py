"""The hand-over from PortAudio's callback to the reader: preallocated, and the writer never waits.

The callback runs in a real-time thread: it may not wait for a lock that a reader holds, nor allocate.  One writer and
one reader share two counters that only grow; the reader copies first and looks at the writer's counter afterwards, so
that samples overwritten while it copied are thrown away and counted instead of being heard as a click.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class SampleRing:
    """Keeps the newest samples of one writer for one reader.

    Args:
        capacity: samples a channel that fit.
        channels: number of channels.

    Example:
        >>> ring = SampleRing(4)
        >>> ring.write(np.arange(6, dtype=np.float32).reshape(-1, 1))
        >>> ring.read()[1].ravel().tolist(), ring.lost
        ([2.0, 3.0, 4.0, 5.0], 2)
    """

    def __init__(self, capacity: int, channels: int = 1) -> None:
        self._buffer = np.zeros((capacity, channels), np.float32)
        self._capacity = capacity
        self._claimed = 0  # up to here the writer may be writing
        self._written = 0  # up to here everything is written
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
        """Append samples, shape (n, channels); never waits.  Only the writer may call this."""
        count = samples.shape[0]
        self._claimed = self._written + count
        kept = samples[-self._capacity :]
        start = (self._claimed - kept.shape[0]) % self._capacity
        head = min(kept.shape[0], self._capacity - start)
        self._buffer[start : start + head] = kept[:head]
        self._buffer[: kept.shape[0] - head] = kept[head:]
        self._written = self._claimed

    def read(self) -> tuple[int, NDArray[np.float32], int]:
        """Take all that is new.  Only the reader may call this.

        Returns:
            The running number of the first sample, the samples of shape (n, channels), and how many were lost just
            before them.
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
