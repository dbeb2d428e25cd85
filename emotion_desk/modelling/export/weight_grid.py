"""Kernels on a grid of fifteen values a channel, so that a weight takes four bits, and after packing less than three.

The steps are laid once, in the folded network, by the spread of a channel's weights; training then goes on with the
rounded kernels (:mod:`emotion_desk.modelling.training.quantisation_aware`), which costs next to nothing where
rounding afterwards would
cost much (quantisation-aware training, Jacob et al. 2018).  A step is a power of two or one and a half times that, so
the numbers are exact in half precision, and mostly zeros in its lower byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import torch
from torch import Tensor, nn
from torchvision.models.resnet import Bottleneck, ResNet

from emotion_desk.errors import ModelError
from emotion_desk.modelling.networks.multitask_net import Net

#: The largest code: kernels are whole numbers of steps, -7 to 7.
LARGEST: Final = 7
#: A step in root mean squares of a channel; the last stage has two thirds of all weights and bears more.
_SHARE: Final = 0.5
_LAST_SHARE: Final = 0.7
_LAST: Final = "trunk.layer4."
#: Half precision holds whole numbers of nothing smaller.
_LEAST: Final = 2.0**-20


def normalised(net: Net) -> Iterator[tuple[str, nn.Conv2d, nn.BatchNorm2d]]:
    """Yield each convolution of a ResNet trunk with its name in the net and the normalisation behind it.

    Raises:
        ModelError: the trunk is none, or its normalisations are folded already.
    """
    trunk = net.trunk
    if net.folded or not isinstance(trunk, ResNet):
        raise ModelError("Only a ResNet50 that still has its normalisations can be put on a grid.")
    yield _pair("trunk.conv1", trunk.conv1, trunk.bn1)
    for name, block in trunk.named_modules():
        if isinstance(block, Bottleneck):
            for part in ("1", "2", "3"):
                conv, norm = (getattr(block, kind + part) for kind in ("conv", "bn"))
                yield _pair(f"trunk.{name}.conv{part}", conv, norm)
            if block.downsample is not None:
                yield _pair(f"trunk.{name}.downsample.0", *block.downsample)


def _pair(name: str, convolution: object, norm: object) -> tuple[str, nn.Conv2d, nn.BatchNorm2d]:
    assert isinstance(convolution, nn.Conv2d)
    assert isinstance(norm, nn.BatchNorm2d)
    return name, convolution, norm


def gain(norm: nn.BatchNorm2d) -> Tensor:
    """Return what a channel's kernel is multiplied with when the normalisation is folded into it, without its sign."""
    assert norm.running_var is not None
    return (norm.weight / (norm.running_var + norm.eps).sqrt()).abs()


@torch.no_grad()
def lay(net: Net) -> dict[str, Tensor]:
    """Return the steps of each convolution of a net, float32 (channels,), as they are once it is folded."""
    steps = {}
    for name, convolution, norm in normalised(net):
        spread = convolution.weight.square().mean((1, 2, 3)).sqrt() * gain(norm)
        steps[name] = _short(spread * (_LAST_SHARE if name.startswith(_LAST) else _SHARE))
    return steps


def _short(steps: Tensor) -> Tensor:
    """Return the nearest of 1, 1.5, 2, 3, 4, 6, ... and their like below one."""
    steps = steps.clamp_min(_LEAST)
    power = torch.exp2(torch.floor(torch.log2(steps)))
    above = steps / power
    return power * torch.where(above < 1.25, 1.0, torch.where(above < 1.75, 1.5, 2.0))


def rounded(kernel: Tensor, steps: Tensor) -> Tensor:
    """Return a kernel (channels, ...) on the grid of its channels' steps."""
    wide = steps.reshape(-1, *[1] * (kernel.ndim - 1))
    return ((kernel / wide).round().clamp(-LARGEST, LARGEST) + 0.0) * wide  # no zeros of either sign


@torch.no_grad()
def snap(net: Net, steps: Mapping[str, Tensor]) -> Net:
    """Put the kernels of a folded net on their grid, in place.

    Raises:
        ModelError: the steps belong to another network.
    """
    convolutions = {name: module for name, module in net.named_modules() if isinstance(module, nn.Conv2d)}
    if not net.folded or set(convolutions) != set(steps):
        raise ModelError("The steps of the grid belong to another network.")
    for name, convolution in convolutions.items():
        convolution.weight.copy_(rounded(convolution.weight, steps[name]))
    return net
