"""dlib's face recognition network in torch, with dlib's weights.

One face takes dlib's wheels a hundred milliseconds and more, torch a tenth of that, and there are tens of thousands of
faces.  The layers follow ``dnn_face_recognition_ex.cpp`` of dlib (King 2017): a ResNet of 29 convolutions that maps an
aligned face of 150 pixels to 128 numbers.  The file is parsed by dlib's rules of serialisation.  A test compares both
implementations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from emotion_desk.errors import ModelError

#: Side of the aligned face picture, in pixels.
CHIP: Final = 150
SIZE: Final = 128
#: Mean colour, RGB, and divisor of dlib's ``input_rgb_image_sized``.
_MEAN: Final = (122.782, 117.001, 104.298)
_DIVISOR: Final = 256.0
#: Blocks from the input on: channels, and whether the block halves the picture.
_BLOCKS: Final = (
    *((32, False),) * 3,
    (64, True), *((64, False),) * 3,
    (128, True), *((128, False),) * 2,
    (256, True), *((256, False),) * 2,
    (256, True),
)  # fmt: skip
_LAYER: Final = re.compile(rb"\x01[\x04-\x08](con_\d?|affine_|fc_\d?)(?=\x01)")


class _Convolution(nn.Module):
    """A convolution with dlib's affine layer, which replaces batch normalisation, merged into it."""

    def __init__(self, inputs: int, outputs: int, side: int, stride: int) -> None:
        super().__init__()
        # dlib pads only if the convolution keeps the size
        self.layer = nn.Conv2d(inputs, outputs, side, stride, side // 2 if stride == 1 else 0)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.layer(x)
        return out


class _Block(nn.Module):
    """A residual block of two convolutions."""

    def __init__(self, inputs: int, outputs: int, halves: bool) -> None:
        super().__init__()
        self.first = _Convolution(inputs, outputs, 3, 2 if halves else 1)
        self.second = _Convolution(outputs, outputs, 3, 1)
        self.halves = halves

    def forward(self, x: Tensor) -> Tensor:
        residual = self.second(torch.relu(self.first(x)))
        if self.halves:
            x = functional.avg_pool2d(x, 2, 2)
        return torch.relu(_added(residual, x))


def _added(a: Tensor, b: Tensor) -> Tensor:
    """Add as dlib does: missing channels, rows or columns of one operand count as zero."""
    shape = [max(pair) for pair in zip(a.shape[1:], b.shape[1:], strict=True)]
    return _grown(a, shape) + _grown(b, shape)


def _grown(x: Tensor, shape: list[int]) -> Tensor:
    channels, rows, columns = (wanted - there for wanted, there in zip(shape, x.shape[1:], strict=True))
    return functional.pad(x, (0, columns, 0, rows, 0, channels))


class DlibResNet(nn.Module):
    """The network; input are aligned RGB chips, uint8 or float in 0 to 255, (n, 150, 150, 3), output is (n, 128)."""

    mean: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(_MEAN))
        self.stem = _Convolution(3, 32, 7, 2)
        blocks, inputs = [], 32
        for channels, halves in _BLOCKS:
            blocks.append(_Block(inputs, channels, halves))
            inputs = channels
        self.blocks = nn.Sequential(*blocks)
        self.last = nn.Linear(inputs, SIZE, bias=False)

    def forward(self, chips: Tensor) -> Tensor:
        """Return a vector for each chip."""
        return self.embed(((chips.float() - self.mean) / _DIVISOR).permute(0, 3, 1, 2))

    def embed(self, x: Tensor) -> Tensor:
        """Return a vector for each prepared chip, (n, 3, 150, 150)."""
        x = functional.max_pool2d(torch.relu(self.stem(x)), 3, 2)
        out: Tensor = self.last(self.blocks(x).mean(dim=(2, 3)))
        return out

    def convolutions(self) -> Iterator[nn.Conv2d]:
        """Yield the convolutions from the input on, in dlib's order."""
        yield self.stem.layer
        for block in self.blocks:
            assert isinstance(block, _Block)
            yield block.first.layer
            yield block.second.layer


def load(file: Path) -> DlibResNet:
    """Read ``dlib_face_recognition_resnet_model_v1.dat``.

    Raises:
        ModelError: it is missing, truncated, or another network.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise ModelError(f"The face teacher's weights '{file.name}' cannot be read: {why}.") from error
    net = DlibResNet()
    try:
        with torch.no_grad():
            _fill_all(net, list(_layers(data)))
    except (ValueError, IndexError, RuntimeError) as error:
        raise ModelError(f"'{file.name}' is not dlib's face recognition network, or is incomplete.") from error
    return net.eval().to(memory_format=torch.channels_last)


@dataclass(frozen=True)
class _Layer:
    kind: str
    numbers: NDArray[np.float32]


def _fill_all(net: DlibResNet, layers: Sequence[_Layer]) -> None:
    """Set the network's weights to those of the file, layer by layer."""
    convolutions = list(net.convolutions())
    if [layer.kind for layer in layers] != ["con", "affine"] * len(convolutions) + ["fc"]:
        raise ValueError("another order of layers")
    for convolution, weights, affine in zip(convolutions, layers[:-1:2], layers[1::2], strict=True):
        _fill(convolution, torch.from_numpy(weights.numbers), torch.from_numpy(affine.numbers))
    net.last.weight.copy_(torch.from_numpy(layers[-1].numbers).view(-1, SIZE).T)


def _fill(convolution: nn.Conv2d, weights: Tensor, affine: Tensor) -> None:
    """Set a convolution to dlib's convolution (filters, then biases) followed by its affine layer (scales, shifts)."""
    outputs = convolution.out_channels
    filters, bias = weights[:-outputs], weights[-outputs:]
    scale, shift = affine[:outputs], affine[outputs:]
    convolution.weight.copy_(filters.view_as(convolution.weight) * scale[:, None, None, None])
    assert convolution.bias is not None
    convolution.bias.copy_(bias * scale + shift)


def _layers(data: bytes) -> Iterator[_Layer]:
    """Yield the layers that have weights, in the order of the file: from the input on."""
    at = 0
    while found := _LAYER.search(data, at):
        at = found.end()
        kind = found[1].decode().partition("_")[0]
        for _ in range(2 if kind == "fc" else 0):  # numbers of outputs and inputs
            _, at = _integer(data, at)
        version, at = _integer(data, at)
        if version != 2:
            raise ValueError("unknown version of the weights")
        count = 1
        for _ in range(4):
            size, at = _integer(data, at)
            count *= size
        numbers = np.frombuffer(data, "<f4", count, at).astype(np.float32)
        at += 4 * count
        if count:
            yield _Layer(kind, numbers)


def _integer(data: bytes, at: int) -> tuple[int, int]:
    """Read one of dlib's integers: a byte with length and sign, then the bytes in little-endian order."""
    control = data[at]
    length = control & 0x0F
    value = int.from_bytes(data[at + 1 : at + 1 + length], "little")
    return (-value if control & 0x80 else value), at + 1 + length
