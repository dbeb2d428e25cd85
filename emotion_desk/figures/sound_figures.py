"""The six figures of a sound, from its waveform to its mel spectrogram, and the input of the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from emotion_desk.errors import DataError
from emotion_desk.figures import axes_panes
from emotion_desk.figures.sheet import BLUE, GREY, LOUDNESS, ORANGE, FigureSheet
from emotion_desk.messages import Samples
from emotion_desk.sound.filterbank import MelSettings, mel_power
from emotion_desk.sound.mel import FRAMES, HOP, RANGE_DB, SAMPLE_RATE, WINDOW, fit_frames, log_mel, mel_input
from emotion_desk.sound.mfcc import COEFFICIENTS, mfcc
from emotion_desk.sound.stft import StftSettings, decibels, full_scale, one_frame, power, stft, taper

#: Sound with a peak below this (-80 dBFS) is silent: its figures would show rounding noise.
SILENCE: Final = 1e-4
_HOP_MS: Final = 10
#: Duration of the excerpt in which the windows are drawn, in seconds.
_CLOSE_S: Final = 0.16


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """Settings of the figures; the hop is smaller than the network's, for a smoother display."""

    stft: StftSettings = field(default_factory=lambda: StftSettings(hop=16 * _HOP_MS))
    bank: MelSettings = field(default_factory=MelSettings)
    coefficients: int = COEFFICIENTS


class SoundAnalysis:
    """The spectrograms and coefficients of a sound, computed once.

    Args:
        samples: float32 mono at the settings' rate, (n,).
        settings: of the transforms.
        title: shown above each figure.
        at_s: centre of the window that is drawn alone, in seconds; ``None``: the loudest column.

    Raises:
        DataError: the sound is empty or silent.
    """

    def __init__(self, samples: Samples, settings: FigureSettings, title: str, at_s: float | None = None) -> None:
        if not len(samples):
            raise DataError("it holds no sound")
        if float(np.abs(samples).max()) < SILENCE:
            raise DataError("its sound is silent")
        self.settings, self.title = settings, title
        cut = settings.stft
        self.samples = np.asarray(samples, np.float32)
        # Zero-pad a sound that is shorter than one transform.
        padded = np.pad(self.samples, (0, max(0, cut.fft - len(samples))))
        powers = power(stft(padded, cut))
        self.amplitudes = np.sqrt(powers / full_scale(cut))
        self.spectrogram = decibels(powers, full_scale(cut))
        self.mel = decibels(mel_power(powers, cut, settings.bank), full_scale(cut))
        self.mfcc = mfcc(self.mel, settings.coefficients)
        columns = powers.shape[1]
        loudest = int(powers.sum(axis=0).argmax())
        self.column = loudest if at_s is None else int(np.abs(cut.times(columns) - at_s).argmin())
        self.start = self.column * cut.hop
        self.piece, self.tapered, self.frame = one_frame(padded, self.start, cut)

    @property
    def middle_s(self) -> float:
        """Return the centre of the selected window in seconds."""
        return (self.start + self.settings.stft.fft / 2) / self.settings.stft.sample_rate


def waveform(analysis: SoundAnalysis) -> FigureSheet:
    """Draw the waveform."""
    sheet = FigureSheet(f"Waveform: {analysis.title}", 2.6, [["wave"]])
    with sheet:
        axes_panes.wave(sheet.axes["wave"], analysis.samples, analysis.settings.stft.sample_rate)
    return sheet


def process(analysis: SoundAnalysis) -> FigureSheet:
    """Draw the four steps to a spectrogram: windows, transform, decibels, assembly."""
    cut = analysis.settings.stft
    layout = [["windows", "windows"], ["transform", "decibels"], ["assembled", "assembled"]]
    sheet = FigureSheet(f"How a spectrogram is made: {analysis.title}", 7.2, layout, height_ratios=[1, 1, 1.3])
    with sheet:
        _windows(sheet, analysis)
        axes, frequencies = sheet.axes["transform"], cut.frequencies() / 1000
        axes.plot(frequencies, analysis.amplitudes[:, analysis.column], color=BLUE)
        axes.set(xlabel="Frequency (kHz)", ylabel="Amplitude", xlim=(0, frequencies[-1]))
        axes.set_ylim(bottom=0)
        axes.set_title("2  Fourier transform of one window")
        axes_panes.spectrum(sheet.axes["decibels"], analysis.frame, cut)
        sheet.axes["decibels"].set_title("3  In decibels (0 dB: full-scale sine)")
        image = axes_panes.spectrogram(sheet.axes["assembled"], analysis.spectrogram, cut)
        sheet.axes["assembled"].axvline(analysis.middle_s, color="white", linestyle="--", linewidth=1.0)
        sheet.axes["assembled"].set_title("4  Assembled: each window is one column (dashed: the one above)")
        sheet.add_colorbar(image, "assembled", "Level (dB)")
    return sheet


