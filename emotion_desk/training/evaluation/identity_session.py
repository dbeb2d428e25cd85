"""One run of ``emotion-desk evaluate identity``: embeddings of networks or teachers in, tables and thresholds out."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.inference.face_embedder import NAME as FACES
from emotion_desk.inference.face_embedder import face_entry, load_face_embedder
from emotion_desk.inference.predictor import Predictor
from emotion_desk.inference.store import ModelStore
from emotion_desk.inference.voice_embedder import NAME as VOICES
from emotion_desk.inference.voice_embedder import load_voice_embedder, voice_entry
from emotion_desk.people.models import HEADS, model_id
from emotion_desk.people.records import FACE, VOICE
from emotion_desk.people.thresholds import FALSE_ACCEPTS, Impostors, measure, write_thresholds
from emotion_desk.training.evaluation import asking, identity
from emotion_desk.training.evaluation.answers import Trials
from emotion_desk.training.evaluation.identity import OpenSet, Samples, Speed
from emotion_desk.training.evaluation.networks import candidates
from emotion_desk.training.evaluation.pictures import roc_picture
from emotion_desk.training.evaluation.suite import split_name
from emotion_desk.training.evaluation.verification import equal_error_rate, lfw_pairs, scored, speaker_pairs
from emotion_desk.training.sets import ARCHIVES
from emotion_desk.training.splits import FOLDS, lfw_held_out, performance
from emotion_desk.training.teachers.cache import TeacherCache
from emotion_desk.training.voice_names import spoken
from emotion_desk.training.whitening import measure as measure_whitening
from emotion_desk.training.whitening import unit_rows

#: The set whose actors voices are told apart of.
RAVDESS: Final = "ravdess"
_HEARD: Final = ", which the network heard in training"
_UNHEARD: Final = " of a fold that the network never heard"
#: Clips of an actor: all are asked about as a stranger's, for their first ten are calm.
_CLIPS: Final = 60
#: Two halves of the actors, of as many men as women each.
HALVES: Final = (frozenset(range(1, 13)), frozenset(range(13, 25)))
#: Clips that are the same bytes as another.
_TWIN: Final = "03-01-03-01-02-02-07"
#: Gallery sizes: with five pictures each where that many have six, else with what there is.
SIZES: Final = (10, 100, 500)
ENGINES: Final = ("onnx-int8", "onnx-fp32")
_SPEEDS: Final = ((1_000, 10_000, 128), (10_000, 10_000, 128), (1_000, 10_000, 256))
_LEAST_STRANGERS: Final = 50

Embeddings = Mapping[str, NDArray[np.float32]]
Tell = Callable[[str, str, int], None]


@dataclass(frozen=True)
class Request:
    """What is asked for; see the command's own help."""

    models: tuple[str, ...] = ()
    data: Path | None = None
    teachers: Path | None = None
    engine: str | None = None
    draws: int = identity.DRAWS
    false_accepts: float = FALSE_ACCEPTS
    out: Path | None = None
    thresholds: bool = False
    machine: str = "unknown machine"
    speed_only: bool = False


@dataclass
class Found:
    """What was measured of one network: rows of tables, trials for curves, tables of impostors."""

    network: str
    engine: str
    equal_error: dict[str, tuple[float, int]] = field(default_factory=dict)
    trials: dict[str, list[Trials]] = field(default_factory=dict)
    open_sets: list[tuple[str, str, OpenSet]] = field(default_factory=list)
    impostors: dict[str, Impostors] = field(default_factory=dict)


def evaluate(request: Request, tell: Tell = lambda network, what, done: None) -> str:
    """Measure what is asked for and return it as Markdown.

    Raises:
        DataError: a set, a network or a teacher's file is missing, or nothing can be measured.
        ModelError: weights are damaged.
        GalleryError: thresholds cannot be written.
    """
    if request.speed_only:
        return "\n".join(_speed_lines([identity.match_speed(*size) for size in _SPEEDS], request.machine)) + "\n"
    found = _teachers(request) if request.teachers is not None else _networks(request, tell)
    if not found:
        raise DataError("None of these networks was trained to tell people apart.")
    speeds = [identity.match_speed(*size) for size in _SPEEDS]
    notes = _write_thresholds(found, ModelStore()) if request.thresholds else []
    text = _markdown(found, speeds, request)
    if request.out is not None:
        _write(found, speeds, request, text)
    return text + "".join(f"{note}\n" for note in notes)


# Embeddings


