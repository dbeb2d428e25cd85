"""Quantises kernels to 15 values per channel, so that a weight takes four bits.

The step size of a channel is computed once from the root mean square of its weights in the folded network.  Training
then continues with rounded kernels (:mod:`emotion_desk.modelling.training.quantisation_aware`; Jacob et al.  2018),
which costs little accuracy, while rounding after the training costs much.  A step size is a power of two, or 1.5 times
one, so that all values are exact in float16.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import torch
from torch import Tensor, nn
from torchvision.models.resnet import Bottleneck, ResNet

from emotion_desk.errors import ModelError
from emotion_desk.modelling.networks.multitask_net import Net

#: Largest quantised value: kernels are integers from -7 to 7 times the step size.
LARGEST: Final = 7
#: Step size as a multiple of the root mean square of a channel.  The last stage, which has two thirds of all weights,
#: tolerates larger steps.
_SHARE: Final = 0.5
_LAST_SHARE: Final = 0.7
_LAST: Final = "trunk.layer4."
#: Smallest step size whose multiples are exact in float16.
_LEAST: Final = 2.0**-20


def normalised(net: Net) -> Iterator[tuple[str, nn.Conv2d, nn.BatchNorm2d]]:
    """Yield each convolution of a ResNet trunk with its name in the net and the normalisation behind it.

    Raises:
        ModelError: the trunk is not a ResNet, or its normalisations are folded already.
    """
    trunk = net.trunk
    if net.folded or not isinstance(trunk, ResNet):
        raise ModelError("Only a ResNet50 whose normalisations are not folded can be trained quantisation-aware.")
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
    """Return the absolute factor by which folding the normalisation multiplies the kernel of each channel."""
    assert norm.running_var is not None
    return (norm.weight / (norm.running_var + norm.eps).sqrt()).abs()


@torch.no_grad()
def step_sizes(net: Net) -> dict[str, Tensor]:
    """Return the step sizes of each convolution in the folded network, float32 (channels,), by its name."""
    steps = {}
    for name, convolution, norm in normalised(net):
        rms = convolution.weight.square().mean((1, 2, 3)).sqrt() * gain(norm)
        steps[name] = _exact(rms * (_LAST_SHARE if name.startswith(_LAST) else _SHARE))
    return steps


def _exact(steps: Tensor) -> Tensor:
    """Return step sizes rounded to the nearest of 1, 1.5, 2, 3, 4, 6, ..., multiplied by a power of two."""
    steps = steps.clamp_min(_LEAST)
    power = torch.exp2(torch.floor(torch.log2(steps)))
    above = steps / power
    return power * torch.where(above < 1.25, 1.0, torch.where(above < 1.75, 1.5, 2.0))


def rounded(kernel: Tensor, steps: Tensor) -> Tensor:
    """Return a kernel (channels, ...) rounded to multiples of the step sizes (channels,)."""
    wide = steps.reshape(-1, *[1] * (kernel.ndim - 1))
    return ((kernel / wide).round().clamp(-LARGEST, LARGEST) + 0.0) * wide  # "+ 0.0" turns -0.0 into 0.0


@torch.no_grad()
def round_kernels(net: Net, steps: Mapping[str, Tensor]) -> Net:
    """Round the kernels of a folded network to multiples of their step sizes, in place.

    Raises:
        ModelError: the steps belong to another network.
    """
    convolutions = {name: module for name, module in net.named_modules() if isinstance(module, nn.Conv2d)}
    if not net.folded or set(convolutions) != set(steps):
        raise ModelError("The step sizes of the kernels belong to another network.")
    for name, convolution in convolutions.items():
        convolution.weight.copy_(rounded(convolution.weight, steps[name]))
    return net
