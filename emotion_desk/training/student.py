"""What a student is taught: to answer each row as the multi-task network does (Hinton et al. 2015).

Emotions: the teacher's probabilities at a temperature that lets its second thoughts be seen.  Identities: the direction
of the teacher's embedding, so that whoever was enrolled with one network is known to the other.  Every head learns from
every row, of faces as of voices: the teacher answers all rows anyway, and a row needs no label.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

#: Softens the teacher's logits; gradients are scaled back by its square.
TEMPERATURE: Final = 3.0


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
        if name.endswith("_identity"):
            losses[name] = (1 - functional.cosine_similarity(answer, target.detach(), dim=1)).mean()
        else:
            soft = functional.log_softmax(answer / temperature, dim=1)
            aim = functional.log_softmax(target.detach() / temperature, dim=1)
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
