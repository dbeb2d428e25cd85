"""Metrics of embeddings: equal error rate, open-set identification, impostor scores."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.modelling.data.splits import performance
from emotion_desk.modelling.evaluation import open_set
from emotion_desk.modelling.evaluation.open_set import OpenSet, Samples
from emotion_desk.modelling.evaluation.predictions import Trials
from emotion_desk.modelling.evaluation.verification_metrics import equal_error_rate, lfw_pairs, scored, speaker_pairs
from emotion_desk.people.impostor_thresholds import FALSE_ACCEPTS, Impostors, measure
from emotion_desk.people.person_records import FACE, VOICE

_HEARD: Final = ", which the network heard in training"
#: Clips per actor that are compared as a stranger's: all, because the first ten are neutral or calm.
_CLIPS: Final = 60
#: Clip with the same bytes as another one.
_DUPLICATE: Final = "03-01-03-01-02-02-07"
#: Sizes of galleries.  People are enrolled from five pictures each, if enough people have six.
SIZES: Final = (10, 100, 500)
_LEAST_STRANGERS: Final = 50

Embeddings = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Request:
    """Options of ``emotion-desk evaluate identity``; its help describes them."""

    models: tuple[str, ...] = ()
    data: Path | None = None
    teachers: Path | None = None
    engine: str | None = None
    draws: int = open_set.DRAWS
    false_accepts: float = FALSE_ACCEPTS
    out: Path | None = None
    thresholds: bool = False
    machine: str = "unknown machine"
    speed_only: bool = False


@dataclass
class Found:
    """Results of one network: rows of tables, trials for curves, tables of impostor scores."""

    network: str
    engine: str
    equal_error: dict[str, tuple[float, int]] = field(default_factory=dict)
    trials: dict[str, list[Trials]] = field(default_factory=dict)
    open_sets: list[tuple[str, str, OpenSet]] = field(default_factory=list)
    impostors: dict[str, Impostors] = field(default_factory=dict)


def measure_faces(found: Found, embeddings: Embeddings, request: Request) -> None:
    """Measure faces on LFW's held-out people: verification, identification with several galleries, impostor scores."""
    names: dict[str, list[str]] = {}
    for name in sorted(embeddings):
        names.setdefault(PurePosixPath(name).parts[-2], []).append(name)
    people: Samples = {who: np.stack([embeddings[name] for name in own]) for who, own in names.items()}
    trials = scored(lfw_pairs(names), embeddings)
    found.trials[FACE] = [trials]
    found.equal_error[FACE] = (equal_error_rate(trials.scores, trials.same), len(trials))
    whose = f"{len(people)} people of LFW never trained on"
    found.impostors[FACE] = open_set.impostors(people, f"strangers among {whose}, single pictures against up to five")

    def add(title: str, drawing: open_set.Drawing, table: Impostors | None = None) -> None:
        made = open_set.open_set(drawing, request.draws, request.false_accepts, table)
        found.open_sets.append((FACE, title, made))

    add("20 people and 20 strangers", open_set.draw_faces(people, 20, 20))
    for size in SIZES:
        full = sum(len(samples) > 5 for samples in people.values())
        able = sum(len(samples) > 1 for samples in people.values())
        if size <= full:
            add(f"{size} people, all others are strangers", open_set.draw_faces(people, size, len(people)))
        else:
            count = min(size, able - _LEAST_STRANGERS)
            title = f"{count} people, enrolled from one to five pictures, all others are strangers"
            if count < size:
                title += f" (instead of {size}: there are no more)"
            if count > 0:
                add(title, open_set.draw_faces(people, count, len(people), full=False))
    measured_on, tried_on = open_set.halves(people)
    table = open_set.impostors(measured_on, "half")
    count = min(20, sum(len(samples) > 5 for samples in tried_on.values()))
    if count:
        drawing = open_set.draw_faces(tried_on, count, len(tried_on))
        add(f"{count} people, threshold measured on other people", drawing, table)


def measure_voices(
    found: Found,
    embeddings: Embeddings,
    request: Request,
    how: str = _HEARD,
    parts: Sequence[Collection[int]] = (),
    first: int = 1,
) -> None:
    """Measure voices on RAVDESS: all actors, or parts of them separately.

    Args:
        found: the results are added to it.
        embeddings: embeddings by clip.
        request: number of draws and accepted false accept rate.
        how: text on whether the network was trained on these actors.
        parts: sets of actors that are compared among themselves; empty: all actors.
        first: number of the first part, which selects the pairs.
    """
    whole: dict[str, tuple[NDArray[np.float32], NDArray[np.int64]]] = {}
    for clip in sorted(embeddings):
        if clip != _DUPLICATE:
            one = performance(clip)
            vectors, sentences = whole.setdefault(
                f"{one.actor:02}", (np.empty((0, 0), np.float32), np.empty(0, np.int64))
            )
            row = embeddings[clip][None]
            whole[f"{one.actor:02}"] = (
                np.concatenate([vectors, row]) if len(vectors) else row,
                np.append(sentences, one.statement),
            )
    actors_of = [sorted(f"{actor:02}" for actor in part) for part in parts] or [sorted(whole)]
    scores: list[NDArray[np.float64]] = []
    trials: list[Trials] = []
    rates: list[OpenSet] = []
    for number, actors in enumerate(actors_of, start=first if parts else 0):
        own = {who: whole[who] for who in actors if who in whole}
        clips = [(clip, performance(clip).actor) for clip in embeddings if f"{performance(clip).actor:02}" in own]
        trials.append(scored(speaker_pairs([pair for pair in clips if pair[0] != _DUPLICATE], number), embeddings))
        everything = {who: vectors for who, (vectors, _) in own.items()}
        scores.append(open_set.impostor_scores(everything, most=3, probes=_CLIPS))
        drawing = open_set.draw_voices(own, max(1, len(own) // 2))
        rates.append(open_set.open_set(drawing, max(1, request.draws // len(actors_of)), request.false_accepts))
    found.trials[VOICE] = trials
    each = [equal_error_rate(one.scores, one.same) for one in trials]
    found.equal_error[VOICE] = (float(np.mean(each)), sum(map(len, trials)))
    found.open_sets.append((VOICE, f"RAVDESS, emotional speech, another sentence{how}", _mean_of(rates)))
    words = f"strangers among the RAVDESS actors{how}, single clips against up to three"
    found.impostors[VOICE] = measure(np.concatenate(scores), len(whole), words)


def _mean_of(parts: Sequence[OpenSet]) -> OpenSet:
    """Return the mean over folds; its interval is the union of the folds' intervals."""

    def mean(name: str) -> open_set.Rate:
        rates = [getattr(part, name) for part in parts]
        return open_set.Rate(
            float(np.mean([rate.mean for rate in rates])),
            float(min(rate.low for rate in rates)),
            float(max(rate.high for rate in rates)),
        )

    first = parts[0]
    draws = sum(part.draws for part in parts)
    threshold = float(np.mean([part.threshold for part in parts]))
    rates = (mean("right"), mean("wrong"), mean("false_accepts"))
    return OpenSet(first.people, first.strangers, first.enrolled_from, *rates, draws, threshold)
