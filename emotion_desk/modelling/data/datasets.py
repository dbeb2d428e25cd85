"""The training sets: what each sample shows and which labels it has; a label that a set lacks is -1, never a guess.

Faces are uint8 BGR pictures of any size with, where the picture is wider than a face, the detector's box in it; voices
are log-mel pictures of whole clips, made by the desk's own code.  Emotions are indices into
:data:`emotion_desk.labels.EMOTIONS`; people are indices that run through all sets of a kind (RAVDESS' actors first).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, Mel, Picture
from emotion_desk.modelling.data import decoded_cache
from emotion_desk.modelling.data.face_placement import PLACEMENTS, WHOLE, Placement, region_of_haar
from emotion_desk.modelling.data.ferplus import read_labels
from emotion_desk.modelling.data.packed_dataset import open_packed
from emotion_desk.modelling.data.splits import (
    ACTORS,
    FOLDS,
    Performance,
    in_paper_test,
    lfw_held_out,
    performance,
    rafdb_held_out,
)
from emotion_desk.sound.mel import FRAMES

#: Other sets' names for our emotions.
ALIASES: Final = {"fear": "fearful", "surprise": "surprised", "anger": "angry", "happiness": "happy", "sadness": "sad"}
#: The archive of each set.
ARCHIVES: Final[Mapping[str, str]] = {
    "fer2013": "fer2013_original.zip",
    "rafdb": "rafdb_train.zip",
    "lfw": "lfw_multi_160.zip",
    "celeba": "celeba_people.zip",
    "colour": "faces_colour_unlabelled.zip",
    "ravdess": "ravdess_speech_16k.zip",
    "nemo": "nemo_polish_emotional_speech.zip",
    "indian_emospeech": "indian_emospeech.zip",
    "librispeech": "librispeech_speakers.zip",
}
#: How many people the sets name, in the order in which their numbers follow those of RAVDESS' actors.
_LFW_PEOPLE: Final = 1_680
_NEMO_SPEAKERS: Final = 9
_LIBRISPEECH_SPEAKERS: Final = 251
#: Weight of FER2013's own label beside the votes of FER+, so that a network does well on both.
OWN_LABEL: Final = 0.5
#: No label of this kind.
NONE: Final = -1

Labels = NDArray[np.int64]
_Item = TypeVar("_Item")
_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Samples:
    """What faces and voices have in common: names inside the set, labels, and a teacher's embedding of each.

    ``emotions`` and ``people`` are int64 (n,), :data:`NONE` where a sample has no such label; ``teacher`` is float32
    (n, d), centred and of length one, zero where the teacher has no answer, ``None`` where it was not asked.
    """

    names: Sequence[str]
    emotions: Labels
    people: Labels
    teacher: NDArray[np.float32] | None

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True)
class FaceSet(Samples):
    """Face pictures.

    ``boxes`` is float32 (n, 4), ``x, y, width, height`` by the Haar detector, or ``None``: then ``placement`` says
    where the faces of the set lie.
    ``distributions`` is float32 (n, 8), the share of each emotion where annotators voted, or ``None`` where the label
    is all that is known; a row of zeros has no emotion.
    """

    pictures: Sequence[Picture]
    boxes: NDArray[np.float32] | None = None
    distributions: NDArray[np.float32] | None = None
    placement: Placement = WHOLE

    def region(self, index: int) -> Box:
        """Return the network's square in a picture, in pixels: from its box, or where the set's faces usually lie."""
        if self.boxes is not None:
            return region_of_haar(Box(*map(float, self.boxes[index])))
        return self.placement.region(self.pictures[index])


@dataclass(frozen=True)
class VoiceSet(Samples):
    """Log-mel pictures of whole clips, decibels, (bands, columns); the network sees ``columns`` of them at a time.

    ``distributions`` is float32 (n, 8), the share of each emotion where a teacher was asked, or ``None``; a row of
    zeros has no emotion.
    """

    mels: Sequence[Mel]
    columns: int = FRAMES
    distributions: NDArray[np.float32] | None = None


class Made(Sequence[_Item], Generic[_Item, _Key]):
    """Items that are read when they are asked for, each from its key."""

    def __init__(self, read: Callable[[_Key], _Item], keys: Sequence[_Key]) -> None:
        self._read, self._keys = read, keys

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> _Item: ...

    @overload
    def __getitem__(self, index: slice) -> Made[_Item, _Key]: ...

    def __getitem__(self, index: int | slice) -> _Item | Made[_Item, _Key]:
        """Return an item, or some of them, not yet read."""
        if isinstance(index, slice):
            return Made(self._read, self._keys[index])
        return self._read(self._keys[index])


def emotion_index(word: str) -> int:
    """Return the index of an emotion by our name or another set's.

    Raises:
        DataError: no such emotion.
    """
    try:
        return EMOTIONS.index(ALIASES.get(word, word))
    except ValueError as error:
        raise DataError(f"'{word}' is no emotion that the desk knows.") from error


def fer2013(data: Path, part: str, cache: Path | None = None) -> FaceSet:
    """Read FER2013's ``train`` or ``val`` part (its public test) with the votes of FER+.

    The label is the class of the largest share in the distribution.  Pictures in which most annotators saw contempt, no
    emotion they could name, or no face are left out.
    """
    labels = read_labels(data / ARCHIVES["fer2013"])
    targets = {
        name: target
        for name, label in labels.items()
        if name.startswith(f"{part}/") and (target := label.distribution(OWN_LABEL)).any()
    }
    found = _faces(data, "fer2013", cache, targets.__contains__, lambda name: int(targets[name].argmax()))
    return replace(found, distributions=np.stack([targets[name] for name in found.names]))


def rafdb(data: Path, *, held_out: bool, cache: Path | None = None) -> FaceSet:
    """Read RAF-DB's training faces: the tenth that is held out, or the rest."""
    return _faces(data, "rafdb", cache, lambda name: rafdb_held_out(name) == held_out, _folder_emotion)


