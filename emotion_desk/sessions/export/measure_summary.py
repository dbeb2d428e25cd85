"""Means of the face measures of each subject of a session, and its blinks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from emotion_desk.measures.affect import intensity, valence
from emotion_desk.measures.blinks import blinks
from emotion_desk.measures.names import ACTION_UNITS, action_units
from emotion_desk.messages import Emotions, FaceMeasures
from emotion_desk.sessions.export.tidy_table import Column, Row

_GEOMETRY: Final = ("yaw", "pitch", "roll", "gaze_yaw", "gaze_pitch", "eye_left", "eye_right", "mouth")
_MEANS: Final = ("valence", "arousal", "intensity", *_GEOMETRY, *ACTION_UNITS)
_BLINK: Final = "AU45"
#: Blinks are not told where the median step between two measured frames is longer: half of them would be missed.
_BLINK_STEP_S: Final = 0.055
#: Samples further apart than this are not counted as observed time.
_GAP_S: Final = 0.5

COLUMNS: Final[tuple[Column, ...]] = (
    *(Column(f"mean_{name}", float, "", f"mean of {name}; empty without --measures") for name in _MEANS),
    Column("blinks", int, "count", "blinks; empty without --measures, and below 18 measured frames a second"),
    Column("blinks_a_minute", float, "1/min", "blinks over the time in which the face was measured"),
)


class MeasureSummary:
    """Collects the measures of one subject; each frame counts once."""

    def __init__(self) -> None:
        self._sums = dict.fromkeys(_MEANS, 0.0)
        self._counts = dict.fromkeys(_MEANS, 0)
        self._closed: list[tuple[float, float]] = []

    def add(self, time_s: float, emotions: Emotions, measures: FaceMeasures, shown: str | None) -> None:
        """Take in the measures of a frame; one that was taken in before is ignored.

        Args:
            time_s: of the frame, in seconds.
            emotions: probabilities that the headline was computed from.
            measures: of the face.
            shown: the headline, ``None`` where it is unsure.
        """
        if self._closed and time_s <= self._closed[-1][0]:
            return
        units = action_units(measures.blendshapes)
        values: dict[str, float | None] = {name: getattr(measures, name) for name in _GEOMETRY}
        values |= {
            "valence": valence(emotions),
            "arousal": measures.arousal,
            "intensity": intensity(shown, units),
            **units,
        }
        for name, value in values.items():
            if value is not None and math.isfinite(value):
                self._sums[name] += value
                self._counts[name] += 1
        self._closed.append((time_s, units[_BLINK]))

    def cells(self) -> Row:
        """Return the columns; ``None`` where nothing was measured."""
        means: Mapping[str, float | None] = {
            f"mean_{name}": round(self._sums[name] / count, 4) if count else None
            for name, count in self._counts.items()
        }
        times = [time_s for time_s, _ in self._closed]
        observed_s = sum(min(b - a, _GAP_S) for a, b in pairwise(times))
        steps = sorted(b - a for a, b in pairwise(times))
        is_fine = bool(steps) and steps[len(steps) // 2] <= _BLINK_STEP_S
        found = len(blinks(self._closed)) if is_fine else None
        return {
            **means,
            "blinks": found,
            "blinks_a_minute": None if found is None else round(60.0 * found / observed_s, 2),
        }
