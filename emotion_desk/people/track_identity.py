"""Identity of a track over time: mean embedding, hysteresis of names, numbers of strangers.

One embedding is noisy, so a track is matched by the weighted mean of its embeddings. A name is given at a score that
strangers rarely reach and is kept until the score has been a common one for a while.
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
from emotion_desk.linear_algebra import unit
from emotion_desk.messages import Embedding

#: Least embeddings of a track before it is matched; live that is a third of a second.
LEAST_SAMPLES: Final = 4
#: A track without a name gets a stranger number after this time.
STRANGER_AFTER_S: Final = 0.8
#: A name is taken away after this time in doubt; it is in doubt when the chance exceeds the rate by this factor.
DOUBT_S: Final = 1.5
_DOUBT: Final = 8.0
#: Strangers that are remembered in a run; the one not seen for longest is dropped.
_MOST_STRANGERS: Final = 200
#: Mean embeddings that are kept of a stranger, one for each appearance; light and pose differ between them.
_MOST_APPEARANCES: Final = 5
#: A new number may still turn out to be an earlier stranger's for so long: the first embeddings are the worst.
SETTLED_AFTER_S: Final = 5.0


@dataclass(slots=True)
class Evidence:
    """The mean embedding of one track, weighted by quality, with exponential forgetting.

    Args:
        memory_s: time constant; an embedding of this age weighs 37 percent.
    """

    memory_s: float
    samples: int = 0
    first_ns: int = 0
    last_ns: int = 0
    _sum: NDArray[np.float32] | None = None

    def add(self, embedding: Embedding, quality: float, stamp_ns: int) -> None:
        """Add an embedding, float32 (dimensions,), of length one."""
        if self._sum is None or self._sum.shape != embedding.shape:
            self._sum = np.zeros_like(embedding)
            self.samples, self.first_ns, self.last_ns = 0, stamp_ns, stamp_ns
        fading = math.exp(-max(0.0, (stamp_ns - self.last_ns) / NS_PER_S) / self.memory_s)
        self._sum = np.asarray(self._sum * fading + max(quality, 0.05) * embedding, np.float32)
        self.samples += 1
        self.last_ns = stamp_ns

    @property
    def mean(self) -> Embedding | None:
        """Return the mean, scaled to length one; ``None`` before the first embedding."""
        return None if self._sum is None else unit(self._sum)

    @property
    def enough(self) -> bool:
        """Return whether there are enough embeddings to match the track."""
        return self.samples >= LEAST_SAMPLES

    @property
    def seconds(self) -> float:
        """Return the time from the first embedding to the last."""
        return (self.last_ns - self.first_ns) / NS_PER_S


@dataclass(frozen=True, slots=True)
class Claim:
    """A candidate for a track: the cosine, and the probability that a stranger scores as high."""

    key: str
    name: str
    score: float
    chance: float
    by: str


@dataclass(slots=True)
class Naming:
    """The name or stranger number of one track, with hysteresis; used by one thread."""

    key: str | None = None
    name: str | None = None
    by: str = ""
    stranger: int | None = None
    is_new_stranger: bool = False
    _doubt_ns: int | None = field(default=None)

    def decide(self, claims: Collection[Claim], rate: float, stamp_ns: int, *, enough: bool) -> Claim | None:
        """Update the name and return the claim that it rests on, ``None`` for nobody.

        Args:
            claims: candidates, in any order.
            rate: the chance below which a name is given.
            stamp_ns: the present time.
            enough: whether there are enough embeddings for a first name.
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
        """Take the name away: another track has the better claim to it, or the person was forgotten."""
        self.key, self.name, self.by, self._doubt_ns = None, None, "", None


class Strangers:
    """Numbers people who are not enrolled, by embedding, for as long as the desk runs; kept in memory only.

    Embeddings of different networks are never compared: each network, by its id, has a memory of its own. Numbers are
    shared, so that a stranger's face and voice may have one.
    """

    def __init__(self) -> None:
        self._known: dict[str, OrderedDict[int, list[Embedding]]] = {}
        self._given = 0

    @property
    def given(self) -> int:
        """Return the highest number that was given."""
        return self._given

    def number(self, model: str, mean: Embedding, threshold: float, taken: Collection[int]) -> int:
        """Return the number of a new track: a known stranger's, or the next one.

        Args:
            model: id of the network that made the embedding.
            mean: mean embedding of the track, of length one.
            threshold: cosine from which on two are the same person.
            taken: numbers of other tracks that are present.
        """
        found = self.find(model, mean, threshold, taken)
        if found is None:
            self._given += 1
            found = self._given
        known = self._known.setdefault(model, OrderedDict())
        known[found] = [*known.get(found, []), mean][-_MOST_APPEARANCES:]
        known.move_to_end(found)
        while len(known) > _MOST_STRANGERS:
            known.popitem(last=False)
        return found

    def find(self, model: str, mean: Embedding, threshold: float, taken: Collection[int]) -> int | None:
        """Return the number of the most similar known stranger from the threshold on, ``None`` if there is none."""
        alike = {
            number: max((float(one @ mean) for one in means if one.shape == mean.shape), default=-1.0)
            for number, means in self._known.get(model, {}).items()
            if number not in taken
        }
        best = max(alike, key=lambda number: alike[number], default=None)
        return best if best is not None and alike[best] >= threshold else None

    def earlier(self, model: str, number: int, mean: Embedding, threshold: float, taken: Collection[int]) -> int:
        """Return the number of an earlier stranger whom a new one turned out to be, else the number itself."""
        found = self.find(model, mean, threshold, {number, *taken})
        if found is None or found > number:
            return number
        for known in self._known.values():
            known.pop(number, None)
        if number == self._given:
            self._given -= 1
        return found

    def count(self, model: str) -> int:
        """Return how many strangers are known to a network."""
        return len(self._known.get(model, ()))

    def see(self, model: str, number: int, mean: Embedding) -> None:
        """Update the present appearance of a stranger."""
        known = self._known.setdefault(model, OrderedDict())
        known[number] = [*known.get(number, [])[:-1], mean]
        known.move_to_end(number)

    def clear(self) -> None:
        """Forget all strangers; numbers start again at 1."""
        self._known.clear()
        self._given = 0