def _networks(request: Request, tell: Tell) -> list[Found]:
    if request.data is None:
        raise DataError("To ask networks, name the folder of the data sets: --data DIR.")
    store = ModelStore()
    released = (
        name
        for name, entry in store.entries.items()
        if any(h.trained and h.kind == "embedding" for h in entry.heads.values())
    )
    names = [name for name in request.models or released if name not in (FACES, VOICES)]
    found: list[Found] = []
    for name in names:
        for candidate in candidates([name], request.engine or _best_engine(store, name), request.data, store):
            predictor = candidate.load()
            able = {head for head, spec in predictor.heads.items() if spec.trained}
            one = Found(candidate.name, predictor.engine)
            quiet = lambda what, done, name=candidate.name: tell(name, what, done)  # noqa: E731
            if "face_identity" in able and not candidate.fold:
                faces = asking.lfw_embeddings(predictor, request.data, quiet)
                _faces(one, faces, request)
            if "voice_identity" in able:
                fold = candidate.fold
                said = _clips(predictor, fold, request.data, quiet)
                if fold:
                    _voices(one, said, request, _UNHEARD, [FOLDS[fold - 1]], fold)
                else:
                    _voices(one, said, request)
            tell(candidate.name, "", 0)
            if one.equal_error:
                found.append(one)
    for name, measured in ((FACES, _named_faces), (VOICES, _named_voices)):
        if not request.models or name in request.models:
            found += measured(store, request.data, request, lambda what, done, name=name: tell(name, what, done))  # type: ignore[misc]
            tell(name, "", 0)
    return found


def _named_faces(store: ModelStore, data: Path, request: Request, tell: Callable[[str, int], None]) -> list[Found]:
    """Measure the network that faces are named by."""
    embedder = load_face_embedder(store)
    if embedder is None:
        return []
    one = Found(FACES, ENGINES[0])
    _faces(one, asking.lfw_names(embedder, data, tell), request)
    return [one]


def _named_voices(store: ModelStore, data: Path, request: Request, tell: Callable[[str, int], None]) -> list[Found]:
    """Measure the network that voices are named by: each fold of actors turned by what all others differ in."""
    embedder = load_voice_embedder(store)
    if embedder is None:
        return []
    sets = asking.named_voices(embedder, data, tell)
    asked = {title: (one.people, one.vectors) for title, one in sets.items()}
    names, (people, vectors) = sets[RAVDESS].names, asked[RAVDESS]

    def turned(parts: Sequence[Collection[int]]) -> Embeddings:
        """Return embeddings of all clips, those of each part of the actors turned by what all others differ in."""
        found: dict[str, NDArray[np.float32]] = {}
        for actors in parts:
            own = np.array([int(actor) in actors for actor in people])
            others = ([actor for actor, mine in zip(people, own, strict=True) if not mine], vectors[~own])
            rows = measure_whitening(spoken({**asked, RAVDESS: others})).apply(vectors[own])
            found |= dict(zip((name for name, mine in zip(names, own, strict=True) if mine), rows, strict=True))
        return found

    one = Found(VOICES, ENGINES[0])
    _voices(one, turned(FOLDS), request, ", turned by the other folds", FOLDS)
    half = Found(f"{VOICES}, halves", ENGINES[0])
    _voices(half, turned(HALVES), request, ", turned by the other half of the actors", HALVES)
    plain = Found(f"{VOICES}, not turned", ENGINES[0])
    rows = dict(zip(names, unit_rows(vectors).astype(np.float32), strict=True))
    _voices(plain, rows, request, ", no actor ever heard")
    # Thresholds belong to the graph as it is shipped, turned by all; and it takes all pairs of actors to meet those
    # who sound alike.
    shipped = Found(VOICES, ENGINES[0])
    rows = dict(zip(names, measure_whitening(spoken(asked)).apply(vectors), strict=True))
    _voices(shipped, rows, request, ", turned by all of them")
    one.impostors[VOICE] = shipped.impostors[VOICE]
    return [one, half, plain]


def _best_engine(store: ModelStore, name: str) -> str:
    entry = store.entries.get(name)
    return ENGINES[0] if entry is not None and "int8" in entry.files else ENGINES[1]


def _clips(predictor: Predictor, fold: int, data: Path, tell: Callable[[str, int], None]) -> Embeddings:
    return asking.voice_embeddings(predictor, data, FOLDS[fold - 1] if fold else None, tell)


def _teachers(request: Request) -> list[Found]:
    """Measure the teachers themselves: the ground that students are compared with."""
    assert request.teachers is not None
    one = Found("teachers", "dlib and GE2E, centred")
    face, voice = request.teachers / "face.safetensors", request.teachers / "voice.safetensors"
    if face.is_file():
        vectors = TeacherCache.open(face).centred(ARCHIVES["lfw"])
        held_out = {name: vector for name, vector in vectors.items() if lfw_held_out(PurePosixPath(name).parts[-2])}
        _faces(one, held_out, request)
    if voice.is_file():
        vectors = TeacherCache.open(voice).centred(ARCHIVES["ravdess"])
        clips = {PurePosixPath(name).stem: vector for name, vector in vectors.items()}
        _voices(one, clips, request, _UNHEARD, FOLDS)
    return [one] if one.equal_error else []


