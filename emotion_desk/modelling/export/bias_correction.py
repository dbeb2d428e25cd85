"""Corrects the biases of a network for the rounding of its kernels, before it is quantised.

Rounding shifts the mean activation of each channel; the bias is corrected for it, layer by layer, with means measured
on rows of data (bias correction, Nagel et al. 2019).
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from emotion_desk.modelling.networks.multitask_net import Net

#: Number of rows on which the means are measured.
CORRECTED: Final = 192
#: Largest quantised value of a kernel, as ONNX Runtime's quantiser has it with seven bits.
_STEPS: Final = 64
_Hook = Callable[[nn.Module, Any, Tensor], Tensor | None]


def corrected(net: Net, rows: NDArray[np.float32]) -> Net:
    """Return a copy of a folded network with corrected biases, and kernels that quantisation does not change again.

    Args:
        net: a network whose normalisations are folded.
        rows: inputs, float32 (n, 3, size, size), on which the means are preserved.
    """
    rounded = copy.deepcopy(net)
    given = torch.from_numpy(rows)
    with torch.inference_mode():
        means = _means(net, given)
        for convolution in _convolutions(rounded).values():
            kernel = convolution.weight
            step = kernel.abs().amax((1, 2, 3), keepdim=True).clamp_min(torch.finfo(torch.float32).tiny) / _STEPS
            kernel.copy_((kernel / step).round() * step)
        _with_hooks(rounded, given, lambda name: _correction(means[name]))
    return rounded


def _convolutions(net: Net) -> dict[str, nn.Conv2d]:
    return {name: module for name, module in net.named_modules() if isinstance(module, nn.Conv2d)}


def _means(net: Net, rows: Tensor) -> dict[str, Tensor]:
    """Return the mean of each channel of the output of each convolution."""
    means: dict[str, Tensor] = {}

    def keep(name: str) -> _Hook:
        def hook(_module: nn.Module, _inputs: Any, output: Tensor) -> None:
            means[name] = output.mean((0, 2, 3))

        return hook

    _with_hooks(net, rows, keep)
    return means


def _correction(mean: Tensor) -> _Hook:
    """Return a hook that changes a convolution's bias so that its output has a given mean, and returns that output."""

    def hook(module: nn.Module, _inputs: Any, output: Tensor) -> Tensor:
        shift = mean - output.mean((0, 2, 3))
        bias = module.bias
        assert isinstance(bias, Tensor)
        bias.add_(shift)
        return output + shift[:, None, None]

    return hook


def _with_hooks(net: Net, rows: Tensor, hook: Callable[[str], _Hook]) -> None:
    """Run rows through a network with a forward hook at each convolution."""
    handles = [module.register_forward_hook(hook(name)) for name, module in _convolutions(net).items()]
    try:
        net(rows)
    finally:
        for handle in handles:
            handle.remove()
