"""The multi-task network (a trunk, four heads) and the single-task networks (a trunk, one head each).

A network maps pictures (n, 3, size, size) to a dictionary of head outputs.  All heads are computed for all rows, so
that faces and sounds pass the trunk in one batch; the caller uses the face heads of the face rows and the voice heads
of the sound rows.  The closed sets (which of the 24 RAVDESS actors) are cosines of the identity embedding to one
learned vector per actor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from torch import Tensor, nn

from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.networks.resize_layer import ResizeLayer
from emotion_desk.modelling.networks.resnet50 import FEATURES, trunk

#: Factor from a cosine to a logit, large enough for a softmax over some hundred people.
COSINE_SCALE: Final = 20.0
#: Actors of RAVDESS.
ACTORS: Final = 24


@dataclass(frozen=True)
class HeadSpec:
    """The output of a head.

    Attributes:
        kind: ``classes`` (logits over the emotions), ``embedding`` (norm 1), or ``actors`` (logits over the closed set
            of actors).
        size: number of outputs.
        of: for ``actors``, the head whose embedding is compared.
    """

    kind: str
    size: int
    of: str = ""


#: The four tasks of the desk, then the closed sets.  Embeddings have 128 dimensions: dlib's, and the principal ones of
#: GE2E.
HEADS: Final[dict[str, HeadSpec]] = {
    "face_emotion": HeadSpec("classes", len(EMOTIONS)),
    "voice_emotion": HeadSpec("classes", len(EMOTIONS)),
    "face_identity": HeadSpec("embedding", 128),
    "voice_identity": HeadSpec("embedding", 128),
    "face_actor": HeadSpec("actors", ACTORS, of="face_identity"),
    "voice_actor": HeadSpec("actors", ACTORS, of="voice_identity"),
}
#: The heads of the released multi-task network.  ``face_actor`` needs the videos of all 24 actors.
MULTITASK: Final = ("face_emotion", "voice_emotion", "face_identity", "voice_identity", "voice_actor")


class Net(nn.Module):
    """A trunk with heads: with all of them the multi-task network, with one a single-task network.

    Args:
        heads: the heads by name; by default those of the multi-task network.
        dropout: share of the features that is dropped in training.
    """

    def __init__(self, heads: Mapping[str, HeadSpec] | None = None, dropout: float = 0.2) -> None:
        super().__init__()
        self.specs = dict(heads if heads is not None else {name: HEADS[name] for name in MULTITASK})
        self.folded = False
        self.shrink: nn.Module = nn.Identity()
        self.trunk: nn.Module = trunk()
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({name: self._head(spec) for name, spec in self.specs.items()})

    def _head(self, spec: HeadSpec) -> nn.Linear:
        if spec.kind == "actors":
            return nn.Linear(self.specs[spec.of].size, spec.size, bias=False)
        return nn.Linear(FEATURES, spec.size)

    def set_input_size(self, given: int, size: int) -> None:
        """Resize pictures of ``given`` pixels per side to ``size`` inside the network."""
        self.shrink = ResizeLayer(given, size) if size != given else nn.Identity()

    def head(self, name: str) -> nn.Linear:
        """Return a head's layer."""
        layer = self.heads[name]
        assert isinstance(layer, nn.Linear)
        return layer

    def forward(self, pictures: Tensor) -> dict[str, Tensor]:
        """Return the output of each head: logits (n, classes), or embeddings (n, size) with norm 1."""
        features = self.dropout(self.trunk(self.shrink(pictures)))
        outputs: dict[str, Tensor] = {}
        for name, spec in self.specs.items():
            if spec.kind == "classes":
                outputs[name] = self.heads[name](features)
            elif spec.kind == "embedding":
                outputs[name] = nn.functional.normalize(self.heads[name](features), dim=1)
        for name, spec in self.specs.items():
            if spec.kind == "actors":
                outputs[name] = self._actors(name, outputs[spec.of])
        return outputs

    def _actors(self, name: str, embeddings: Tensor) -> Tensor:
        """Return the logits of a closed set; after folding, normalisation and scale are part of the vectors."""
        layer = self.head(name)
        if self.folded:
            return nn.functional.linear(embeddings, layer.weight, layer.bias)
        return COSINE_SCALE * cosines(embeddings, layer.weight)


def cosines(embeddings: Tensor, vectors: Tensor) -> Tensor:
    """Return the cosine of each embedding (n, d), which has norm 1, to each vector (m, d) of any norm: (n, m)."""
    return nn.functional.linear(embeddings, nn.functional.normalize(vectors, dim=1))


def multitask_net() -> Net:
    """Return the untrained multi-task network."""
    return Net()


def single_net(head: str) -> Net:
    """Return the untrained single-task network of a head; that of voice identity has the actors as well."""
    names = [head, "voice_actor"] if head == "voice_identity" else [head]
    return Net({name: HEADS[name] for name in names})


def parameter_count(net: nn.Module) -> int:
    """Return the number of parameters of a network."""
    return sum(parameter.numel() for parameter in net.parameters())


__all__ = [
    "HEADS",
    "MULTITASK",
    "HeadSpec",
    "Net",
    "cosines",
    "multitask_net",
    "parameter_count",
    "single_net",
]