# Faces


def _faces(found: Found, embeddings: Embeddings, request: Request) -> None:
    names: dict[str, list[str]] = {}
    for name in sorted(embeddings):
        names.setdefault(PurePosixPath(name).parts[-2], []).append(name)
    people: Samples = {who: np.stack([embeddings[name] for name in own]) for who, own in names.items()}
    trials = scored(lfw_pairs(names), embeddings)
    found.trials[FACE] = [trials]
    found.equal_error[FACE] = (equal_error_rate(trials.scores, trials.same), len(trials))
    whose = f"{len(people)} people of LFW never trained on"
    found.impostors[FACE] = identity.impostors(people, f"strangers among {whose}, single pictures against up to five")

    def add(title: str, drawing: identity.Drawing, table: Impostors | None = None) -> None:
        made = identity.open_set(drawing, request.draws, request.false_accepts, table)
        found.open_sets.append((FACE, title, made))

    add("20 people and 20 strangers", identity.draw_faces(people, 20, 20))
    for size in SIZES:
        full = sum(len(samples) > 5 for samples in people.values())
        able = sum(len(samples) > 1 for samples in people.values())
        if size <= full:
            add(f"{size} people, all others are strangers", identity.draw_faces(people, size, len(people)))
        else:
            count = min(size, able - _LEAST_STRANGERS)
            title = f"{count} people, enrolled from one to five pictures, all others are strangers"
            if count < size:
                title += f" (instead of {size}: there are no more)"
            if count > 0:
                add(title, identity.draw_faces(people, count, len(people), full=False))
    measured_on, tried_on = identity.halves(people)
    table = identity.impostors(measured_on, "half")
    count = min(20, sum(len(samples) > 5 for samples in tried_on.values()))
    if count:
        drawing = identity.draw_faces(tried_on, count, len(tried_on))
        add(f"{count} people, threshold measured on other people", drawing, table)


# Voices


