"""Enrols people from pictures, videos and sound files, and identifies who is in them.

Detector, crops and windows are those of the live desk. A few frames a second are read, because neighbouring frames are
nearly the same.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from emotion_desk.catalogue import BOTH
from emotion_desk.errors import DeskError, GalleryError
from emotion_desk.inference.voice_embedder import voice_windows
from emotion_desk.messages import Embedding, Identity, MelWindow, Picture, Samples
from emotion_desk.opencv import cv2
from emotion_desk.people.embedder_ids import Embedders
from emotion_desk.people.embedding_predictor import PeopleReader
from emotion_desk.people.enrolment import EnrolmentSession
from emotion_desk.people.file_excerpts import coverage, face_packets, voice_samples
from emotion_desk.people.file_faces import FileFace, faces_of, resolve_duplicate_names
from emotion_desk.people.gallery_edits import People
from emotion_desk.people.impostor_thresholds import FALSE_ACCEPTS, Impostors
from emotion_desk.people.matching import Matcher
from emotion_desk.people.person_records import FACE, MODALITIES, VOICE
from emotion_desk.plain_file import exists, files_below, is_folder
from emotion_desk.sound.mel import HOP, SAMPLE_RATE, log_mel
from emotion_desk.sound.utterance_windows import SILENCE_BELOW_PEAK_DB, utterance_windows, voiced_span
from emotion_desk.sources.endings import is_media
from emotion_desk.sources.media import open_media
from emotion_desk.translatable import translatable

#: JPEG of a thumbnail: side in pixels and quality.
_THUMBNAIL: Final = (96, 85)


@dataclass(slots=True)
class FileSamples:
    """Samples of one person from files.

    Attributes:
        session: holds the samples.
        refused: one sentence for each file that gave no sample.
        looked_at: one sentence for each long file on what was used of it.
    """

    session: EnrolmentSession
    refused: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FoundFace:
    """One face of a file: its identity, and its largest box as x, y, width and height in pixels."""

    identity: Identity
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """Identities in a file.

    Attributes:
        file: its path.
        face: identity of the main face, whose area summed over all frames is largest; ``None``: no face.
        voice: identity of the voice; ``None``: no voice.
        faces: all faces from left to right; a named person occurs once, even with several tracks in a video.
        looked_at: a sentence on what was used of a long file; empty: all of it.
    """

    file: str
    face: Identity | None
    voice: Identity | None
    faces: tuple[FoundFace, ...] = ()
    looked_at: str = ""


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files of the given paths; folders are searched with their subfolders.

    Raises:
        GalleryError: a path does not exist, or there is no media file at all.
    """
    found: list[Path] = []
    for path in paths:
        if is_folder(path):
            found += [one for one in files_below(path) if is_media(one)]
        elif exists(path):
            found.append(path)
        else:
            raise GalleryError(translatable("There is no file or folder '{path}'.", path=path))
    if not found:
        raise GalleryError(translatable("There is no picture, video or sound file."))
    return found


def samples_from_files(
    paths: Sequence[Path],
    predictor: PeopleReader,
    made_by: Embedders,
    wants: Collection[str] = MODALITIES,
    progress: Callable[[Path], None] = lambda _path: None,
    stop: threading.Event | None = None,
    detector: str = BOTH,
) -> FileSamples:
    """Collect the samples of one person from files.

    Args:
        paths: files.
        predictor: computes the embeddings.
        made_by: ids of its networks, see :func:`emotion_desk.people.embedder_ids.embedders`.
        wants: modalities of the samples.
        progress: called with each file before it is read.
        stop: cancels when set.
        detector: what finds faces, one of :data:`~emotion_desk.catalogue.DETECTORS`.

    Raises:
        GalleryError: the network has no trained identity head of these modalities.
    """
    require(made_by, wants)
    session = EnrolmentSession(wants, guided=False)
    samples = FileSamples(session)
    for path in paths:
        if stop is not None and stop.is_set():
            break
        progress(path)
        before = session.progress
        try:
            why = _add_file(path, predictor, made_by, wants, session, detector)
        except DeskError as error:
            samples.refused.append(str(error))
            continue
        after = session.progress
        if used := coverage(path, wants):
            samples.looked_at.append(used)
        if (after.faces, after.voices) == (before.faces, before.voices):
            samples.refused.append(f"Nothing was taken of '{path.name}': {why}")
    return samples


