"""The grid of all panes, drawn from samples and their features."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from PySide6.QtWidgets import QGridLayout, QWidget

from emotion_desk.messages import Mel, Samples
from emotion_desk.sound.filterbank import empty_bands, filter_bank
from emotion_desk.sound.incremental_features import IncrementalFeatures
from emotion_desk.sound.mel import FRAMES, HOP, SAMPLE_RATE, WINDOW, fit_frames, log_mel, mel_input
from emotion_desk.sound.stft import FLOOR_DB, one_frame, padded_taper
from emotion_desk.ui.language import tr
from emotion_desk.ui.plotting import pg
from emotion_desk.ui.sound_lab import frequency_scales
from emotion_desk.ui.sound_lab.controls import LabSettings, taper_words
from emotion_desk.ui.sound_lab.panes import LinkedPane, Pane, PicturePane, SharedCursor, SpectrumPane
from emotion_desk.ui.widgets.theme import Theme

#: Samples of one network input.
SEEN: Final = (FRAMES - 1) * HOP + WINDOW
_MOST_POINTS: Final = 2400


def _round_up(amplitude: float) -> float:
    """Return the next of 0.01, 0.02, 0.05, 0.1, ...: an axis that seldom changes can be read and costs no redraw."""
    steps = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
    return next((step for step in steps if amplitude <= step), 1.0)


class PaneStack(QWidget):
    """All panes; :meth:`draw` shows a sound, :meth:`draw_window` one window of it."""

    def __init__(self, theme: Theme, cursor: SharedCursor, *, whole: bool = True) -> None:
        super().__init__()
        self.link = cursor
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 3)
        self.panes: tuple[Pane, ...] = ()
        if whole:
            deque(self.build(theme), maxlen=0)

    def build(self, theme: Theme) -> Iterator[None]:
        """Build the panes; yields after each."""
        cursor = self.link
        self.wave = LinkedPane(
            tr("Waveform"),
            tr(
                "Amplitude over time (s); click or arrow keys move the window, dragging or [ and ] the selection's ends"
            ),
            tr("Amplitude"), tr("Time (s)"), theme, cursor, has_time=True,
        )  # fmt: skip
        yield
        self.stft = PicturePane(
            tr("Spectrogram"), tr("Level in dB over time (s) and frequency (Hz)"), "Hz", theme, cursor
        )
        yield
        self.mel = PicturePane(
            tr("Mel spectrogram"), tr("Level in dB over time (s) and mel bands (Hz)"), "Hz", theme, cursor
        )
        yield
        self.mfcc = PicturePane(
            tr("MFCC"),
            tr("Cepstral coefficients over time (s); 0, the loudness, is left out"),
            tr("No."),
            theme,
            cursor,
            "signed",
        )
        yield
        self.one = Pane(
            tr("One window"), tr("The sound, the window function, and what is left (ms)"), "", tr("Time (ms)"), theme
        )
        yield
        self.spectrum = SpectrumPane(
            tr("Its spectrum"),
            tr("Level in dB over frequency (kHz)"),
            "dB",
            tr("Frequency (kHz)"),
            theme,
            cursor,
            has_time=False,
        )
        yield
        self.bank = SpectrumPane(
            tr("Filter bank"), tr("Weight of each frequency (kHz) in each mel band; all bands"),
            tr("Weight"), tr("Frequency (kHz)"),
            theme, cursor, has_time=False,
        )  # fmt: skip
        yield
        self.network = Pane(
            "", tr("The very numbers that go into the network"), tr("Mel band"), tr("Column (24 ms)"), theme
        )
        yield
        self.panes = (
            self.wave, self.stft, self.mel, self.mfcc, self.one, self.spectrum, self.bank, self.network,
        )  # fmt: skip
        for row, (left, right) in enumerate(zip(self.panes[:4], self.panes[4:], strict=True)):
            self._grid.addWidget(left, row, 0)
            self._grid.addWidget(right, row, 1)
            self._grid.setRowStretch(row, 1)
        for pane in self.panes[:3]:  # the time axis is labelled once, under the four panes that share it
            pane.item.getAxis("bottom").showLabel(False)
        yield
        self._draw_items(theme)

    def hide_panes(self) -> None:
        """Hide the panes, which keep their places, for :meth:`arrive`."""
        for pane in self.panes:
            policy = pane.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            pane.setSizePolicy(policy)
            pane.hide()

    def arrive(self) -> Iterator[None]:
        """Show one pane after the other."""
        for pane in self.panes:
            pane.show()
            yield

    def _draw_items(self, theme: Theme) -> None:
        self._line = self.wave.curve(theme.accent)
        self.selection = pg.LinearRegionItem(brush=(120, 120, 120, 30))
        self.wave.item.addItem(self.selection, ignoreBounds=True)
        self.marker = pg.LinearRegionItem(movable=False, brush=(230, 159, 0, 90), pen=pg.mkPen("#E69F00"))
        self.wave.item.addItem(self.marker, ignoreBounds=True)
        self._piece = self.one.curve(theme.muted)
        self._taper = self.one.curve("#D55E00")
        self._left = self.one.curve(theme.accent)
        self._spectrum = self.spectrum.curve(theme.accent)
        self._bank = self.bank.curve(theme.accent)
        self.seen: Any = pg.ImageItem(axisOrder="row-major")
        self.seen.setLookupTable(pg.colormap.get("magma").getLookupTable(nPts=256))
        self.network.item.addItem(self.seen)
        self.network.box.setRange(xRange=(0, FRAMES), yRange=(0, FRAMES), padding=0, disableAutoRange=True)

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        for pane in self.panes:
            pane.set_theme(theme)
        for line in (self._line, self._spectrum, self._bank, self._left):
            line.setPen(pg.mkPen(theme.accent))
        self._piece.setPen(pg.mkPen(theme.muted))

    def use(self, settings: LabSettings) -> None:
        """Apply settings: scales, filter bank, titles."""
        cut, bank = settings.cut, settings.bank
        self.stft.show_scale(
            frequency_scales.logarithmic(cut) if settings.logarithmic else frequency_scales.linear(cut)
        )
        self.mel.show_scale(frequency_scales.mel(bank))
        self.mfcc.show_scale(frequency_scales.numbers(settings.coefficients))
        ms = 1000 / cut.sample_rate
        self.stft.name = tr(
            "Spectrogram: {hop:g} ms by {step:.1f} Hz", hop=cut.hop * ms, step=cut.sample_rate / cut.fft
        )
        self.mel.name = tr("Mel spectrogram: {bands} bands", bands=bank.bands)
        self.mfcc.name = tr("MFCC: 1 to {last} (0 is the loudness)", last=settings.coefficients - 1)
        self.one.title.setText(
            tr(
                "One window: {window:g} ms {function}, in a transform of {fft:g} ms",
                window=cut.window * ms,
                function=taper_words(cut.taper),
                fft=cut.fft * ms,
            )
        )
        weights, khz = filter_bank(cut, bank), cut.frequencies() / 1000
        # Each triangle is drawn only where it is not zero, followed by a gap.
        inside = [np.flatnonzero(row) for row in weights]
        at = [np.append(khz[one], np.nan) for one in inside if len(one)]
        heights = [np.append(row[one], np.nan) for row, one in zip(weights, inside, strict=True) if len(one)]
        self._bank.setData(np.concatenate(at), np.concatenate(heights), connect="finite")
        empty = empty_bands(cut, bank)
        if empty:
            title = tr(
                "Filter bank: {bands} bands; {empty} see nothing, the FFT is too short", bands=bank.bands, empty=empty
            )
        else:
            title = tr("Filter bank: {bands} bands", bands=bank.bands)
        self.bank.title.setText(title)
        self.bank.box.setRange(xRange=(0, khz[-1]), yRange=(0, 1.05), padding=0, disableAutoRange=True)

    def draw(self, samples: Samples, strip: IncrementalFeatures, settings: LabSettings, start_s: float) -> None:
        """Draw waveform and pictures; ``start_s`` is the time of the first sample, ``strip`` ends with the last."""
        deque(self.draw_in_steps(samples, strip, settings, start_s), maxlen=0)

    def draw_in_steps(
        self, samples: Samples, strip: IncrementalFeatures, settings: LabSettings, start_s: float
    ) -> Iterator[None]:
        """Draw the same; yields after each pane."""
        rate = settings.cut.sample_rate
        end_s = start_s + len(samples) / rate
        shown_to_s = max(end_s, start_s + 0.05)
        self._draw_wave(samples, start_s, end_s)
        yield
        columns = strip.mel.shape[1]
        first_s = end_s + (strip.first - strip.fed + (settings.cut.fft - settings.cut.hop) / 2) / rate
        last_s = first_s + columns * settings.cut.hop / rate
        for pane, values in ((self.stft, strip.spectrogram), (self.mel, strip.mel)):
            # In steps, so that the colours do not flicker while live.
            top = 5.0 * np.ceil(max(float(values.max(initial=FLOOR_DB)), FLOOR_DB + 20) / 5)
            low = max(top - settings.range_db, FLOOR_DB)
            pane.show_values(values, first_s, last_s, low, top)
            pane.show_levels(tr("{low:.0f} to {top:.0f} dB, dark to bright", low=low, top=top))
            pane.show_range(start_s, shown_to_s)
            yield
        shape = strip.mfcc.copy()
        shape[:1] = 0.0
        most = 20.0 * np.ceil(max(float(np.abs(shape).max(initial=0.0)) * 0.7, 10.0) / 20)
        self.mfcc.show_values(shape, first_s, last_s, -most, most)
        self.mfcc.show_levels(tr("{low:.0f} to {top:.0f} dB, blue to orange", low=-most, top=most))
        self.mfcc.show_range(start_s, shown_to_s)

    def _draw_wave(self, samples: Samples, start_s: float, end_s: float) -> None:
        """Draw the waveform; a long one by minimum and maximum of each interval, so that no peak is lost."""
        values = samples
        if len(samples) > _MOST_POINTS:
            stretch = -(-len(samples) // (_MOST_POINTS // 2))
            whole = len(samples) // stretch * stretch
            stretches = samples[:whole].reshape(-1, stretch)
            values = np.stack((stretches.min(axis=1), stretches.max(axis=1)), axis=1).ravel()
            if whole < len(samples):
                values = np.append(values, (samples[whole:].min(), samples[whole:].max()))
        self._line.setData(np.linspace(start_s, end_s, len(values)), values)
        most = _round_up(float(np.abs(values).max(initial=0.0)))
        self.wave.box.setRange(
            xRange=(start_s, max(end_s, start_s + 0.05)), yRange=(-most, most), padding=0, disableAutoRange=True
        )

    def draw_window(self, samples: Samples, at_s: float, settings: LabSettings, start_s: float) -> None:
        """Draw the window centred at a time, and its spectrum."""
        cut = settings.cut
        rate = cut.sample_rate
        first = round((at_s - start_s) * rate) - cut.fft // 2
        piece, tapered, spectrum = one_frame(samples, first, cut)
        at_ms = np.arange(cut.fft) * 1000 / rate
        most = _round_up(float(np.abs(piece).max()))
        self._piece.setData(at_ms, piece)
        self._left.setData(at_ms, tapered)
        self._taper.setData(at_ms, padded_taper(cut) * most)
        self.one.box.setRange(xRange=(0, at_ms[-1]), yRange=(-most, most), padding=0, disableAutoRange=True)
        top = 10.0 * np.ceil(max(float(spectrum.max()), FLOOR_DB + 20) / 10)
        self._spectrum.setData(cut.frequencies() / 1000, spectrum)
        self.spectrum.box.setRange(
            xRange=(0, rate / 2000), yRange=(max(top - settings.range_db, FLOOR_DB - 2), top + 5),
            padding=0, disableAutoRange=True,
        )  # fmt: skip
        strongest = cut.frequencies()[int(spectrum.argmax())]
        self.spectrum.title.setText(
            tr(
                "Its spectrum: strongest at {frequency:.0f} Hz, {level:.0f} dB",
                frequency=strongest,
                level=spectrum.max(),
            )
        )
        half = cut.window / 2 / rate
        for region in (self.marker, self.stft.marker, self.mel.marker, self.mfcc.marker):
            region.setRegion((at_s - half, at_s + half))

    def draw_seen(self, samples: Samples, end: int, start_s: float) -> None:
        """Draw the network's input that ends before the sample ``end``."""
        self.draw_picture(log_mel(samples[max(0, end - SEEN) : end]), start_s + end / SAMPLE_RATE)

    def draw_picture(self, picture: Mel, last_s: float) -> None:
        """Draw a mel picture as the network's input; ``last_s`` is its end."""
        seen = mel_input(fit_frames(picture))[0, 0, ::-1]
        self.seen.setImage((seen * 63.75 + 127.5).astype(np.uint8), autoLevels=False, levels=(0, 255))
        self.network.title.setText(
            tr(
                "What the network sees: {size} × {size}, {begin:.2f} to {end:.2f} s",  # noqa: RUF001 - a real times sign
                size=FRAMES,
                begin=last_s - SEEN / SAMPLE_RATE,
                end=last_s,
            )
        )
