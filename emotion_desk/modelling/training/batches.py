"""Batches of faces and voices; each depends only on the seed of the recipe and on the step.

So a resumed training gets the same batches as an uninterrupted one, and several processes can each make a share of the
same batch.
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
from emotion_desk.modelling.networks.resize_layer import resized
from emotion_desk.modelling.training.recipe import Recipe
from emotion_desk.sound.mel import FRAMES, mel_input
from emotion_desk.vision.crop import normalise

_AHEAD: Final = 3
#: Seconds after which a worker process that got SIGTERM ends, if the training has not ended it before.
_WORKER_LIMIT_S: Final = 60


@dataclass(frozen=True)
class Labels:
    """Labels of the rows of a batch.

    Attributes:
        emotions, people: indices, int64 (n,), -1 if unknown.
        teacher: embeddings of a teacher, float32 (n, d); a row of zeros if there is none.
        distributions: target distributions over the emotions, float32 (n, 8), from annotators or a teacher; a row of
            zeros if there is none.
    """

    emotions: Tensor
    people: Tensor
    teacher: Tensor
    distributions: Tensor

    def rows(self, chosen: Tensor) -> Labels:
        """Return the labels of some rows."""
        return Labels(self.emotions[chosen], self.people[chosen], self.teacher[chosen], self.distributions[chosen])

    def to(self, device: torch.device) -> Labels:
        """Return the labels on a device."""
        return Labels(*(one.to(device) for one in (self.emotions, self.people, self.teacher, self.distributions)))


@dataclass(frozen=True)
class Mix:
    """The mixup of rows: the weight of each row itself, float32 (n,), and the index of the other row, int64 (n,)."""

    share: Tensor
    other: Tensor

    @classmethod
    def none(cls, count: int) -> Mix:
        """Return the mix of rows without mixup."""
        return cls(torch.ones(count), torch.arange(count))

    def to(self, device: torch.device) -> Mix:
        """Return the mix on a device."""
        return Mix(self.share.to(device), self.other.to(device))


@dataclass(frozen=True)
class Batch:
    """The rows of one step, first the faces and then the voices; each may be mixed with another one of its kind."""

    pictures: Tensor
    faces: Labels
    voices: Labels
    face_mix: Mix
    voice_mix: Mix

    def to(self, device: torch.device) -> Batch:
        """Return the batch on a device."""
        return Batch(
            self.pictures.to(device),
            self.faces.to(device),
            self.voices.to(device),
            self.face_mix.to(device),
            self.voice_mix.to(device),
        )


@dataclass(frozen=True)
class Data:
    """The data sets that a recipe draws from, by name."""

    faces: Mapping[str, FaceSet]
    voices: Mapping[str, VoiceSet]

    def __getitem__(self, name: str) -> FaceSet | VoiceSet:
        return self.faces[name] if name in self.faces else self.voices[name]


class Batches(Dataset[Batch]):
    """The batches of a training by step.

    Each data set is passed through in epochs.  An epoch is a random order in which the emotions are balanced as the
    recipe says; within an epoch, nearly every sample occurs.

    Args:
        recipe: rows per batch from each data set, and augmentation.
        data: the data sets.
        part: index of the share of each batch that this process makes.
        parts: number of processes that share a batch.
        workers: number of worker processes that make batches in advance; a batch is the same with any number.
    """

    def __init__(self, recipe: Recipe, data: Data, part: int = 0, parts: int = 1, workers: int = 1) -> None:
        self._recipe, self._data, self._part, self._parts, self._workers = recipe, data, part, parts, workers
        self._order = lru_cache(maxsize=2 * len(recipe.sets))(self._make_order)

    def __len__(self) -> int:
        return self._recipe.steps

    def __getitem__(self, step: int) -> Batch:
        """Return the batch of a step; it seeds torch's generator, so it should run in a worker process."""
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
        pictures = torch.cat([seen, sound]) if len(faces) else sound  # voices alone may have any shape
        return Batch(pictures, faces.labels(), voices.labels(), face_mix, voice_mix)

    def _drawn(self, name: str, number: int, within: int) -> NDArray[np.int64]:
        """Return the indices of a data set's samples for a step."""
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
        ends = np.cumsum(sampling_weights(samples, balance)) * len(samples)
        picked = np.searchsorted(ends, np.arange(len(samples)) + rng.random(), side="left")
        return np.asarray(rng.permutation(np.minimum(picked, len(samples) - 1)), np.int64)

    def stream(self, first: int) -> Iterator[Batch]:
        """Yield the batches from a step to the last; worker processes make them in advance."""
        steps = range(first, len(self))
        if "fork" not in multiprocessing.get_all_start_methods():  # mapped data cannot be passed on
            yield from map(self.__getitem__, steps)
            return
        yield from DataLoader(
            self,
            batch_size=None,
            sampler=steps,
            num_workers=self._workers,
            prefetch_factor=_AHEAD,
            worker_init_fn=_prepare_worker,
            multiprocessing_context="fork",
        )


class _Rows:
    """Collects augmented rows of one kind for a batch."""

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
        changed = voices.emotions[index] != NONE and chance(self._recipe.vocal_tract_perturbation)
        if changed:
            mel = vocal_tract_perturbation(mel)
        if chance(self._recipe.recording_conditions):
            mel = recording_conditions(mel)
        row = torch.from_numpy(mel_input(augment_voice(mel, voices.columns).numpy()))
        if self._size != FRAMES:
            row = resized(row, self._size)
        self._rows.append(row)
        self._label(voices, index, has_person=not changed)

    def _label(self, samples: FaceSet | VoiceSet, index: int, *, has_person: bool = True) -> None:
        """Add the labels of a sample; without those of the person if an augmentation changed it."""
        self._emotions.append(int(samples.emotions[index]))
        self._people.append(int(samples.people[index]) if has_person else NONE)
        known = torch.zeros(0) if samples.teacher is None else torch.from_numpy(samples.teacher[index].copy())
        self._teacher.append(known if has_person else torch.zeros_like(known))
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
    """Return rows with mixup (Zhang et al. 2018), each with a weight of its own.

    torchvision's MixUp draws one weight per batch and supports class labels only, but the losses of identities need the
    indices of both rows.
    """
    count = len(rows)
    if count == 0 or alpha <= 0:
        return rows, Mix.none(count)
    share = torch.distributions.Beta(alpha, alpha).sample((count,))
    share = torch.maximum(share, 1 - share)
    other = torch.randperm(count)
    wide = share[:, None, None, None]
    return rows * wide + rows[other] * (1 - wide), Mix(share, other)


def sampling_weights(samples: Samples, balance: float) -> NDArray[np.float64]:
    """Return the probability of each sample; that of a class is proportional to its size to the power 1 - balance."""
    counts = np.bincount(samples.emotions - NONE).astype(np.float64)
    weight = counts[samples.emotions - NONE] ** -balance
    return np.asarray(weight / weight.sum())


def _seed(*numbers: int) -> int:
    return int(np.random.SeedSequence(numbers).generate_state(1)[0])


def _prepare_worker(_: int) -> None:
    """Prepare the worker process: one thread, and no reaction to signals that end the training.

    Ctrl-C and signals to a process group reach the worker as well.  If it ended at once, the training would fail in the
    middle of a step and write no checkpoint.  So it goes on until the training ends it, or for a limited time.
    """
    torch.set_num_threads(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda _number, _frame: signal.alarm(_WORKER_LIMIT_S))
