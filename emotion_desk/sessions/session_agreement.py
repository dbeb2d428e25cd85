"""Measures how far two sessions of the same material agree, for example a recording and its analysis.

Faces are matched by time and place; the smoothed emotions are compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from emotion_desk.messages import Box, Emotions, PersonReading
from emotion_desk.sessions.format import TimedReading

#: Readings further apart than this are not compared.
SAME_S: Final = 0.05
#: Boxes with a smaller intersection over union belong to different faces.
SAME_PLACE: Final = 0.3


@dataclass
class Agreement:
    """The comparison of the faces or of the voices.

    ``distances`` holds the total variation distance of each pair (half the sum of the absolute differences of the eight
    probabilities; 0: equal, 1: disjoint), ``same`` whether the most likely emotion is equal; ``alone`` counts answers
    without a counterpart.
    """

    distances: list[float] = field(default_factory=list)
    same: list[bool] = field(default_factory=list)
    alone: int = 0

    def add(self, one: Emotions, other: Emotions) -> None:
        """Compare two answers."""
        self.distances.append(sum(abs(one[name] - other.get(name, 0.0)) for name in one) / 2)
        self.same.append(max(one, key=one.__getitem__) == max(other, key=other.__getitem__))

    def sentence(self, what: str) -> str:
        """Return the figures as one sentence."""
        if not self.same:
            return f"{what}: nothing to compare."
        p50, p95 = np.percentile(self.distances, (50, 95))
        share = 100 * sum(self.same) / len(self.same)
        return (
            f"{what}: {len(self.same)} answers compared, {share:.1f} % with the same emotion first, "
            f"distance of the probabilities p50 {p50:.3f}, p95 {p95:.3f}; {self.alone} without a counterpart."
        )


def compare(one: Iterable[TimedReading], other: Iterable[TimedReading]) -> tuple[Agreement, Agreement]:
    """Compare all readings of one session with the nearest in time of another; return faces and voices."""
    partners = list(other)
    faced = sorted((r.frame_s, n) for n, r in enumerate(partners) if r.frame_s is not None)
    heard = sorted((r.sound_s, n) for n, r in enumerate(partners) if r.sound_s is not None and _speech(r))
    faces, voices = Agreement(), Agreement()
    for reading in one:
        near = _nearest(faced, reading.frame_s)
        for person in reading.people:
            match = _same_place(person.box, partners[near].people) if near is not None else None
            if match is None:
                faces.alone += 1
            else:
                faces.add(person.emotion, match.emotion)
        spoken = _speech(reading)
        if spoken is None:
            continue
        near = _nearest(heard, reading.sound_s)
        answer = _speech(partners[near]) if near is not None else None
        if answer is None:
            voices.alone += 1
        else:
            voices.add(spoken, answer)
    return faces, voices


def _speech(reading: TimedReading) -> Emotions | None:
    return reading.voice.emotion if reading.voice is not None else None


def _nearest(times: list[tuple[float, int]], time_s: float | None) -> int | None:
    """Return the number of the reading nearest to a moment, ``None`` if none is near."""
    if time_s is None:
        return None
    at = bisect_left(times, (time_s, -1))
    near = min(times[max(0, at - 1) : at + 1], key=lambda pair: abs(pair[0] - time_s), default=None)
    return near[1] if near is not None and abs(near[0] - time_s) <= SAME_S else None


def _same_place(box: Box, people: Iterable[PersonReading]) -> PersonReading | None:
    best = max(people, key=lambda person: _overlap(box, person.box), default=None)
    return best if best is not None and _overlap(box, best.box) >= SAME_PLACE else None


def _overlap(one: Box, other: Box) -> float:
    """Return the intersection of two boxes over their union."""
    wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    high = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    shared = max(0.0, wide) * max(0.0, high)
    union = one.width * one.height + other.width * other.height - shared
    return shared / union if union > 0 else 0.0
