"""Small sets and a small recipe, made here, for tests of training."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from emotion_desk.modelling.data.datasets import NONE, FaceSet, VoiceSet
from emotion_desk.modelling.training.batches import Data
from emotion_desk.modelling.training.recipe import Cycle, Recipe, find_recipe, read_recipe
from emotion_desk.sound.mel import log_mel


def unit(rng: np.random.Generator, count: int, size: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    vectors = rng.normal(size=(count, size)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def faces(count: int = 16, *, emotions: bool = True, people: bool = False, boxes: bool = False) -> FaceSet:
    rng = np.random.default_rng(count)
    return FaceSet(
        names=[f"face{i}" for i in range(count)],
        emotions=np.arange(count) % 8 if emotions else np.full(count, NONE),
        people=24 + np.arange(count) % 3 if people else np.full(count, NONE),
        teacher=unit(rng, count, 128),
        pictures=[rng.integers(0, 256, (48, 48, 3), np.uint8) for _ in range(count)],
        boxes=np.tile(np.array([8, 8, 32, 32], np.float32), (count, 1)) if boxes else None,
    )


def voices(count: int = 16, *, emotions: bool = True, first_person: int = 0) -> VoiceSet:
    rng = np.random.default_rng(100 + count)
    return VoiceSet(
        names=[f"voice{i}" for i in range(count)],
        emotions=np.arange(count) % 8 if emotions else np.full(count, NONE),
        people=first_person + np.arange(count) % 4,
        teacher=unit(rng, count, 128),
        mels=[log_mel(rng.normal(0, 0.1, int(rng.integers(9_000, 60_000))).astype(np.float32)) for _ in range(count)],
    )


def data() -> Data:
    return Data(
        {"fer2013": faces(), "lfw": faces(12, emotions=False, people=True, boxes=True)},
        {"ravdess": voices(), "librispeech": voices(6, emotions=False, first_person=33)},
    )


def recipe(name: str = "multitask", count: int = 2) -> Recipe:
    """Return a shipped recipe, shrunk to a handful of small steps."""
    rows = dict.fromkeys(("fer2013", "lfw", "ravdess", "librispeech"), count)
    own = read_recipe(find_recipe(name))
    wanted = {set_name for cycle in own.cycles for set_name in cycle.rows}
    rows = {set_name: number for set_name, number in rows.items() if set_name in wanted}
    return replace(own, cycles=(Cycle(5e-4, 0.2, 32, 2, rows), Cycle(3e-4, 0.2, 48, 2, rows)))
