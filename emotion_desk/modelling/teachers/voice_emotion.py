"""A teacher of emotion by voice: logistic regression on the features of Whisper's encoder.

It is fitted on the training samples of one split alone, so the test actors of a fold never reach it.  A sample with a
label gets the answer of a regression that was fitted without that speaker (cross-fitting): on speakers that it was
fitted on, a regression of some hundred features only repeats the labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data.datasets import NONE, VoiceSet

Vectors = Mapping[str, NDArray[np.float32]]
#: Set whose regression answers for speech without labels: the only one with all eight emotions.
REFERENCE: Final = "ravdess"
#: Inverse strength of the penalty on weights.
_STRENGTH: Final = 0.02
_PARTS: Final = 5


def with_soft_targets(
    voices: Mapping[str, VoiceSet], features: Mapping[str, Vectors], share: float
) -> dict[str, VoiceSet]:
    """Return the sets with a distribution over emotions for each sample, ``distributions``, float32 (n, 8).

    A set with labels has a regression of its own: on RAVDESS' actors one that was also fitted on nEMO is worse.  Speech
    without labels is answered by that of :data:`REFERENCE`; without that set it gets no target.

    Args:
        voices: the training sets of a split, by name.
        features: of each set, Whisper's vectors by sample name; a name may be missing.
        share: weight of the teacher beside a sample's own label, 0 to 1; where there is no label, the teacher counts
            whole.
    """
    size = len(next(vector for of_set in features.values() for vector in of_set.values()))
    rows = {name: _rows(one, features[name], size) for name, one in voices.items()}
    answers = {name: _cross_fitted_where_labelled(one, rows[name]) for name, one in voices.items()}
    if (reference := voices.get(REFERENCE)) is not None:
        usable = _usable(reference, rows[REFERENCE])
        regression = fit(rows[REFERENCE][usable], reference.emotions[usable])
        for name, one in voices.items():
            unlabelled = (one.emotions == NONE) & rows[name].any(axis=1)
            answers[name][unlabelled] = probabilities(regression, rows[name][unlabelled])
    return {name: replace(one, distributions=_blended(one, answers[name], share)) for name, one in voices.items()}


def _usable(voices: VoiceSet, rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which samples have both a label and features, (n,)."""
    return np.asarray(rows.any(axis=1) & (voices.emotions != NONE), bool)


def _cross_fitted_where_labelled(voices: VoiceSet, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the answers for the samples with a label, float32 (n, 8); zeros for the others."""
    usable = _usable(voices, rows)
    found = np.zeros((len(voices), len(EMOTIONS)), np.float32)
    if usable.any():
        found[usable] = cross_fitted(rows[usable], voices.emotions[usable], voices.people[usable])
    return found


def fit(features: NDArray[np.float32], emotions: NDArray[np.int64]) -> Pipeline:
    """Return a logistic regression on standardised features, (n, d), of emotions, (n,)."""
    regression = LogisticRegression(C=_STRENGTH, max_iter=500, class_weight="balanced")
    return make_pipeline(StandardScaler(), regression).fit(features, emotions)


def probabilities(regression: Pipeline, features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probability of each emotion, float32 (n, 8); emotions that the regression never met have none."""
    found = np.zeros((len(features), len(EMOTIONS)), np.float32)
    if len(features):
        found[:, regression.classes_] = regression.predict_proba(features)
    return found


def cross_fitted(
    features: NDArray[np.float32], emotions: NDArray[np.int64], people: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return the probabilities of each sample, float32 (n, 8), by a regression fitted on other speakers."""
    found = np.zeros((len(features), len(EMOTIONS)), np.float32)
    parts = min(_PARTS, len(np.unique(people)))
    if parts < 2:
        return probabilities(fit(features, emotions), features)
    for others, these in GroupKFold(parts).split(features, groups=people):
        found[these] = probabilities(fit(features[others], emotions[others]), features[these])
    return found


def _rows(voices: VoiceSet, vectors: Vectors, size: int) -> NDArray[np.float32]:
    nothing = np.zeros(size, np.float32)
    return np.stack([vectors.get(name, nothing) for name in voices.names])


def _blended(voices: VoiceSet, answers: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    labelled = voices.emotions != NONE
    own = np.eye(len(EMOTIONS), dtype=np.float32)[np.maximum(voices.emotions, 0)]
    answered = answers.any(axis=1, keepdims=True)
    blended = np.where(answered, share * answers + (1 - share) * own, own)
    return np.asarray(np.where(labelled[:, None], blended, answers), np.float32)
