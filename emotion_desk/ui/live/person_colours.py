"""The colour of each person: the same on the box in the picture, the card and the lane, with the name beside it.

A colour belongs to a person and not to a track: who leaves and is recognised again has the same one.  The colours are
apart from each other for normal and for colour-blind eyes (a test computes it).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from PySide6.QtGui import QColor

from emotion_desk.messages import Box, Identity, PersonReading

#: Paul Tol's "bright" scheme, in the order in which people get them.
PALETTE: Final = ("#4477AA", "#CCBB44", "#AA3377", "#66CCEE", "#228833", "#EE6677")
#: Most people and tracks whose colours are remembered.
_MOST: Final = 256


def key_of(person: PersonReading) -> str:
    """Return the key of a person: one for all tracks of the same name or number."""
    if person.identity.name is not None:
        return f"1 {person.identity.name}"
    if person.identity.unknown is not None:
        return f"2 {person.identity.unknown:06d}"
    return f"3 {person.track_id:06d}"


class PersonColours:
    """Gives each person a colour; those seen last have different ones.

    Example:
        >>> PersonColours().of_key("1 Ana") is None
        True
    """

    def __init__(self) -> None:
        self._people: OrderedDict[str, int] = OrderedDict()
        self._tracks: OrderedDict[int, int] = OrderedDict()

    def of_person(self, person: PersonReading) -> QColor:
        """Return the colour of a person in a reading; a track that gets a name keeps its colour."""
        key, track = key_of(person), person.track_id
        index = self._people.get(key)
        if index is None:
            index = self._tracks.get(track)
            taken = index is not None and any(
                one == index for other, one in self._people.items() if other != f"3 {track:06d}"
            )
            index = self._free() if index is None or taken else index
        for table, name in ((self._people, key), (self._tracks, track)):
            table[name] = index  # type: ignore[index]
            table.move_to_end(name)  # type: ignore[arg-type]
            while len(table) > _MOST:
                table.popitem(last=False)
        return QColor(PALETTE[index])

    def of_track(self, track_id: int) -> QColor | None:
        """Return the colour of a track, ``None`` before its first reading."""
        index = self._tracks.get(track_id)
        return None if index is None else QColor(PALETTE[index])

    def of_key(self, key: str) -> QColor | None:
        """Return the colour of the person with a key, ``None`` if there is none."""
        index = self._people.get(key)
        return None if index is None else QColor(PALETTE[index])

    def of_series(self, tracks: Iterable[tuple[int, Identity]]) -> None:
        """Give the people of a session their colours, in the order in which they appear."""
        for track, identity in tracks:
            self.of_person(PersonReading(track, Box(0.0, 0.0, 1.0, 1.0), {}, identity))

    def _free(self) -> int:
        """Return the first colour that none of the people seen last has."""
        recent = [*self._people.values()][-(len(PALETTE) - 1) :]
        return next(index for index in range(len(PALETTE)) if index not in recent)
