"""Adjusts the logits of emotions for the shares of the emotions in the training (Menon et al. 2021).

Annotators find neutral and happy faces in most pictures, so a network that learned from them says neutral where a face
shows another emotion faintly.  Subtracting a share of the logarithm of each emotion's prior from its logit lowers this
bias.  Calm, which no data set of faces has, is changed as neutral is.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data import datasets
from emotion_desk.modelling.data.datasets import FaceSet
from emotion_desk.modelling.networks.multitask_net import Net
from emotion_desk.modelling.training.batches import sampling_weights
from emotion_desk.modelling.training.recipe import Recipe

#: The head that is adjusted.
HEAD = "face_emotion"


def face_priors(recipe: Recipe, data: Path, cache: Path | None = None) -> NDArray[np.float64]:
    """Return the share of each emotion in the targets that a recipe's first cycle draws for faces, float64 (8,).

    Raises:
        DataError: a data set is missing, or the recipe draws no faces with an emotion.
    """
    sets: Mapping[str, FaceSet] = {
        "fer2013": datasets.fer2013(data, "train", cache),
        "rafdb": datasets.rafdb(data, held_out=False, cache=cache),
    }
    rows = recipe.cycles[0].rows
    total = np.zeros(len(EMOTIONS))
    for name, faces in sets.items():
        total += rows.get(name, 0) * (sampling_weights(faces, recipe.face_balance) @ _targets(faces))
    return np.asarray(total / total.sum())


def _targets(faces: FaceSet) -> NDArray[np.float64]:
    if faces.distributions is not None:
        return faces.distributions.astype(np.float64)
    return np.eye(len(EMOTIONS))[faces.emotions]


@torch.no_grad()
def adjust(net: Net, priors: NDArray[np.float64], strength: float) -> None:
    """Subtract ``strength`` times the logarithm of the priors from the logits of emotions of faces, in place.

    Args:
        net: a network with the head of emotions of faces.
        priors: share of each emotion, (8,); an emotion with share 0 is changed as neutral is.
        strength: 0: no change; 1: as if all emotions were equally frequent.
    """
    shares = np.where(priors > 0, priors, priors[EMOTIONS.index("neutral")])
    bias = net.head(HEAD).bias
    bias.add_(torch.from_numpy(-strength * np.log(shares)).to(bias.dtype))