def lfw(data: Path, *, held_out: bool, cache: Path | None = None) -> FaceSet:
    """Read LFW: the people that are held out, or the others."""
    found = _faces(data, "lfw", cache, lambda name: lfw_held_out(_folder(name)) == held_out, lambda _: NONE)
    return replace(found, people=_numbered([_folder(name) for name in found.names], len(ACTORS)))


def celeba(data: Path, cache: Path | None = None) -> FaceSet:
    """Read the people of CelebA; they carry names, but no emotion."""
    found = _faces(data, "celeba", cache, lambda _: True, lambda _: NONE)
    return replace(found, people=_numbered([_folder(name) for name in found.names], len(ACTORS) + _LFW_PEOPLE))


def colour(data: Path, cache: Path | None = None) -> FaceSet:
    """Read the colour faces that have no label at all."""
    return _faces(data, "colour", cache, lambda _: True, lambda _: NONE)


def ravdess_voices(data: Path, fold: int, *, test: bool, cache: Path | None = None) -> VoiceSet:
    """Read RAVDESS speech for training or for the test of a split.

    Args:
        data: folder of the archives.
        fold: 0 for the paper protocol (80:20 by clip), 1 to 5 for a fold of actors.
        test: the part that is tested on instead of the part that is trained on.
        cache: folder that keeps what was decoded.
    """

    def wanted(name: str) -> bool:
        return in_test(performance(name), fold) == test

    found = _voices(data, "ravdess", cache, wanted, lambda name: performance(name).label)
    return replace(found, people=np.array([performance(name).actor - 1 for name in found.names], np.int64))


def in_test(one: Performance, fold: int) -> bool:
    """Say whether a split tests on a performance: fold 0 is the paper protocol."""
    return in_paper_test(one) if fold == 0 else one.actor in FOLDS[fold - 1]


def packed_voices(file: Path, fold: int, *, test: bool) -> VoiceSet:
    """Read the voices of RAVDESS from a packed set (``emotion-desk data prepare``); see :func:`ravdess_voices`."""
    packed = open_packed(file)
    chosen = [at for at, one in enumerate(packed.records) if one.columns and in_test(one.performance, fold) == test]
    records = [packed.records[at] for at in chosen]
    return VoiceSet(
        [_title(one.performance) for one in records],
        np.array([one.performance.label for one in records], np.int64),
        np.array([one.performance.actor - 1 for one in records], np.int64),
        None,
        Made(packed.mel, chosen),
    )


