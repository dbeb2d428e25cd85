"""How the tracked faces of a session are called: each track by one name, from its first reading to its last.

Live, a track has no name until there are enough embeddings; in tables and captions it has the one that it got.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from emotion_desk.messages import Identity, PersonReading
from emotion_desk.sessions.format import TimedReading

#: Identity of each track, without score.
TrackIdentities = Mapping[int, Identity]


def track_identities(readings: Iterable[TimedReading]) -> dict[int, Identity]:
    """Return the identity of each track: its most frequent name, else its most frequent number, else neither."""
    counts: dict[int, Counter[tuple[str | None, int | None]]] = {}
    for reading in readings:
        for person in reading.people:
            identity = person.identity
            known = counts.setdefault(person.track_id, Counter())
            known[identity.name, None if identity.name is not None else identity.unknown] += 1
    return {track: Identity(*_pick(known)) for track, known in counts.items()}


def with_track_identity(person: PersonReading, identities: TrackIdentities) -> PersonReading:
    """Return a reading of a face with its track's identity, which keeps the score where it is of the same person."""
    own, whole = person.identity, identities.get(person.track_id)
    if whole is None or (own.name, own.unknown) == (whole.name, whole.unknown):
        return person
    score = own.score if own.name == whole.name else None
    return replace(person, identity=replace(own, name=whole.name, unknown=whole.unknown, score=score))


def _pick(known: Counter[tuple[str | None, int | None]]) -> tuple[str | None, float | None, int | None]:
    def rank(who: tuple[str | None, int | None]) -> tuple[bool, bool, int]:
        return who[0] is not None, who[1] is not None, known[who]

    name, unknown = max(known, key=rank)
    return name, None, unknown
