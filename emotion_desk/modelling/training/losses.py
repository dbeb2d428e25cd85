"""The losses of the heads; a row without a label takes no part in the loss for that label.

Emotions: cross-entropy.  Identities: cosine distance to the teacher's embedding (distillation, Hinton et al. 2015), the
teacher's cosines between the rows of a batch (relational knowledge distillation, Park et al. 2019), and a softmax over
the labelled people with a margin on the cosine of the right one (CosFace, Wang et al. 2018).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from emotion_desk.modelling.networks.multitask_net import COSINE_SCALE, HEADS, Net, cosines
from emotion_desk.modelling.training.batches import Batch, Labels, Mix
from emotion_desk.modelling.training.recipe import Recipe

_MARGIN: Final = 0.15


class Losses(nn.Module):
    """The losses of a recipe's heads, with a learned vector for each person who is not an actor of RAVDESS.

    Args:
        recipe: heads and weights of the losses.
        people: number of labelled people in the data sets of faces and of voices; RAVDESS' 24 actors come first.
    """

    def __init__(self, recipe: Recipe, people: tuple[int, int]) -> None:
        super().__init__()
        self._recipe = recipe
        sizes = {
            kind: (count, HEADS[f"{kind}_identity"].size)
            for kind, count in zip(("face", "voice"), people, strict=True)
            if count and f"{kind}_identity" in recipe.heads
        }
        self.others = nn.ParameterDict({kind: nn.Parameter(torch.randn(size) * 0.05) for kind, size in sizes.items()})

    def forward(self, net: Net, outputs: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
        """Return the weighted losses by name, as far as the batch has rows for them."""
        split = len(batch.faces.emotions)
        rows = {"face": slice(0, split), "voice": slice(split, None)}
        heads = {name: output[rows[name.partition("_")[0]]] for name, output in outputs.items()}
        losses = [*self._kind(net, "face", heads, batch.faces, batch.face_mix)]
        losses += self._kind(net, "voice", heads, batch.voices, batch.voice_mix)
        weights = self._recipe.weights
        return {f"{kind}_{name}": loss * getattr(weights, name) for kind, name, loss in losses}

    def _kind(
        self, net: Net, kind: str, heads: dict[str, Tensor], labels: Labels, mix: Mix
    ) -> Iterator[tuple[str, str, Tensor]]:
        """Yield the losses of faces or of voices; a row with mixup counts for both of its rows."""
        share = mix.share
        sides = [(labels, share)]
        if len(mix.other) and bool((share < 1).any()):
            sides.append((labels.rows(mix.other), 1 - share))
        emotion, identity = heads.get(f"{kind}_emotion"), heads.get(f"{kind}_identity")
        if emotion is not None:
            yield from ((kind, "emotion", loss) for loss in _sum(self._emotion(emotion, s, w) for s, w in sides))
        if identity is not None:
            yield from ((kind, "teacher", loss) for loss in _sum(_towards_teacher(identity, s, w) for s, w in sides))
            yield from ((kind, "relations", loss) for loss in _sum([_relations(identity, labels, share)]))
            vectors = self._vectors(net, kind)
            yield from ((kind, "people", loss) for loss in _sum(_people(identity, vectors, s, w) for s, w in sides))

    def _emotion(self, logits: Tensor, labels: Labels, weight: Tensor) -> Tensor | None:
        known = (labels.emotions >= 0) | (labels.distributions.sum(1) > 0)
        if not bool(known.any()):
            return None
        each = functional.cross_entropy(logits[known], self._targets(labels, known), reduction="none")
        return (each * weight[known]).sum() / known.sum()

    def _targets(self, labels: Labels, known: Tensor) -> Tensor:
        """Return the target distributions (n, classes): the given ones or those of the labels, with label smoothing."""
        votes = labels.distributions[known]
        classes = votes.shape[1]
        labelled = functional.one_hot(labels.emotions[known].clamp(min=0), classes).to(votes.dtype)
        targets = torch.where(votes.sum(1, keepdim=True) > 0, votes, labelled)
        smoothing = self._recipe.label_smoothing
        return targets * (1 - smoothing) + smoothing / classes

    def _vectors(self, net: Net, kind: str) -> Tensor | None:
        """Return a vector per person: those of the network's head for the actors, if it has one, then the others."""
        if kind not in self.others:
            return None
        others: Tensor = self.others[kind]
        actors = f"{kind}_actor"
        if actors not in net.specs:
            return others
        return torch.cat([net.head(actors).weight, others[net.specs[actors].size :]])


def _sum(losses: Iterator[Tensor | None] | list[Tensor | None]) -> list[Tensor]:
    found = [loss for loss in losses if loss is not None]
    return [torch.stack(found).sum()] if found else []


def _towards_teacher(embeddings: Tensor, labels: Labels, weight: Tensor) -> Tensor | None:
    known = labels.teacher.square().sum(1) > 0
    if not bool(known.any()):
        return None
    each = 1 - (embeddings[known] * labels.teacher[known]).sum(1)
    return (each * weight[known]).sum() / known.sum()


def _relations(embeddings: Tensor, labels: Labels, share: Tensor) -> Tensor | None:
    """Return the mean squared difference to the teacher's cosines between rows, without rows of strong mixup."""
    known = (labels.teacher.square().sum(1) > 0) & (share > 0.9)
    if int(known.sum()) < 2:
        return None
    ours = embeddings[known] @ embeddings[known].T
    theirs = labels.teacher[known] @ labels.teacher[known].T
    return functional.mse_loss(ours, theirs)


def _people(embeddings: Tensor, vectors: Tensor | None, labels: Labels, weight: Tensor) -> Tensor | None:
    known = labels.people >= 0
    if vectors is None or not bool(known.any()):
        return None
    right = labels.people[known]
    cosine = cosines(embeddings[known], vectors)
    cosine = cosine - _MARGIN * functional.one_hot(right, len(vectors))
    each = functional.cross_entropy(COSINE_SCALE * cosine, right, reduction="none")
    return (each * weight[known]).sum() / known.sum()
