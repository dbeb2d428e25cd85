"""The end of a training, in which the kernels settle on the grid that they are released on.

Each step runs and learns with rounded kernels; what is learned is added to the exact ones behind them (straight-through
estimation, Bengio et al. 2013).  The normalisations keep their means, spreads and gains from the beginning of it,
because they decide where the grid of the folded network lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import torch
from torch import Tensor

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.weight_grid import gain, lay, normalised, rounded
from emotion_desk.modelling.networks.multitask_net import Net

#: A gain of nothing would make the steps before it endless.
_LEAST_GAIN: Final = 1e-8


class Settling:
    """A net whose kernels settle.

    Args:
        net: not folded; its normalisations stop learning but for their biases.
        steps: of each convolution as the folded net has them, by default laid now.

    Raises:
        ModelError: the net is no ResNet50, or the steps are not its own.
    """

    def __init__(self, net: Net, steps: Mapping[str, Tensor] | None = None) -> None:
        self.steps = dict(lay(net) if steps is None else steps)
        self._kernels = []
        with torch.no_grad():
            for name, convolution, norm in normalised(net):
                if name not in self.steps or len(self.steps[name]) != len(convolution.weight):
                    raise ModelError("The steps of the grid belong to another network.")
                self._kernels.append((convolution, self.steps[name] / gain(norm).clamp_min(_LEAST_GAIN)))
        self._norms = [norm for _, _, norm in normalised(net)]
        self.freeze()

    def freeze(self) -> None:
        """Let the normalisations learn nothing but their biases, also after the net was told to learn."""
        for norm in self._norms:
            norm.eval()
            norm.weight.requires_grad_(False)
            norm.weight.grad = None

    @contextmanager
    def on_grid(self) -> Iterator[None]:
        """Round the kernels for one step, forwards and backwards, and give the exact ones back."""
        exact = [convolution.weight.detach().clone() for convolution, _ in self._kernels]
        with torch.no_grad():
            for convolution, steps in self._kernels:
                convolution.weight.copy_(rounded(convolution.weight, steps))
        try:
            yield
        finally:
            with torch.no_grad():
                for (convolution, _), kernel in zip(self._kernels, exact, strict=True):
                    convolution.weight.copy_(kernel)