def packed_faces(file: Path, fold: int, *, test: bool) -> FaceSet:
    """Read the faces of RAVDESS from a packed set, one sample a frame; split by performance, never by frame.

    Raises:
        DataError: the part that is wanted has no face.
    """
    packed = open_packed(file)
    chosen = [at for at, one in enumerate(packed.records) if one.faces and in_test(one.performance, fold) == test]
    frames = [(at, frame) for at in chosen for frame in range(packed.records[at].faces)]
    if not frames:
        raise DataError(f"The packed set '{file}' has no face for this part of the split.")
    whose = [packed.records[at].performance for at, _ in frames]
    return FaceSet(
        [f"{_title(one)}/{frame}" for one, (_, frame) in zip(whose, frames, strict=True)],
        np.array([one.label for one in whose], np.int64),
        np.array([one.actor - 1 for one in whose], np.int64),
        None,
        Made(lambda where: packed.faces(where[0])[where[1]], frames),
    )


def _title(one: Performance) -> str:
    """Name a performance by the fields that its files share."""
    return f"{one.emotion:02}-{one.intensity:02}-{one.statement:02}-{one.repetition:02}-{one.actor:02}"


def nemo(data: Path, cache: Path | None = None) -> VoiceSet:
    """Read nEMO, Polish emotional speech; it has no calm and no disgust."""
    found = _voices(data, "nemo", cache, lambda _: True, lambda name: emotion_index(_stem(name).split("_")[1]))
    return replace(found, people=_numbered([_stem(name).split("_")[0] for name in found.names], len(ACTORS)))


def librispeech(data: Path, cache: Path | None = None) -> VoiceSet:
    """Read LibriSpeech: many speakers, no emotion."""
    found = _voices(data, "librispeech", cache, lambda _: True, lambda _: NONE)
    return replace(found, people=_numbered([_folder(name) for name in found.names], len(ACTORS) + _NEMO_SPEAKERS))


def indian_emospeech(data: Path, cache: Path | None = None) -> VoiceSet:
    """Read one-word commands recorded on the speakers' own telephones: calm, angry, fearful, happy; noisy labels."""
    found = _voices(
        data, "indian_emospeech", cache, lambda _: True, lambda name: emotion_index(_stem(name).split("_")[1])
    )
    first = len(ACTORS) + _NEMO_SPEAKERS + _LIBRISPEECH_SPEAKERS
    return replace(found, people=_numbered([_stem(name).split("_")[0] for name in found.names], first))


def _folder(name: str) -> str:
    return PurePosixPath(name).parts[-2]


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _folder_emotion(name: str) -> int:
    return emotion_index(_folder(name))


def _numbered(words: Sequence[str], first: int) -> Labels:
    """Number the people of a set from ``first`` on, in the order of their names."""
    numbers = {word: number for number, word in enumerate(sorted(set(words)), start=first)}
    return np.array([numbers[word] for word in words], np.int64)


def _faces(
    data: Path, title: str, cache: Path | None, wanted: Callable[[str], bool], emotion: Callable[[str], int]
) -> FaceSet:
    archive = data / ARCHIVES[title]
    names, pictures = decoded_cache.pictures(archive, cache)
    chosen = _chosen(archive, names, wanted)
    labels = _labels([names[index] for index in chosen], emotion)
    return FaceSet(*labels, Made(pictures.__getitem__, chosen), placement=PLACEMENTS[title])


def _voices(
    data: Path, title: str, cache: Path | None, wanted: Callable[[str], bool], emotion: Callable[[str], int]
) -> VoiceSet:
    archive = data / ARCHIVES[title]
    names, mels = decoded_cache.mels(archive, cache)
    chosen = _chosen(archive, names, wanted)
    return VoiceSet(*_labels([names[index] for index in chosen], emotion), Made(mels.__getitem__, chosen))


def _labels(names: list[str], emotion: Callable[[str], int]) -> tuple[list[str], Labels, Labels, None]:
    """Return what all sets know of their samples at first: names, emotions, nobody, no teacher."""
    emotions = np.array([emotion(name) for name in names], np.int64)
    return names, emotions, np.full(len(names), NONE, np.int64), None


def _chosen(archive: Path, names: Sequence[str], wanted: Callable[[str], bool]) -> list[int]:
    chosen = [index for index, name in enumerate(names) if wanted(name)]
    if not chosen:
        raise DataError(f"The data set '{archive}' holds nothing readable that is wanted.")
    return chosen


def data_hash(files: Iterable[Path]) -> str:
    """Return a SHA-256 over the names and contents of some archives, to name exactly what a training saw."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode())
        with file.open("rb") as opened:
            while chunk := opened.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()
