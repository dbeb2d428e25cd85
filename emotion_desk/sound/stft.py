"""Configurable short-time Fourier transform for figures and the sound lab.

The input of the networks has fixed settings, see :mod:`emotion_desk.sound.mel`; here window, hop, transform length and
taper are parameters.  The complex values equal those of ``torch.stft`` and ``librosa.stft`` (tests compare to 2e-5 of
the largest).  Decibels are relative to a full-scale sine (0 dB).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.messages import Samples
from emotion_desk.sound import mel
from emotion_desk.translatable import translatable

#: Tapers by name; each is a sum of cosines with these coefficients (Harris 1978), periodic as in torch and librosa.
TAPERS: Final[dict[str, tuple[float, ...]]] = {
    "hann": (0.5, 0.5),
    "hamming": (0.54, 0.46),
    "blackman": (0.42, 0.5, 0.08),
    "rectangular": (1.0,),
}
#: Lowest level in decibels.
FLOOR_DB: Final = mel.FLOOR_DB

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class StftSettings:
    """Settings of the transform.

    Attributes:
        window: length of the taper in samples.
        hop: samples between windows.
        fft: length of the transform in samples; the window is centred in it and zero-padded.
        taper: a name in :data:`TAPERS`.
        sample_rate: in Hz.
        centred: column ``k`` is centred at sample ``k * hop`` and the ends of the signal are mirrored (librosa's
            default); otherwise column ``k`` begins at sample ``k * hop`` and nothing is padded.

    Raises:
        DataError: the values contradict each other.
    """

    window: int = mel.TAPER
    hop: int = mel.HOP
    fft: int = mel.WINDOW
    taper: str = "hann"
    sample_rate: int = mel.SAMPLE_RATE
    centred: bool = False

    def __post_init__(self) -> None:
        if self.taper not in TAPERS:
            raise DataError(
                translatable(
                    "There is no window function '{taper}'; there are {value}.",
                    taper=self.taper,
                    value=", ".join(TAPERS),
                )
            )
        if min(self.window, self.hop, self.sample_rate) < 1:
            raise DataError(translatable("Window, hop and sample rate must be at least 1."))
        if self.fft < self.window:
            raise DataError(
                translatable(
                    "A transform of {fft} samples cannot hold a window of {window}.", fft=self.fft, window=self.window
                )
            )

    @property
    def bins(self) -> int:
        """Return the number of frequency bins."""
        return self.fft // 2 + 1

    def frequencies(self) -> NDArray[np.float64]:
        """Return the frequency of each bin in Hz, (bins,)."""
        return np.linspace(0.0, self.sample_rate / 2, self.bins)

    def times(self, columns: int) -> NDArray[np.float64]:
        """Return the centre of each column in seconds, (columns,)."""
        first = 0.0 if self.centred else self.fft / 2
        return np.asarray((first + self.hop * np.arange(columns)) / self.sample_rate)

    def columns_in(self, samples: int) -> int:
        """Return the number of columns in a number of samples."""
        if self.centred:
            return 0 if samples <= self.fft // 2 else 1 + (samples + 2 * (self.fft // 2) - self.fft) // self.hop
        return 0 if samples < self.fft else 1 + (samples - self.fft) // self.hop


@cache
def taper(name: str, length: int) -> Floats:
    """Return a periodic taper, float32 (length,), read-only."""
    phase = 2 * np.pi * np.arange(length) / length
    values = sum(
        ((-1) ** order * share * np.cos(order * phase) for order, share in enumerate(TAPERS[name])), np.zeros(length)
    )
    made = np.asarray(values, np.float32)
    made.flags.writeable = False
    return made


@cache
def padded_taper(settings: StftSettings) -> Floats:
    """Return the taper, centred and zero-padded to the transform length, float32 (fft,), read-only."""
    start = (settings.fft - settings.window) // 2
    made = np.zeros(settings.fft, np.float32)
    made[start : start + settings.window] = taper(settings.taper, settings.window)
    made.flags.writeable = False
    return made


def stft(samples: Samples, settings: StftSettings) -> NDArray[np.complex64]:
    """Return the short-time Fourier transform, unscaled.

    Args:
        samples: float32 mono, (n,).
        settings: of the transform.

    Returns:
        complex64, (bins, columns); no column if the sound is shorter than one transform.

    Raises:
        DataError: the sound is not one-dimensional.
    """
    if samples.ndim != 1:
        raise DataError(translatable("Sound must be mono samples of shape (n,), not {shape}.", shape=samples.shape))
    count = settings.columns_in(len(samples))
    if count == 0:
        return np.empty((settings.bins, 0), np.complex64)
    sound = np.asarray(samples, np.float32)
    if settings.centred:
        sound = np.pad(sound, settings.fft // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(sound, settings.fft)[:: settings.hop][:count]
    return np.asarray(np.fft.rfft(frames * padded_taper(settings), axis=1).T, np.complex64)


def power(spectrum: NDArray[np.complex64]) -> Floats:
    """Return the squared magnitude, float32, of any shape."""
    return np.asarray(spectrum.real**2 + spectrum.imag**2, np.float32)


def full_scale(settings: StftSettings) -> float:
    """Return the power of a full-scale sine at its frequency, the reference (0 dB) of all spectrograms."""
    return float(taper(settings.taper, settings.window).sum(dtype=np.float64) / 2) ** 2


def decibels(powers: Floats, reference: float = 1.0, floor_db: float = FLOOR_DB) -> Floats:
    """Return ``10 log10(power / reference)`` in dB, limited to the floor."""
    least = reference * 10.0 ** (floor_db / 10.0)
    return np.asarray(np.maximum(10.0 * np.log10(np.maximum(powers, least) / reference), floor_db), np.float32)


def spectrogram(samples: Samples, settings: StftSettings) -> Floats:
    """Return the spectrogram in decibels, float32 (bins, columns); 0 dB is a full-scale sine."""
    return decibels(power(stft(samples, settings)), full_scale(settings))


def one_frame(samples: Samples, start: int, settings: StftSettings) -> tuple[Floats, Floats, Floats]:
    """Transform one window: its samples, the tapered samples, and their spectrum.

    Args:
        samples: float32 mono, (n,); zeros are assumed outside.
        start: first sample of the transform.
        settings: of the transform.

    Returns:
        The samples and the tapered samples, float32 (fft,), and the spectrum in decibels, float32 (bins,).
    """
    piece = np.zeros(settings.fft, np.float32)
    first, last = max(start, 0), min(start + settings.fft, len(samples))
    if last > first:
        piece[first - start : last - start] = samples[first:last]
    tapered = piece * padded_taper(settings)
    spectrum = np.asarray(np.fft.rfft(tapered), np.complex64)
    return piece, tapered, decibels(power(spectrum), full_scale(settings))
