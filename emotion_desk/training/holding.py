"""After the kernels have settled: they stay, and the normalisations and heads go on learning.

A normalisation's gain stretches a channel's kernel and the steps of its grid alike, so the codes stay the same to the
bit.  What changes is two numbers a channel and the heads: a hundredth of the network, and of what its release takes
(learning of normalisations alone: Frankle, Schwab & Morcos 2021).
"""

from __future__ import annotations

from torch import Tensor

from emotion_desk.network.grid import found, gain, normalised
from emotion_desk.network.nets import Net


class Holding:
    """A net whose kernels are held.

    Args:
        net: not folded, its kernels on a grid; they stop learning.

    Raises:
        ModelError: the net is no ResNet50, or its kernels have not settled.
    """

    def __init__(self, net: Net) -> None:
        self._steps = found(net)
        self._net = net
        for _, convolution, _ in normalised(net):
            convolution.weight.requires_grad_(False)
            convolution.weight.grad = None

    @property
    def steps(self) -> dict[str, Tensor]:
        """Return the steps of each convolution as the folded net has them now, float32 (channels,)."""
        return {name: self._steps[name] * gain(norm).detach() for name, _, norm in normalised(self._net)}
