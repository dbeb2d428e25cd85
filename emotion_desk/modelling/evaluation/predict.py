"""Runs a network on all samples of the tests, with the preprocessing of the desk.

Faces go through ``face_input`` and voices through ``utterance_windows`` and ``mel_input``, exactly as in
``Predictor.read_faces`` and ``Predictor.read_voice``.  The results are logits before temperature scaling.  A sample
that cannot be read is left out, with a sentence in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.inference.face_embedder import FaceEmbedder
from emotion_desk.inference.predictor import Predictor
from emotion_desk.inference.protocols import Outputs
from emotion_desk.inference.voice_embedder import PLAIN, VoiceEmbedder
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, Picture
from emotion_desk.modelling.data.datasets import ARCHIVES, NONE, emotion_index
from emotion_desk.modelling.data.face_placement import PLACEMENTS, WHOLE, cut_region
from emotion_desk.modelling.data.ferplus import FerLabel, read_labels
from emotion_desk.modelling.data.splits import (
    FOLDS,
    Performance,
    in_paper_test,
    lfw_held_out,
    performance,
    rafdb_held_out,
)
from emotion_desk.modelling.data.zip_archives import (
    PICTURE_SUFFIXES,
    SOUND_SUFFIXES,
    decode_picture,
    decode_sound,
    members,
)
from emotion_desk.modelling.evaluation import nearest_mean
from emotion_desk.modelling.evaluation.predictions import Answers, Labelled, gather
from emotion_desk.modelling.evaluation.protocols import (
    ACTOR_NAMES,
    FACE_ACTORS,
    FER2013,
    FERPLUS,
    LFW,
    NEMO,
    RAFDB,
    SPEAKER_ACTORS,
    SPEAKER_PAPER,
    VOICE_ACTORS,
    VOICE_PAPER,
    Test,
)
from emotion_desk.modelling.evaluation.verification_metrics import lfw_pairs, scored, speaker_pairs
from emotion_desk.modelling.export.export_campplus import SETS, clips
from emotion_desk.sound.mel import log_mel, mel_input
from emotion_desk.sound.utterance_windows import utterance_windows
from emotion_desk.vision.crop import cut_face, face_input
from emotion_desk.vision.detector import Detector, HaarDetector

_LOG = logging.getLogger(__name__)
#: Rows per call of a network.
_ROWS: Final = 32
#: LFW's pictures are Viola-Jones boxes enlarged by 2.2 (Huang et al. 2007), so the box has 114 of their 250 pixels.
_LFW_BOX: Final = 250 / 2.2
#: Archive with face crops of some actors.
_FACE_CROPS: Final = "ravdess_face_crops_actors_01_05.zip"

Rows = NDArray[np.float32]
Progress = Callable[[str, int], None]
_Sample = TypeVar("_Sample")


def _no_progress(what: str, done: int) -> None:
    """Ignore the progress."""


def answers(
    predictor: Predictor,
    fold: int,
    data: Path,
    progress: Progress = _no_progress,
    heads: Collection[str] | None = None,
    *,
    placed: bool = False,
    without: str = "",
) -> Iterator[tuple[Test, Answers]]:
    """Yield each test of a network's heads with its predictions.

    Args:
        predictor: the network; heads that were not trained are skipped.
        fold: fold of actors that its training left out, 0 for the paper protocol.
        data: folder of the data sets.
        progress: called with the name of a data set and the number of samples done.
        heads: only tests of these heads.
        placed: cut the pictures of FER2013 and RAF-DB to the face geometry that the network was trained with
            (:mod:`emotion_desk.modelling.data.face_placement`), instead of using the complete pictures.
        without: data set that its training left out, which is the test then; empty for none.

    Raises:
        DataError: a data set is missing, or is no test.
    """
    able = {name for name, head in predictor.heads.items() if head.trained and (heads is None or name in heads)}
    if fold:
        if able & {"voice_emotion", "voice_identity"}:
            yield from _unseen_actors(predictor, able, fold, data, progress)
        return
    if without:
        if without != NEMO.without:
            raise DataError(f"There is no test on the data set '{without}'.")
        if "voice_emotion" in able:
            yield NEMO, _nemo(predictor, data, progress)
        return
    if "face_emotion" in able:
        yield from _fer2013(predictor, data, progress, placed)
        yield RAFDB, _rafdb(predictor, data, progress, placed)
    if able & {"voice_emotion", "voice_actor"}:
        yield from _paper_voices(predictor, able, data, progress)
    if "face_identity" in able:
        embeddings = lfw_embeddings(predictor, data, progress)
        yield LFW, scored(lfw_pairs(_by_person(embeddings)), embeddings)
        if (data / _FACE_CROPS).is_file():
            found = nearest_mean.named(face_clips(predictor, data / _FACE_CROPS, progress))
            if found is not None:
                yield FACE_ACTORS, found


def run(
    ask: Callable[[Rows], Outputs],
    samples: Iterable[tuple[_Sample, Rows]],
    progress: Callable[[int], None] = lambda done: None,
) -> Iterator[tuple[_Sample, Outputs]]:
    """Yield samples with the outputs of a network for their rows, which are computed in batches.

    Args:
        ask: the network.
        samples: samples, each with one or more rows.
        progress: called with the number of samples done.
    """
    waiting: list[tuple[_Sample, Rows]] = []
    done = 0
    for sample in samples:
        waiting.append(sample)
        if sum(len(rows) for _, rows in waiting) >= _ROWS:
            yield from _together(ask, waiting)
            done += len(waiting)
            progress(done)
            waiting = []
    if waiting:
        yield from _together(ask, waiting)
        progress(done + len(waiting))


def _together(ask: Callable[[Rows], Outputs], waiting: list[tuple[_Sample, Rows]]) -> Iterator[tuple[_Sample, Outputs]]:
    outputs = ask(np.concatenate([rows for _, rows in waiting]))
    start = 0
    for sample, rows in waiting:
        yield sample, {head: output[start : start + len(rows)] for head, output in outputs.items()}
        start += len(rows)


# Faces


def pictures(archive: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, Picture]]:
    """Yield names and pictures of an archive; damaged ones are left out with a sentence in the log."""
    for name, read in members(archive, PICTURE_SUFFIXES):
        if wanted(name):
            try:
                yield name, decode_picture(read(), name)
            except DataError as error:
                _LOG.warning("%s Left out.", error)


def _fer2013(predictor: Predictor, data: Path, progress: Progress, placed: bool) -> Iterator[tuple[Test, Labelled]]:
    """Yield the predictions on FER2013's public test with two kinds of labels: its own, and the majority of FER+."""
    archive = data / ARCHIVES["fer2013"]
    labels = read_labels(archive)
    wanted = {name for name in labels if name.startswith("val/")}
    logits = _face_logits(predictor, data, "fer2013", wanted.__contains__, progress, placed)
    truths: tuple[tuple[Test, Callable[[FerLabel], int]], ...] = (
        (FER2013, lambda one: one.label),
        (FERPLUS, lambda one: one.majority),
    )
    for test, truth in truths:
        rows = [(name, 0, label) for name in logits if (label := truth(labels[name])) != NONE]
        yield test, _gathered(EMOTIONS, rows, [logits[name] for name, _, _ in rows], archive)


