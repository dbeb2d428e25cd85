"""The mel spectrogram of the last ten seconds, with a strip that marks detected speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from emotion_desk.sound.mel import BANDS, HIGHEST_HZ, LOWEST_HZ, hz_to_mel
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.rolling_plot import RollingPlot
from emotion_desk.ui.live.scroll import ColumnCounter, columns_on_pixels
from emotion_desk.ui.plotting import pg
from emotion_desk.ui.widgets.theme import Theme, rgb

if TYPE_CHECKING:
    from emotion_desk.pipeline.mel_ring import SpectrogramView

SECONDS = 10
#: Levels in decibels of the darkest and the brightest colour; fixed, so that equal sound looks equal.
LEVELS_DB = (-85.0, -15.0)
_STRIP = 5.0


def band_of(hz: float) -> float:
    """Return the position of a frequency on the axis of mel bands."""
    low, high = float(hz_to_mel(LOWEST_HZ)), float(hz_to_mel(HIGHEST_HZ))
    return (float(hz_to_mel(hz)) - low) / (high - low) * (BANDS + 1) - 0.5


class Spectrogram(RollingPlot):
    """Draws the snapshot of the audio thread."""

    def __init__(self, theme: Theme) -> None:
        ticks = [(band_of(hz), text) for hz, text in ((250, "250"), (1000, "1000"), (2500, "2500"), (6000, "6000"))]
        self._strip = pg.ImageItem(axisOrder="row-major")
        self._strip.setLevels((0, 255))
        super().__init__(theme, BANDS, SECONDS, 2, ticks, headroom=2 * _STRIP)
        self._box.addItem(self._strip)
        self.setAccessibleName(tr("Mel spectrogram of the last 10 seconds"))
        self.image.setLookupTable(pg.colormap.get("magma").getLookupTable(0.0, 1.0, 256, alpha=False))
        self._counter = ColumnCounter()
        self._last: tuple[int, int] | None = None

    @property
    def numbers(self) -> NDArray[np.uint8] | None:
        """Return the colour indices shown, uint8, (BANDS, pixels)."""
        return self.image.image  # type: ignore[no-any-return]

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        super().set_theme(theme)
        table = np.zeros((256, 3), np.uint8)
        table[0] = rgb(theme.faint)
        table[1] = rgb(theme.speech)
        self._strip.setLookupTable(table)
        self._last = None

    def show_view(self, view: SpectrogramView) -> bool:
        """Draw a snapshot; return whether it contained anything new."""
        if self._last == (view.end_ns, self.pixels):
            return False
        self._last = (view.end_ns, self.pixels)
        end = self._counter.advance(view.end_ns, view.column_s)
        columns = view.mel.shape[1]
        scale = self.pixels * view.column_s / SECONDS
        index = columns_on_pixels(end, scale, self.pixels) - (end - columns)
        known = (index >= 0) & (index < columns)
        low, high = LEVELS_DB
        numbers = np.zeros((view.mel.shape[0], self.pixels), np.uint8)
        strip = np.zeros((1, self.pixels), np.uint8)
        if columns:
            levels = np.clip((view.mel - low) * (255.0 / (high - low)), 0, 255).astype(np.uint8)
            numbers[:, known] = levels[:, index[known]]
            strip[0, known] = view.speech[index[known]]
        self._show(numbers)
        self._strip.setImage(strip, autoLevels=False)
        self._strip.setRect(0, BANDS + _STRIP * 0.7, self.pixels, _STRIP)
        return True
