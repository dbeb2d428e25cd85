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

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import DeskError, GalleryError, SourceEndedError
from emotion_desk.inference.voice_embedder import voice_windows
from emotion_desk.linear_algebra import unit
from emotion_desk.messages import Embedding, Frame, FramePacket, Identity, MelWindow, Picture, Samples, TrackedFace
from emotion_desk.opencv import cv2
from emotion_desk.people.embedder_ids import Embedders
from emotion_desk.people.embedding_predictor import PeopleReader
from emotion_desk.people.enrolment import EnrolmentSession
from emotion_desk.people.gallery_edits import People
from emotion_desk.people.impostor_thresholds import FALSE_ACCEPTS, Impostors
from emotion_desk.people.matching import Matcher
from emotion_desk.people.person_records import FACE, MODALITIES, VOICE
from emotion_desk.people.sample_quality import face_quality
from emotion_desk.sound.mel import HOP, SAMPLE_RATE, log_mel
from emotion_desk.sound.utterance_windows import SILENCE_BELOW_PEAK_DB, utterance_windows, voiced_span
from emotion_desk.sources.endings import is_media
from emotion_desk.sources.media import open_media
from emotion_desk.vision.box_tracker import Tracker, TrackerSettings
from emotion_desk.vision.crop import MARGIN
from emotion_desk.vision.detector import HaarDetector
from emotion_desk.vision.face_tracker import FaceTracker

#: Frames of a video that are used: per second, and in all.
_FPS: Final = 6.0
_MOST_FRAMES: Final = 240
#: Seconds of sound that are used, from the beginning of a file.
_LONGEST_SOUND_S: Final = 60.0
#: Faces per call of the network.
_BATCH: Final = 8
#: JPEG of a thumbnail: side in pixels and quality.
_THUMBNAIL: Final = (96, 85)


@dataclass(slots=True)
class FileSamples:
    """Samples of one person from files.

    Attributes:
        session: holds the samples.
        refused: one sentence for each file that gave no sample.
    """

    session: EnrolmentSession
    refused: list[str] = field(default_factory=list)


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
    """

    file: str
    face: Identity | None
    voice: Identity | None
    faces: tuple[FoundFace, ...] = ()


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files of the given paths; folders are searched with their subfolders.

    Raises:
        GalleryError: a path does not exist, or there is no media file at all.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(one for one in path.rglob("*") if is_media(one) and one.is_file())
        elif path.exists():
            found.append(path)
        else:
            raise GalleryError(f"There is no file or folder '{path}'.")
    if not found:
        raise GalleryError("There is no picture, video or sound file.")
    return found


def samples_from_files(
    paths: Sequence[Path],
    predictor: PeopleReader,
    made_by: Embedders,
    wants: Collection[str] = MODALITIES,
    progress: Callable[[Path], None] = lambda _path: None,
    stop: threading.Event | None = None,
) -> FileSamples:
    """Collect the samples of one person from files.

    Args:
        paths: files.
        predictor: computes the embeddings.
        made_by: ids of its networks, see :func:`emotion_desk.people.embedder_ids.embedders`.
        wants: modalities of the samples.
        progress: called with each file before it is read.
        stop: cancels when set.

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
            why = _add_file(path, predictor, made_by, wants, session)
        except DeskError as error:
            samples.refused.append(str(error))
            continue
        after = session.progress
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
) -> FileIdentity:
    """Identify the voice and all faces of a file.

    Raises:
        SourceError: the file cannot be read.
        GalleryError: the network has no trained identity head.
    """
    require(made_by, MODALITIES)
    media = open_media(path, paced=False)
    voice = None
    faces: list[_FileFace] = []
    if media.picture is not None and FACE in made_by:
        faces = _faces(path, predictor)
        for one in faces:
            one.identity = _match(one.mean, FACE, made_by, people, tables, false_accepts)
        _resolve_duplicate_names(faces)
    face = faces[0].identity if faces else None
    if media.sound is not None and VOICE in made_by:
        mean = _voice(path, predictor)
        voice = None if mean is None else _match(mean, VOICE, made_by, people, tables, false_accepts)
    shown = [FoundFace(one.identity, one.box) for one in faces if not one.is_repeated]
    return FileIdentity(str(path), face, voice, tuple(sorted(shown, key=lambda one: one.box[0])))


def require(made_by: Embedders, wants: Collection[str]) -> None:
    """Check that embeddings of at least one modality are available.

    Raises:
        GalleryError: none of the modalities has a trained identity head.
    """
    if not set(wants) & set(made_by):
        heads = " or ".join(one for one in MODALITIES if one in wants)
        raise GalleryError(f"The installed network was not trained to tell people apart by {heads}.")