def _rafdb(predictor: Predictor, data: Path, progress: Progress, placed: bool) -> Labelled:
    logits = _face_logits(predictor, data, "rafdb", rafdb_held_out, progress, placed)
    rows = [(name, 0, emotion_index(_folder(name))) for name in logits]
    return _gathered(EMOTIONS, rows, list(logits.values()), data / ARCHIVES["rafdb"])


def _face_logits(
    predictor: Predictor, data: Path, title: str, wanted: Callable[[str], bool], progress: Progress, placed: bool
) -> dict[str, NDArray[np.float32]]:
    """Return the logits of the emotion head, (1, 8), of the wanted pictures of a data set, by name."""
    place = PLACEMENTS[title] if placed else WHOLE
    shown = pictures(data / ARCHIVES[title], wanted)
    samples = ((name, face_input([cut_region(picture, place.region(picture))])) for name, picture in shown)
    answered = run(lambda rows: predictor.outputs(faces=rows), samples, lambda done: progress(title, done))
    return {name: outputs["face_emotion"] for name, outputs in answered}


def central_face(picture: Picture, detector: Detector) -> Picture:
    """Return the crop of the face in the centre of a picture.

    Args:
        picture: a picture of LFW.
        detector: the detector of the desk; the box nearest to the centre is used, or LFW's box if there is none.
    """
    height, width = picture.shape[:2]
    side = min(_LFW_BOX, height, width)
    middle = Box((width - side) / 2, (height - side) / 2, side, side)
    across, down = middle.centre
    found = detector.find(picture)
    nearest = min(found, key=lambda box: np.hypot(box.centre[0] - across, box.centre[1] - down), default=middle)
    return cut_face(picture, nearest)


