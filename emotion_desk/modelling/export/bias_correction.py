"""Weights that need fewer bits: rounded to steps that eight-bit integers hold exactly, their mean errors taken back.

Seven bits a weight, and six in the last stage, where two thirds of them are, keep five eight-bit networks and their
history small enough to be cloned.  Rounding moves the mean of every channel's activations; the bias takes that back,
found on real rows layer by layer (bias correction, Nagel et al. 2019, with measured means).
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

#: How many rows the means are measured on.
CORRECTED: Final = 192
_STEPS: Final = 64
_LAST: Final = "layer4"
_LAST_STEPS: Final = 32
_Hook = Callable[[nn.Module, Any, Tensor], Tensor | None]


def coarse(net: Net, rows: NDArray[np.float32]) -> Net:
    """Return a net like a folded one whose kernels take 129 values a channel, or 65 in the last stage.

    The steps are those of seven signed bits over a channel's largest weight, or every second of them, so that
    quantising afterwards changes no weight again.

    Args:
        net: with its normalisations folded.
        rows: network input, float32 (n, 3, size, size), on which means shall stay as they were.
    """
    rounded = copy.deepcopy(net)
    given = torch.from_numpy(rows)
    with torch.inference_mode():
        means = _means(net, given)
        for name, convolution in _convolutions(rounded).items():
            steps = _LAST_STEPS if f".{_LAST}." in f".{name}" else _STEPS
            kernel = convolution.weight
            step = kernel.abs().amax((1, 2, 3), keepdim=True).clamp_min(torch.finfo(torch.float32).tiny) / steps
            kernel.copy_((kernel / step).round() * step)
        _with_hooks(rounded, given, lambda name: _taking_back(means[name]))
    return rounded


def _convolutions(net: Net) -> dict[str, nn.Conv2d]:
    return {name: module for name, module in net.named_modules() if isinstance(module, nn.Conv2d)}


def _means(net: Net, rows: Tensor) -> dict[str, Tensor]:
    """Return the mean of each channel behind each convolution."""
    means: dict[str, Tensor] = {}

    def keep(name: str) -> _Hook:
        def hook(_module: nn.Module, _given: Any, answer: Tensor) -> None:
            means[name] = answer.mean((0, 2, 3))

        return hook

    _with_hooks(net, rows, keep)
    return means


def _taking_back(mean: Tensor) -> _Hook:
    """Return what moves a convolution's bias until its answer has a mean, so that the layers behind see it moved."""

    def hook(module: nn.Module, _given: Any, answer: Tensor) -> Tensor:
        off = mean - answer.mean((0, 2, 3))
        bias = module.bias
        assert isinstance(bias, Tensor)
        bias.add_(off)
        return answer + off[:, None, None]

    return hook


def _with_hooks(net: Net, rows: Tensor, hook: Callable[[str], _Hook]) -> None:
    """Run rows through a net with a hook behind each convolution."""
    handles = [module.register_forward_hook(hook(name)) for name, module in _convolutions(net).items()]
    try:
        net(rows)
    finally:
        for handle in handles:
            handle.remove()
