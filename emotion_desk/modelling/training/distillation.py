"""What a student is taught: to answer each row as the multi-task network does (Hinton et al. 2015).

Emotions and actors: the teacher's probabilities at a temperature that lets its second thoughts be seen.  Identities:
the direction of the teacher's embedding, and the similarities between the rows of a batch (Park et al. 2019).  A row
needs no label; a face teaches the heads of faces, a sound those of voices, mixed or not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from emotion_desk.modelling.networks.multitask_net import Net
from emotion_desk.modelling.training.batches import Batch

#: Softens the teacher's logits; gradients are scaled back by its square.
TEMPERATURE: Final = 3.0
#: What an identity counts beside an emotion, and in it the similarities of a batch beside the direction.
_IDENTITY: Final = 4.0
_RELATIONS: Final = 2.0

#: Answers rows, float32 (n, 3, size, size), with the outputs of its heads, (n, size of the head) each.
Teacher = Callable[[NDArray[np.float32]], Mapping[str, NDArray[np.float32]]]


class Imitation(nn.Module):
    """Distillation loss against a teacher network's outputs, in place of the supervised losses.

    See :class:`emotion_desk.modelling.training.losses.Losses`.

    Args:
        teacher: the network that is imitated.
    """

    def __init__(self, teacher: Teacher) -> None:
        super().__init__()
        self._teacher = teacher

    def forward(self, _net: Net, outputs: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
        """Return a loss for each head that has rows in the batch, as scalars."""
        taught = {name: torch.from_numpy(answer) for name, answer in self._teacher(batch.pictures.numpy()).items()}
        split = len(batch.faces.emotions)
        losses: dict[str, Tensor] = {}
        for kind, rows in (("face", slice(0, split)), ("voice", slice(split, None))):
            mine = {name: answer[rows] for name, answer in outputs.items() if name.startswith(kind) and name in taught}
            if mine and len(next(iter(mine.values()))):
                losses |= student_losses(mine, {name: taught[name][rows] for name in mine})
        return {name: loss * (_IDENTITY if name.endswith("_identity") else 1.0) for name, loss in losses.items()}


def student_losses(
    said: Mapping[str, Tensor], taught: Mapping[str, Tensor], temperature: float = TEMPERATURE
) -> dict[str, Tensor]:
    """Return the loss of each head that both networks have, as scalars.

    Args:
        said: the student's outputs: logits (n, classes) or embeddings (n, size) of length one.
        taught: the teacher's outputs to the very same rows.
        temperature: of the softened probabilities.
    """
    losses: dict[str, Tensor] = {}
    for name, target in taught.items():
        answer = said.get(name)
        if answer is None:
            continue
        target = target.detach()
        if name.endswith("_identity"):
            direction = (1 - functional.cosine_similarity(answer, target, dim=1)).mean()
            relations = functional.mse_loss(answer @ answer.T, target @ target.T)
            losses[name] = direction + _RELATIONS * relations
        else:
            soft = functional.log_softmax(answer / temperature, dim=1)
            aim = functional.log_softmax(target / temperature, dim=1)
            losses[name] = functional.kl_div(soft, aim, reduction="batchmean", log_target=True) * temperature**2
    return losses


@torch.no_grad()
def agreement(said: Mapping[str, Tensor], taught: Mapping[str, Tensor]) -> dict[str, float]:
    """Return how well a student follows: share of equal first answers, or mean cosine of embeddings."""
    found: dict[str, float] = {}
    for name, target in taught.items():
        answer = said.get(name)
        if answer is None:
            continue
        if name.endswith("_identity"):
            found[name] = float(functional.cosine_similarity(answer, target, dim=1).mean())
        else:
            found[name] = float((answer.argmax(1) == target.argmax(1)).float().mean())
    return found
