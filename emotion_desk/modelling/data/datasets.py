"""Readers of the data sets: samples with the labels of each set; a label that a set does not have is -1.

Faces are uint8 BGR pictures of any size, with the detector's box if the picture shows more than a face.  Voices are
log-mel spectrograms of complete clips, computed by the code of the desk.  Emotions are indices into
:data:`emotion_desk.labels.EMOTIONS`; people are indices that are unique over all sets of faces, or of voices (RAVDESS'
actors first).
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

#: Names of emotions in the data sets, with the names of the desk.
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
#: Numbers of people in the data sets; their indices follow those of RAVDESS' actors in this order.
_LFW_PEOPLE: Final = 1_680
_NEMO_SPEAKERS: Final = 9
_LIBRISPEECH_SPEAKERS: Final = 251
#: Weight of FER2013's own label beside the votes of FER+, so that a network is accurate on both.
OWN_LABEL: Final = 0.5
#: Index of a sample without a label of this kind.
NONE: Final = -1

Labels = NDArray[np.int64]
_Item = TypeVar("_Item")
_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Samples:
    """Samples of faces or voices.

    Attributes:
        names: names of the samples inside the data set, (n,).
        emotions: int64 (n,), :data:`NONE` for a sample without this label.
        people: likewise.
        teacher: the teacher's embeddings, float32 (n, d), centred and with norm 1; a row of zeros for a sample without
            one; ``None``: no teacher is used.
    """

    names: Sequence[str]
    emotions: Labels
    people: Labels
    teacher: NDArray[np.float32] | None

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True)
class FaceSet(Samples):
    """Samples of faces.

    Attributes:
        pictures: uint8 BGR, (height, width, 3), of any sizes.
        boxes: boxes of the Haar detector, float32 (n, 4): x, y, width, height; ``None``: ``placement`` applies.
        distributions: target distribution over the emotions, float32 (n, 8), from the votes of annotators; a row of
            zeros for a sample without one; ``None``: only labels are known.
        placement: position of the faces in the pictures of the data set.
    """

    pictures: Sequence[Picture]
    boxes: NDArray[np.float32] | None = None
    distributions: NDArray[np.float32] | None = None
    placement: Placement = WHOLE

    def region(self, index: int) -> Box:
        """Return the network's input region in a picture, in pixels: from its box, or else from the placement."""
        if self.boxes is not None:
            return region_of_haar(Box(*map(float, self.boxes[index])))
        return self.placement.region(self.pictures[index])


@dataclass(frozen=True)
class VoiceSet(Samples):
    """Samples of voices.

    Attributes:
        mels: log-mel spectrograms of complete clips, decibels, float32 (bands, columns).
        columns: columns of the network's input.
        distributions: soft targets of an emotion teacher, float32 (n, 8); a row of zeros for a sample without one;
            ``None``: only labels are known.
    """

    mels: Sequence[Mel]
    columns: int = FRAMES
    distributions: NDArray[np.float32] | None = None


class LazySequence(Sequence[_Item], Generic[_Item, _Key]):
    """A sequence whose items are read on access, each by its key."""

    def __init__(self, read: Callable[[_Key], _Item], keys: Sequence[_Key]) -> None:
        self._read, self._keys = read, keys

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> _Item: ...

    @overload
    def __getitem__(self, index: slice) -> LazySequence[_Item, _Key]: ...

    def __getitem__(self, index: int | slice) -> _Item | LazySequence[_Item, _Key]:
        """Return an item, or a lazy sequence of the items of a slice."""
        if isinstance(index, slice):
            return LazySequence(self._read, self._keys[index])
        return self._read(self._keys[index])


def emotion_index(word: str) -> int:
    """Return the index of an emotion by the name of the desk or of a data set.

    Raises:
        DataError: there is no such emotion.
    """
    try:
        return EMOTIONS.index(ALIASES.get(word, word))
    except ValueError as error:
        raise DataError(f"'{word}' is not an emotion of the desk.") from error


def fer2013(data: Path, part: str, cache: Path | None = None) -> FaceSet:
    """Read FER2013's ``train`` or ``val`` part (its public test) with the votes of FER+.

    The label is the most probable class of the target distribution.  Pictures are left out if most annotators voted for
    contempt, for an unknown emotion or for "no face".
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
    """Read RAF-DB's training faces: the held-out tenth, or the rest."""
    return _faces(data, "rafdb", cache, lambda name: rafdb_held_out(name) == held_out, _folder_emotion)


def lfw(data: Path, *, held_out: bool, cache: Path | None = None) -> FaceSet:
    """Read LFW: the held-out people, or the others."""
    found = _faces(data, "lfw", cache, lambda name: lfw_held_out(_folder(name)) == held_out, lambda _: NONE)
    return replace(found, people=_numbered([_folder(name) for name in found.names], len(ACTORS)))


