"""Folds batch normalisation into the preceding convolutions; the outputs stay the same.

Released weights are stored folded.  Quantisation needs this: with separate normalisations, int8 is slower than float32.
"""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval
from torchvision.models.resnet import Bottleneck

from emotion_desk.modelling.networks.multitask_net import COSINE_SCALE, Net


def folded(net: Net) -> Net:
    """Return a copy of a network for inference with its normalisations folded into the convolutions."""
    net = copy.deepcopy(net).eval()
    for name, spec in net.specs.items():
        if spec.kind == "actors" and not net.folded:
            net.heads[name] = _folded_actors(net.head(name))
    net.folded = True
    trunk: Any = net.trunk
    trunk.conv1, trunk.bn1 = fuse_conv_bn_eval(trunk.conv1, trunk.bn1), nn.Identity()
    for block in trunk.modules():
        if isinstance(block, Bottleneck):
            for part in ("1", "2", "3"):
                joined = fuse_conv_bn_eval(getattr(block, f"conv{part}"), getattr(block, f"bn{part}"))
                setattr(block, f"conv{part}", joined)
                setattr(block, f"bn{part}", nn.Identity())
            if block.downsample is not None:
                block.downsample = nn.Sequential(fuse_conv_bn_eval(block.downsample[0], block.downsample[1]))
    return net


def _folded_actors(head: nn.Linear) -> nn.Linear:
    """Return the head of a closed set with normalised and scaled vectors, and a bias of zero for the exporter."""
    plain = nn.Linear(head.in_features, head.out_features)
    with torch.no_grad():
        plain.weight.copy_(COSINE_SCALE * nn.functional.normalize(head.weight, dim=1))
        plain.bias.zero_()
    return plain