def identify(
    path: Path,
    predictor: PeopleReader,
    made_by: Embedders,
    people: People,
    tables: dict[str, Impostors],
    false_accepts: float = FALSE_ACCEPTS,
    detector: str = BOTH,
) -> FileIdentity:
    """Identify the voice and all faces of a file.

    Args:
        path: the file.
        predictor: computes the embeddings.
        made_by: ids of its networks.
        people: whom to look for.
        tables: scores of strangers by modality; without one nobody is named by it.
        false_accepts: accepted share of strangers who are taken for an enrolled person.
        detector: what finds faces, one of :data:`~emotion_desk.catalogue.DETECTORS`.

    Raises:
        SourceError: the file cannot be read.
        GalleryError: the network has no trained identity head.
    """
    require(made_by, MODALITIES)
    media = open_media(path, paced=False)
    voice = None
    faces: list[FileFace] = []
    if media.picture is not None and FACE in made_by:
        faces = faces_of(face_packets(path, detector), predictor, _same_from(tables, false_accepts))
        for one in faces:
            one.identity = _match(one.mean, FACE, made_by, people, tables, false_accepts)
        resolve_duplicate_names(faces)
    face = faces[0].identity if faces else None
    if media.sound is not None and VOICE in made_by:
        mean = _voice(path, predictor)
        voice = None if mean is None else _match(mean, VOICE, made_by, people, tables, false_accepts)
    shown = [FoundFace(one.identity, one.box) for one in faces if not one.is_repeated]
    by_place = tuple(sorted(shown, key=lambda one: one.box[0]))
    return FileIdentity(str(path), face, voice, by_place, coverage(path, made_by))


def _same_from(tables: dict[str, Impostors], false_accepts: float) -> float | None:
    """Return the cosine from which on two tracks of a file are one person, ``None`` if it was never measured."""
    return tables[FACE].threshold(1, false_accepts) if FACE in tables else None


def require(made_by: Embedders, wants: Collection[str]) -> None:
    """Check that embeddings of at least one modality are available.

    Raises:
        GalleryError: none of the modalities has a trained identity head.
    """
    if not set(wants) & set(made_by):
        heads = " or ".join(one for one in MODALITIES if one in wants)
        raise GalleryError(
            translatable("The installed network was not trained to tell people apart by {heads}.", heads=heads)
        )


def encode_thumbnail(crop: Picture) -> bytes:
    """Return a face crop, uint8 BGR, as a JPEG of 96 x 96 pixels."""
    side, quality = _THUMBNAIL
    small = cv2.resize(crop, (side, side), interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def _add_file(
    path: Path,
    predictor: PeopleReader,
    made_by: Embedders,
    wants: Collection[str],
    session: EnrolmentSession,
    detector: str,
) -> str:
    """Pass the frames and the sound of a file to the session; return the reason to give if no sample was taken."""
    media = open_media(path, paced=False)
    why = "it has neither a face nor a voice that is needed."
    if media.picture is not None and FACE in wants and FACE in made_by:
        why = "No face is to be seen."
        for packet in face_packets(path, detector):
            readings = predictor.read_faces([face.crop for face in packet.faces]) if packet.faces else []
            session.add_frame(packet, readings, made_by)
            why = session.progress.hint or why
    if media.sound is not None and VOICE in wants and VOICE in made_by:
        heard = False
        for window, speech_s in _windows(voice_samples(path)):
            session.add_sound(window, predictor.read_window(window), made_by, speech_s)
            heard = True
            why = session.progress.hint or why
        why = why if heard or media.picture is not None else "The sound is silent."
    return why


def _windows(samples: Samples) -> Iterator[tuple[MelWindow, float]]:
    """Yield the inputs of the voice network for a sound, each with the seconds of speech that it adds."""
    mel = log_mel(samples)
    first, last = voiced_span(mel)
    windows = utterance_windows(mel)
    level = _dbfs(samples)
    for number, (window, sound) in enumerate(zip(windows, voice_windows(samples), strict=True)):
        share = float((window.max(axis=0) > window.max() - SILENCE_BELOW_PEAK_DB).mean())
        heard = MelWindow(number, window, share, True, level, lambda sound=sound: sound)  # type: ignore[misc]
        yield heard, (last - first) * HOP / SAMPLE_RATE / len(windows)


def _dbfs(samples: Samples) -> float:
    loud = np.abs(samples)
    voiced = loud[loud > 0.05 * max(float(loud.max(initial=0.0)), 1e-6)]
    return float(20.0 * np.log10(max(float(np.sqrt(np.mean(voiced**2))) if len(voiced) else 0.0, 1e-6)))


def _voice(path: Path, predictor: PeopleReader) -> Embedding | None:
    samples = voice_samples(path)
    try:
        return predictor.read_voice(samples).embedding
    except DeskError:  # silent
        return None


def _match(
    mean: Embedding,
    modality: str,
    made_by: Embedders,
    people: People,
    tables: dict[str, Impostors],
    false_accepts: float,
) -> Identity:
    matcher, table = Matcher(people, modality, made_by[modality]), tables.get(modality)
    best = matcher.best(mean, 1)
    if not best:
        return Identity()
    known = table is not None and best[0].score >= table.threshold(len(matcher), false_accepts)
    return Identity(best[0].name if known else None, best[0].score, by=modality if known else "")
