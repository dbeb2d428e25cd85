"""From blocks of sound, as they come, to mel columns with speech marks.

Columns computed block by block equal those of the whole sound at once; what is left of a block is kept for the next.
Pure: no thread, no clock, no memory that grows.
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
from emotion_desk.sound.voice_activity import CHUNK, SpeechActivity

#: Sound over which the level is taken: 0.1 s.
LEVEL_SAMPLES: Final = SAMPLE_RATE // 10
#: A gap longer than this many samples (15 s) is shown as so much silence and no more: everything before it is gone.
LONGEST_GAP: Final = 15 * SAMPLE_RATE


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """New columns: ``mel`` in decibels, float32 (BANDS, n), ``speech`` bool (n,); the last ends at ``end_ns``."""

    mel: Mel
    speech: NDArray[np.bool_]
    end_ns: int
    level_dbfs: float


class ColumnStream:
    """Turns consecutive blocks into consecutive columns; used by one thread."""

    def __init__(self, activity: SpeechActivity | None = None) -> None:
        self._activity = activity or SpeechActivity()
        self._rest: Samples = np.empty(0, np.float32)
        self._level: Samples = np.empty(0, np.float32)
        self._first = 0
        self._verdicts: deque[bool] = deque()
        self._first_chunk = 0

    def reset(self) -> None:
        """Forget everything: the next block comes from another source."""
        self._activity.reset()
        self._rest = np.empty(0, np.float32)
        self._level = np.empty(0, np.float32)
        self._first = 0
        self._verdicts.clear()
        self._first_chunk = 0

    def feed(self, block: SoundBlock) -> Columns:
        """Take in a block; sound lost before it becomes silence, so that time goes on.

        Returns:
            The columns it completed, possibly none.

        Raises:
            ModelError: the speech network cannot be loaded.
        """
        samples = np.nan_to_num(np.clip(block.samples, -1.0, 1.0), copy=False)
        if block.lost > 0:
            samples = np.concatenate((np.zeros(min(block.lost, LONGEST_GAP), np.float32), samples))
        self._verdicts.extend(bool(verdict) for verdict in self._activity.push(samples))
        self._level = np.concatenate((self._level, samples[-LEVEL_SAMPLES:]))[-LEVEL_SAMPLES:]

        joined = np.concatenate((self._rest, samples))
        count = columns_in(len(joined))
        mel = log_mel(joined)
        speech = self._marks(count)
        used = count * HOP
        self._first += used
        self._rest = joined[used:]
        after_last = len(joined) - ((count - 1) * HOP + WINDOW) if count else 0
        block_end_ns = block.stamp_ns + len(block.samples) * NS_PER_S // SAMPLE_RATE
        return Columns(mel, speech, block_end_ns - after_last * NS_PER_S // SAMPLE_RATE, level_dbfs(self._level))

    def _marks(self, count: int) -> NDArray[np.bool_]:
        """Return for each new column whether the chunk at its middle is speech.

        A column's middle lies half a window, that is one chunk, before its end: that chunk is always judged already.
        """
        marks = np.zeros(count, np.bool_)
        for index in range(count):
            chunk = (self._first + index * HOP + WINDOW // 2) // CHUNK
            while self._first_chunk < chunk:
                self._verdicts.popleft()
                self._first_chunk += 1
            marks[index] = self._verdicts[0]
        return marks


def level_dbfs(samples: Samples) -> float:
    """Return the loudness of samples in dBFS; a full-scale sine is 0 dB (AES17), silence :data:`FLOOR_DB`."""
    if not len(samples):
        return FLOOR_DB
    power = 2.0 * float(np.mean(np.square(samples, dtype=np.float64)))
    return max(FLOOR_DB, 10.0 * float(np.log10(max(power, 1e-12))))
