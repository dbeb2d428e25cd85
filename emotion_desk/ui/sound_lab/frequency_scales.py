"""Maps rows of a picture to frequencies: linear, logarithmic, mel, or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.sound.filterbank import MelSettings
from emotion_desk.sound.stft import Floats, StftSettings
from emotion_desk.ui.language import number

#: Rows of a logarithmic picture, and the frequency of the lowest in Hz.
_LOG_ROWS: Final = 256
_LOG_FROM_HZ: Final = 50.0
#: Least distance of two tick labels, as a share of the axis.
_ROOM: Final = 0.14
_ROUND_HZ: Final = (125.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0)


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """The vertical axis of a picture.

    Attributes:
        rows: number of rows.
        hz: centre frequency of each row, increasing, float64, (rows,); ``None`` where rows are no frequencies.
        take: indices of the value rows shown, (rows,); ``None`` for all.
        ticks: positions in rows (0 is the lower edge) and labels.
    """

    rows: int
    hz: NDArray[np.float64] | None
    take: NDArray[np.intp] | None
    ticks: list[tuple[float, str]]

    def shown(self, values: Floats) -> Floats:
        """Return the rows of ``values`` that are shown."""
        return values if self.take is None else values[self.take]

    def hz_at(self, row: float) -> float | None:
        """Return the frequency at a position in rows."""
        return None if self.hz is None else float(np.interp(row - 0.5, np.arange(self.rows), self.hz))

    def row_of(self, hz: float) -> float | None:
        """Return the position of a frequency in rows, ``None`` if it is outside."""
        if self.hz is None or not self.hz[0] <= hz <= self.hz[-1]:
            return None
        return float(np.interp(hz, self.hz, np.arange(self.rows))) + 0.5


def word(hz: float) -> str:
    """Return the tick label of a frequency."""
    return f"{number(hz / 1000, 'g')}k" if hz >= 1000 else number(hz, "g")


def linear(cut: StftSettings) -> Scale:
    """Return the linear scale of a spectrogram."""
    hz = cut.frequencies()
    ticks = [
        (float(np.interp(at, hz, np.arange(cut.bins))) + 0.5, word(at)) for at in (0.0, 2000.0, 4000.0, 6000.0, 8000.0)
    ]
    return Scale(cut.bins, hz, None, ticks)


def logarithmic(cut: StftSettings) -> Scale:
    """Return the scale of a spectrogram with equal height per octave; each row shows the nearest frequency."""
    frequencies = cut.frequencies()
    hz = np.geomspace(_LOG_FROM_HZ, frequencies[-1], _LOG_ROWS)
    take = np.abs(frequencies[None, :] - hz[:, None]).argmin(axis=1)
    return Scale(_LOG_ROWS, hz, take, _ticks(lambda at: float(np.interp(at, hz, np.arange(_LOG_ROWS))), _LOG_FROM_HZ))


def mel(bank: MelSettings) -> Scale:
    """Return the scale of a mel spectrogram."""
    centres = bank.centres()
    return Scale(
        bank.bands,
        centres,
        None,
        _ticks(lambda at: float(np.interp(at, centres, np.arange(bank.bands))), float(centres[0])),
    )


def numbers(rows: int) -> Scale:
    """Return the scale of cepstral coefficients: rows are labelled by number."""
    step = max(1, rows // 4)
    return Scale(rows, None, None, [(row + 0.5, str(row)) for row in range(0, rows, step)])


def _ticks(row: Callable[[float], float], lowest: float) -> list[tuple[float, str]]:
    """Label round frequencies from the highest down, where they do not overlap."""
    ticks: list[tuple[float, str]] = []
    highest = row(_ROUND_HZ[-1])
    for hz in reversed(_ROUND_HZ):
        at = float(row(hz)) + 0.5
        if hz >= lowest and (not ticks or ticks[-1][0] - at > highest * _ROOM):
            ticks.append((at, word(hz)))
    return ticks
