"""The networks: one multi-task net (a trunk, four heads) and single-task nets (a trunk, one head each).

Every net maps pictures (n, 3, size, size) to a dictionary of head outputs; all heads read all rows, so that faces
and sound go through in one pass and the caller takes the face heads of the face rows and the voice heads of the
sound row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from torch import Tensor, nn

from emotion_desk.labels import EMOTIONS
from emotion_desk.network.trunk import FEATURES, trunk


@dataclass(frozen=True)
class HeadSpec:
    """What a head gives: ``classes`` logits over the emotions, or an ``embedding``."""

    kind: str
    size: int


#: The four questions of the desk. The embeddings have the sizes of the teachers they will be distilled from.
HEADS: Final[dict[str, HeadSpec]] = {
    "face_emotion": HeadSpec("classes", len(EMOTIONS)),
    "voice_emotion": HeadSpec("classes", len(EMOTIONS)),
    "face_identity": HeadSpec("embedding", 128),
    "voice_identity": HeadSpec("embedding", 256),
}


class Net(nn.Module):
    """A ResNet50 trunk with some heads; with all four it is the multi-task net, with one a single."""

    def __init__(self, heads: Mapping[str, HeadSpec] = HEADS, dropout: float = 0.2) -> None:
        super().__init__()
        self.trunk = trunk()
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(FEATURES, spec.size) for name, spec in heads.items()})
        self._kinds = {name: spec.kind for name, spec in heads.items()}

    def forward(self, pictures: Tensor) -> dict[str, Tensor]:
        """Return each head's output: logits (n, classes), or embeddings (n, size) of length one."""
        features = self.dropout(self.trunk(pictures))
        return {name: self._finish(self._kinds[name], head(features)) for name, head in self.heads.items()}

    @staticmethod
    def _finish(kind: str, output: Tensor) -> Tensor:
        return output if kind == "classes" else nn.functional.normalize(output, dim=1)


def multitask_net() -> Net:
    """Return the untrained multi-task net."""
    return Net()


def single_net(head: str) -> Net:
    """Return the untrained single-task net of one head."""
    return Net({head: HEADS[head]})


def parameter_count(net: nn.Module) -> int:
    """Return how many numbers a net learns."""
    return sum(parameter.numel() for parameter in net.parameters())


__all__ = ["HEADS", "HeadSpec", "Net", "multitask_net", "parameter_count", "single_net"]