def _windows(sheet: FigureSheet, analysis: SoundAnalysis) -> None:
    """Draw overlapping windows over an excerpt of the waveform; only some of them if they are dense."""
    cut, axes = analysis.settings.stft, sheet.axes["windows"]
    length = min(len(analysis.samples), round(_CLOSE_S * cut.sample_rate))
    middle = analysis.start + cut.fft // 2
    first = max(0, min(middle - length // 2, len(analysis.samples) - length))
    close = analysis.samples[first : first + length]
    axes_panes.wave(axes, close, cut.sample_rate, first / cut.sample_rate)
    most = float(np.abs(close).max()) or 1.0
    step = cut.hop * max(1, round(cut.window / 2 / cut.hop))
    curve = taper(cut.taper, cut.window) * most
    for start in range(analysis.start - step * 40, analysis.start + step * 41, step):
        begin = start + (cut.fft - cut.window) // 2
        if begin < first or begin + cut.window > first + length:
            continue
        chosen = start == analysis.start
        axes.plot(
            (begin + np.arange(cut.window)) / cut.sample_rate,
            curve,
            color=ORANGE if chosen else GREY,
            linewidth=1.6 if chosen else 0.8,
        )
    window_ms, hop_ms = (1000 * n / cut.sample_rate for n in (cut.window, cut.hop))
    shown = "" if step == cut.hop else f", {axes_panes.every(step // cut.hop)} drawn"
    axes.set_title(
        f"1  {cut.taper.capitalize()} windows of {window_ms:g} ms, one each {hop_ms:g} ms{shown}; orange: below"
    )


def fourier(analysis: SoundAnalysis) -> FigureSheet:
    """Draw one window in the time and in the frequency domain."""
    cut = analysis.settings.stft
    title = f"One window at {analysis.middle_s:.2f} s: {analysis.title}"
    with (sheet := FigureSheet(title, 4.6, [["time"], ["frequency"]])):
        axes_panes.window(sheet.axes["time"], analysis.piece, analysis.tapered, cut)
        sheet.axes["time"].set_title("In time")
        axes_panes.spectrum(sheet.axes["frequency"], analysis.frame, cut)
        sheet.axes["frequency"].set_title(f"In frequency: one value each {cut.sample_rate / cut.fft:.1f} Hz")
    return sheet


def spectrogram(analysis: SoundAnalysis) -> FigureSheet:
    """Draw the spectrogram in decibels."""
    with (sheet := FigureSheet(f"Spectrogram: {analysis.title}", 3.2, [["picture"]])):
        image = axes_panes.spectrogram(sheet.axes["picture"], analysis.spectrogram, analysis.settings.stft)
        sheet.add_colorbar(image, "picture", "Level (dB)")
    return sheet


def cepstrum(analysis: SoundAnalysis) -> FigureSheet:
    """Draw the coefficients; the first is the level and much larger, and is drawn as a curve."""
    cut = analysis.settings.stft
    title = f"MFCC, {analysis.settings.coefficients} coefficients: {analysis.title}"
    layout = [["first"], ["others"]] if analysis.settings.coefficients > 1 else [["first"]]
    ratios = {"height_ratios": [1, 2.6]} if analysis.settings.coefficients > 1 else {}
    with (sheet := FigureSheet(title, 4.4, layout, **ratios)):
        axes = sheet.axes["first"]
        axes.plot(cut.times(analysis.mfcc.shape[1]), analysis.mfcc[0], color=BLUE)
        axes.set(xlabel="Time (s)", ylabel="Value (dB)", xlim=axes_panes.time_extent(analysis.mfcc.shape[1], cut))
        axes.set_title("Coefficient 0: loudness")
        if analysis.settings.coefficients > 1:
            image = axes_panes.coefficients(sheet.axes["others"], analysis.mfcc[1:], cut, first=1)
            sheet.axes["others"].set_title(
                f"Coefficients 1 to {analysis.settings.coefficients - 1}: shape of the spectrum"
            )
            sheet.add_colorbar(image, "others", "Value (dB)")
    return sheet


def mel(analysis: SoundAnalysis) -> FigureSheet:
    """Draw the filter bank and the mel spectrogram."""
    settings = analysis.settings
    title = f"Mel spectrogram, {settings.bank.bands} bands: {analysis.title}"
    with (sheet := FigureSheet(title, 5.0, [["bank"], ["picture"]], height_ratios=[1, 2])):
        axes_panes.bank(sheet.axes["bank"], settings.stft, settings.bank)
        image = axes_panes.mel(sheet.axes["picture"], analysis.mel, settings.stft, settings.bank)
        sheet.add_colorbar(image, "picture", "Level (dB)")
    return sheet


def network(analysis: SoundAnalysis) -> FigureSheet:
    """Draw the network input for the end of the sound."""
    long_enough = np.pad(analysis.samples, (max(0, WINDOW - len(analysis.samples)), 0))
    level_db = (mel_input(fit_frames(log_mel(long_enough)))[0, 0, ::-1] / 4.0 - 0.5) * RANGE_DB
    title = f"What the network sees of the last {FRAMES * HOP / SAMPLE_RATE:.1f} s: {analysis.title}"
    with (sheet := FigureSheet(title, 4.4, [["picture"]])):
        axes = sheet.axes["picture"]
        image = axes.imshow(level_db, origin="lower", cmap=LOUDNESS, vmin=-RANGE_DB, vmax=0.0, interpolation="nearest")
        axes.set(xlabel=f"Column ({1000 * HOP / SAMPLE_RATE:g} ms each)", ylabel="Mel band")
        sheet.add_colorbar(image, "picture", "Level against the loudest point (dB)")
    return sheet


#: The figures by name, in their order.
FIGURES: Final[dict[str, Callable[[SoundAnalysis], FigureSheet]]] = {
    "1-waveform": waveform,
    "2-spectrogram-process": process,
    "3-fourier": fourier,
    "4-spectrogram": spectrogram,
    "5-mfcc": cepstrum,
    "6-mel": mel,
}


def draw_all(analysis: SoundAnalysis, folder: Path) -> list[Path]:
    """Draw all six figures as PNG and SVG into an existing folder; return the files.

    Raises:
        DeskError: a file cannot be written.
    """
    return [file for name, draw in FIGURES.items() for file in draw(analysis).save(folder / name)]