def lfw_embeddings(predictor: Predictor, data: Path, progress: Progress) -> dict[str, NDArray[np.float32]]:
    """Return the embedding of each picture of the held-out people, by name."""
    detector = HaarDetector()
    held_out = pictures(data / ARCHIVES["lfw"], lambda name: lfw_held_out(_folder(name)))
    samples = ((name, face_input([central_face(picture, detector)])) for name, picture in held_out)
    answered = run(lambda rows: predictor.outputs(faces=rows), samples, lambda done: progress("lfw", done))
    return {name: outputs["face_identity"][0] for name, outputs in answered}


def lfw_identity_embeddings(embedder: FaceEmbedder, data: Path, progress: Progress) -> dict[str, NDArray[np.float32]]:
    """Return the embeddings of the separate face embedder for the same crops as :func:`lfw_embeddings`."""
    detector = HaarDetector()
    found: dict[str, NDArray[np.float32]] = {}
    for name, picture in pictures(data / ARCHIVES["lfw"], lambda name: lfw_held_out(_folder(name))):
        found[name] = embedder.embed([central_face(picture, detector)])[0]
        progress("lfw", len(found))
    return found


def _by_person(names: Iterable[str]) -> dict[str, list[str]]:
    people: dict[str, list[str]] = {}
    for name in names:
        people.setdefault(_folder(name), []).append(name)
    return people


def _folder(name: str) -> str:
    return PurePosixPath(name).parts[-2]


def face_clips(predictor: Predictor, crops: Path, progress: Progress) -> dict[str, NDArray[np.float32]]:
    """Return the mean face embedding of each RAVDESS clip, by clip, from crops ``Actor_NN/clip/FF.webp``."""
    samples = ((name, face_input([picture])) for name, picture in pictures(crops, lambda _: True))
    clips: dict[str, list[NDArray[np.float32]]] = {}
    for name, outputs in run(lambda rows: predictor.outputs(faces=rows), samples, lambda done: progress("crops", done)):
        clips.setdefault(_folder(name), []).append(outputs["face_identity"][0])
    return {clip: unit(np.mean(found, axis=0)) for clip, found in clips.items()}


# Voices


def _voices(
    predictor: Predictor, data: Path, wanted: Callable[[Performance], bool], progress: Progress
) -> dict[str, Outputs]:
    """Return the outputs for all windows of the wanted RAVDESS clips, by clip."""
    samples = _windows(data / ARCHIVES["ravdess"], lambda name: wanted(performance(name)))
    return dict(run(lambda rows: predictor.outputs(sounds=rows), samples, lambda done: progress("ravdess", done)))


def _windows(archive: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str, Rows]]:
    for name, read in members(archive, SOUND_SUFFIXES):
        try:
            if not wanted(name):
                continue
            windows = utterance_windows(log_mel(decode_sound(read(), name)))
        except DataError as error:
            _LOG.warning("%s Left out.", error)
            continue
        if windows:
            yield PurePosixPath(name).stem, np.concatenate([mel_input(window) for window in windows])
        else:
            _LOG.warning("The sound '%s' is silent. Left out.", name)


