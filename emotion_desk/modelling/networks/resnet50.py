"""The shared trunk: torchvision's ResNet50 without its classifier, strides placed as in ResNet v1."""

from __future__ import annotations

from typing import Final

import torch
from torch import nn
from torchvision.models import ResNet, resnet50

#: Width of the pooled features that the heads read.
FEATURES: Final = 2048


def resnet50_v1() -> ResNet:
    """Return torchvision's ResNet50 with the strides of the original paper (He et al. 2015).

    The first block of stages 2 to 4 strides in ``conv1`` (1x1) as the converted ImageNet weights need it, not in
    ``conv2`` (3x3) as torchvision's own "v1.5" does; it also costs less.
    """
    model = resnet50(weights=None)
    for stage in (model.layer2, model.layer3, model.layer4):
        first = stage[0]
        first.conv1.stride, first.conv2.stride = (2, 2), (1, 1)
    return model


def trunk() -> ResNet:
    """Return the ResNet50 whose output is the pooled features, (n, :data:`FEATURES`)."""
    model = resnet50_v1()
    model.fc = nn.Identity()
    return model


def load_imagenet(model: ResNet, state: dict[str, torch.Tensor]) -> None:
    """Load converted ImageNet weights; the classifier's are left out where the model has none."""
    if isinstance(model.fc, nn.Identity):
        state = {name: value for name, value in state.items() if not name.startswith("fc.")}
    model.load_state_dict(state)
