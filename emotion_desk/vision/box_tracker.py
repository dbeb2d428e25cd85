"""Associates detections over time and gives each face a stable track id.

All limits are times, not counts of frames, so that a camera at 60 fps and a file at 25 fps behave alike. A new track is
confirmed after a few detections, because Haar reports false faces for single frames. A confirmed track survives short
misses, and its box is filtered against jitter. The module uses no pictures, no threads and no clock.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Box
from emotion_desk.vision.geometry import confidence_of
from emotion_desk.vision.one_euro import OneEuro, OneEuroSettings


@dataclass(frozen=True, slots=True)
class TrackerSettings:
    """Parameters of the tracker.

    Attributes:
        hits: detections after which a track is confirmed.
        lost_s: a confirmed track without a detection for this time ends.
        doubt_s: an unconfirmed track without a detection for this time is dropped.
        reach: largest distance of a detection from the predicted position, in units of the face size.
        reach_per_s: growth of that distance per second without a detection.
        size_ratio: largest ratio of sizes of consecutive detections of one face.
        ahead_s: how long motion is extrapolated after the last detection.
        carry: share of the velocity used for the extrapolation.
    """

    hits: int = 3
    lost_s: float = 0.7
    doubt_s: float = 0.3
    reach: float = 0.6
    reach_per_s: float = 0.8
    size_ratio: float = 1.8
    ahead_s: float = 0.35
    carry: float = 0.8
    place: OneEuroSettings = field(default_factory=lambda: OneEuroSettings(rest_hz=0.8, per_speed=3.0))
    size: OneEuroSettings = field(default_factory=lambda: OneEuroSettings(rest_hz=0.5, per_speed=1.0))


@dataclass(frozen=True, slots=True)
class Track:
    """A confirmed face at one moment.

    ``missed`` counts the consecutive searches that did not find it, ``confidence`` is that of the last detection.
    """

    track_id: int
    box: Box
    missed: int
    confidence: float = 1.0


class Tracker:
    """Tracks faces over detections.

    Example:
        >>> tracker = Tracker(TrackerSettings(hits=1))
        >>> tracker.update([Box(10, 10, 40, 40)], stamp_ns=0)[0].track_id
        1
    """

    def __init__(self, settings: TrackerSettings | None = None) -> None:
        self._settings = settings or TrackerSettings()
        self._faces: list[_Face] = []
        self._confirmed = 0

    @property
    def confirmed(self) -> int:
        """Return the number of tracks confirmed so far, which is the last id."""
        return self._confirmed

    def number_after(self, last: int) -> None:
        """Give new tracks numbers above ``last``: this tracker takes over from another one."""
        self._confirmed = max(self._confirmed, last)

    @property
    def is_settled(self) -> bool:
        """Return whether there are faces, all confirmed and found by the last search."""
        return bool(self._faces) and all(face.track_id is not None and face.missed == 0 for face in self._faces)

    def reset(self) -> None:
        """End all tracks (another source); their ids are not used again."""
        self._faces.clear()

    def update(self, boxes: Sequence[Box], stamp_ns: int) -> list[Track]:
        """Add the detections of one moment; return the confirmed faces at that moment."""
        pairs = self._pair(boxes, stamp_ns)
        taken = set(pairs.values())
        for index, face in enumerate(self._faces):
            if index in pairs:
                face.see(boxes[pairs[index]], stamp_ns)
            else:
                face.missed += 1
        self._faces = [face for face in self._faces if not self._is_gone(face, stamp_ns)]
        for index, box in enumerate(boxes):
            if index not in taken and box.width > 0 and box.height > 0:
                self._faces.append(_Face(box, stamp_ns, self._settings))
        for face in self._faces:
            if face.track_id is None and face.hits >= self._settings.hits:
                self._confirmed += 1
                face.track_id = self._confirmed
        return self.at(stamp_ns)

    def at(self, stamp_ns: int) -> list[Track]:
        """Return the confirmed faces with predicted boxes at a moment, oldest first."""
        return [
            Track(face.track_id, face.expected(stamp_ns), face.missed, face.confidence)
            for face in self._faces
            if face.track_id is not None and not self._is_gone(face, stamp_ns)
        ]

    def expected(self, stamp_ns: int) -> list[Box]:
        """Return the predicted boxes of all faces at a moment, also of those that are not confirmed."""
        return [face.expected(stamp_ns) for face in self._faces if not self._is_gone(face, stamp_ns)]

    def _is_gone(self, face: _Face, stamp_ns: int) -> bool:
        limit_s = self._settings.doubt_s if face.track_id is None else self._settings.lost_s
        return stamp_ns - face.seen_ns > limit_s * NS_PER_S

    def _pair(self, boxes: Sequence[Box], stamp_ns: int) -> dict[int, int]:
        """Return face index -> box index, best pairs first; confirmed faces take precedence."""
        offers: list[tuple[bool, float, int, int]] = []
        for f, face in enumerate(self._faces):
            expected = face.expected(stamp_ns)
            unseen_s = max(0.0, (stamp_ns - face.seen_ns) / NS_PER_S)
            reach = self._settings.reach + self._settings.reach_per_s * unseen_s
            for b, box in enumerate(boxes):
                distance = _distance(expected, box)
                if distance <= reach and _ratio(expected, box) <= self._settings.size_ratio:
                    offers.append((face.track_id is None, distance - expected.overlap(box), f, b))
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        for _, _, f, b in sorted(offers):
            if f not in pairs and b not in taken:
                pairs[f] = b
                taken.add(b)
        return pairs


class _Face:
    """One tracked face: filters and history."""

    def __init__(self, box: Box, stamp_ns: int, settings: TrackerSettings) -> None:
        self._settings = settings
        x, y = box.centre
        self._x = OneEuro(settings.place, x)
        self._y = OneEuro(settings.place, y)
        self._width = OneEuro(settings.size, box.width)
        self._height = OneEuro(settings.size, box.height)
        self.seen_ns = stamp_ns
        self.confidence = confidence_of(box)
        self.hits = 1
        self.missed = 0
        self.track_id: int | None = None

    def see(self, box: Box, stamp_ns: int) -> None:
        """Update with a detection of this face."""
        dt_s = (stamp_ns - self.seen_ns) / NS_PER_S
        unit = max(1.0, self._width.value)
        x, y = box.centre
        self._x.update(x, dt_s, unit)
        self._y.update(y, dt_s, unit)
        self._width.update(box.width, dt_s, unit)
        self._height.update(box.height, dt_s, unit)
        self.seen_ns = max(self.seen_ns, stamp_ns)
        self.confidence = confidence_of(box)
        self.hits += 1
        self.missed = 0

    def expected(self, stamp_ns: int) -> Box:
        """Return the filtered box, extrapolated by its velocity for a short time."""
        ahead_s = min(max(0.0, (stamp_ns - self.seen_ns) / NS_PER_S), self._settings.ahead_s) * self._settings.carry
        width, height = self._width.value, self._height.value
        # A detector's tremble is no movement: only what would cross the face's own width in some seconds counts.
        still = 0.15 * max(1.0, width)
        x = self._x.value + _beyond(self._x.speed, still) * ahead_s
        y = self._y.value + _beyond(self._y.speed, still) * ahead_s
        return Box(x - width / 2, y - height / 2, width, height)


def _beyond(speed: float, threshold: float) -> float:
    """Return the part of a speed above a threshold, with its sign."""
    return max(0.0, speed - threshold) + min(0.0, speed + threshold)


def _distance(a: Box, b: Box) -> float:
    """Return the distance of two centres in units of the mean size."""
    (ax, ay), (bx, by) = a.centre, b.centre
    size = (a.width + a.height + b.width + b.height) / 4
    return math.hypot(ax - bx, ay - by) / max(1.0, size)


def _ratio(a: Box, b: Box) -> float:
    """Return how many times larger the larger box is."""
    small, large = sorted((a.width * a.height, b.width * b.height))
    return math.sqrt(large / small) if small > 0 else math.inf