def voice_embeddings(
    predictor: Predictor, data: Path, actors: Collection[int] | None, progress: Progress
) -> dict[str, NDArray[np.float32]]:
    """Return the voice embedding of each RAVDESS clip of some actors (``None``: of all), by clip."""
    clips = _voices(predictor, data, lambda one: actors is None or one.actor in actors, progress)
    return {clip: unit(outputs["voice_identity"].mean(axis=0)) for clip, outputs in clips.items()}


@dataclass(frozen=True)
class EmbeddedClips:
    """Clips of a data set with the outputs of the separate voice embedder: names, speakers, embeddings (n, 192)."""

    names: list[str]
    people: list[str]
    vectors: NDArray[np.float32]


def plain_voice_embeddings(embedder: VoiceEmbedder, data: Path, progress: Progress) -> dict[str, EmbeddedClips]:
    """Return the embeddings before whitening of the data sets on which the whitening is estimated."""
    found: dict[str, EmbeddedClips] = {}
    for title in SETS:
        one = EmbeddedClips([], [], np.empty(0, np.float32))
        vectors: list[NDArray[np.float32]] = []
        for name, speaker, windows in clips(data, title):
            one.names.append(name)
            one.people.append(speaker)
            vectors.append(embedder.outputs(windows)[PLAIN].mean(axis=0))
            progress(title, len(vectors))
        found[title] = replace(one, vectors=np.stack(vectors))
    return found


def _paper_voices(
    predictor: Predictor, able: set[str], data: Path, progress: Progress
) -> Iterator[tuple[Test, Answers]]:
    clips = _voices(predictor, data, in_paper_test, progress)
    archive = data / ARCHIVES["ravdess"]
    if "voice_emotion" in able:
        yield VOICE_PAPER, _classified(clips, "voice_emotion", EMOTIONS, lambda one: (0, one.label), archive)
    if "voice_actor" in able:
        yield SPEAKER_PAPER, _classified(clips, "voice_actor", ACTOR_NAMES, lambda one: (0, one.actor - 1), archive)


def _nemo(predictor: Predictor, data: Path, progress: Progress) -> Labelled:
    archive = data / ARCHIVES["nemo"]
    clips = dict(
        run(
            lambda rows: predictor.outputs(sounds=rows),
            _windows(archive, lambda name: True),
            lambda done: progress("nemo", done),
        )
    )
    labels = [(clip, 0, emotion_index(clip.split("_")[1])) for clip, one in clips.items() for _ in one["voice_emotion"]]
    return _gathered(EMOTIONS, labels, [one["voice_emotion"] for one in clips.values()], archive)


def _unseen_actors(
    predictor: Predictor, able: set[str], fold: int, data: Path, progress: Progress
) -> Iterator[tuple[Test, Answers]]:
    clips = _voices(predictor, data, lambda one: one.actor in FOLDS[fold - 1], progress)
    archive = data / ARCHIVES["ravdess"]
    if "voice_emotion" in able:
        yield VOICE_ACTORS, _classified(clips, "voice_emotion", EMOTIONS, lambda one: (fold, one.label), archive)
    if "voice_identity" in able:
        embeddings = {clip: unit(outputs["voice_identity"].mean(axis=0)) for clip, outputs in clips.items()}
        # Two clips have the same bytes; their pair would be trivial.
        asked = [(clip, performance(clip).actor) for clip in clips if clip != _DUPLICATE]
        yield SPEAKER_ACTORS, scored(speaker_pairs(asked, fold), embeddings)


_DUPLICATE: Final = "03-01-03-01-02-02-07"


def _classified(
    clips: dict[str, Outputs],
    head: str,
    classes: tuple[str, ...],
    label: Callable[[Performance], tuple[int, int]],
    archive: Path,
) -> Labelled:
    labels = [(clip, *label(performance(clip))) for clip, outputs in clips.items() for _ in outputs[head]]
    return _gathered(classes, labels, [outputs[head] for outputs in clips.values()], archive)


def _gathered(
    classes: tuple[str, ...], labels: list[tuple[str, int, int]], logits: list[NDArray[Any]], archive: Path
) -> Labelled:
    if not labels:
        raise DataError(f"The data set '{archive}' has no readable sample of this test.")
    return gather(classes, labels, np.concatenate(logits))


def unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a vector with norm 1."""
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), np.float32)
