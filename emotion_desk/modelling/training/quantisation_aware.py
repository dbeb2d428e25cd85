"""Quantisation-aware training: the forward and backward passes use kernels rounded to their quantised values.

The gradients are applied to the exact kernels, which are kept beside the rounded ones (straight-through estimation,
Bengio et al. 2013).  Means, variances and gains of the batch normalisations are frozen, because the step sizes of the
quantised kernels depend on them (:mod:`emotion_desk.modelling.export.weight_grid`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import torch
from torch import Tensor

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.weight_grid import gain, normalised, rounded, step_sizes
from emotion_desk.modelling.networks.multitask_net import Net

#: Lower bound of a gain, by which the step sizes are divided.
_LEAST_GAIN: Final = 1e-8


class KernelRounding:
    """Rounds the kernels of a network for each step of quantisation-aware training.

    Args:
        net: a network whose normalisations are not folded; all their parameters but the biases are frozen.
        steps: step size of each channel of each convolution in the folded network, by the convolution's name; by
            default computed from the present kernels.

    Raises:
        ModelError: the trunk is not a ResNet50, or the steps belong to another network.
    """

    def __init__(self, net: Net, steps: Mapping[str, Tensor] | None = None) -> None:
        self.steps = dict(step_sizes(net) if steps is None else steps)
        self._kernels = []
        with torch.no_grad():
            for name, convolution, norm in normalised(net):
                if name not in self.steps or len(self.steps[name]) != len(convolution.weight):
                    raise ModelError("The step sizes of the kernels belong to another network.")
                gains = gain(norm)
                self._kernels.append((convolution, self.steps[name].to(gains.device) / gains.clamp_min(_LEAST_GAIN)))
        self._norms = [norm for _, _, norm in normalised(net)]
        self.freeze()

    def freeze(self) -> None:
        """Freeze the normalisations except their biases; call it again after ``net.train()``."""
        for norm in self._norms:
            norm.eval()
            norm.weight.requires_grad_(False)
            norm.weight.grad = None

    @contextmanager
    def rounded_kernels(self) -> Iterator[None]:
        """Round the kernels within the ``with`` block, and restore the exact ones after it."""
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
