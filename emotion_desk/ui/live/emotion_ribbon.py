"""The emotion ribbon: stacked emotion probabilities over the last minute."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from emotion_desk.labels import EMOTION_COLOURS, EMOTIONS
from emotion_desk.messages import DeskReading, Emotions
from emotion_desk.ui.live.rolling_plot import RollingPlot
from emotion_desk.ui.live.scroll import columns_on_pixels
from emotion_desk.ui.widgets.theme import Theme, rgb

SECONDS = 60
#: Seconds from sample to sample.
STEP_S = 0.25
_ROWS = 48
_COLUMNS = round(SECONDS / STEP_S)
_NONE = len(EMOTIONS)


def emotions_of(reading: DeskReading) -> Emotions | None:
    """Return what the ribbon shows of a reading: the largest face, else the voice, else nothing."""
    if reading.people:
        nearest = max(reading.people, key=lambda person: person.box.width * person.box.height)
        return nearest.shown_emotions
    return reading.voice.emotion if reading.voice is not None else None


class RibbonHistory:
    """The last minute in steps of :data:`STEP_S`; a step without an answer is a gap."""

    def __init__(self) -> None:
        self._stacked = np.zeros((_COLUMNS, _ROWS), np.uint8) + np.uint8(_NONE)
        self.end = 0

    def add(self, emotions: Emotions | None) -> None:
        """Append one step."""
        column = np.full(_ROWS, _NONE, np.uint8)
        if emotions is not None:
            shares = np.array([max(emotions.get(name, 0.0), 0.0) for name in EMOTIONS], np.float64)
            total = float(shares.sum())
            if total > 0:
                edges = np.cumsum(shares / total)
                heights = (np.arange(_ROWS) + 0.5) / _ROWS
                column = np.minimum(np.searchsorted(edges, heights), _NONE - 1).astype(np.uint8)
        self._stacked[:-1] = self._stacked[1:]
        self._stacked[-1] = column
        self.end += 1

    def on_pixels(self, width: int) -> NDArray[np.uint8]:
        """Return emotion indices, uint8, (rows, width), the newest step on the right; 8 means no answer."""
        index = columns_on_pixels(self.end, width / _COLUMNS, width) - (self.end - _COLUMNS)
        return np.ascontiguousarray(self._stacked[np.clip(index, 0, _COLUMNS - 1)].T)


class EmotionRibbon(RollingPlot):
    """Draws a :class:`RibbonHistory`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _ROWS, SECONDS, 10, [(0, "0 %"), (_ROWS, "100 %")])
        self.history = RibbonHistory()
        self.setAccessibleName("Emotions of the nearest person over the last minute")

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        super().set_theme(theme)
        table = np.zeros((256, 3), np.uint8)
        for number, name in enumerate(EMOTIONS):
            table[number] = rgb(EMOTION_COLOURS[name])
        table[_NONE] = rgb(theme.faint)
        self.image.setLookupTable(table)

    def step(self, emotions: Emotions | None) -> None:
        """Append one step and redraw if visible."""
        self.history.add(emotions)
        if self.isVisible():
            self._show(self.history.on_pixels(self.pixels))
