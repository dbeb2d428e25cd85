"""Which faces are hidden in a frame of an exported video: also those of readings shortly before and after.

A face is confirmed only after some frames, is missed now and then, and with ``--every 1`` a reading speaks of one frame
in thirty.  In all those frames the face is there to be seen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final

from emotion_desk.messages import Box, PersonReading
from emotion_desk.sessions.format import TimedReading

#: Faces of readings up to this far from a frame are hidden in it, in seconds.
_NEAR_S: Final = 1.0
#: Half of the millisecond to which times are rounded.
_ROUNDED_S: Final = 0.0006


def moment(reading: TimedReading) -> float:
    """Return the time of the frame that a reading speaks of, else that of the reading."""
    return reading.time_s if reading.frame_s is None else reading.frame_s


class FacesToHide:
    """Follows the readings of a session with pictures; times must not decrease."""

    def __init__(self, readings: Iterator[TimedReading]) -> None:
        self._readings = (reading for reading in readings if reading.frame_s is not None)
        self._following = next(self._readings, None)
        self._held: deque[TimedReading] = deque()

    def at(self, time_s: float) -> list[PersonReading]:
        """Return the faces that may be in a frame, each with the box to hide; one face may have several boxes."""
        # One reading beyond the span, however far it is, so that sparse readings leave no gap.
        while self._following is not None and not (self._held and moment(self._held[-1]) > time_s + _NEAR_S):
            self._held.append(self._following)
            self._following = next(self._readings, None)
        while len(self._held) > 1 and moment(self._held[1]) < time_s - _NEAR_S:
            self._held.popleft()
        before: dict[int, tuple[float, PersonReading]] = {}
        after: dict[int, tuple[float, PersonReading]] = {}
        for reading in self._held:
            at_s = moment(reading)
            for person in reading.people:
                if at_s <= time_s + _ROUNDED_S:
                    before[person.track_id] = at_s, person
                else:
                    after.setdefault(person.track_id, (at_s, person))
        return [person for track in before.keys() | after.keys() for person in _boxes(time_s, before, after, track)]


def _boxes(
    time_s: float,
    before: dict[int, tuple[float, PersonReading]],
    after: dict[int, tuple[float, PersonReading]],
    track: int,
) -> list[PersonReading]:
    """Return a face where it was before and is afterwards, and between the two where it probably is."""
    if track not in after:
        return [before[track][1]]
    if track not in before:
        return [after[track][1]]
    (from_s, first), (to_s, last) = before[track], after[track]
    if time_s - from_s <= _ROUNDED_S:
        return [first]
    share = (time_s - from_s) / (to_s - from_s)
    return [first, last, _with_box(first, _between(first.box, last.box, share))]


def _between(first: Box, last: Box, share: float) -> Box:
    return Box(
        first.x + share * (last.x - first.x),
        first.y + share * (last.y - first.y),
        first.width + share * (last.width - first.width),
        first.height + share * (last.height - first.height),
    )


def _with_box(person: PersonReading, box: Box) -> PersonReading:
    return PersonReading(person.track_id, box, person.emotion, person.identity)
