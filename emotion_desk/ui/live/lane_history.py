"""The history behind the lanes of the live page: shares of the emotions of each subject in equal steps of time.

The history keeps one column of emotion shares for each step; a lane is drawn from as many as the chosen span holds.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import FACE, TOGETHER, Emotions
from emotion_desk.messages import VOICE as FROM_VOICE

#: Most subjects that are drawn.
MOST_SHOWN = 5
#: Most lanes that are remembered: that of the shown answer and those of face, voice and both, of twelve subjects.
_MOST_KEPT = 48
#: So much is remembered at most; then every second step is dropped and steps count double.
_MOST_STEPS = 14_400
_NONE = len(EMOTIONS)
#: Who had an answer within so many seconds was there lately.
_LATELY_S = 5.0

#: Key of the lane of the voice.
VOICE = "voice"
#: What an answer of a person can be based on, in the order of the lanes.
BASES = (FACE, FROM_VOICE, TOGETHER)
#: Between the key of a person and a basis.
_MARK = "\t"


def part_key(key: str, basis: str) -> str:
    """Return the key of the lane of one basis of a person."""
    return f"{key}{_MARK}{basis}"


class LaneHistory:
    """Shares of the emotions of every subject in equal steps of time.

    Args:
        step_s: seconds from step to step.
    """

    def __init__(self, step_s: float) -> None:
        self.step_s = step_s
        self.steps = 0
        self._lanes: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self.titles: dict[str, str] = {}
        #: Of so many steps that are offered one is kept.
        self._every = 1
        self._offered = 0

    def add(self, answers: Iterable[tuple[str, str, Emotions | None]]) -> None:
        """Append one step.

        Args:
            answers: key, title and shares of each subject that is present; others get a gap.
        """
        self._offered += 1
        if self._offered % self._every:
            return
        if self.steps >= _MOST_STEPS:
            self._halve()
        column = self.steps
        self.steps += 1
        for key, title, emotions in answers:
            lane = self._lanes.get(key)
            if lane is None:
                lane = np.full((64, _NONE), np.nan, np.float32)
            if len(lane) <= column:
                more = np.full((max(len(lane), column + 1 - len(lane)), _NONE), np.nan, np.float32)
                lane = np.concatenate((lane, more))
            if emotions is not None:
                lane[column] = [max(emotions.get(name, 0.0), 0.0) for name in EMOTIONS]
            self._lanes[key] = lane
            self._lanes.move_to_end(key)
            self.titles[key] = title
        while len(self._lanes) > _MOST_KEPT:
            gone, _lane = self._lanes.popitem(last=False)
            self.titles.pop(gone, None)

    def merge(self, old: str, new: str) -> None:
        """Give the steps of one subject to another, because both are the same person."""
        for part in ("", *(f"{_MARK}{basis}" for basis in BASES)):
            self._merge(old + part, new + part)

    def _merge(self, old: str, new: str) -> None:
        lane = self._lanes.pop(old, None)
        self.titles.pop(old, None)
        if lane is None:
            return
        other = self._lanes.get(new)
        if other is not None:
            longer, shorter = (lane, other) if len(lane) >= len(other) else (other, lane)
            known = ~np.isnan(shorter[:, 0])
            longer[: len(shorter)][known] = shorter[known]
            lane = longer
        self._lanes[new] = lane

    def weight(self, key: str, span_s: int | None) -> tuple[bool, int]:
        """Return how much a subject is worth a lane: whether it was there lately, and in how many steps of a span."""
        lane = self._lanes.get(key)
        first = self._first(span_s)
        known = np.flatnonzero(~np.isnan(lane[first : self.steps, 0])) if lane is not None else np.zeros(0, np.int64)
        lately = self.steps - first - round(_LATELY_S / self.step_s)
        return bool(known.size and known[-1] >= lately), int(known.size)

    def keys(self, span_s: int | None) -> list[str]:
        """Return the subjects to show over a span: those present for longest, people first, then the voice."""
        first = self._first(span_s)
        counted = {
            key: int((~np.isnan(lane[first : self.steps, 0])).sum())
            for key, lane in self._lanes.items()
            if len(lane) and _MARK not in key
        }
        present = [key for key in counted if counted.get(key, 0) > 0]
        people = sorted((key for key in present if key != VOICE), key=lambda key: -counted[key])[: MOST_SHOWN - 1]
        return [*sorted(people), *([VOICE] if VOICE in present else [])]

    def bases(self, key: str, span_s: int | None) -> list[str]:
        """Return which answers of a subject a span holds: of the face, the voice, both together."""
        first = self._first(span_s)
        lanes = {basis: self._lanes.get(part_key(key, basis)) for basis in BASES}
        return [
            basis
            for basis, lane in lanes.items()
            if lane is not None and bool((~np.isnan(lane[first : self.steps, 0])).any())
        ]

    def shares(self, key: str, span_s: int | None, width: int) -> NDArray[np.float32]:
        """Return the shares of a subject on pixels, float32, (width, 8); NaN without an answer, newest at the right."""
        length = self.length(span_s)
        found = np.full((width, _NONE), np.nan, np.float32)
        lane = self._lanes.get(key)
        if lane is None or not self.steps:
            return found
        index = self.steps - length + np.floor((np.arange(width) + 0.5) * length / width).astype(int)
        inside = (index >= 0) & (index < min(len(lane), self.steps))
        found[inside] = lane[index[inside]]
        return found

    def length(self, span_s: int | None) -> int:
        """Return how many steps a span holds."""
        return max(self.steps, round(60 / self.step_s)) if span_s is None else round(span_s / self.step_s)

    def clear(self) -> None:
        """Forget everything."""
        self._lanes.clear()
        self.titles.clear()
        self.steps = 0

    def _first(self, span_s: int | None) -> int:
        return max(0, self.steps - self.length(span_s))

    def _halve(self) -> None:
        """Keep every second step, so that hours take no more memory than one."""
        self.steps //= 2
        self.step_s *= 2
        self._every *= 2
        for key, lane in self._lanes.items():
            self._lanes[key] = lane[::2][: max(self.steps, 1)].copy()
