"""Restores batch normalisation in a released network, so that its training can continue.

Released weights have batch normalisation folded in, and a network without it trains badly.  Mean and variance of each
channel on training rows become the statistics of a new normalisation, whose gain and bias cancel them, so that the
outputs in evaluation mode stay the same.

Before a normalisation, the norm of a kernel does not affect the output, but AdamW changes a large kernel relatively
less.  Folded kernels are up to 2.7 times as large as ImageNet's, so each channel is rescaled to the norm that
ImageNet's have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from torchvision.models.resnet import Bottleneck, ResNet

from emotion_desk.errors import ModelError
from emotion_desk.modelling.export.batchnorm_folding import folded
from emotion_desk.modelling.export.dequantise import float_state
from emotion_desk.modelling.networks.multitask_net import COSINE_SCALE, Net

#: Lower bound of a variance, for channels that are constant on the given rows.
_LEAST_SPREAD: Final = 1e-6
#: Root mean square of ImageNet's kernels (without the first layer), times the square root of their number of inputs.
_KERNEL: Final = 0.75


def take_released(net: Net, file: Path, rows: Iterable[Tensor]) -> tuple[str, ...]:
    """Initialise a network with the weights of a released one: its trunk and the heads that both have.

    Args:
        net: a ResNet50 whose normalisations are not folded; changed in place.
        file: an int8 graph, or a safetensors file of an earlier release.
        rows: batches of pictures, (n, 3, size, size), as in the training that follows.

    Returns:
        The heads that were initialised.

    Raises:
        ModelError: the file is damaged or of another network.
    """
    numbers = _numbers(file)
    plain = folded(net)
    shared = [head for head in net.specs if f"heads.{head}.weight" in numbers]
    try:
        wanted = {name: numbers.get(name, value) for name, value in plain.state_dict().items()}
        plain.trunk.load_state_dict({name[6:]: numbers[name] for name in wanted if name.startswith("trunk.")})
        for head in shared:
            layer = plain.head(head)
            layer.load_state_dict({part: numbers[f"heads.{head}.{part}"] for part in ("weight", "bias")})
    except (KeyError, RuntimeError) as error:
        raise ModelError(f"'{file}' has the weights of another network.") from error
    moments = _moments(plain, rows)
    with torch.no_grad():
        convolutions = dict(plain.named_modules())
        for name, convolution, norm in normalised(net):
            without = convolutions[name]
            assert isinstance(without, nn.Conv2d)
            _unfold(without, convolution, norm, *moments[name])
        for head in shared:
            _take_head(net, plain, head)
    return tuple(shared)


def normalised(net: Net) -> Iterator[tuple[str, nn.Conv2d, nn.BatchNorm2d]]:
    """Yield each convolution of a ResNet trunk with its name in the net and the normalisation behind it.

    Raises:
        ModelError: the trunk is not a ResNet, or its normalisations are folded already.
    """
    trunk = net.trunk
    if net.folded or not isinstance(trunk, ResNet):
        raise ModelError("Only a ResNet50 whose normalisations are not folded can begin with a released network.")
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


def _numbers(file: Path) -> dict[str, Tensor]:
    if file.suffix == ".onnx":
        return {name: torch.from_numpy(value) for name, value in float_state(file).items()}
    try:
        return {name: value.float() for name, value in load_file(file).items()}
    except (OSError, SafetensorError) as error:
        raise ModelError(f"'{file}' has no released weights.") from error


def _moments(plain: Net, rows: Iterable[Tensor]) -> dict[str, tuple[Tensor, Tensor]]:
    """Return mean and variance of the output of each convolution of a folded network, over all rows and positions."""
    sums: dict[str, tuple[int, Tensor, Tensor]] = {}

    def watch(name: str) -> object:
        def hook(_: nn.Module, __: object, output: Tensor) -> None:
            wide = output.double()
            count, total, squares = sums.get(name, (0, torch.zeros(()), torch.zeros(())))
            sums[name] = (
                count + output.numel() // output.shape[1],
                total + wide.sum((0, 2, 3)),
                squares + wide.square().sum((0, 2, 3)),
            )

        return hook

    convolutions = [(name, module) for name, module in plain.named_modules() if isinstance(module, nn.Conv2d)]
    hooks = [module.register_forward_hook(watch(name)) for name, module in convolutions]  # type: ignore[arg-type]
    with torch.inference_mode():
        for batch in rows:
            plain(batch.to(memory_format=torch.channels_last))
    for hook in hooks:
        hook.remove()
    if not sums:
        raise ModelError("The normalisations cannot be restored without rows.")
    return {
        name: ((total / count).float(), (squares / count - (total / count).square()).clamp_min(0).float())
        for name, (count, total, squares) in sums.items()
    }


def _unfold(without: nn.Conv2d, convolution: nn.Conv2d, norm: nn.BatchNorm2d, mean: Tensor, variance: Tensor) -> None:
    assert without.bias is not None
    assert norm.running_mean is not None
    assert norm.running_var is not None
    kernel = without.weight.flatten(1)
    wanted = _KERNEL / kernel.shape[1] ** 0.5
    scale = wanted / kernel.square().mean(1).sqrt().clamp_min(_LEAST_SPREAD * wanted)
    variance = (variance * scale.square()).clamp_min(_LEAST_SPREAD)
    convolution.weight.copy_(without.weight * scale[:, None, None, None])
    norm.running_mean.copy_((mean - without.bias) * scale)
    norm.running_var.copy_(variance)
    norm.weight.copy_((variance + norm.eps).sqrt() / scale)
    norm.bias.copy_(mean)


def _take_head(net: Net, plain: Net, head: str) -> None:
    ours, theirs = net.head(head), plain.head(head)
    if net.specs[head].kind == "actors":
        ours.weight.copy_(theirs.weight / COSINE_SCALE)
        return
    ours.weight.copy_(theirs.weight)
    ours.bias.copy_(theirs.bias)


__all__ = ["normalised", "take_released"]
