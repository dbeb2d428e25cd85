"""A ring buffer with the last ten seconds of mel columns: written by the audio thread, read by the window.

The ring is allocated once.  The network gets the last :data:`~emotion_desk.sound.mel.FRAMES` columns, the window a copy
of all of them; both are copied under a lock that is held for a memcpy only.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Mel, MelWindow
from emotion_desk.sound.mel import BANDS, FLOOR_DB, FRAMES, HOP, SAMPLE_RATE, WINDOW
from emotion_desk.sound.mel_stream import MelColumns

#: Seconds from column to column.
COLUMN_S: Final = HOP / SAMPLE_RATE
#: Columns kept: 10 s.
KEPT: Final = round(10.0 / COLUMN_S)
#: Newest columns (1 s) whose speech marks may still change.
MARKED: Final = round(1.0 / COLUMN_S)
#: Least share of speech in the window for which the voice network runs: about 0.6 s.
ENOUGH_SPEECH: Final = 0.25
#: The voice network pauses once this many columns (0.7 s) contain no speech.
RECENT_COLUMNS: Final = round(0.7 / COLUMN_S)


@dataclass(frozen=True, slots=True, eq=False)
class SpectrogramView:
    """A copy of the last ten seconds.

    Attributes:
        mel: decibels, float32, (BANDS, columns), newest last; columns before any sound are at the floor.
        speech: bool, (columns,).
        end_ns: moment of the last sample of the last column; 0 before any sound.
        column_s: seconds from column to column.
        total: number of columns since the beginning; views scroll by its increase.
    """

    mel: Mel
    speech: NDArray[np.bool_]
    end_ns: int
    column_s: float
    total: int = 0


class MelRing:
    """A ring of columns; one thread writes, any thread reads."""

    def __init__(self, columns: int = KEPT) -> None:
        self._lock = threading.Lock()
        # One row per column: writing touches one row, reading the newest takes two slices.
        self._mel = np.full((columns, BANDS), FLOOR_DB, np.float32)
        self._speech = np.zeros(columns, np.bool_)
        self._total = 0
        self._end_ns = 0
        self._level = FLOOR_DB

    def clear(self) -> None:
        """Clear the ring, for another source."""
        with self._lock:
            self._mel.fill(FLOOR_DB)
            self._speech.fill(False)
            self._level = FLOOR_DB

    def add(self, new: MelColumns) -> int:
        """Append columns and return how many."""
        kept = len(self._speech)
        count = int(new.mel.shape[1])
        with self._lock:
            self._level = new.level_dbfs
            if count == 0:
                return 0
            newest = min(count, kept)
            places = (self._total + count - newest + np.arange(newest)) % kept
            self._mel[places] = new.mel[:, count - newest :].T
            self._speech[places] = new.speech[count - newest :]
            self._total += count
            self._end_ns = new.end_ns
        return count

    def mark_speech(self, from_ns: int, to_ns: int) -> None:
        """Set the speech marks of the newest columns by an utterance: true inside it, false after its end.

        Columns arrive before it is known whether a pause ends an utterance, so their marks are corrected afterwards.

        Args:
            from_ns: begin of the utterance.
            to_ns: its end so far.
        """
        kept = len(self._speech)
        with self._lock:
            count = min(self._total, kept, MARKED)
            if count == 0:
                return
            ages = np.arange(count - 1, -1, -1)
            middles = self._end_ns - (ages * HOP + WINDOW // 2) * NS_PER_S // SAMPLE_RATE
            places = (self._total - 1 - ages) % kept
            marks = (middles >= from_ns) & (middles < to_ns)
            self._speech[places] = np.where(middles < from_ns, self._speech[places], marks)

    def snapshot(self) -> SpectrogramView:
        """Return a copy of the whole ring."""
        with self._lock:
            rows, speech = self._newest(len(self._speech))
            end_ns, total = self._end_ns, self._total
        return SpectrogramView(rows.T, speech, end_ns, COLUMN_S, total)

    def window(self) -> MelWindow:
        """Return the newest columns in the network's format, padded with silence at the front."""
        with self._lock:
            rows, speech = self._newest(FRAMES)
            end_ns, level = self._end_ns, self._level
        share = float(speech.mean())
        speaking = share >= ENOUGH_SPEECH and bool(speech[-RECENT_COLUMNS:].any())
        return MelWindow(end_ns, np.ascontiguousarray(rows.T), share, speaking, level)

    def _newest(self, count: int) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Return a copy of the newest columns, oldest first; the caller holds the lock."""
        at = self._total % len(self._speech)
        if count <= at:
            return self._mel[at - count : at].copy(), self._speech[at - count : at].copy()
        older = count - at
        return (
            np.concatenate((self._mel[-older:], self._mel[:at])),
            np.concatenate((self._speech[-older:], self._speech[:at])),
        )
