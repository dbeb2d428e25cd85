"""Open-set identification with the matching of the desk, on people who were not in training.

Some people are enrolled from a few samples by :class:`emotion_desk.people.matching.Matcher`.  Their other samples
should get their name, samples of strangers no name.  The enrolled people are drawn many times, which gives the
distribution of each rate over sets of people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.people.impostor_thresholds import FALSE_ACCEPTS, Impostors, measure
from emotion_desk.people.matching import Matcher
from emotion_desk.people.person_records import FACE, Person, Prototype

Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]
#: Embeddings by person, float32 (n, dimensions) with norm 1.
Samples = Mapping[str, Vectors]

#: Number of draws of people.
DRAWS: Final = 200
#: Most test samples per person, so that people with many pictures do not dominate.
MOST_PROBES: Final = 10
_SEED: Final = 6
_TAILS: Final = (2.5, 97.5)
_MODEL: Final = "measured"


@dataclass(frozen=True)
class Rate:
    """A rate in per cent: mean over the draws, and the interval of the middle 95 % of the draws."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, draws: Sequence[float]) -> Rate:
        """Return the rate from the values of the draws, each 0 to 1."""
        low, high = np.percentile(draws, _TAILS)
        return cls(100 * float(np.mean(draws)), 100 * float(low), 100 * float(high))

    def __str__(self) -> str:
        return f"{self.mean:.1f} ({self.low:.1f} to {self.high:.1f})"


@dataclass(frozen=True)
class OpenSet:
    """Result of an open-set identification.

    Attributes:
        people: number of enrolled people.
        strangers: number of people who are not enrolled.
        enrolled_from: largest number of samples per enrolled person.
        right: rate of samples of enrolled people that got the right name.
        wrong: rate of samples of enrolled people that got another name.
        false_accepts: rate of samples of strangers that got a name.
        draws: number of draws.
        threshold: mean of the thresholds on the cosine.
    """

    people: int
    strangers: int
    enrolled_from: int
    right: Rate
    wrong: Rate
    false_accepts: Rate
    draws: int
    threshold: float


@dataclass(frozen=True)
class Draw:
    """One draw: embeddings for enrolment, of test samples of the same people, and of strangers."""

    enrolled: Samples
    probes: Samples
    strangers: Samples


#: Function that draws people and samples.
Drawing = Callable[[np.random.Generator], Draw]


def draw_faces(people: Samples, enrolled: int, strangers: int, most: int = 5, *, full: bool = True) -> Drawing:
    """Return a function that draws people who are enrolled from up to ``most`` of their samples.

    Args:
        people: all people.
        enrolled: number of enrolled people.
        strangers: largest number of strangers.
        most: largest number of samples for an enrolment.
        full: enrol only people with more than ``most`` samples; otherwise all with at least two, and leave one for the
            test.

    Raises:
        DataError: there are not enough people.
    """
    able = sorted(who for who, samples in people.items() if len(samples) > (most if full else 1))
    if len(able) < enrolled:
        raise DataError(f"Only {len(able)} people have enough samples to enrol {enrolled}.")

    def draw(rng: np.random.Generator) -> Draw:
        known = [able[index] for index in rng.choice(len(able), enrolled, replace=False)]
        chosen = set(known)
        rest = sorted(who for who in people if who not in chosen)
        others = [rest[index] for index in rng.choice(len(rest), min(strangers, len(rest)), replace=False)]
        taken: dict[str, Vectors] = {}
        asked: dict[str, Vectors] = {}
        for who in known:
            order = rng.permutation(len(people[who]))
            count = min(most, len(order) - 1)
            taken[who] = people[who][order[:count]]
            asked[who] = people[who][order[count : count + MOST_PROBES]]
        return Draw(taken, asked, {who: _some(rng, people[who]) for who in others})

    return draw


def draw_voices(clips: Mapping[str, tuple[Vectors, NDArray[np.int64]]], strangers: int, most: int = 3) -> Drawing:
    """Return a function that draws speakers who are enrolled from clips of one sentence and tested with another.

    Args:
        clips: embeddings of all clips and the sentence of each, by speaker.
        strangers: number of speakers who are not enrolled.
        most: number of clips for an enrolment.
    """
    speakers = sorted(clips)

    def draw(rng: np.random.Generator) -> Draw:
        order = [speakers[index] for index in rng.permutation(len(speakers))]
        known, others = order[strangers:], order[:strangers]
        sentence = int(rng.integers(1, 3))
        taken: dict[str, Vectors] = {}
        asked: dict[str, Vectors] = {}
        for who in known:
            vectors, sentences = clips[who]
            own = np.flatnonzero(sentences == sentence)
            taken[who] = vectors[rng.choice(own, most, replace=False)]
            asked[who] = vectors[sentences != sentence]
        return Draw(taken, asked, {who: clips[who][0] for who in others})

    return draw


def _some(rng: np.random.Generator, samples: Vectors) -> Vectors:
    return samples[rng.permutation(len(samples))[:MOST_PROBES]]


