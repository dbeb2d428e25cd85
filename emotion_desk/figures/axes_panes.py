"""Draws waveform, window, spectrum and spectrograms on matplotlib axes, in seconds, hertz and decibels."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from emotion_desk.figures.sheet import BLUE, GREY, LOUDNESS, ORANGE, SIGNED
from emotion_desk.sound.filterbank import MelSettings, filter_bank
from emotion_desk.sound.stft import FLOOR_DB, Floats, StftSettings, padded_taper

#: Frequencies of the tick labels on mel axes, in Hz.
_NAMED_HZ = (125, 250, 500, 1000, 2000, 4000, 8000, 16000)


def wave(axes: Axes, samples: Floats, rate: int, start_s: float = 0.0) -> None:
    """Draw amplitude over time."""
    axes.plot(start_s + np.arange(len(samples)) / rate, samples, color=BLUE, linewidth=0.6)
    axes.set(xlabel="Time (s)", ylabel="Amplitude (full scale = 1)", xlim=(start_s, start_s + len(samples) / rate))
    most = float(np.abs(samples).max(initial=0.0)) * 1.08 or 1.0
    axes.set_ylim(-most, most)
    axes.axhline(0.0, color=GREY, linewidth=0.5)


def window(axes: Axes, piece: Floats, tapered: Floats, settings: StftSettings) -> None:
    """Draw the samples of one window, the taper, and the tapered samples over milliseconds."""
    at_ms = np.arange(len(piece)) / settings.sample_rate * 1000
    most = float(np.abs(piece).max(initial=0.0)) or 1.0
    axes.plot(at_ms, piece, color=GREY, linewidth=0.7, label="sound")
    axes.plot(at_ms, tapered, color=BLUE, label=f"under the {settings.taper.title()} window")
    axes.plot(at_ms, padded_taper(settings) * most, color=ORANGE, linestyle="--", label="window")
    axes.set(xlabel="Time in the window (ms)", ylabel="Amplitude", xlim=(0, at_ms[-1]), ylim=(-1.1 * most, 1.55 * most))
    axes.legend(loc="upper right", ncols=3)


def spectrum(axes: Axes, decibels: Floats, settings: StftSettings, range_db: float = 80.0) -> None:
    """Draw a spectrum in decibels and mark its peak."""
    frequencies = settings.frequencies() / 1000
    top = float(decibels.max())
    axes.plot(frequencies, decibels, color=BLUE)
    strongest = int(decibels.argmax())
    axes.plot(frequencies[strongest], top, "o", color=ORANGE, markersize=4)
    axes.annotate(
        f"{frequencies[strongest] * 1000:.0f} Hz, {top:.0f} dB",
        (float(frequencies[strongest]), top),
        xytext=(8, -2),
        textcoords="offset points",
        fontsize=8,
    )
    axes.set(
        xlabel="Frequency (kHz)",
        ylabel="Level (dB)",
        xlim=(0, frequencies[-1]),
        ylim=(max(top - range_db, FLOOR_DB - 3), top + 8),
    )


def time_extent(columns: int, settings: StftSettings) -> tuple[float, float]:
    """Return start and end of a spectrogram in seconds; a column is one hop wide."""
    half = settings.hop / settings.sample_rate / 2
    times = settings.times(max(columns, 1))
    return float(times[0] - half), float(times[-1] + half)


def spectrogram(axes: Axes, picture: Floats, settings: StftSettings, range_db: float = 80.0) -> AxesImage:
    """Draw a spectrogram in decibels over time and linear frequency."""
    top = float(picture.max())
    first, last = time_extent(picture.shape[1], settings)
    image = axes.imshow(
        picture,
        origin="lower",
        aspect="auto",
        extent=(first, last, 0, settings.sample_rate / 2000),
        cmap=LOUDNESS,
        vmin=max(top - range_db, FLOOR_DB),
        vmax=top,
        interpolation="nearest",
    )
    axes.set(xlabel="Time (s)", ylabel="Frequency (kHz)")
    return image


def mel(axes: Axes, picture: Floats, settings: StftSettings, bank: MelSettings, range_db: float = 80.0) -> AxesImage:
    """Draw a mel spectrogram in decibels, with ticks in Hz."""
    top = float(picture.max())
    first, last = time_extent(picture.shape[1], settings)
    image = axes.imshow(
        picture,
        origin="lower",
        aspect="auto",
        extent=(first, last, 0, bank.bands),
        cmap=LOUDNESS,
        vmin=max(top - range_db, FLOOR_DB),
        vmax=top,
        interpolation="nearest",
    )
    mel_ticks(axes.yaxis, bank)
    axes.set(xlabel="Time (s)", ylabel="Frequency (Hz, mel scale)")
    return image


def mel_ticks(axis: Any, bank: MelSettings) -> None:
    """Label an axis of mel bands with round frequencies."""
    centres = bank.centres()
    named = [hz for hz in _NAMED_HZ if centres[0] <= hz <= bank.highest_hz]
    axis.set_ticks(np.interp(named, centres, np.arange(bank.bands) + 0.5), [f"{hz}" for hz in named])


def bank(axes: Axes, settings: StftSettings, mel_settings: MelSettings, most: int = 24) -> None:
    """Draw the triangles of the filter bank, at most ``most``, evenly spread."""
    weights = filter_bank(settings, mel_settings)
    frequencies = settings.frequencies() / 1000
    step = max(1, -(-mel_settings.bands // most))
    for number, row in enumerate(weights[::step]):
        inside = np.flatnonzero(row)
        if not len(inside):
            continue
        cut = slice(max(0, inside[0] - 1), inside[-1] + 2)
        axes.plot(frequencies[cut], row[cut], color=(BLUE, ORANGE, GREY)[number % 3], linewidth=0.9)
    shown = "all" if step == 1 else every(step)
    axes.set_title(f"Filter bank: {mel_settings.bands} bands, {shown} drawn")
    axes.set(xlabel="Frequency (kHz)", ylabel="Weight", xlim=(0, frequencies[-1]), ylim=(0, 1.08))


def every(step: int) -> str:
    """Return a step in words, for example "every third"."""
    return {2: "every second", 3: "every third"}.get(step, f"every {step}th")


def coefficients(axes: Axes, values: NDArray[np.float32], settings: StftSettings, first: int = 0) -> AxesImage:
    """Draw cepstral coefficients on a symmetric scale; ``first`` is the number of the first row."""
    most = float(np.percentile(np.abs(values), 99.5)) if values.size else 1.0
    begin, end = time_extent(values.shape[1], settings)
    image = axes.imshow(
        values,
        origin="lower",
        aspect="auto",
        extent=(begin, end, first - 0.5, first + values.shape[0] - 0.5),
        cmap=SIGNED,
        vmin=-most or -1.0,
        vmax=most or 1.0,
        interpolation="nearest",
    )
    axes.set(xlabel="Time (s)", ylabel="Coefficient")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    return image
