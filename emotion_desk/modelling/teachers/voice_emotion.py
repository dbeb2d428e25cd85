"""A teacher of emotion by voice: logistic regression on the features of Whisper's encoder.

It is fitted on the training samples of one split alone, so the test actors of a fold never reach it.  A sample with a
label gets the answer of a regression that was fitted without that speaker (cross-fitting): on speakers that it was
fitted on, a regression of some hundred features only repeats the labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data.datasets import NONE, VoiceSet

Vectors = Mapping[str, NDArray[np.float32]]
#: Sets whose labels the teacher is fitted on; the others' are too noisy.
FITTED_ON: Final = ("ravdess", "nemo")
#: Inverse strength of the penalty on weights.
_STRENGTH: Final = 0.02
_PARTS: Final = 5


def with_soft_targets(
    voices: Mapping[str, VoiceSet], features: Mapping[str, Vectors], share: float
) -> dict[str, VoiceSet]:
    """Return the sets with a distribution over emotions for each sample, ``distributions``, float32 (n, 8).

    Args:
        voices: the training sets of a split, by name; at least one of :data:`FITTED_ON` must be among them.
        features: of each set, Whisper's vectors by sample name; a name may be missing.
        share: weight of the teacher beside a sample's own label, 0 to 1; where there is no label, the teacher counts
            whole.
    """
    size = len(next(vector for of_set in features.values() for vector in of_set.values()))
    rows = {name: _rows(one, features[name], size) for name, one in voices.items()}
    fitted = [name for name in voices if name in FITTED_ON]
    given, labels, people = (
        np.concatenate(parts)
        for parts in zip(*((rows[name], voices[name].emotions, voices[name].people) for name in fitted), strict=True)
    )
    usable = given.any(axis=1) & (labels != NONE)
    whole = fit(given[usable], labels[usable])
    crossed = np.zeros((len(given), len(EMOTIONS)), np.float32)
    crossed[usable] = cross_fitted(given[usable], labels[usable], people[usable])
    ends = np.cumsum([len(rows[name]) for name in fitted])[:-1]
    answers = dict(zip(fitted, np.split(crossed, ends), strict=True))
    return {
        name: replace(one, distributions=_blended(one, answers.get(name, _asked(whole, rows[name])), share))
        for name, one in voices.items()
    }


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


def _asked(regression: Any, rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probabilities of each row, zeros for a sample without features."""
    return np.asarray(probabilities(regression, rows) * rows.any(axis=1, keepdims=True), np.float32)


def _blended(voices: VoiceSet, answers: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    labelled = voices.emotions != NONE
    own = np.eye(len(EMOTIONS), dtype=np.float32)[np.maximum(voices.emotions, 0)]
    answered = answers.any(axis=1, keepdims=True)
    blended = np.where(answered, share * answers + (1 - share) * own, own)
    return np.asarray(np.where(labelled[:, None], blended, answers), np.float32)
