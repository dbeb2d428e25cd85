"""Resizes the input inside a network.

The desk makes face crops and mel pictures of one size for all networks. A network trained on smaller ones starts with
this
layer: bilinear interpolation with anti-aliasing as in torchvision, written as a matrix product from both sides.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional


def smaller(pictures: Tensor, size: int) -> Tensor:
    """Return pictures (n, channels, side, side) as (n, channels, size, size), anti-aliased."""
    return functional.interpolate(pictures, (size, size), mode="bilinear", antialias=True, align_corners=False)


class Shrink(nn.Module):
    """Makes pictures of one size smaller; those that have the smaller size pass.

    Both matrices are kept, though one is the other's transpose: so the exporter leaves them as they are, under their
    names, and graphs can share the released numbers.  They hold only what half precision keeps of them when they are
    released (:func:`emotion_desk.modelling.export.batchnorm_folding.half_precision`), so that every engine multiplies
    with the same numbers.

    Args:
        given: side of what comes, in pixels.
        seen: side of what the network looks at.
    """

    down: Tensor
    across: Tensor

    def __init__(self, given: int, seen: int) -> None:
        super().__init__()
        unit = torch.eye(given)[None, None]
        down = functional.interpolate(unit, (seen, given), mode="bilinear", antialias=True, align_corners=False)[0, 0]
        down = down.bfloat16().float()
        self.register_buffer("down", down)
        self.register_buffer("across", down.T.contiguous())

    def forward(self, pictures: Tensor) -> Tensor:
        """Return pictures (n, channels, given, given) as (n, channels, seen, seen)."""
        if pictures.shape[-1] == len(self.down):
            return pictures
        return self.down @ pictures @ self.across
