"""The log-mel spectrogram that the networks read; training, export and the live desk share this code.

A column covers :data:`WINDOW` samples: a Hann taper of :data:`TAPER` samples in the middle, zero-padded for finer
frequency bins.  Columns are :data:`HOP` samples apart.  The ends of the signal are not padded, so that columns computed
block by block equal those computed at once.  The values agree with torchaudio's ``MelSpectrogram(center=False,
norm=None, mel_scale="htk")`` (checked by a golden test); torch is not needed.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.messages import Mel, Samples
from emotion_desk.translatable import translatable

SAMPLE_RATE: Final = 16_000
#: Samples per column, and the length of the Fourier transform.
WINDOW: Final = 1024
#: Length of the Hann taper inside the window: 40 ms, two to four periods of a low voice.
TAPER: Final = 640
#: Samples between columns: 24 ms.
HOP: Final = 384
#: Number of mel bands, the height of the network's input.
BANDS: Final = 96
#: Number of columns, the width of the network's input: 2.3 s.
FRAMES: Final = 96
LOWEST_HZ: Final = 50.0
HIGHEST_HZ: Final = 8000.0
#: Level of silence in decibels; a full-scale sine is near 0 dB.
FLOOR_DB: Final = -100.0
#: Dynamic range of the network's input, in decibels below its loudest point.
RANGE_DB: Final = 70.0


def hz_to_mel(hz: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Convert hertz to mel (O'Shaughnessy 1987, the HTK formula)."""
    return np.asarray(2595.0 * np.log10(1.0 + np.asarray(hz, np.float64) / 700.0))


def mel_to_hz(mel: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Convert mel to hertz, the inverse of :func:`hz_to_mel`."""
    return np.asarray(700.0 * (10.0 ** (np.asarray(mel, np.float64) / 2595.0) - 1.0))


def band_centres() -> NDArray[np.float64]:
    """Return the centre of each band in hertz, shape (BANDS,)."""
    return mel_to_hz(np.linspace(hz_to_mel(LOWEST_HZ), hz_to_mel(HIGHEST_HZ), BANDS + 2)[1:-1])


@cache
def _filters() -> NDArray[np.float32]:
    """Return the triangular filter bank, (BANDS, bins); peaks of one, no area normalisation."""
    bins = np.linspace(0.0, SAMPLE_RATE / 2, WINDOW // 2 + 1)
    edges = mel_to_hz(np.linspace(hz_to_mel(LOWEST_HZ), hz_to_mel(HIGHEST_HZ), BANDS + 2))
    rising = (bins[None, :] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins[None, :]) / (edges[2:] - edges[1:-1])[:, None]
    return np.asarray(np.maximum(0.0, np.minimum(rising, falling)), np.float32)


@cache
def _taper() -> NDArray[np.float32]:
    """Return the periodic Hann taper in the middle of the window, scaled so that a full-scale sine has power one."""
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(TAPER) / TAPER)
    padded = np.zeros(WINDOW, np.float64)
    start = (WINDOW - TAPER) // 2
    padded[start : start + TAPER] = hann
    return np.asarray(padded * (2.0 / hann.sum()), np.float32)


def columns_in(samples: int) -> int:
    """Return the number of whole columns in a number of samples."""
    return 0 if samples < WINDOW else 1 + (samples - WINDOW) // HOP


def log_mel(samples: Samples) -> Mel:
    """Compute the log-mel spectrogram of mono sound at 16 kHz.

    Args:
        samples: float32, (n,).

    Returns:
        Decibels, float32, (BANDS, columns); column ``k`` covers ``samples[k * HOP : k * HOP + WINDOW]``.

    Raises:
        DataError: the sound is not one-dimensional.
    """
    if samples.ndim != 1:
        raise DataError(translatable("Sound must be mono samples of shape (n,), not {shape}.", shape=samples.shape))
    count = columns_in(len(samples))
    if count == 0:
        return np.empty((BANDS, 0), np.float32)
    clean = np.asarray(samples, np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(clean, WINDOW)[::HOP][:count]
    spectrum = np.fft.rfft(frames * _taper(), axis=1)
    power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32)
    energy = _filters() @ power.T
    decibels = 10.0 * np.log10(np.maximum(energy, 1e-20))
    return np.asarray(np.maximum(decibels, FLOOR_DB), np.float32)


def fit_frames(mel: Mel, frames: int = FRAMES) -> Mel:
    """Return the last ``frames`` columns; a shorter spectrogram is padded with silence at its start."""
    missing = frames - mel.shape[1]
    if missing <= 0:
        return mel[:, mel.shape[1] - frames :]
    return np.pad(mel, ((0, 0), (missing, 0)), constant_values=FLOOR_DB)


def mel_input(mel: Mel) -> NDArray[np.float32]:
    """Return the network input of a log-mel spectrogram: float32, (1, 3, BANDS, columns).

    Levels are relative to the loudest point and cover :data:`RANGE_DB`, so that the input does not depend on the gain
    of the microphone.  Low frequencies are in the last rows.
    """
    top = max(float(mel.max(initial=FLOOR_DB)), FLOOR_DB + RANGE_DB)
    unit = (np.clip(mel - top, -RANGE_DB, 0.0) / RANGE_DB + 0.5) * 4.0
    return np.ascontiguousarray(np.broadcast_to(unit[::-1].astype(np.float32), (1, 3, *mel.shape)))
