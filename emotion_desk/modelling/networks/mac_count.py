"""Counts multiply-accumulate operations of convolutions and linear layers for one row."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from emotion_desk.modelling.networks.multitask_net import Net


def macs(net: Net, size: int) -> int:
    """Return the multiply-accumulate operations for one picture (3, size, size), of convolutions and linear layers."""
    counted: list[int] = []

    def count(module: nn.Module, _: tuple[Tensor, ...], output: Tensor) -> None:
        if isinstance(module, nn.Conv2d):
            height, width = module.kernel_size
            counted.append(output[0].numel() * module.in_channels // module.groups * height * width)
        elif isinstance(module, nn.Linear):
            counted.append(module.in_features * module.out_features)

    hooks = [
        module.register_forward_hook(count) for module in net.modules() if isinstance(module, nn.Conv2d | nn.Linear)
    ]
    try:
        with torch.inference_mode():
            net.eval()(torch.zeros(1, 3, size, size))
    finally:
        for hook in hooks:
            hook.remove()
    return sum(counted)
