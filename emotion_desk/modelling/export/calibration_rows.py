"""Calibration rows for quantisation: faces and sounds of the training parts, never of the test parts.

They pass the desk's own preprocessing and are drawn with a fixed seed, in mixed order.
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
from emotion_desk.sound.mel import mel_input
from emotion_desk.sound.utterance_windows import utterance_windows
from emotion_desk.vision.crop import face_input

_LOG = logging.getLogger(__name__)
_SEED: Final = 20
#: Rows a kind: as many faces as sounds, so that neither decides the ranges of a network that reads both.
ROWS: Final = 256

Row = NDArray[np.float32]
_Set = TypeVar("_Set", FaceSet, VoiceSet)


def training_rows(
    data: Path, heads: Collection[str], fold: int = 0, cache: Path | None = None, rows: int = ROWS
) -> Iterator[Row]:
    """Yield network input, float32 (3, size, size): ``rows`` of each kind that one of the heads reads.

    Args:
        data: folder of the archives.
        heads: names of the network's heads.
        fold: the split of RAVDESS, 0 for the paper protocol.
        cache: folder that keeps what was decoded.
        rows: how many faces, and how many sounds.

    Raises:
        DataError: not one set of a kind that is needed is at hand.
    """
    rng = np.random.default_rng(_SEED)
    kinds: list[Iterator[Row]] = []
    if any(head.startswith("face_") for head in heads):
        faces: list[Callable[[], FaceSet]] = [
            lambda: datasets.fer2013(data, "train", cache),
            lambda: datasets.rafdb(data, held_out=False, cache=cache),
            lambda: datasets.colour(data, cache),
        ]
        kinds.append(_faces(_opened(faces), rows, rng))
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
            _LOG.warning("%s Ranges are found without it.", error)
    if not found:
        raise DataError("Quantisation needs at least one set to find its ranges on, and none is there.")
    return found


def _faces(found: Sequence[FaceSet], count: int, rng: np.random.Generator) -> Iterator[Row]:
    for which in range(count):
        chosen = found[which % len(found)]
        yield face_input([chosen.pictures[int(rng.integers(len(chosen)))]])[0]


def _sounds(found: Sequence[VoiceSet], count: int, rng: np.random.Generator) -> Iterator[Row]:
    given = 0
    while given < count:
        chosen = found[given % len(found)]
        windows = utterance_windows(chosen.mels[int(rng.integers(len(chosen)))])
        if windows:
            yield mel_input(windows[int(rng.integers(len(windows)))])[0]
            given += 1