def _voices(
    found: Found,
    embeddings: Embeddings,
    request: Request,
    how: str = _HEARD,
    parts: Sequence[Collection[int]] = (),
    first: int = 1,
) -> None:
    """Measure voices part by part of the actors, or all at once.

    Args:
        found: what is filled in.
        embeddings: by clip.
        request: how often people are drawn, and at which rate.
        how: words on what the network knows of these actors.
        parts: actors that are compared among themselves.
        first: the number of the first part, by which pairs are drawn; 0 where there are no parts.
    """
    whole: dict[str, tuple[NDArray[np.float32], NDArray[np.int64]]] = {}
    for clip in sorted(embeddings):
        if clip != _TWIN:
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
        trials.append(scored(speaker_pairs([pair for pair in clips if pair[0] != _TWIN], number), embeddings))
        everything = {who: vectors for who, (vectors, _) in own.items()}
        scores.append(identity.impostor_scores(everything, most=3, probes=_CLIPS))
        drawing = identity.draw_voices(own, max(1, len(own) // 2))
        rates.append(identity.open_set(drawing, max(1, request.draws // len(actors_of)), request.false_accepts))
    found.trials[VOICE] = trials
    each = [equal_error_rate(one.scores, one.same) for one in trials]
    found.equal_error[VOICE] = (float(np.mean(each)), sum(map(len, trials)))
    found.open_sets.append((VOICE, f"RAVDESS, emotional speech, another sentence{how}", _mean_of(rates)))
    words = f"strangers among the RAVDESS actors{how}, single clips against up to three"
    found.impostors[VOICE] = measure(np.concatenate(scores), len(whole), words)


def _mean_of(parts: Sequence[OpenSet]) -> OpenSet:
    """Return the mean over folds; the interval spans the folds' own."""

    def mean(name: str) -> identity.Rate:
        rates = [getattr(part, name) for part in parts]
        return identity.Rate(
            float(np.mean([rate.mean for rate in rates])),
            float(min(rate.low for rate in rates)),
            float(max(rate.high for rate in rates)),
        )

    first = parts[0]
    draws = sum(part.draws for part in parts)
    threshold = float(np.mean([part.threshold for part in parts]))
    rates = (mean("right"), mean("wrong"), mean("false_accepts"))
    return OpenSet(first.people, first.strangers, first.enrolled_from, *rates, draws, threshold)


# What comes out


def _write_thresholds(found: Sequence[Found], store: ModelStore) -> list[str]:
    """Write the impostors' scores of released networks beside them; of voices those of the networks of the folds."""
    tables: dict[str, Impostors] = {}
    notes: list[str] = []
    for name, entry in store.entries.items():
        key = model_id(entry)
        own = [one for one in found if one.network == name]
        folds = [one for one in found if split_name(one.network)[0] == name and one.network != name]
        for modality, head in HEADS.items():
            if head not in entry.heads or not entry.heads[head].trained:
                continue
            unheard = [one.impostors[modality] for one in folds if modality in one.impostors]
            if modality == VOICE and unheard:
                # The strictest of the folds at each rate: few actors a fold, and a name too few is the lesser harm.
                tables[f"{modality}/{key}"] = _strictest(unheard)
            elif own and modality in own[0].impostors:
                tables[f"{modality}/{key}"] = own[0].impostors[modality]
    for modality, named_by in ((FACE, face_entry(store)), (VOICE, voice_entry(store))):
        measured = [one for one in found if named_by is not None and one.network == named_by.name]
        if named_by is not None and measured:
            tables[f"{modality}/{model_id(named_by)}"] = measured[0].impostors[modality]
    if not tables:
        raise DataError("There is nothing to write: thresholds belong to released networks that were just measured.")
    path = write_thresholds(store.folder, tables)
    notes.append(f"Thresholds of {', '.join(sorted(tables))} are in '{path}'.")
    return notes


def _strictest(tables: Sequence[Impostors]) -> Impostors:
    rates = [rate for rate in tables[0].rates if all(rate in table.rates for table in tables)]
    cosines = [max(table.cosine(rate) for table in tables) for rate in rates]
    trials, people = sum(table.trials for table in tables), sum(table.people for table in tables)
    words = f"{tables[0].protocol}; the strictest of {len(tables)} networks of the folds"
    return Impostors(tuple(rates), tuple(cosines), trials, people, words)


def _markdown(found: Sequence[Found], speeds: Sequence[Speed], request: Request) -> str:
    lines = ["## Identity", ""]
    lines += ["| Network | Engine | What | Equal error rate, % | Pairs |", "|---|---|---|---|---|"]
    for one in found:
        for modality, (rate, count) in one.equal_error.items():
            lines.append(f"| {one.network} | {one.engine} | {modality} | {rate:.2f} | {count} |")
    lines += [
        "",
        f"Open-set identification at {100 * request.false_accepts:g} % of strangers accepted; mean and middle 95 % ",
    ]
    lines[-1] += "of the draws, in per cent of samples:"
    lines += [
        "",
        "| Network | What | Enrolled | From | Strangers | Right name | Wrong name | Strangers named | Draws |",
    ]
    lines += ["|---|---|---|---|---|---|---|---|---|"]
    for one in found:
        for modality, title, made in one.open_sets:
            lines.append(
                f"| {one.network} | {modality}: {title} | {made.people} | {made.enrolled_from} | {made.strangers} | "
                f"{made.right} | {made.wrong} | {made.false_accepts} | {made.draws} |"
            )
    lines += ["", *_speed_lines(speeds, request.machine)]
    return "\n".join(lines) + "\n"


def _speed_lines(speeds: Sequence[Speed], machine: str) -> list[str]:
    lines = [f"A match on {machine}, one thread, warm-up 200:", ""]
    lines += [
        "| People | Prototypes | Dimensions | Median, ms | 95th percentile, ms | n |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {speed.people} | {speed.prototypes} | {speed.dimensions} | {speed.p50_ms:.3f} | {speed.p95_ms:.3f} | "
        f"{speed.n} |"
        for speed in speeds
    ]
    return lines


def _write(found: Sequence[Found], speeds: Sequence[Speed], request: Request, text: str) -> None:
    """Write JSON, Markdown and the curves into a folder."""
    assert request.out is not None
    raw: dict[str, Any] = {
        "machine": request.machine,
        "false_accepts": request.false_accepts,
        "networks": [
            {
                "network": one.network,
                "engine": one.engine,
                "equal_error": {what: {"percent": rate, "pairs": n} for what, (rate, n) in one.equal_error.items()},
                "open_sets": [
                    {"modality": modality, "what": title, **identity.as_raw(made)}
                    for modality, title, made in one.open_sets
                ],
                "impostors": {what: identity.as_raw(table) for what, table in one.impostors.items()},
            }
            for one in found
        ],
        "speed": [identity.as_raw(speed) for speed in speeds],
    }
    try:
        request.out.mkdir(parents=True, exist_ok=True)
        (request.out / "identity.json").write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8", newline="\n")
        (request.out / "identity.md").write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise DataError(f"'{request.out}' cannot be written: {error.strerror or error}.") from error
    titles = {FACE: "Face verification, LFW", VOICE: "Speaker verification, RAVDESS"}
    for modality, title in titles.items():
        curves = {one.network: one.trials[modality] for one in found if modality in one.trials}
        if curves:
            roc_picture(curves, title, request.out / f"roc-identity-{modality}.svg")
