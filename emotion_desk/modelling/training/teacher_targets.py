"""Computes the targets of the identity heads from a teacher's embeddings.

A teacher's embedding varies with light, pose, or the emotion of a voice.  Where the person is labelled, the target is
therefore drawn towards the mean of the person's embeddings: by half for faces, completely for voices, whose teacher was
not trained on acted emotions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from emotion_desk.modelling.data.datasets import NONE, FaceSet, LazySequence, Samples, VoiceSet

Vectors = Mapping[str, NDArray[np.float32]]
_Set = TypeVar("_Set", FaceSet, VoiceSet)
#: Weight of the person's mean in a target.
FACE_MEAN: Final = 0.5
VOICE_MEAN: Final = 1.0
#: Distance of the mean embeddings of two people below which they are taken for the same person.  dlib uses 0.6 for
#: single pictures; the means of different people are closer than their pictures.
SAME_PERSON: Final = 0.45


def principal_directions(vectors: Vectors, count: int) -> NDArray[np.float32]:
    """Return the directions of the largest singular values of embeddings, (count, d).

    With 128 of its 256 dimensions, the equal error rate of GE2E on the speakers of RAVDESS (all pairs of clips,
    centred) is 18.1 instead of 18.5 %, and the head has half as many weights.

    Args:
        vectors: centred embeddings of speakers who are in no test.
        count: number of directions, at most the number of vectors and of dimensions.
    """
    _, _, rows = np.linalg.svd(np.stack(list(vectors.values())), full_matrices=False)
    return np.asarray(rows[:count], np.float32)


def projected(vectors: Vectors, directions: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """Return embeddings projected to directions and normalised; rows of zeros (no embedding) stay zero."""
    return {name: _unit((directions @ vector)[None])[0] for name, vector in vectors.items()}


def with_targets(samples: _Set, vectors: Vectors, mean: float) -> _Set:
    """Return the samples with targets: the teacher's embeddings, drawn towards the mean of the person.

    Args:
        samples: the samples of one data set.
        vectors: centred embeddings with norm 1, (d,), by name; a name may be missing.
        mean: share of the person's mean in the target, 0 to 1.
    """
    size = len(next(iter(vectors.values()))) if vectors else 0
    nothing = np.zeros(size, np.float32)
    own = np.stack([vectors.get(name, nothing) for name in samples.names])
    target = own
    if mean > 0 and bool((samples.people != NONE).any()):
        target = np.where((samples.people != NONE)[:, None], (1 - mean) * own + mean * _means(samples, own), own)
    target[~own.any(axis=1)] = 0.0
    return replace(samples, teacher=_unit(target))


def without_similar_people(samples: FaceSet, vectors: Vectors, others: Samples, theirs: Vectors) -> FaceSet:
    """Return the samples without people who may be among the held-out ones, so that no person is in both parts.

    Args:
        samples: a data set with labels of people.
        vectors: embeddings of the face teacher, not centred, by sample name.
        others: samples of held-out people.
        theirs: their embeddings.
    """
    held_out = np.stack(list(_mean_vectors(others, theirs).values()))
    alike = {
        person
        for person, mean in _mean_vectors(samples, vectors).items()
        if float(np.linalg.norm(held_out - mean, axis=1).min()) < SAME_PERSON
    }
    kept = [index for index, person in enumerate(samples.people.tolist()) if person not in alike]
    return FaceSet(
        [samples.names[index] for index in kept],
        samples.emotions[kept],
        samples.people[kept],
        None,
        LazySequence(samples.pictures.__getitem__, kept),
        placement=samples.placement,
    )


def _mean_vectors(samples: Samples, vectors: Vectors) -> dict[int, NDArray[np.float32]]:
    """Return the mean embedding of each person who has one."""
    found: dict[int, list[NDArray[np.float32]]] = {}
    for name, person in zip(samples.names, samples.people.tolist(), strict=True):
        if name in vectors:
            found.setdefault(person, []).append(vectors[name])
    return {person: np.asarray(np.mean(rows, axis=0), np.float32) for person, rows in found.items()}


def _means(samples: Samples, own: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the normalised mean embedding of each sample's person, (n, d)."""
    means = np.zeros_like(own)
    for person in np.unique(samples.people):
        theirs = samples.people == person
        means[theirs] = _unit(own[theirs].sum(axis=0, keepdims=True))
    return means


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), np.float32)
