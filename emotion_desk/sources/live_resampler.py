"""Resamples the sound of a device to 16 kHz mono and stamps each block with the time of its first sample."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import soxr
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Samples, SoundBlock

SAMPLE_RATE: Final = 16_000
#: Capture times reported by drivers jitter by some ten milliseconds; the clock follows this share of each error.
_TRUST: Final = 0.05
#: A larger error is not jitter: the device has paused.
_JUMP_NS: Final = NS_PER_S // 2


class LiveResampler:
    """Resamples one recording and tracks its time line.

    Args:
        rate: sample rate of the device in Hz.
    """

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._resampler: Any = None
        self._given = 0
        self._first = 0
        self._start_ns: int | None = None
        self._last_ns: int | None = None

    def block(self, number: int, samples: NDArray[np.float32], lost: int, anchor: tuple[int, int]) -> SoundBlock | None:
        """Return the resampled sound, ``None`` while the resampler has no output yet.

        Args:
            number: running number of the first sample, at the device's rate.
            samples: shape (n, channels).
            lost: number of samples lost directly before.
            anchor: number of a sample and its capture time in nanoseconds, as last reported by the driver.
        """
        if lost or self._resampler is None:
            self._resampler = soxr.ResampleStream(self.rate, SAMPLE_RATE, 1, dtype="float32")
            self._first, self._given = number, 0
        self._observe(*anchor)
        mono = np.ascontiguousarray(samples.mean(axis=1) if samples.shape[1] > 1 else samples[:, 0])
        ready: Samples = mono
        if self.rate != SAMPLE_RATE:
            ready = np.asarray(self._resampler.resample_chunk(mono), dtype=np.float32)
        begin_s = self._first / self.rate + self._given / SAMPLE_RATE
        self._given += ready.size
        if not ready.size:
            return None
        return SoundBlock(self._stamp_ns(begin_s), ready, round(lost * SAMPLE_RATE / self.rate))

    def _observe(self, number: int, moment_ns: int) -> None:
        """Track the device's clock with a first-order filter."""
        start_ns = moment_ns - round(number * NS_PER_S / self.rate)
        if self._start_ns is None or abs(start_ns - self._start_ns) > _JUMP_NS:
            self._start_ns = start_ns
        else:
            self._start_ns += round((start_ns - self._start_ns) * _TRUST)

    def _stamp_ns(self, begin_s: float) -> int:
        """Return the time of a block's first sample; strictly increasing."""
        assert self._start_ns is not None
        stamp_ns = self._start_ns + round(begin_s * NS_PER_S)
        if self._last_ns is not None:
            stamp_ns = max(stamp_ns, self._last_ns + 1)
        self._last_ns = stamp_ns
        return stamp_ns
