"""Turns blocks of sound into mel columns with voice activity, incrementally.

Columns computed block by block equal those of the whole sound; the remainder of a block is kept for the next one.
The module uses no thread and no clock, and its memory is bounded.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Mel, Samples, SoundBlock
from emotion_desk.sound.mel import FLOOR_DB, HOP, SAMPLE_RATE, WINDOW, columns_in, log_mel
from emotion_desk.sound.voice_activity import CHUNK, VoiceActivityDetector

#: Samples over which the level is measured: 0.1 s.
LEVEL_SAMPLES: Final = SAMPLE_RATE // 10
#: Longest gap that is filled with silence, in samples (15 s): longer than everything that is kept of the past.
LONGEST_GAP: Final = 15 * SAMPLE_RATE


@dataclass(frozen=True, slots=True, eq=False)
class MelColumns:
    """New columns: ``mel`` in dB, float32 (BANDS, n); ``speech``, bool (n,); the last column ends at ``end_ns``."""

    mel: Mel
    speech: NDArray[np.bool_]
    end_ns: int
    level_dbfs: float


class MelStream:
    """Turns consecutive blocks into consecutive columns; not thread-safe."""

    def __init__(self, activity: VoiceActivityDetector | None = None) -> None:
        self._activity = activity or VoiceActivityDetector()
        self._rest: Samples = np.empty(0, np.float32)
        self._level: Samples = np.empty(0, np.float32)
        self._first = 0
        self._decisions: deque[bool] = deque()
        self._first_chunk = 0

    def reset(self) -> None:
        """Reset the state before a block of another source."""
        self._activity.reset()
        self._rest = np.empty(0, np.float32)
        self._level = np.empty(0, np.float32)
        self._first = 0
        self._decisions.clear()
        self._first_chunk = 0

    def feed(self, block: SoundBlock) -> MelColumns:
        """Process a block; lost samples are replaced by silence, so that the time line stays continuous.

        Returns:
            The completed columns, possibly none.

        Raises:
            ModelError: the voice activity network cannot be loaded.
        """
        samples = block.samples
        if not bool(np.abs(samples).max(initial=0.0) <= 1.0):  # False for NaN
            samples = np.nan_to_num(np.clip(samples, -1.0, 1.0), copy=False)
        if block.lost > 0:
            samples = np.concatenate((np.zeros(min(block.lost, LONGEST_GAP), np.float32), samples))
        self._decisions.extend(bool(decision) for decision in self._activity.push(samples))
        self._level = np.concatenate((self._level, samples[-LEVEL_SAMPLES:]))[-LEVEL_SAMPLES:]

        joined = np.concatenate((self._rest, samples))
        count = columns_in(len(joined))
        mel = log_mel(joined)
        speech = self._speech_of_columns(count)
        used = count * HOP
        self._first += used
        self._rest = joined[used:]
        after_last = len(joined) - ((count - 1) * HOP + WINDOW) if count else 0
        block_end_ns = block.stamp_ns + len(block.samples) * NS_PER_S // SAMPLE_RATE
        return MelColumns(mel, speech, block_end_ns - after_last * NS_PER_S // SAMPLE_RATE, level_dbfs(self._level))

    def _speech_of_columns(self, count: int) -> NDArray[np.bool_]:
        """Return for each new column whether the chunk at its centre is speech.

        The centre of a column lies half a window, that is one chunk, before its end; that chunk is already classified.
        """
        speech = np.zeros(count, np.bool_)
        for index in range(count):
            chunk = (self._first + index * HOP + WINDOW // 2) // CHUNK
            while self._first_chunk < chunk:
                self._decisions.popleft()
                self._first_chunk += 1
            speech[index] = self._decisions[0]
        return speech


def level_dbfs(samples: Samples) -> float:
    """Return the level of samples in dBFS: a full-scale sine is 0 dB (AES17), silence :data:`FLOOR_DB`.

    A constant offset is not counted, and no level is above 0 dB: a clipped signal has more power than a sine.
    """
    if not len(samples):
        return FLOOR_DB
    power = 2.0 * float(np.var(samples, dtype=np.float64))
    return min(0.0, max(FLOOR_DB, 10.0 * float(np.log10(max(power, 1e-12)))))
