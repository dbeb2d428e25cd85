"""Small real networks, written and listed as released ones are: a ResNet of four blocks instead of sixteen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from filelock import FileLock
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import nn
from torchvision.models.resnet import Bottleneck, ResNet

from emotion_desk.catalogue import SINGLES
from emotion_desk.inference.manifest import Head, ModelEntry, ModelFile
from emotion_desk.inference.model_store import INPUTS, file_sha256
from emotion_desk.modelling.export.batchnorm_folding import folded
from emotion_desk.modelling.export.bias_correction import corrected
from emotion_desk.modelling.export.onnx_export import onnx_model
from emotion_desk.modelling.export.quantise import quantise_graph
from emotion_desk.modelling.export.release import labels, write_manifest
from emotion_desk.modelling.export.static_quantisation_process import Plan
from emotion_desk.modelling.networks.multitask_net import HEADS, MULTITASK, HeadSpec, Net
from emotion_desk.vision.crop import INPUT_SIZE

#: Quick ranges: what is tested is not how good they are.
QUICK = Plan(method="MinMax", most_rows=32)


def shallow(heads: Iterable[str] = MULTITASK, seed: int = 3) -> Net:
    """Return a net of a shallow trunk, with statistics unlike those of a new one; the same seed gives the same net."""
    torch.manual_seed(seed)
    net = Net({head: HEADS[head] for head in heads})
    trunk = ResNet(Bottleneck, [1, 1, 1, 1], width_per_group=16)
    trunk.fc = nn.Identity()
    net.trunk = trunk
    with torch.no_grad():
        for name, value in net.state_dict().items():
            if name.endswith("running_var"):
                value.uniform_(0.5, 2.0)
            elif name.endswith("running_mean"):
                value.uniform_(-0.3, 0.3)
    return net


def narrow_trunk() -> ResNet:
    """Return a trunk of a tenth of the parameters, for tests in which only the kind of network matters."""
    trunk = ResNet(Bottleneck, [1, 1, 1, 1], width_per_group=8)
    trunk.fc = nn.Identity()
    return trunk


def small(heads: Iterable[str] = MULTITASK, seed: int = 3) -> Net:
    """Return :func:`shallow`'s net, folded as for a release."""
    return folded(shallow(heads, seed))


def save_as_safetensors(net: Net, file: Path) -> None:
    """Write the weights of a folded net as earlier releases stored them: matrices and kernels in float16."""
    state = net.state_dict().items()
    save_file({name: (value.half() if value.ndim > 1 else value).contiguous().clone() for name, value in state}, file)


def small_float(factory: pytest.TempPathFactory) -> Path:
    """Return the float32 graph from which :func:`small_int8` is made, with its weights inside."""

    def make(file: Path) -> None:
        onnx.save(onnx_model(corrected(small(), np.stack(list(rows()))), INPUT_SIZE), file)

    return _made_once(factory, "small-float.onnx", make)


def small_int8(factory: pytest.TempPathFactory) -> Path:
    """Return the int8 file of :func:`small`."""
    return _made_once(
        factory, "small-int8.onnx", lambda file: quantise_graph(onnx.load(small_float(factory)), rows(), file, QUICK)
    )


def _made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a file that is made once in a run of tests, whatever the number of processes."""
    base = factory.getbasetemp()
    file = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with FileLock(f"{file}.lock"):
        if not file.exists():
            make(file)
    return file


def rows(count: int = 32, size: int = INPUT_SIZE) -> Iterator[NDArray[np.float32]]:
    """Yield coarse patterns of the size of network input, each unlike the others."""
    rng = np.random.default_rng(5)
    for _ in range(count):
        coarse = rng.normal(size=(3, 4, 4)) * rng.uniform(0.3, 2.0)
        yield np.kron(coarse, np.ones((1, size // 4, size // 4))).astype(np.float32)


def entry_of(name: str, heads: Mapping[str, HeadSpec], files: dict[str, Path]) -> ModelEntry:
    """Return the manifest's entry of a network that was written."""
    return ModelEntry(
        name=name,
        mode="multitask" if name == "multitask" else "singles",
        files={part: ModelFile(file.name, file_sha256(file), file.stat().st_size) for part, file in files.items()},
        inputs=INPUTS,
        heads={head: Head(spec.kind, spec.size, True, labels(spec)) for head, spec in heads.items()},
        metrics=(),
        parameters=1,
        licence="",
        provenance={},
    )


def write_singles(folder: Path, whole: Path) -> None:
    """Write four singles of 8-bit weights alone, with their manifest; to save time they are parts of one network.

    Args:
        folder: where the files go.
        whole: the file of :func:`small_int8`.
    """
    entries = {}
    for head, name in SINGLES.items():
        heads = [head, "voice_actor"] if head == "voice_identity" else [head]
        file = folder / f"{name}-int8.onnx"
        onnx.utils.extract_model(str(whole), str(file), ["pictures"], heads)
        entries[name] = entry_of(name, {one: HEADS[one] for one in heads}, {"int8": file})
    write_manifest(folder, entries)
