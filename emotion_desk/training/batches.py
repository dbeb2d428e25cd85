"""Batches of faces and sound, each a function of the seed and the step alone.

So a training that was killed goes on with exactly the batches it would have seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from emotion_desk.opencv import cv2
from emotion_desk.sound.mel import mel_input
from emotion_desk.training.augment import augment_face, augment_voice
from emotion_desk.training.recipe import Recipe
from emotion_desk.training.sets import FaceSet, VoiceSet
from emotion_desk.vision.crop import normalise

_AHEAD: Final = 3
_Set = TypeVar("_Set", FaceSet, VoiceSet)


@dataclass(frozen=True)
class Batch:
    """One step's rows: first the faces, then the voices; labels are soft, float32 (rows, 8)."""

    pictures: NDArray[np.float32]
    labels: NDArray[np.float32]
    faces: int


class Batches:
    """Draws batches: sets by their share, within a set emotions by the root of their frequency."""

    def __init__(self, recipe: Recipe, faces: dict[str, FaceSet], voices: dict[str, VoiceSet]) -> None:
        self._recipe = recipe
        self._faces = [(faces[name], share, _weights(faces[name].labels)) for name, share in recipe.face_mix.items()]
        self._voices = [
            (voices[name], share, _weights(voices[name].labels)) for name, share in recipe.voice_mix.items()
        ]

    def batch(self, step: int) -> Batch:
        """Return the batch of a step."""
        recipe = self._recipe
        rng = np.random.default_rng((recipe.seed, step))
        size = recipe.size_at(step)
        faces, face_labels = [], []
        for chosen, index in _draw(self._faces, recipe.faces, rng):
            faces.append(augment_face(chosen.pictures[index], size, rng))
            face_labels.append(chosen.labels[index])
        voices, voice_labels = [], []
        for heard, index in _draw(self._voices, recipe.voices, rng):
            voices.append(_voice_row(augment_voice(heard.mels[index], rng), size))
            voice_labels.append(heard.labels[index])
        rows: list[NDArray[np.float32]] = []
        labels: list[NDArray[np.float32]] = []
        one_hot = np.eye(8, dtype=np.float32)
        if faces:
            rows.append(normalise(np.stack(faces)))
            labels.append(one_hot[face_labels])
        if voices:
            mixed, soft = _mixup(np.concatenate(voices), one_hot[voice_labels], recipe.voice_mixup, rng)
            rows.append(mixed)
            labels.append(soft)
        return Batch(np.concatenate(rows), np.concatenate(labels), len(faces))

    def stream(self, first: int, last: int) -> Iterator[Batch]:
        """Yield the batches of the steps ``first`` to ``last - 1``, made ahead in a thread."""
        with ThreadPoolExecutor(1, "batches") as pool:
            waiting: list[Future[Batch]] = [pool.submit(self.batch, s) for s in range(first, min(first + _AHEAD, last))]
            for step in range(first, last):
                ready = waiting.pop(0).result()
                if step + _AHEAD < last:
                    waiting.append(pool.submit(self.batch, step + _AHEAD))
                yield ready


def _weights(labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return a probability for each sample: a class counts by the root of its size."""
    counts = np.bincount(labels, minlength=8).astype(np.float64)
    weight = 1.0 / np.sqrt(counts[labels])
    return np.asarray(weight / weight.sum())


def _draw(
    sets: list[tuple[_Set, float, NDArray[np.float64]]], count: int, rng: np.random.Generator
) -> list[tuple[_Set, int]]:
    shares = np.array([share for _, share, _ in sets])
    drawn: list[tuple[_Set, int]] = []
    for which, number in enumerate(rng.multinomial(count, shares / shares.sum())):
        chosen, _, weights = sets[which]
        drawn += [(chosen, int(index)) for index in rng.choice(len(weights), number, p=weights)]
    return drawn


def _voice_row(mel: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Return the network's row of a mel window, shrunk where this phase trains on smaller pictures."""
    row = mel_input(mel)
    if row.shape[-1] == size:
        return row
    plane = cv2.resize(row[0, 0], (size, size), interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(np.broadcast_to(plane, (1, 3, size, size)), np.float32)


def _mixup(
    rows: NDArray[np.float32], labels: NDArray[np.float32], alpha: float, rng: np.random.Generator
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Blend each row with another (Zhang et al. 2018)."""
    if alpha <= 0:
        return rows, labels
    share = rng.beta(alpha, alpha, len(rows)).astype(np.float32)
    share = np.maximum(share, 1 - share)
    other = rng.permutation(len(rows))
    wide = share[:, None, None, None]
    return rows * wide + rows[other] * (1 - wide), labels * share[:, None] + labels[other] * (1 - share[:, None])
