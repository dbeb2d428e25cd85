"""Runs ``emotion-desk evaluate identity``: from embeddings of networks or teachers to tables and thresholds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.inference.face_embedder import NAME as FACES
from emotion_desk.inference.face_embedder import load_face_embedder
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.predictor import Predictor
from emotion_desk.inference.voice_embedder import NAME as VOICES
from emotion_desk.inference.voice_embedder import load_voice_embedder
from emotion_desk.modelling.data.datasets import ARCHIVES
from emotion_desk.modelling.data.splits import FOLDS, lfw_held_out
from emotion_desk.modelling.evaluation import open_set, predict
from emotion_desk.modelling.evaluation.identity_metrics import (
    Embeddings,
    Found,
    Request,
    measure_faces,
    measure_voices,
)
from emotion_desk.modelling.evaluation.identity_report import markdown, speed_lines, write_files, write_strangers
from emotion_desk.modelling.evaluation.protocols import split_name
from emotion_desk.modelling.evaluation.resolve_networks import candidates
from emotion_desk.modelling.export.export_campplus import spoken
from emotion_desk.modelling.export.within_class_whitening import measure as measure_whitening
from emotion_desk.modelling.export.within_class_whitening import unit_rows
from emotion_desk.modelling.teachers.embedding_cache import TeacherCache
from emotion_desk.people.person_records import VOICE

#: Data set for the evaluation of voices.
RAVDESS: Final = "ravdess"
_UNHEARD: Final = " of a fold that the network never heard"
#: Two halves of the actors, each with as many men as women.
HALVES: Final = (frozenset(range(1, 13)), frozenset(range(13, 25)))
ENGINES: Final = ("onnx-int8", "onnx-fp32")
_SPEEDS: Final = ((1_000, 10_000, 128), (10_000, 10_000, 128), (1_000, 10_000, 256))

Progress = Callable[[str, str, int], None]


def evaluate(request: Request, progress: Progress = lambda network, what, done: None) -> str:
    """Run the evaluation and return its tables as Markdown.

    Raises:
        DataError: a data set, a network or a teacher's file is missing, or nothing can be measured.
        ModelError: weights are damaged.
        GalleryError: thresholds cannot be written.
    """
    if request.speed_only:
        return "\n".join(speed_lines([open_set.match_speed(*size) for size in _SPEEDS], request.machine)) + "\n"
    found = _teachers(request) if request.teachers is not None else _networks(request, progress)
    if not found:
        raise DataError("None of these networks has a trained identity head.")
    speeds = [open_set.match_speed(*size) for size in _SPEEDS]
    notes = write_strangers(found, ModelStore()) if request.thresholds else []
    text = markdown(found, speeds, request)
    if request.out is not None:
        write_files(found, speeds, request, text)
    return text + "".join(f"{note}\n" for note in notes)


def _networks(request: Request, progress: Progress) -> list[Found]:
    if request.data is None:
        raise DataError("To evaluate networks, name the folder of the data sets: --data DIR.")
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
            report = lambda what, done, name=candidate.name: progress(name, what, done)  # noqa: E731
            if "face_identity" in able and not split_name(candidate.name).fold:
                faces = predict.lfw_embeddings(predictor, request.data, report)
                measure_faces(one, faces, request)
            if "voice_identity" in able:
                fold = split_name(candidate.name).fold
                said = _clips(predictor, fold, request.data, report)
                if fold:
                    measure_voices(one, said, request, _UNHEARD, [FOLDS[fold - 1]], fold)
                else:
                    measure_voices(one, said, request)
            progress(candidate.name, "", 0)
            if one.equal_error:
                found.append(one)
    for name, measured in ((FACES, _named_faces), (VOICES, _named_voices)):
        if not request.models or name in request.models:
            found += measured(store, request.data, request, lambda what, done, name=name: progress(name, what, done))  # type: ignore[misc]
            progress(name, "", 0)
    return found


def _named_faces(store: ModelStore, data: Path, request: Request, progress: Callable[[str, int], None]) -> list[Found]:
    """Measure the separate face embedder."""
    embedder = load_face_embedder(store)
    if embedder is None:
        return []
    one = Found(FACES, ENGINES[0])
    measure_faces(one, predict.lfw_identity_embeddings(embedder, data, progress), request)
    return [one]


def _named_voices(store: ModelStore, data: Path, request: Request, progress: Callable[[str, int], None]) -> list[Found]:
    """Measure the separate voice embedder; each fold of actors is whitened by an estimate on all other people."""
    embedder = load_voice_embedder(store)
    if embedder is None:
        return []
    sets = predict.plain_voice_embeddings(embedder, data, progress)
    plain_of = {title: (one.people, one.vectors) for title, one in sets.items()}
    names, (people, vectors) = sets[RAVDESS].names, plain_of[RAVDESS]

    def whitened(parts: Sequence[Collection[int]]) -> Embeddings:
        """Return embeddings of all clips; those of each part of the actors are whitened without these actors."""
        found: dict[str, NDArray[np.float32]] = {}
        for actors in parts:
            own = np.array([int(actor) in actors for actor in people])
            others = ([actor for actor, mine in zip(people, own, strict=True) if not mine], vectors[~own])
            rows = measure_whitening(spoken({**plain_of, RAVDESS: others})).apply(vectors[own])
            found |= dict(zip((name for name, mine in zip(names, own, strict=True) if mine), rows, strict=True))
        return found

    one = Found(VOICES, ENGINES[0])
    measure_voices(one, whitened(FOLDS), request, ", whitened by the other folds", FOLDS)
    half = Found(f"{VOICES}, halves", ENGINES[0])
    measure_voices(half, whitened(HALVES), request, ", whitened by the other half of the actors", HALVES)
    plain = Found(f"{VOICES}, not whitened", ENGINES[0])
    rows = dict(zip(names, unit_rows(vectors).astype(np.float32), strict=True))
    measure_voices(plain, rows, request, ", no actor ever heard")
    # Thresholds belong to the shipped graph, which is whitened by all people.  They need all pairs of actors, because
    # few pairs sound alike.
    shipped = Found(VOICES, ENGINES[0])
    rows = dict(zip(names, measure_whitening(spoken(plain_of)).apply(vectors), strict=True))
    measure_voices(shipped, rows, request, ", whitened by all of them")
    one.impostors[VOICE] = shipped.impostors[VOICE]
    return [one, half, plain]


def _best_engine(store: ModelStore, name: str) -> str:
    entry = store.entries.get(name)
    return ENGINES[0] if entry is not None and "int8" in entry.files else ENGINES[1]


def _clips(predictor: Predictor, fold: int, data: Path, progress: Callable[[str, int], None]) -> Embeddings:
    return predict.voice_embeddings(predictor, data, FOLDS[fold - 1] if fold else None, progress)


def _teachers(request: Request) -> list[Found]:
    """Measure the teachers' embeddings, as a reference for the networks trained with them."""
    assert request.teachers is not None
    one = Found("teachers", "dlib and GE2E, centred")
    face, voice = request.teachers / "face.safetensors", request.teachers / "voice.safetensors"
    if face.is_file():
        vectors = TeacherCache.open(face).centred(ARCHIVES["lfw"])
        held_out = {name: vector for name, vector in vectors.items() if lfw_held_out(PurePosixPath(name).parts[-2])}
        measure_faces(one, held_out, request)
    if voice.is_file():
        vectors = TeacherCache.open(voice).centred(ARCHIVES["ravdess"])
        clips = {PurePosixPath(name).stem: vector for name, vector in vectors.items()}
        measure_voices(one, clips, request, _UNHEARD, FOLDS)
    return [one] if one.equal_error else []
