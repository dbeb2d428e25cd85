"""Joins the tracks of one person: who left the picture and was recognised again is one person with one row.

A track is one appearance of a face.  Tracks are joined where they have the same name or number and no moment in common:
two faces at once are two people, whatever they are called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from emotion_desk.ui.review.readings import Readings, ReadingSeries


def merged_people(people: Sequence[ReadingSeries]) -> tuple[ReadingSeries, ...]:
    """Return one series a person, in the order in which they appear."""
    groups: list[tuple[str | None, list[ReadingSeries]]] = []
    for series in people:
        name = series.usual_name()
        same = (group for known, group in groups if name is not None and known == name)
        last = next((group for group in same if _ends(group, series)), None)
        if last is not None:
            last.append(series)
        else:
            groups.append((name, [series]))
    return tuple(group[0] if len(group) == 1 else _joined(group) for _name, group in groups)


def with_people_merged(readings: Readings) -> Readings:
    """Return readings with one series a person."""
    return replace(readings, people=merged_people(readings.people))


def _ends(group: Sequence[ReadingSeries], series: ReadingSeries) -> bool:
    return bool(group[-1].times[-1] < series.times[0])


def _joined(group: Sequence[ReadingSeries]) -> ReadingSeries:
    known = tuple(dict.fromkeys(name for series in group for name in series.known))
    numbers = {name: number for number, name in enumerate(known)}
    names = []
    for series in group:
        table = np.array([*(numbers[name] for name in series.known), -1], np.int32)
        names.append(table[series.names])  # -1 for unknown takes the last entry
    return ReadingSeries(
        group[0].track_id,
        np.concatenate([series.times for series in group]),
        np.concatenate([series.shares for series in group]),
        np.concatenate([series.boxes for series in group]),
        np.concatenate([series.headlines for series in group]),
        np.concatenate(names),
        known,
        np.concatenate([series.arousal for series in group]),
        tuple((series.track_id, len(series.times)) for series in group),
    )
