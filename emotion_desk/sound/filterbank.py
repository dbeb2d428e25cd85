"""Configurable mel filter bank and mel spectrogram.

Triangles with peaks of one over the HTK mel scale, as in :mod:`emotion_desk.sound.mel`; equal to torchaudio's
``melscale_fbanks(norm=None, mel_scale="htk")`` and librosa's ``filters.mel(htk=True, norm=None)`` (tests
compare to 1e-5).  With the settings of the network the result is that of :func:`emotion_desk.sound.mel.log_mel`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.messages import Mel, Samples
from emotion_desk.sound import mel
from emotion_desk.sound.stft import Floats, StftSettings, decibels, full_scale, power, stft
from emotion_desk.translatable import translatable


@dataclass(frozen=True, slots=True)
class MelSettings:
    """Number of mel bands and their frequency range in Hz.

    Raises:
        DataError: the range is empty or there is no band.
    """

    bands: int = mel.BANDS
    lowest_hz: float = mel.LOWEST_HZ
    highest_hz: float = mel.HIGHEST_HZ

    def __post_init__(self) -> None:
        if self.bands < 1:
            raise DataError(translatable("A filter bank needs at least one band."))
        if not 0 <= self.lowest_hz < self.highest_hz:
            raise DataError(
                translatable(
                    "A range from {lowest_hz:g} to {highest_hz:g} Hz is empty.",
                    lowest_hz=self.lowest_hz,
                    highest_hz=self.highest_hz,
                )
            )

    def edges(self) -> NDArray[np.float64]:
        """Return the edges and peaks of the triangles in Hz, (bands + 2,)."""
        lowest, highest = mel.hz_to_mel(self.lowest_hz), mel.hz_to_mel(self.highest_hz)
        return mel.mel_to_hz(np.linspace(lowest, highest, self.bands + 2))

    def centres(self) -> NDArray[np.float64]:
        """Return the centre of each band in Hz, (bands,)."""
        return self.edges()[1:-1]


@cache
def filter_bank(settings: StftSettings, bank: MelSettings) -> Floats:
    """Return the weight of each frequency bin in each band, float32 (bands, bins), read-only."""
    bins, edges = settings.frequencies(), bank.edges()
    widths = np.diff(edges)
    rising = (bins[None, :] - edges[:-2, None]) / widths[:-1, None]
    falling = (edges[2:, None] - bins[None, :]) / widths[1:, None]
    made = np.asarray(np.maximum(0.0, np.minimum(rising, falling)), np.float32)
    made.flags.writeable = False
    return made


def empty_bands(settings: StftSettings, bank: MelSettings) -> int:
    """Return the number of bands that contain no frequency bin, because they are narrower than the bin spacing."""
    return int((filter_bank(settings, bank).max(axis=1) == 0).sum())


def mel_power(powers: Floats, settings: StftSettings, bank: MelSettings) -> Floats:
    """Return the power per band, float32 (bands, columns), for the power per bin, (bins, columns)."""
    return np.asarray(filter_bank(settings, bank) @ powers, np.float32)


def mel_spectrogram(samples: Samples, settings: StftSettings, bank: MelSettings) -> Mel:
    """Return the mel spectrogram in decibels, float32 (bands, columns); 0 dB is the power of a full-scale sine."""
    return decibels(mel_power(power(stft(samples, settings)), settings, bank), full_scale(settings))
