"""The mel spectrogram of a whole file, computed in the background in bounded memory."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import Samples
from emotion_desk.sound.mel import BANDS, HOP, SAMPLE_RATE, WINDOW, log_mel
from emotion_desk.sources.file_sound import decode_sound
from emotion_desk.sources.media_file import open_container, sound_stream
from emotion_desk.ui.live.spectrogram import LEVELS_DB
from emotion_desk.ui.review.frame_index import FrameIndex

#: Most columns kept, 19 MB: 80 minutes in full; in longer files each column is the maximum of several.
_MOST_COLUMNS = 200_000
#: Samples transformed at once.
_PIECE = SAMPLE_RATE * 4


class FileSpectrogram:
    """Colour indices of all columns; one thread fills them while the window draws."""

    def __init__(self, start_s: float, duration_s: float, most_columns: int = _MOST_COLUMNS) -> None:
        columns = max(1, int(np.ceil(duration_s * SAMPLE_RATE / HOP)))
        self.fold = -(-columns // most_columns)
        self.start_s = start_s
        self.column_s = self.fold * HOP / SAMPLE_RATE
        self.numbers = np.zeros((BANDS, -(-columns // self.fold)), np.uint8)
        self._raw = 0

    @property
    def filled(self) -> int:
        """Return the number of columns filled so far."""
        return min(-(-self._raw // self.fold), self.numbers.shape[1])

    def add(self, mel: NDArray[np.float32]) -> None:
        """Append columns in decibels, float32, (BANDS, n)."""
        low, high = LEVELS_DB
        levels = np.clip((mel - low) * (255.0 / (high - low)), 0, 255).astype(np.uint8)
        places = (self._raw + np.arange(levels.shape[1])) // self.fold
        inside = places < self.numbers.shape[1]
        np.maximum.at(self.numbers.T, places[inside], levels[:, inside].T)
        self._raw += levels.shape[1]

    def on_pixels(self, times: NDArray[np.float64]) -> NDArray[np.uint8]:
        """Return the maximum over each interval that starts at ``times`` (seconds), uint8, (BANDS, n)."""
        count = self.filled
        out = np.zeros((BANDS, len(times)), np.uint8)
        if not count:
            return out
        places = np.floor((times - self.start_s) / self.column_s).astype(np.int64)
        known = (places >= 0) & (places < count)
        if not known.any():
            return out
        inside = places[known]
        last = min(int(inside[-1]) + 1, count)
        out[:, known] = np.maximum.reduceat(self.numbers[:, :last], inside, axis=1)
        return out


def fill_spectrogram(spectrum: FileSpectrogram, index: FrameIndex, cancelled: Callable[[], bool]) -> None:
    """Decode the sound of a file and fill a spectrogram, piece by piece.

    Raises:
        DeskError: it cannot be read.
    """
    with open_container(index.path) as container:
        stream = sound_stream(container)
        if stream is None:
            return
        held: list[Samples] = []
        size = 0
        rest = np.zeros(0, np.float32)
        for samples in decode_sound(container, stream, index.path.name):
            if cancelled():
                return
            held.append(samples)
            size += samples.size
            if size >= _PIECE:
                rest = _add(spectrum, np.concatenate([rest, *held]))
                held, size = [], 0
        _add(spectrum, np.concatenate([rest, *held]))


def _add(spectrum: FileSpectrogram, samples: Samples) -> Samples:
    """Add the columns of the samples and return the samples that the next column still needs."""
    mel = log_mel(samples)
    spectrum.add(mel)
    return samples[mel.shape[1] * HOP :] if len(samples) >= WINDOW else samples
