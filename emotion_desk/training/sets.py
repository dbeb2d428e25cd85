"""The labelled sets: faces and voices with an emotion, split so that a test never sees what training saw.

Faces stay uint8 BGR at their own size; voices are kept as log-mel pictures of the whole clip, made by the desk's own
code.  A label is an index into :data:`emotion_desk.labels.EMOTIONS`.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Mel, Picture
from emotion_desk.sound.mel import log_mel
from emotion_desk.training.archives import (
    PICTURE_SUFFIXES,
    SOUND_SUFFIXES,
    decode_picture,
    decode_sound,
    members,
)

_LOG = logging.getLogger(__name__)

#: Other sets' names for our emotions.
ALIASES: Final = {"fear": "fearful", "surprise": "surprised", "anger": "angry", "happiness": "happy", "sadness": "sad"}
#: One fold of actors that no training of a released network sees (DESIGN: actor-disjoint protocol, fold five).
HELD_OUT_ACTORS: Final = frozenset({1, 4, 9, 22})
#: One picture in this many of RAF-DB is held out, chosen by a hash of its name.
RAFDB_HELD_OUT: Final = 10


@dataclass(frozen=True)
class FaceSet:
    """Face pictures with emotion labels."""

    name: str
    pictures: list[Picture]
    labels: NDArray[np.int64]
    names: list[str]


@dataclass(frozen=True)
class VoiceSet:
    """Log-mel pictures of whole clips with emotion labels and who speaks."""

    name: str
    mels: list[Mel]
    labels: NDArray[np.int64]
    speakers: list[str]
    names: list[str]


def emotion_index(word: str) -> int:
    """Return the index of an emotion by our name or another set's.

    Raises:
        DataError: no such emotion.
    """
    try:
        return EMOTIONS.index(ALIASES.get(word, word))
    except ValueError as error:
        raise DataError(f"'{word}' is no emotion that the desk knows.") from error


def load_fer2013(data: Path, part: str) -> FaceSet:
    """Read FER2013's ``train`` or ``val`` part."""
    return _faces("FER2013", data / "fer2013_train_val.zip", lambda name: name.startswith(f"{part}/"))


def load_rafdb(data: Path, *, held_out: bool) -> FaceSet:
    """Read RAF-DB's training faces: the tenth that is held out, or the rest."""
    return _faces("RAF-DB", data / "rafdb_train.zip", lambda name: _in_tenth(name) == held_out)


def _in_tenth(name: str) -> bool:
    stem = PurePosixPath(name).name
    return int(hashlib.sha256(stem.encode()).hexdigest(), 16) % RAFDB_HELD_OUT == 0


def _faces(title: str, archive: Path, wanted: Callable[[str], bool]) -> FaceSet:
    pictures: list[Picture] = []
    labels: list[int] = []
    names: list[str] = []
    for name, read in members(archive, PICTURE_SUFFIXES):
        if not wanted(name):
            continue
        try:
            picture = decode_picture(read(), name)
        except DataError as error:
            _LOG.warning("%s Skipped.", error)
            continue
        pictures.append(picture)
        labels.append(emotion_index(PurePosixPath(name).parts[-2]))
        names.append(name)
    if not pictures:
        raise DataError(f"The data set '{archive}' holds no readable picture.")
    return FaceSet(title, pictures, np.array(labels, np.int64), names)


def ravdess_fields(name: str) -> tuple[int, int]:
    """Return emotion index and actor of a RAVDESS file name ``MM-VV-EE-II-SS-RR-AA``."""
    fields = PurePosixPath(name).stem.split("-")
    return int(fields[2]) - 1, int(fields[6])


def load_ravdess_voices(data: Path, wanted: Callable[[int], bool]) -> VoiceSet:
    """Read RAVDESS speech of the actors that ``wanted`` accepts."""

    def label(name: str) -> tuple[int, str] | None:
        emotion, actor = ravdess_fields(name)
        return (emotion, f"ravdess-{actor:02}") if wanted(actor) else None

    return _voices("RAVDESS", data / "ravdess_speech_16k.zip", label)


def load_nemo(data: Path) -> VoiceSet:
    """Read nEMO, Polish emotional speech; it has no calm and no disgust."""

    def label(name: str) -> tuple[int, str]:
        speaker, emotion, _ = PurePosixPath(name).stem.split("_")
        return emotion_index(emotion), f"nemo-{speaker}"

    return _voices("nEMO", data / "nemo_polish_emotional_speech.zip", label)


def _voices(title: str, archive: Path, label: Callable[[str], tuple[int, str] | None]) -> VoiceSet:
    mels: list[Mel] = []
    labels: list[int] = []
    speakers: list[str] = []
    names: list[str] = []
    for name, read in members(archive, SOUND_SUFFIXES):
        labelled = label(name)
        if labelled is None:
            continue
        try:
            mels.append(log_mel(decode_sound(read(), name)))
        except DataError as error:
            _LOG.warning("%s Skipped.", error)
            continue
        labels.append(labelled[0])
        speakers.append(labelled[1])
        names.append(name)
    if not mels:
        raise DataError(f"The data set '{archive}' holds no readable sound that is wanted.")
    return VoiceSet(title, mels, np.array(labels, np.int64), speakers, names)


def data_hash(files: Iterable[Path]) -> str:
    """Return a SHA-256 over the names and contents of some archives, to name exactly what a training saw."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode())
        with file.open("rb") as opened:
            while chunk := opened.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()