def celeba(data: Path, cache: Path | None = None) -> FaceSet:
    """Read CelebA; it has labels of people, but not of emotions."""
    found = _faces(data, "celeba", cache, lambda _: True, lambda _: NONE)
    return replace(found, people=_numbered([_folder(name) for name in found.names], len(ACTORS) + _LFW_PEOPLE))


def colour(data: Path, cache: Path | None = None) -> FaceSet:
    """Read the unlabelled colour faces."""
    return _faces(data, "colour", cache, lambda _: True, lambda _: NONE)


def ravdess_voices(data: Path, fold: int, *, test: bool, cache: Path | None = None) -> VoiceSet:
    """Read RAVDESS speech for training or for the test of a split.

    Args:
        data: folder of the archives.
        fold: 0 for the paper protocol (80:20 by clip), 1 to 5 for a fold of actors.
        test: return the test part instead of the training part.
        cache: folder for decoded data sets.
    """

    def wanted(name: str) -> bool:
        return in_test(performance(name), fold) == test

    found = _voices(data, "ravdess", cache, wanted, lambda name: performance(name).label)
    return replace(found, people=np.array([performance(name).actor - 1 for name in found.names], np.int64))


def in_test(one: Performance, fold: int) -> bool:
    """Return whether a performance is in the test part of a split; fold 0 is the paper protocol."""
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
        LazySequence(packed.mel, chosen),
    )


def packed_faces(file: Path, fold: int, *, test: bool) -> FaceSet:
    """Read the faces of RAVDESS from a packed set, one sample per frame; split by performance, never by frame.

    Raises:
        DataError: the part has no face.
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
        LazySequence(lambda where: packed.faces(where[0])[where[1]], frames),
    )


def _title(one: Performance) -> str:
    """Return the name of a performance: the fields that its files have in common."""
    return f"{one.emotion:02}-{one.intensity:02}-{one.statement:02}-{one.repetition:02}-{one.actor:02}"


def nemo(data: Path, cache: Path | None = None) -> VoiceSet:
    """Read nEMO, Polish emotional speech; it has no calm and no disgust."""
    found = _voices(data, "nemo", cache, lambda _: True, lambda name: emotion_index(_stem(name).split("_")[1]))
    return replace(found, people=_numbered([_stem(name).split("_")[0] for name in found.names], len(ACTORS)))


def librispeech(data: Path, cache: Path | None = None) -> VoiceSet:
    """Read LibriSpeech; it has labels of speakers, but not of emotions."""
    found = _voices(data, "librispeech", cache, lambda _: True, lambda _: NONE)
    return replace(found, people=_numbered([_folder(name) for name in found.names], len(ACTORS) + _NEMO_SPEAKERS))


def indian_emospeech(data: Path, cache: Path | None = None) -> VoiceSet:
    """Read Indian EmoSpeech: one-word commands recorded by telephone, calm, angry, fearful or happy; noisy labels."""
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
    """Return the indices of the people of a set, counted from ``first`` in the order of their names."""
    numbers = {word: number for number, word in enumerate(sorted(set(words)), start=first)}
    return np.array([numbers[word] for word in words], np.int64)


def _faces(
    data: Path, title: str, cache: Path | None, wanted: Callable[[str], bool], emotion: Callable[[str], int]
) -> FaceSet:
    archive = data / ARCHIVES[title]
    names, pictures = decoded_cache.pictures(archive, cache)
    chosen = _chosen(archive, names, wanted)
    labels = _labels([names[index] for index in chosen], emotion)
    return FaceSet(*labels, LazySequence(pictures.__getitem__, chosen), placement=PLACEMENTS[title])


def _voices(
    data: Path, title: str, cache: Path | None, wanted: Callable[[str], bool], emotion: Callable[[str], int]
) -> VoiceSet:
    archive = data / ARCHIVES[title]
    names, mels = decoded_cache.mels(archive, cache)
    chosen = _chosen(archive, names, wanted)
    return VoiceSet(*_labels([names[index] for index in chosen], emotion), LazySequence(mels.__getitem__, chosen))


def _labels(names: list[str], emotion: Callable[[str], int]) -> tuple[list[str], Labels, Labels, None]:
    """Return names, emotions, people (none) and teacher (none) of a set."""
    emotions = np.array([emotion(name) for name in names], np.int64)
    return names, emotions, np.full(len(names), NONE, np.int64), None


def _chosen(archive: Path, names: Sequence[str], wanted: Callable[[str], bool]) -> list[int]:
    chosen = [index for index, name in enumerate(names) if wanted(name)]
    if not chosen:
        raise DataError(f"The data set '{archive}' has no readable sample of the wanted part.")
    return chosen


def data_hash(files: Iterable[Path]) -> str:
    """Return a SHA-256 over the names and contents of archives, which identifies the data of a training."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode())
        with file.open("rb") as opened:
            while chunk := opened.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()