def open_set(
    drawing: Drawing,
    draws: int = DRAWS,
    false_accepts: float = FALSE_ACCEPTS,
    table: Impostors | None = None,
    seed: int = _SEED,
) -> OpenSet:
    """Repeat enrolment and identification, and return mean rates.

    Args:
        drawing: draws people and samples.
        draws: number of draws.
        false_accepts: accepted false accept rate.
        table: impostor scores that give the threshold, as in the desk; ``None``: in each draw, the threshold at which
            its own strangers are accepted at this rate.
        seed: seed of the draws.
    """
    rng = np.random.default_rng(seed)
    rights, wrongs, accepted, thresholds = [], [], [], []
    people = strangers = enrolled_from = 0
    for _ in range(draws):
        drawn = drawing(rng)
        matcher = Matcher([_person(who, samples) for who, samples in drawn.enrolled.items()], FACE, _MODEL)
        order = {who: index for index, who in enumerate(drawn.enrolled)}
        outside = np.concatenate([matcher_scores(matcher, samples) for samples in drawn.strangers.values()]).max(axis=1)
        threshold = (
            float(np.quantile(outside, 1.0 - false_accepts, method="higher"))
            if table is None
            else table.threshold(len(matcher), false_accepts)
        )
        scores = [matcher_scores(matcher, samples) for samples in drawn.probes.values()]
        truth = np.concatenate([np.full(len(samples), order[who]) for who, samples in drawn.probes.items()])
        everything = np.concatenate(scores)
        given = np.where(everything.max(axis=1) > threshold, everything.argmax(axis=1), -1)
        rights.append(float((given == truth).mean()))
        wrongs.append(float(((given != truth) & (given >= 0)).mean()))
        accepted.append(float((outside > threshold).mean()))
        thresholds.append(threshold)
        people, strangers = len(matcher), len(drawn.strangers)
        enrolled_from = max(len(samples) for samples in drawn.enrolled.values())
    return OpenSet(
        people,
        strangers,
        enrolled_from,
        Rate.of(rights),
        Rate.of(wrongs),
        Rate.of(accepted),
        draws,
        float(np.mean(thresholds)),
    )


def matcher_scores(matcher: Matcher, samples: Vectors) -> Vectors:
    """Return the cosine of each sample to each person, float32 (samples, people)."""
    return np.stack([matcher.scores(sample) for sample in samples])


def _person(who: str, samples: Vectors) -> Person:
    return Person(who, who, "", "", tuple(Prototype(FACE, sample, _MODEL, 1.0, "") for sample in samples))


# Thresholds


def impostors(people: Samples, protocol: str, most: int = 5) -> Impostors:
    """Measure impostor scores: each person is enrolled from up to ``most`` samples and compared with all others.

    Args:
        people: people who were not in training.
        protocol: the protocol in words.
        most: largest number of samples for an enrolment, chosen evenly.
    """
    return measure(impostor_scores(people, most), len(people), protocol)


def impostor_scores(people: Samples, most: int = 5, probes: int | None = None) -> Floats:
    """Return the scores of :func:`impostors`, float64 (n,), of ``probes`` samples per person, by default ten."""
    names = sorted(people)
    chosen = {
        who: np.linspace(0, len(people[who]) - 1, min(most, len(people[who]))).round().astype(int) for who in names
    }
    matcher = Matcher([_person(who, people[who][chosen[who]]) for who in names], FACE, _MODEL)
    found = []
    for index, who in enumerate(names):
        scores = matcher_scores(matcher, people[who][: probes or MOST_PROBES])
        found.append(np.delete(scores, index, axis=1).ravel())
    return np.concatenate(found).astype(np.float64)


def halves(people: Samples) -> tuple[Samples, Samples]:
    """Return two halves of the people, alternating: one to measure a threshold on, and one to test it."""
    names = sorted(people, key=lambda who: (len(people[who]), who))
    return {who: people[who] for who in names[::2]}, {who: people[who] for who in names[1::2]}


# Speed


@dataclass(frozen=True)
class Speed:
    """Time of a match in milliseconds: median and 95th percentile of ``n`` matches."""

    people: int
    prototypes: int
    dimensions: int
    p50_ms: float
    p95_ms: float
    n: int


def match_speed(people: int, prototypes: int, dimensions: int, n: int = 2000, warm_up: int = 200) -> Speed:
    """Measure the time of matching one embedding, with random embeddings.

    Args:
        people: number of enrolled people.
        prototypes: number of prototypes of all people, distributed evenly.
        dimensions: dimensions of an embedding.
        n: number of timed matches.
        warm_up: matches before them.
    """
    rng = np.random.default_rng(_SEED)

    def some(count: int) -> Vectors:
        vectors = rng.normal(size=(count, dimensions)).astype(np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    matcher = Matcher([_person(str(index), some(prototypes // people)) for index in range(people)], FACE, _MODEL)
    asked = some(64)
    times = []
    for index in range(n + warm_up):
        begun = perf_counter()
        matcher.best(asked[index % len(asked)])
        times.append(1000 * (perf_counter() - begun))
    p50, p95 = np.percentile(times[warm_up:], (50, 95))
    return Speed(people, prototypes, dimensions, float(p50), float(p95), n)


def as_raw(thing: Any) -> Any:
    """Return a result as JSON values."""
    if hasattr(thing, "__dataclass_fields__"):
        return {name: as_raw(getattr(thing, name)) for name in thing.__dataclass_fields__}
    return round(thing, 4) if isinstance(thing, float) else thing
