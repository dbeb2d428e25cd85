"""Open-set identification with the desk's own matching, on people who were not in training.

Some people are enrolled from a few samples by :class:`emotion_desk.people.matching.Matcher`. Their other samples should
get their name, and samples of strangers no name. The enrolled people are drawn many times, which gives the spread of
each rate over sets of people.
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
#: A person's samples, one embedding a row, float32 (n, dimensions), of length one.
Samples = Mapping[str, Vectors]

#: Times that people are drawn.
DRAWS: Final = 200
#: Samples that stand for a person in the test: the famous must not fill it.
MOST_PROBES: Final = 10
_SEED: Final = 6
_TAILS: Final = (2.5, 97.5)
_MODEL: Final = "measured"


@dataclass(frozen=True)
class Rate:
    """A rate in per cent, mean over the draws, and the middle 95 % of the draws."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, draws: Sequence[float]) -> Rate:
        """Return the rate of some draws, each in 0 to 1."""
        low, high = np.percentile(draws, _TAILS)
        return cls(100 * float(np.mean(draws)), 100 * float(low), 100 * float(high))

    def __str__(self) -> str:
        return f"{self.mean:.1f} ({self.low:.1f} to {self.high:.1f})"


@dataclass(frozen=True)
class OpenSet:
    """Result of an open-set identification.

    Attributes:
        people: enrolled.
        strangers: not enrolled.
        enrolled_from: samples that each was enrolled from, at most.
        right: known people's samples that got the right name.
        wrong: known people's samples that got another's name.
        false_accepts: strangers' samples that got a name.
        draws: times that people were drawn.
        threshold: mean cosine from which on a name was given.
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
    """Who is enrolled from what, and what is asked: embeddings, float32 (n, dimensions)."""

    enrolled: Samples
    probes: Samples
    strangers: Samples


#: Draws people and samples.
Drawing = Callable[[np.random.Generator], Draw]


def draw_faces(people: Samples, enrolled: int, strangers: int, most: int = 5, *, full: bool = True) -> Drawing:
    """Return a drawing of people who are enrolled from up to ``most`` of their samples.

    Args:
        people: everybody.
        enrolled: how many are enrolled.
        strangers: how many others ask to be named; fewer where there are not so many.
        most: samples that each is enrolled from.
        full: only people with more than ``most`` samples are enrolled; else all with at least two, from all but one.

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
    """Return a drawing of speakers who are enrolled from clips of one sentence and asked with another.

    Args:
        clips: by speaker the embeddings of all clips and the sentence of each.
        strangers: speakers who are not enrolled.
        most: clips that each is enrolled from.
    """
    speakers = sorted(clips)

    def draw(rng: np.random.Generator) -> Draw:
        order = [speakers[index] for index in rng.permutation(len(speakers))]
        known, others = order[strangers:], order[:strangers]
        said = int(rng.integers(1, 3))
        taken: dict[str, Vectors] = {}
        asked: dict[str, Vectors] = {}
        for who in known:
            vectors, sentences = clips[who]
            own = np.flatnonzero(sentences == said)
            taken[who] = vectors[rng.choice(own, most, replace=False)]
            asked[who] = vectors[sentences != said]
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
    """Repeat enrolment and identification, and average the rates.

    Args:
        drawing: of people and samples.
        draws: how many times.
        false_accepts: the rate at which strangers may be named.
        table: take the threshold from it, as the desk does; without it each draw takes the one at which its own
            strangers are named at the rate.
        seed: of the draws.
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
    """Measure impostor scores: each person is enrolled from up to ``most`` samples and compared with everybody else.

    Args:
        people: everybody, never trained on.
        protocol: in words.
        most: samples that each is enrolled from, chosen evenly.
    """
    return measure(impostor_scores(people, most), len(people), protocol)


def impostor_scores(people: Samples, most: int = 5, probes: int | None = None) -> Floats:
    """Return the scores of :func:`impostors`, float64 (n,); so many ``probes`` of each person ask, by default ten."""
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
    """Return two halves of the people, every other one in each, one to measure a threshold on and one to try it."""
    names = sorted(people, key=lambda who: (len(people[who]), who))
    return {who: people[who] for who in names[::2]}, {who: people[who] for who in names[1::2]}


# Speed


@dataclass(frozen=True)
class Speed:
    """Milliseconds of a match: median and 95th percentile of so many, against so many people."""

    people: int
    prototypes: int
    dimensions: int
    p50_ms: float
    p95_ms: float
    n: int


def match_speed(people: int, prototypes: int, dimensions: int, n: int = 2000, warm_up: int = 200) -> Speed:
    """Time one match of one embedding, on made embeddings.

    Args:
        people: enrolled.
        prototypes: in all, shared out evenly.
        dimensions: of an embedding.
        n: matches that are timed.
        warm_up: matches before.
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
    """Return a figure as plain data for JSON."""
    if hasattr(thing, "__dataclass_fields__"):
        return {name: as_raw(getattr(thing, name)) for name in thing.__dataclass_fields__}
    return round(thing, 4) if isinstance(thing, float) else thing