def encode_thumbnail(crop: Picture) -> bytes:
    """Return a face crop, uint8 BGR, as a JPEG of 96 x 96 pixels."""
    side, quality = _THUMBNAIL
    small = cv2.resize(crop, (side, side), interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def _add_file(
    path: Path, predictor: PeopleReader, made_by: Embedders, wants: Collection[str], session: EnrolmentSession
) -> str:
    """Pass the frames and the sound of a file to the session; return the reason to give if no sample was taken."""
    media = open_media(path, paced=False)
    why = "it has neither face nor voice that is asked for."
    if media.picture is not None and FACE in wants and FACE in made_by:
        why = "No face is to be seen."
        for packet in _packets(path):
            readings = predictor.read_faces([face.crop for face in packet.faces]) if packet.faces else []
            session.add_frame(packet, readings, made_by)
            why = session.progress.hint or why
    if media.sound is not None and VOICE in wants and VOICE in made_by:
        heard = False
        for window, speech_s in _windows(_sound(path)):
            session.add_sound(window, predictor.read_window(window), made_by, speech_s)
            heard = True
            why = session.progress.hint or why
        why = why if heard or media.picture is not None else "The sound is silent."
    return why


def _packets(path: Path) -> Iterator[FramePacket]:
    """Yield sampled frames of a file with their faces; one detection confirms a track."""
    picture = open_media(path, paced=False).picture
    if picture is None:
        return
    tracker = FaceTracker(HaarDetector(), Tracker(TrackerSettings(hits=1)), search_every_s=0.0)
    last, count = -1, 0
    picture.open()
    try:
        while count < _MOST_FRAMES:
            try:
                frame: Frame | None = picture.read(5.0)
            except SourceEndedError:
                return
            if frame is None:
                continue
            interval = int(frame.stamp_ns * _FPS / NS_PER_S + 1e-6)
            if interval > last:
                last, count = interval, count + 1
                yield FramePacket(frame, tracker.find(frame))
    finally:
        picture.close()


def _sound(path: Path) -> Samples:
    from emotion_desk.sources.read_sound_file import read_sound

    return read_sound(path, _LONGEST_SOUND_S)


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


@dataclass(slots=True)
class _FileFace:
    """A track of a file: mean embedding, largest box, and the frames in which it was detected."""

    mean: Embedding
    box: tuple[int, int, int, int]
    frames: frozenset[int]
    identity: Identity = field(default_factory=Identity)
    is_repeated: bool = False


def _faces(path: Path, predictor: PeopleReader) -> list[_FileFace]:
    """Return the faces of a file in descending order of their area, summed over all frames."""
    tracks: dict[int, list[tuple[int, TrackedFace]]] = {}
    for number, packet in enumerate(_packets(path)):
        for face in packet.faces:
            if face.missed == 0:
                tracks.setdefault(face.track_id, []).append((number, face))
    by_size = sorted(tracks.values(), key=lambda track: -sum(_area(face) for _, face in track))
    found = []
    for track in by_size:
        mean = _mean_embedding([face for _, face in track], predictor)
        if mean is not None:
            box = max((face for _, face in track), key=_area).box
            rounded = (round(box.x), round(box.y), round(box.width), round(box.height))
            found.append(_FileFace(mean, rounded, frozenset(number for number, _ in track)))
    return found


def _area(face: TrackedFace) -> float:
    return float(face.box.width * face.box.height)


def _mean_embedding(faces: Sequence[TrackedFace], predictor: PeopleReader) -> Embedding | None:
    """Return the mean embedding of a track, weighted by quality."""
    total: Embedding | None = None
    for start in range(0, len(faces), _BATCH):
        batch = faces[start : start + _BATCH]
        for face, reading in zip(batch, predictor.read_faces([one.crop for one in batch]), strict=True):
            if reading.embedding is None:
                return None
            side = max(face.box.width, face.box.height) * (1 + 2 * MARGIN)
            weighted = max(face_quality(face.crop, side).quality, 0.05) * reading.embedding
            total = weighted if total is None else total + weighted
    return None if total is None else unit(total)


def _resolve_duplicate_names(faces: Sequence[_FileFace]) -> None:
    """Treat tracks that were matched to the same person.

    If they occur in the same frame, only the best match keeps the name.  If they follow one another, all but one are
    marked as repeated.
    """
    named: dict[str, list[_FileFace]] = {}
    for one in sorted(faces, key=lambda face: -(face.identity.score or 0.0)):
        name = one.identity.name
        if name is None:
            continue
        others = named.setdefault(name, [])
        if any(one.frames & other.frames for other in others):
            one.identity = Identity(None, one.identity.score)
        else:
            one.is_repeated = bool(others)
            others.append(one)


def _voice(path: Path, predictor: PeopleReader) -> Embedding | None:
    samples = _sound(path)
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
