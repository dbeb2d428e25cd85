"""Calibration rows for static quantisation: faces and sounds of the training parts, never of the test parts.

They go through the preprocessing of the desk and are drawn with a fixed seed; faces and sounds alternate.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.modelling.data import datasets
from emotion_desk.modelling.data.datasets import FaceSet, VoiceSet
from emotion_desk.modelling.data.face_placement import cut_region
from emotion_desk.sound.mel import mel_input
from emotion_desk.sound.utterance_windows import utterance_windows
from emotion_desk.vision.crop import face_input

_LOG = logging.getLogger(__name__)
_SEED: Final = 20
#: Rows of each kind: as many faces as sounds, so that the activation ranges of a multi-task network fit both.
ROWS: Final = 256

Row = NDArray[np.float32]
_Set = TypeVar("_Set", FaceSet, VoiceSet)


def training_rows(
    data: Path,
    heads: Collection[str],
    fold: int = 0,
    cache: Path | None = None,
    rows: int = ROWS,
    *,
    placed: bool = False,
) -> Iterator[Row]:
    """Yield network inputs, float32 (3, size, size): ``rows`` faces and ``rows`` sounds, as far as the heads use them.

    Args:
        data: folder of the archives.
        heads: names of the network's heads.
        fold: split of RAVDESS, 0 for the paper protocol.
        cache: folder for decoded data sets.
        rows: number of faces, and number of sounds.
        placed: cut the pictures to the face geometry (:mod:`emotion_desk.modelling.data.face_placement`), as
            evaluation does for a network that learned it.  Without, the whole pictures are used.

    Raises:
        DataError: no data set of a needed kind is in the folder.
    """
    rng = np.random.default_rng(_SEED)
    kinds: list[Iterator[Row]] = []
    if any(head.startswith("face_") for head in heads):
        faces: list[Callable[[], FaceSet]] = [
            lambda: datasets.fer2013(data, "train", cache),
            lambda: datasets.rafdb(data, held_out=False, cache=cache),
            lambda: datasets.colour(data, cache),
        ]
        kinds.append(_faces(_opened(faces), rows, rng, placed=placed))
    if any(head.startswith("voice_") for head in heads):
        voices: list[Callable[[], VoiceSet]] = [
            lambda: datasets.ravdess_voices(data, fold, test=False, cache=cache),
            lambda: datasets.nemo(data, cache),
            lambda: datasets.librispeech(data, cache),
        ]
        kinds.append(_sounds(_opened(voices), rows, rng))
    for together in zip(*kinds, strict=True):
        yield from together


def _opened(openers: Sequence[Callable[[], _Set]]) -> list[_Set]:
    found: list[_Set] = []
    for opener in openers:
        try:
            found.append(opener())
        except DataError as error:
            _LOG.warning("%s The calibration leaves it out.", error)
    if not found:
        raise DataError("Quantisation needs at least one data set for its calibration, and the folder has none.")
    return found


def _faces(sets: Sequence[FaceSet], count: int, rng: np.random.Generator, *, placed: bool) -> Iterator[Row]:
    for number in range(count):
        one = sets[number % len(sets)]
        index = int(rng.integers(len(one)))
        picture = one.pictures[index]
        yield face_input([cut_region(picture, one.region(index)) if placed else picture])[0]


def _sounds(sets: Sequence[VoiceSet], count: int, rng: np.random.Generator) -> Iterator[Row]:
    yielded = 0
    while yielded < count:
        one = sets[yielded % len(sets)]
        windows = utterance_windows(one.mels[int(rng.integers(len(one)))])
        if windows:
            yield mel_input(windows[int(rng.integers(len(windows)))])[0]
            yielded += 1
