"""Splits into training and test parts: two protocols on RAVDESS, and the held-out parts of the other data sets.

Each split depends on names alone (no file lists, no random state), so that every copy of a data set, or of a part of
it, is split in the same way.  A RAVDESS performance exists as sound, as picture and as both; it is split by
performance, not by file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import PurePosixPath
from typing import Final

from emotion_desk.errors import DataError

ACTORS: Final = tuple(range(1, 25))
#: The five folds of actors of the actor-disjoint protocol (DESIGN, section 6).
FOLDS: Final[tuple[frozenset[int], ...]] = (
    frozenset({2, 5, 14, 15, 16}),
    frozenset({3, 6, 7, 13, 18}),
    frozenset({10, 11, 12, 19, 20}),
    frozenset({8, 17, 21, 23, 24}),
    frozenset({1, 4, 9, 22}),
)
#: Share of performances that the paper protocol tests on.
_PAPER_TEST: Final = 0.2
#: One picture in this many of RAF-DB is held out, chosen by a hash of its name.
RAFDB_HELD_OUT: Final = 10
#: One person in this many of LFW is held out, chosen by a hash of the name.
LFW_HELD_OUT: Final = 4


@dataclass(frozen=True, order=True)
class Performance:
    """One RAVDESS performance: the fields of its file names without modality and vocal channel.

    ``emotion`` is 1 to 8 as in the file name.
    """

    actor: int
    emotion: int
    intensity: int
    statement: int
    repetition: int

    @property
    def label(self) -> int:
        """Return the index into :data:`emotion_desk.labels.EMOTIONS`."""
        return self.emotion - 1


def performance(name: str) -> Performance:
    """Read a RAVDESS file name ``MM-VV-EE-II-SS-RR-AA`` (modality, speech or song, and the rest).

    Raises:
        DataError: the name has another form.
    """
    fields = PurePosixPath(name).stem.split("-")
    try:
        _, _, emotion, intensity, statement, repetition, actor = (int(field) for field in fields)
    except ValueError as error:
        raise DataError(f"'{name}' is not a name of a RAVDESS clip.") from error
    if not (1 <= emotion <= 8 and 1 <= actor <= 24):
        raise DataError(f"'{name}' names an emotion or an actor that RAVDESS does not have.")
    return Performance(actor, emotion, intensity, statement, repetition)


#: Two sound files of RAVDESS have the same bytes, so both belong to the same part of every split.
_DUPLICATES: Final = {Performance(7, 3, 1, 2, 2): Performance(7, 3, 1, 2, 1)}


def all_performances() -> list[Performance]:
    """Return the 1,440 spoken performances of RAVDESS; neutral has no strong form."""
    return [
        Performance(actor, emotion, intensity, statement, repetition)
        for actor, emotion, intensity, statement, repetition in product(ACTORS, range(1, 9), (1, 2), (1, 2), (1, 2))
        if not (emotion == 1 and intensity == 2)
    ]


@cache
def _paper_test() -> frozenset[Performance]:
    everyone = [one for one in all_performances() if one not in _DUPLICATES]
    ranked = sorted(everyone, key=lambda one: hashlib.sha256(repr(_fields(one)).encode()).digest())
    chosen = set(ranked[: round(_PAPER_TEST * len(all_performances()))])
    return frozenset(chosen | {twin for twin, first in _DUPLICATES.items() if first in chosen})


def _fields(one: Performance) -> tuple[int, ...]:
    return one.actor, one.emotion, one.intensity, one.statement, one.repetition


def in_paper_test(one: Performance) -> bool:
    """Return whether a performance is in the test part of the paper protocol (random 80:20 by clip)."""
    return one in _paper_test()


def fold_of(actor: int) -> int:
    """Return the fold, 1 to 5, that tests on an actor.

    Raises:
        DataError: RAVDESS has no such actor.
    """
    for number, actors in enumerate(FOLDS, start=1):
        if actor in actors:
            return number
    raise DataError(f"RAVDESS has no actor {actor}.")


def rafdb_held_out(name: str) -> bool:
    """Return whether a RAF-DB picture is in the held-out tenth."""
    return _one_in(RAFDB_HELD_OUT, PurePosixPath(name).name)


def lfw_held_out(person: str) -> bool:
    """Return whether a person of LFW is in the held-out quarter."""
    return _one_in(LFW_HELD_OUT, person)


def _one_in(number: int, text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % number == 0
