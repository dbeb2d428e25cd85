"""Scales and shifts of face boxes, to measure how much an answer depends on the detector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from emotion_desk.messages import Box


@dataclass(frozen=True, slots=True)
class BoxChange:
    """A change of a box.

    Attributes:
        scale: factor of width and height; the centre stays.
        x, y: shift of the centre to the right and down, as a share of width and height.
    """

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def applied(self, region: Box) -> Box:
        """Return the changed region, in the same pixels."""
        width, height = region.width * self.scale, region.height * self.scale
        x = region.centre[0] + self.x * region.width
        y = region.centre[1] + self.y * region.height
        return Box(x - width / 2, y - height / 2, width, height)


#: Scales and shifts by which the boxes of common detectors differ.
CHANGES: Final[Mapping[str, BoxChange]] = {
    "as placed": BoxChange(),
    **{f"scaled by {scale}": BoxChange(scale) for scale in (0.8, 0.9, 1.1, 1.2, 1.35)},
    "10 % to the left": BoxChange(x=-0.1),
    "10 % to the right": BoxChange(x=0.1),
    "10 % up": BoxChange(y=-0.1),
    "10 % down": BoxChange(y=0.1),
}


def table(found: Mapping[str, float], measure: str) -> str:
    """Return accuracies as a Markdown table.

    Args:
        found: accuracy in per cent by name of the change.
        measure: heading of the column.

    Returns:
        A row for each change, then the lowest accuracy minus the highest.
    """
    rows = [f"| {title} | {value:.1f} |" for title, value in found.items()]
    spread = min(found.values()) - max(found.values())
    return "\n".join([f"| box | {measure} |", "| --- | --- |", *rows, f"| worst minus best | {spread:.1f} |"])
