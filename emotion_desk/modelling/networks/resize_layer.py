"""Resizes the input inside a network.

The desk makes inputs of one size for all networks.  A network trained on smaller ones begins with this layer: bilinear
interpolation with anti-aliasing as in torchvision, written as a multiplication by matrices from both sides.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional


def resized(pictures: Tensor, size: int) -> Tensor:
    """Return pictures (n, channels, side, side) as (n, channels, size, size), anti-aliased."""
    return functional.interpolate(pictures, (size, size), mode="bilinear", antialias=True, align_corners=False)


class ResizeLayer(nn.Module):
    """Resizes pictures of one size; pictures that have the target size already are returned as they are.

    Both matrices are stored, although one is the transpose of the other, so that the exporter keeps them under their
    names.  They are rounded to bfloat16, as in all releases.

    Args:
        given: side of the input in pixels.
        size: side of the output in pixels.
    """

    down: Tensor
    across: Tensor

    def __init__(self, given: int, size: int) -> None:
        super().__init__()
        unit = torch.eye(given)[None, None]
        down = functional.interpolate(unit, (size, given), mode="bilinear", antialias=True, align_corners=False)[0, 0]
        down = down.bfloat16().float()
        self.register_buffer("down", down)
        self.register_buffer("across", down.T.contiguous())

    def forward(self, pictures: Tensor) -> Tensor:
        """Return pictures (n, channels, given, given) as (n, channels, size, size)."""
        if pictures.shape[-1] == len(self.down):
            return pictures
        return self.down @ pictures @ self.across
