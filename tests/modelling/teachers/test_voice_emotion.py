"""The teacher of emotion by voice: made-up features, one direction an emotion and one a speaker."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_desk.modelling.data.datasets import NONE, VoiceSet
from emotion_desk.modelling.teachers.voice_emotion import cross_fitted, with_soft_targets
from tests.modelling import made

EMOTIONS = 8


def features(voices: VoiceSet, noise: float = 0.1) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    rng = np.random.default_rng(3)
    rows = rng.normal(0, noise, (len(voices), 20)).astype(np.float32)
    for row, emotion, person in zip(rows, voices.emotions.tolist(), voices.people.tolist(), strict=True):
        row[max(emotion, 0)] += 3
        row[8 + person % 12] += 3
    return dict(zip(voices.names, rows, strict=True))


def actors(count: int = 160) -> VoiceSet:
    one = made.voices(16)
    return VoiceSet(
        [f"clip{index}" for index in range(count)],
        np.arange(count) % EMOTIONS,
        np.arange(count) // EMOTIONS % 10,
        None,
        [one.mels[0]] * count,
    )


def test_labels_and_teacher_share_the_target() -> None:
    acted = actors()
    read = replace(made.voices(6, emotions=False, first_person=40), distributions=None)
    given = {"ravdess": acted, "librispeech": read}
    taught = with_soft_targets(given, {name: features(one) for name, one in given.items()}, 0.5)
    targets, unlabelled = taught["ravdess"].distributions, taught["librispeech"].distributions
    assert targets is not None
    assert unlabelled is not None
    assert targets.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert (targets.argmax(axis=1) == acted.emotions).all()
    assert (targets[np.arange(len(acted)), acted.emotions] >= 0.5).all()
    assert targets.max() < 1
    assert unlabelled.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert (taught["librispeech"].emotions == NONE).all()


def test_speech_without_labels_needs_the_reference() -> None:
    read = made.voices(6, emotions=False, first_person=40)
    acted = actors()
    given = {"nemo": acted, "librispeech": read}
    taught = with_soft_targets(given, {name: features(one) for name, one in given.items()}, 0.5)
    unlabelled = taught["librispeech"].distributions
    assert unlabelled is not None
    assert not unlabelled.any()


def test_a_sample_without_features_keeps_its_label() -> None:
    acted = actors()
    known = features(acted)
    del known["clip3"]
    targets = with_soft_targets({"ravdess": acted}, {"ravdess": known}, 0.5)["ravdess"].distributions
    assert targets is not None
    assert targets[3].tolist() == [0, 0, 0, 1, 0, 0, 0, 0]


def test_an_answer_comes_from_other_speakers() -> None:
    """Each speaker has one emotion alone here, so a regression that had met the speaker would know it."""
    people = np.repeat(np.arange(8), 20)
    emotions = people.copy()
    rows = np.random.default_rng(1).normal(0, 0.1, (160, 8)).astype(np.float32)
    rows[np.arange(160), people] += 3
    answers = cross_fitted(rows, emotions, people)
    assert (answers[np.arange(160), emotions] == 0).all()
