"""Metrics of verification (same person or not): choice of pairs, ROC curve, equal error rate.

Pairs are chosen by hashes of names and not by a random state, so that every copy of the data set gives the same pairs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_curve

from emotion_desk.modelling.evaluation.bootstrap import Estimate, by_pair, estimate
from emotion_desk.modelling.evaluation.predictions import Floats, Trials

#: Faces: parts with different people, and pairs of each kind per part; 3,000 balanced pairs in all.
LFW_PARTS: Final = 10
LFW_PAIRS: Final = 150
#: Most pictures per person for pairs; a few people have hundreds.
_MOST_PICTURES: Final = 20
#: Voices: trials of each kind per fold of actors.
SPEAKER_TRIALS: Final = 1500


class Pair(NamedTuple):
    """A pair of samples, the part of the test that it belongs to, and whether both are of the same person."""

    first: str
    second: str
    part: int
    same: bool


def _rank(*words: str) -> bytes:
    return hashlib.sha256("\n".join(words).encode()).digest()


def lfw_pairs(pictures: Mapping[str, Sequence[str]]) -> list[Pair]:
    """Choose balanced pairs in ten parts that share no person.

    Each person gives one pair before any gives a second one, so that people with many pictures do not dominate the
    test. Two different people are compared at most once.

    Args:
        pictures: names of each person's pictures.
    """
    people = sorted(pictures, key=_rank)
    pairs: list[Pair] = []
    for part in range(LFW_PARTS):
        ranked = {who: sorted(pictures[who], key=_rank)[:_MOST_PICTURES] for who in people[part::LFW_PARTS]}
        own = {who: sorted(combinations(names, 2), key=lambda two: _rank(*two)) for who, names in ranked.items()}
        rounds = [(turn, _rank(*two), two) for twos in own.values() for turn, two in enumerate(twos)]
        pairs += [Pair(*two, part + 1, True) for _, _, two in sorted(rounds)[:LFW_PAIRS]]
        for one, other in sorted(combinations(ranked, 2), key=lambda two: _rank(*two))[:LFW_PAIRS]:
            first, second = (min(ranked[who], key=lambda name: _rank(one, other, name)) for who in (one, other))
            pairs.append(Pair(first, second, part + 1, False))
    return pairs


def speaker_pairs(clips: Iterable[tuple[str, int]], fold: int, most: int = SPEAKER_TRIALS) -> list[Pair]:
    """Choose trials of each kind among all pairs of different clips.

    Args:
        clips: name and actor of each clip, no two of the same bytes.
        fold: of the actors.
        most: trials of each kind.
    """
    everything = sorted(
        ((_rank(one, two), Pair(one, two, fold, actor == other))
         for (one, actor), (two, other) in combinations(sorted(clips), 2)),
    )  # fmt: skip
    same = [pair for _, pair in everything if pair.same][:most]
    different = [pair for _, pair in everything if not pair.same][:most]
    return same + different


def scored(pairs: Sequence[Pair], embeddings: Mapping[str, NDArray[np.float32]]) -> Trials:
    """Return the cosine of each pair; pairs with a sample without embedding (a damaged file) are left out."""
    scored_pairs = [pair for pair in pairs if pair.first in embeddings and pair.second in embeddings]
    scores = [float(np.dot(embeddings[pair.first], embeddings[pair.second])) for pair in scored_pairs]
    return Trials(
        tuple(pair.first for pair in scored_pairs),
        tuple(pair.second for pair in scored_pairs),
        np.array([pair.part for pair in scored_pairs], np.int64),
        np.array([pair.same for pair in scored_pairs], bool),
        np.array(scores, np.float64),
    )


class Roc(NamedTuple):
    """False and true accept rates, 0 to 1, by falling threshold."""

    false_accepts: Floats
    true_accepts: Floats
    thresholds: Floats


def roc(scores: Floats, same: NDArray[np.bool_], weights: Floats | None = None) -> Roc:
    """Return the ROC curve of a verification.

    Args:
        scores: scores of the pairs, (n,).
        same: whether a pair is of one person, (n,).
        weights: weight of each pair, (n,); by default 1.
    """
    return Roc(*roc_curve(same, scores, sample_weight=weights, drop_intermediate=False))


def equal_error_rate(scores: Floats, same: NDArray[np.bool_], weights: Floats | None = None) -> float:
    """Return the equal error rate in per cent, where false accept rate and false reject rate are equal.

    Both rates are interpolated linearly between the two thresholds where their difference changes its sign.
    """
    curve = roc(scores, same, weights)
    refused = 1.0 - curve.true_accepts
    gap = curve.false_accepts - refused
    after = int(np.argmax(gap >= 0))
    before = max(0, after - 1)
    span = gap[after] - gap[before]
    share = -gap[before] / span if span > 0 else 0.0
    step = curve.false_accepts[after] - curve.false_accepts[before]
    return float(100 * (curve.false_accepts[before] + share * step))


def best_threshold(scores: Floats, same: NDArray[np.bool_]) -> float:
    """Return the threshold of the highest accuracy, in the middle between two scores."""
    curve = roc(scores, same)
    right = curve.true_accepts * same.sum() - curve.false_accepts * (~same).sum()
    at = int(np.argmax(right))
    following = curve.thresholds[min(at + 1, len(curve.thresholds) - 1)]
    above = curve.thresholds[at] if np.isfinite(curve.thresholds[at]) else following
    return float((above + following) / 2)


def right_answers(trials: Trials) -> NDArray[np.bool_]:
    """Return whether each pair is classified correctly, each part at the best threshold of the other parts."""
    right = np.zeros(len(trials), bool)
    for part in np.unique(trials.folds):
        here = trials.folds == part
        threshold = best_threshold(trials.scores[~here], trials.same[~here])
        right[here] = (trials.scores[here] >= threshold) == trials.same[here]
    return right


def verified(trials: Trials, figure: str, person: Callable[[str], object]) -> Estimate:
    """Return ``accuracy`` (thresholds of the other parts) or ``equal error rate`` in per cent; people are drawn.

    Args:
        trials: scores of a network.
        figure: name of the metric.
        person: returns the person of a sample by its name.
    """
    weights = by_pair([person(name) for name in trials.first], [person(name) for name in trials.second])
    if figure == "accuracy":
        right = right_answers(trials)
        return estimate(lambda w: float(100 * (right * w).sum() / max(w.sum(), 1e-12)), weights, len(trials))
    return estimate(lambda w: equal_error_rate(trials.scores, trials.same, w), weights, len(trials))
