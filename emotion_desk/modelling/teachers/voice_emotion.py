"""A teacher of emotion by voice: logistic regression on the features of Whisper's encoder.

It is fitted on the training samples of one split, so the test actors of a fold are not used.  A labelled sample gets
the probabilities of a regression that was fitted without its speaker (cross-fitting), because on the speakers of the
fit a regression of some hundred features only repeats the labels.
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
#: Data set whose regression is used for speech without labels; it is the only one with all eight emotions.
REFERENCE: Final = "ravdess"
#: Inverse strength of the penalty on weights.
_STRENGTH: Final = 0.02
_PARTS: Final = 5


def with_soft_targets(
    voices: Mapping[str, VoiceSet], features: Mapping[str, Vectors], share: float
) -> dict[str, VoiceSet]:
    """Return the data sets with target distributions over the emotions, ``distributions``, float32 (n, 8).

    Each labelled data set has a regression of its own; one fitted on RAVDESS and nEMO is worse on RAVDESS' actors.  For
    speech without labels, that of :data:`REFERENCE` is used; without this set it gets no targets.

    Args:
        voices: the training parts of the data sets, by name.
        features: Whisper's features of each data set by sample name; a name may be missing.
        share: weight of the teacher beside a sample's own label, 0 to 1; without a label the teacher has weight 1.
    """
    size = len(next(vector for of_set in features.values() for vector in of_set.values()))
    rows = {name: _rows(one, features[name], size) for name, one in voices.items()}
    found = {name: _cross_fitted_where_labelled(one, rows[name]) for name, one in voices.items()}
    if (reference := voices.get(REFERENCE)) is not None:
        usable = _usable(reference, rows[REFERENCE])
        regression = fit(rows[REFERENCE][usable], reference.emotions[usable])
        for name, one in voices.items():
            unlabelled = (one.emotions == NONE) & rows[name].any(axis=1)
            found[name][unlabelled] = probabilities(regression, rows[name][unlabelled])
    return {name: replace(one, distributions=_blended(one, found[name], share)) for name, one in voices.items()}


def _usable(voices: VoiceSet, rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which samples have both a label and features, (n,)."""
    return np.asarray(rows.any(axis=1) & (voices.emotions != NONE), bool)


def _cross_fitted_where_labelled(voices: VoiceSet, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probabilities of the labelled samples, float32 (n, 8); zeros for the others."""
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
    """Return the probability of each emotion, float32 (n, 8); 0 for emotions that the regression was not fitted on."""
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


def _blended(voices: VoiceSet, found: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    """Return the weighted sum of labels and probabilities."""
    labelled = voices.emotions != NONE
    own = np.eye(len(EMOTIONS), dtype=np.float32)[np.maximum(voices.emotions, 0)]
    blended = np.where(found.any(axis=1, keepdims=True), share * found + (1 - share) * own, own)
    return np.asarray(np.where(labelled[:, None], blended, found), np.float32)
