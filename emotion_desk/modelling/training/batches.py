"""Batches of faces and sound, each a function of the recipe's seed and the step alone.

So a training that was killed goes on with exactly the batches it would have seen, and several processes each make
their share of the same batch.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset

from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data.augment_face import augment_face
from emotion_desk.modelling.data.augment_voice import augment_voice, recording_conditions, vocal_tract_perturbation
from emotion_desk.modelling.data.datasets import NONE, FaceSet, Samples, VoiceSet
from emotion_desk.modelling.data.random_draws import chance
from emotion_desk.modelling.networks.resize_layer import smaller
from emotion_desk.modelling.training.recipe import Recipe
from emotion_desk.sound.mel import FRAMES, mel_input
from emotion_desk.vision.crop import normalise

_AHEAD: Final = 3
#: So long a worker that was told to end waits for the training to end it, in seconds.
_OUTLIVES_S: Final = 60


@dataclass(frozen=True)
class Labels:
    """Labels of some rows.

    ``emotions`` and ``people`` are indices, int64 (n,), -1 where unknown; ``teacher`` is the teacher's embedding,
    float32 (n, d), a row of zeros where there is none; ``distributions`` are the shares of emotions where annotators
    voted or a teacher answered, float32 (n, 8), a row of zeros where the index is all that is known.
    """

    emotions: Tensor
    people: Tensor
    teacher: Tensor
    distributions: Tensor

    def rows(self, chosen: Tensor) -> Labels:
        """Return the labels of some rows."""
        return Labels(self.emotions[chosen], self.people[chosen], self.teacher[chosen], self.distributions[chosen])


@dataclass(frozen=True)
class Mix:
    """How rows were blended: ``share`` float32 (n,) of the row itself, the rest from row ``other``, int64 (n,)."""

    share: Tensor
    other: Tensor

    @classmethod
    def none(cls, count: int) -> Mix:
        """Return the mix of rows that were left as they are."""
        return cls(torch.ones(count), torch.arange(count))


@dataclass(frozen=True)
class Batch:
    """One step's rows: first the faces, then the voices.

    Each row is ``share`` of itself and the rest of row ``other`` of its kind (mixup).
    """

    pictures: Tensor
    faces: Labels
    voices: Labels
    face_mix: Mix
    voice_mix: Mix


@dataclass(frozen=True)
class Data:
    """The sets that a recipe draws from, by name."""

    faces: Mapping[str, FaceSet]
    voices: Mapping[str, VoiceSet]

    def __getitem__(self, name: str) -> FaceSet | VoiceSet:
        return self.faces[name] if name in self.faces else self.voices[name]


class Batches(Dataset[Batch]):
    """Makes the batch of any step.

    Every set is gone through in epochs: each epoch is a new order in which an emotion's share is evened out by the
    recipe's balance, so that within an epoch hardly a sample is missed.

    Args:
        recipe: how many rows of which set.
        data: the sets.
        part: which of ``parts`` equal shares of each batch to make, for one of several processes.
        parts: how many processes share a batch.
    """

    def __init__(self, recipe: Recipe, data: Data, part: int = 0, parts: int = 1) -> None:
        self._recipe, self._data, self._part, self._parts = recipe, data, part, parts
        self._order = lru_cache(maxsize=2 * len(recipe.sets))(self._make_order)

    def __len__(self) -> int:
        return self._recipe.steps

    def __getitem__(self, step: int) -> Batch:
        """Return the batch of a step; seeds torch's generator, so it belongs into a worker process."""
        torch.manual_seed(_seed(self._recipe.seed, step, self._part))
        number, within = self._recipe.cycle_at(step)
        cycle = self._recipe.cycles[number]
        faces, voices = (_Rows(self._recipe, cycle.size) for _ in range(2))
        for name in cycle.rows:
            chosen = self._data[name]
            for index in self._drawn(name, number, within)[self._part :: self._parts]:
                if isinstance(chosen, FaceSet):
                    faces.add_face(chosen, int(index))
                else:
                    voices.add_voice(chosen, int(index))
        sound, voice_mix = _mixed(voices.stacked(), self._recipe.voice_mixup)
        seen, face_mix = _mixed(faces.stacked(), self._recipe.face_mixup)
        pictures = torch.cat([seen, sound]) if len(faces) else sound  # alone, sound may have any shape
        return Batch(pictures, faces.labels(), voices.labels(), face_mix, voice_mix)

    def _drawn(self, name: str, number: int, within: int) -> NDArray[np.int64]:
        """Return the samples of a set for a step: a stretch of the set's endless order."""
        cycles = self._recipe.cycles
        before = sum(cycle.rows.get(name, 0) * cycle.steps for cycle in cycles[:number])
        count = cycles[number].rows[name]
        first, size = before + within * count, len(self._data[name])
        positions = np.arange(first, first + count)
        return np.array([self._order(name, int(at // size))[at % size] for at in positions], np.int64)

    def _make_order(self, name: str, epoch: int) -> NDArray[np.int64]:
        samples = self._data[name]
        rng = np.random.default_rng((self._recipe.seed, len(samples), epoch))
        balance = self._recipe.face_balance if isinstance(samples, FaceSet) else self._recipe.voice_balance
        ends = np.cumsum(_weights(samples, balance)) * len(samples)
        picked = np.searchsorted(ends, np.arange(len(samples)) + rng.random(), side="left")
        return np.asarray(rng.permutation(np.minimum(picked, len(samples) - 1)), np.int64)

    def stream(self, first: int) -> Iterator[Batch]:
        """Yield the batches from a step to the last, made ahead in a process of their own."""
        steps = range(first, len(self))
        if "fork" not in multiprocessing.get_all_start_methods():  # the mapped sets cannot be handed to a new process
            yield from map(self.__getitem__, steps)
            return
        yield from DataLoader(
            self,
            batch_size=None,
            sampler=steps,
            num_workers=1,
            prefetch_factor=_AHEAD,
            worker_init_fn=_settle,
            multiprocessing_context="fork",
        )


class _Rows:
    """Rows of one kind on their way to a batch, augmented as the recipe says."""

    def __init__(self, recipe: Recipe, size: int) -> None:
        self._recipe, self._size = recipe, size
        self._rows: list[Tensor] = []
        self._emotions: list[int] = []
        self._people: list[int] = []
        self._teacher: list[Tensor] = []
        self._distributions: list[Tensor] = []

    def add_face(self, faces: FaceSet, index: int) -> None:
        face = augment_face(faces.pictures[index], faces.region(index), self._size)
        self._rows.append(torch.from_numpy(normalise(face[None])))
        self._label(faces, index)

    def add_voice(self, voices: VoiceSet, index: int) -> None:
        mel = np.asarray(voices.mels[index], np.float32)
        other = voices.emotions[index] != NONE and chance(self._recipe.vocal_tract_perturbation)
        if other:
            mel = vocal_tract_perturbation(mel)
        if chance(self._recipe.recording_conditions):
            mel = recording_conditions(mel)
        row = torch.from_numpy(mel_input(augment_voice(mel, voices.columns).numpy()))
        if self._size != FRAMES:
            row = smaller(row, self._size)
        self._rows.append(row)
        self._label(voices, index, nobody=other)

    def _label(self, samples: FaceSet | VoiceSet, index: int, *, nobody: bool = False) -> None:
        """Note what is known of a sample; of a voice that was made another person's, the emotion alone."""
        self._emotions.append(int(samples.emotions[index]))
        self._people.append(NONE if nobody else int(samples.people[index]))
        known = torch.zeros(0) if samples.teacher is None else torch.from_numpy(samples.teacher[index].copy())
        self._teacher.append(torch.zeros_like(known) if nobody else known)
        shares = samples.distributions
        self._distributions.append(
            torch.zeros(len(EMOTIONS)) if shares is None else torch.from_numpy(shares[index].copy())
        )

    def __len__(self) -> int:
        return len(self._rows)

    def stacked(self) -> Tensor:
        return torch.cat(self._rows) if self._rows else torch.zeros(0, 3, self._size, self._size)

    def labels(self) -> Labels:
        width = max((len(one) for one in self._teacher), default=0)
        teacher = [functional.pad(one, (0, width - len(one))) for one in self._teacher]
        return Labels(
            torch.tensor(self._emotions, dtype=torch.int64),
            torch.tensor(self._people, dtype=torch.int64),
            torch.stack(teacher) if teacher else torch.zeros(0, width),
            torch.stack(self._distributions) if self._distributions else torch.zeros(0, len(EMOTIONS)),
        )


def _mixed(rows: Tensor, alpha: float) -> tuple[Tensor, Mix]:
    """Blend each row with another (Zhang et al. 2018), each by a share of its own.

    torchvision's MixUp draws one share a batch and knows class labels only; the identities need to know both rows.
    """
    count = len(rows)
    if count == 0 or alpha <= 0:
        return rows, Mix.none(count)
    share = torch.distributions.Beta(alpha, alpha).sample((count,))
    share = torch.maximum(share, 1 - share)
    other = torch.randperm(count)
    wide = share[:, None, None, None]
    return rows * wide + rows[other] * (1 - wide), Mix(share, other)


def _weights(samples: Samples, balance: float) -> NDArray[np.float64]:
    """Return a probability for each sample: a class counts by its size to the power ``1 - balance``."""
    counts = np.bincount(samples.emotions - NONE).astype(np.float64)
    weight = counts[samples.emotions - NONE] ** -balance
    return np.asarray(weight / weight.sum())


def _seed(*numbers: int) -> int:
    return int(np.random.SeedSequence(numbers).generate_state(1)[0])


def _settle(_: int) -> None:
    """Prepare the worker process: one thread; signals to end are for the training, which then ends the worker.

    Ctrl-C and whoever stops a whole group of processes tell both.  A worker that died of it would end the training in
    the middle of a step, without a checkpoint; one that was told and is still there after a while goes by itself.
    """
    torch.set_num_threads(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda _number, _frame: signal.alarm(_OUTLIVES_S))
