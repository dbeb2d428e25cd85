"""After the kernels have settled: they stay, and the small rest of the network goes on learning.

A normalisation's gain stretches a channel's kernel and the steps of its grid alike, so the codes stay the same to the
bit.  What changes is two numbers a channel and the heads: a hundredth of the network, and of what its release takes
(learning of normalisations alone: Frankle, Schwab & Morcos 2021).  Where kernels are released as numbers and not as
codes, the gains are held as well, and biases and the heads of classes learn (biases alone: Zaken, Ravfogel & Goldberg
2022).
"""

from __future__ import annotations

import torch
from torch import Tensor

from emotion_desk.network.grid import found, gain, normalised
from emotion_desk.network.nets import Net


class Holding:
    """A net whose kernels are held.

    Args:
        net: not folded, its kernels on a grid; they stop learning.
        gains: hold the normalisations too, but for their biases, and the matrices of the embeddings.

    Raises:
        ModelError: the net is no ResNet50, or its kernels have not settled.
    """

    def __init__(self, net: Net, *, gains: bool = False) -> None:
        self._steps = found(net)
        self._net = net
        self._gains = gains
        held = [convolution.weight for _, convolution, _ in normalised(net)]
        if gains:
            held += [norm.weight for _, _, norm in normalised(net)]
            held += [net.head(name).weight for name, spec in net.specs.items() if spec.kind == "embedding"]
        for parameter in held:
            parameter.requires_grad_(False)
            parameter.grad = None
        self.freeze()

    def freeze(self) -> None:
        """Keep what the normalisations measured, if gains are held, also after the net was told to learn."""
        if self._gains:
            for _, _, norm in normalised(self._net):
                norm.eval()

    @property
    def steps(self) -> dict[str, Tensor]:
        """Return the steps of each convolution as the folded net has them now, float32 (channels,), eight bits long."""
        return {name: _brief(self._steps[name] * gain(norm).detach()) for name, _, norm in normalised(self._net)}


def _brief(steps: Tensor) -> Tensor:
    """Round to eight binary digits: a release stores tens of thousands of steps, and 0.2 per cent are nothing."""
    mantissa, exponent = torch.frexp(steps)
    return torch.ldexp((mantissa * 256).round() / 256, exponent)
