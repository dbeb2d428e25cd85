"""The time axis of the timelines: zoom, scrolling and tick labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLocale

#: Shortest span shown.
_LEAST_S = 0.5
_STEPS_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)


def clock_text(time_s: float, digits: int = 2) -> str:
    """Return a time as ``1:02:03.45`` or ``2:03.45``, with the decimal sign of the language."""
    scale = 10**digits
    units = round(abs(time_s) * scale)
    whole, part = divmod(units, scale)
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
    sign = "−" if time_s < 0 and units else ""  # noqa: RUF001 - a real minus sign
    return sign + (f"{text}{QLocale().decimalPoint()}{part:0{digits}d}" if digits else text)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Shows ``start_s`` to ``end_s`` of a range from ``first_s`` to ``last_s``."""

    first_s: float
    last_s: float
    start_s: float
    end_s: float

    @property
    def span_s(self) -> float:
        """Return the length of the shown span in seconds."""
        return self.end_s - self.start_s

    def zoomed(self, factor: float, around_s: float) -> TimeAxis:
        """Return the axis with ``factor`` times the span; ``around_s`` keeps its place."""
        span_s = min(max(self.span_s * factor, _LEAST_S), max(self.last_s - self.first_s, _LEAST_S))
        part = min(max((around_s - self.start_s) / self.span_s, 0.0), 1.0)
        return self._placed(around_s - part * span_s, span_s)

    def following(self, time_s: float) -> TimeAxis:
        """Return an axis that shows a time: itself, or the axis scrolled by a page."""
        if self.start_s <= time_s <= self.end_s:
            return self
        lead = 0.05 if time_s > self.end_s else 0.95
        return self._placed(time_s - lead * self.span_s, self.span_s)

    def x(self, time_s: float, width: float) -> float:
        """Return the position of a time, in pixels."""
        return (time_s - self.start_s) / self.span_s * width

    def xs(self, times: NDArray[np.float64], width: float) -> NDArray[np.float64]:
        """Return the positions of many times, in pixels."""
        return (times - self.start_s) / self.span_s * width

    def time(self, x: float, width: float) -> float:
        """Return the time at a position in pixels."""
        return self.start_s + x / max(width, 1.0) * self.span_s

    def pixels(self, width: int) -> NDArray[np.float64]:
        """Return the time at the left edge of each pixel, float64, (width,)."""
        return self.start_s + np.arange(width, dtype=np.float64) * (self.span_s / max(width, 1))

    def ticks(self, width: float, apart: float = 90.0) -> list[tuple[float, str]]:
        """Return times of labels at least ``apart`` pixels apart, with their texts."""
        wanted_s = self.span_s * apart / max(width, 1.0)
        step_s = next((step for step in _STEPS_S if step >= wanted_s), _STEPS_S[-1])
        digits = 2 if step_s < 0.1 else 1 if step_s < 1 else 0
        first = int(np.ceil(self.start_s / step_s - 1e-9))
        last = int(np.floor(self.end_s / step_s + 1e-9))
        return [(number * step_s, clock_text(number * step_s, digits)) for number in range(first, last + 1)]

    def _placed(self, start_s: float, span_s: float) -> TimeAxis:
        start_s = max(self.first_s, min(start_s, self.last_s - span_s))
        return TimeAxis(self.first_s, self.last_s, start_s, start_s + span_s)


def whole_axis(first_s: float, last_s: float) -> TimeAxis:
    """Return the axis that shows the whole range."""
    last_s = max(last_s, first_s + _LEAST_S)
    return TimeAxis(first_s, last_s, first_s, last_s)
