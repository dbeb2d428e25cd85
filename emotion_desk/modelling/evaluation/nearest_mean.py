"""Closed-set identification by the nearest class mean of embeddings.

The means are computed over the training part of the paper protocol.  No classifier is trained, so it works for any
embedding.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from emotion_desk.modelling.data.splits import in_paper_test, performance
from emotion_desk.modelling.evaluation.predictions import Labelled, gather


def named(clips: Mapping[str, NDArray[np.float32]]) -> Labelled | None:
    """Classify the actor of each test clip of the paper protocol by the mean of the training clips.

    Args:
        clips: embedding with norm 1 of each RAVDESS clip, by clip.

    Returns:
        Cosines to the mean of each actor with training clips, in place of logits; ``None`` without test clips or with
        fewer than two actors.
    """
    known: dict[int, list[NDArray[np.float32]]] = {}
    for clip, embedding in clips.items():
        if not in_paper_test(performance(clip)):
            known.setdefault(performance(clip).actor, []).append(embedding)
    actors = sorted(known)
    tested = [clip for clip in clips if in_paper_test(performance(clip)) and performance(clip).actor in known]
    if len(actors) < 2 or not tested:
        return None
    means = np.stack([np.mean(known[actor], axis=0) for actor in actors])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    labels = [(clip, 0, actors.index(performance(clip).actor)) for clip in tested]
    names = [f"actor-{actor:02}" for actor in actors]
    return gather(names, labels, np.stack([clips[clip] for clip in tested]) @ means.T)
