"""Who it is over time: embeddings of a track gathered into one, names that do not flicker, strangers told apart.

One picture says little; the mean of a track's embeddings says who it is.  A name needs a score that strangers reach
rarely, and is then kept until the score has been one that strangers reach often, for a while.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Embedding
from emotion_desk.people.matching import unit

#: A name is looked for after so many embeddings, which is a third of a second live.
LEAST_SAMPLES: Final = 4
#: Who has no name after so long is a stranger with a number.
STRANGER_AFTER_S: Final = 0.8
#: A name stays until it was in doubt for so long, and while strangers reach its score at most this much more often.
DOUBT_S: Final = 1.5
_DOUBT: Final = 8.0
#: Strangers that are told apart in a run; the one not seen for longest is forgotten.
_MOST_STRANGERS: Final = 200


@dataclass(slots=True)
class Evidence:
    """The embeddings of one track, weighted by quality; old ones fade.

    Args:
        memory_s: after this time an embedding weighs 37 percent.
    """

    memory_s: float
    samples: int = 0
    first_ns: int = 0
    last_ns: int = 0
    _sum: NDArray[np.float32] | None = None

    def add(self, embedding: Embedding, quality: float, stamp_ns: int) -> None:
        """Take in an embedding, float32 (dimensions,), of length one."""
        if self._sum is None or self._sum.shape != embedding.shape:
            self._sum = np.zeros_like(embedding)
            self.samples, self.first_ns, self.last_ns = 0, stamp_ns, stamp_ns
        fading = math.exp(-max(0.0, (stamp_ns - self.last_ns) / NS_PER_S) / self.memory_s)
        self._sum = np.asarray(self._sum * fading + max(quality, 0.05) * embedding, np.float32)
        self.samples += 1
        self.last_ns = stamp_ns

    @property
    def mean(self) -> Embedding | None:
        """Return the direction of all of them, of length one; ``None`` before the first."""
        return None if self._sum is None else unit(self._sum)

    @property
    def enough(self) -> bool:
        """Return whether there is enough to name somebody."""
        return self.samples >= LEAST_SAMPLES

    @property
    def seconds(self) -> float:
        """Return the time from the first embedding to the last."""
        return (self.last_ns - self.first_ns) / NS_PER_S


@dataclass(frozen=True, slots=True)
class Claim:
    """That somebody is a person: the cosine, and how often a stranger comes as close by chance."""

    key: str
    name: str
    score: float
    chance: float
    by: str


@dataclass(slots=True)
class Naming:
    """The name of one track and how it came to be; used by one thread."""

    key: str | None = None
    name: str | None = None
    by: str = ""
    stranger: int | None = None
    _doubt_ns: int | None = field(default=None)

    def decide(self, claims: Collection[Claim], rate: float, stamp_ns: int, *, enough: bool) -> Claim | None:
        """Decide anew and return the claim that the name rests on, ``None`` for nobody.

        Args:
            claims: for some people, in any order.
            rate: the chance below which a name is given.
            stamp_ns: of now.
            enough: whether there is enough evidence for a first name.
        """
        best = min(claims, key=lambda one: (one.chance, -one.score), default=None)
        mine = next((one for one in claims if one.key == self.key), None)
        sure = best is not None and best.chance <= rate and enough
        if mine is not None and mine.chance <= rate * _DOUBT:
            rival = best if sure and best is not None and best.key != self.key and mine.chance > rate else None
            if rival is None:
                self._doubt_ns = None
                self.name, self.by = mine.name, mine.by
                return mine
        if self.key is not None:
            self._doubt_ns = stamp_ns if self._doubt_ns is None else self._doubt_ns
            if 0 <= stamp_ns - self._doubt_ns < DOUBT_S * NS_PER_S:
                return mine
        self._doubt_ns = None
        self.key, self.name, self.by = (best.key, best.name, best.by) if sure and best is not None else (None, None, "")
        return best if sure else None

    def forget_name(self) -> None:
        """Take the name away: somebody else in the picture has the better claim to it, or it was forgotten."""
        self.key, self.name, self.by, self._doubt_ns = None, None, "", None


class Strangers:
    """Gives people whom nobody enrolled numbers that they keep as long as the desk runs, and no longer.

    Only in memory, and only means of what was seen in this run.
    """

    def __init__(self) -> None:
        self._known: dict[str, OrderedDict[int, Embedding]] = {}
        self._given = 0

    def number(self, modality: str, mean: Embedding, threshold: float, taken: Collection[int]) -> int:
        """Return the number of a stranger: one that is known already, or the next.

        Args:
            modality: face or voice.
            mean: direction of what was seen, of length one.
            threshold: cosine from which on two are the same.
            taken: numbers of others who are here now.
        """
        known = self._known.setdefault(modality, OrderedDict())
        alike = {
            number: float(other @ mean)
            for number, other in known.items()
            if number not in taken and other.shape == mean.shape
        }
        best = max(alike, key=lambda number: alike[number], default=None)
        if best is not None and alike[best] >= threshold:
            return best
        self._given += 1
        self.see(modality, self._given, mean)
        return self._given

    def count(self, modality: str) -> int:
        """Return how many are told apart."""
        return len(self._known.get(modality, ()))

    def see(self, modality: str, number: int, mean: Embedding) -> None:
        """Remember how a stranger looks or sounds now."""
        known = self._known.setdefault(modality, OrderedDict())
        known[number] = mean
        known.move_to_end(number)
        while len(known) > _MOST_STRANGERS:
            known.popitem(last=False)

    def drop(self, number: int) -> None:
        """Forget a stranger who got a name."""
        for known in self._known.values():
            known.pop(number, None)

    def clear(self) -> None:
        """Forget how all of them look and sound; numbers are not given again."""
        self._known.clear()
