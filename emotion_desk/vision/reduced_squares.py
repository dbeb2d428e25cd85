"""Squares of one picture in the few pixels that a network reads, all cut from a copy that is reduced once.

The squares overlap, and reducing each by itself takes longer than the network: together they have two and a half times
the pixels of the picture, and areas of a fraction of pixels are slow to average.  The copy is halved as long as that
fits, which is fast, and then averaged once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from emotion_desk.messages import Box, Picture
from emotion_desk.vision.area_scaling import reduced


class Square(NamedTuple):
    """A square that was cut.

    Attributes:
        pixels: uint8 (side, side, 3).
        box: where it lies in the picture, in pixels; an edge that is one of the picture's is exactly that.
    """

    pixels: Picture
    box: Box


class ReducedSquares:
    """Cuts squares of a picture; used by one thread at a time.

    Args:
        picture: BGR, uint8 (height, width, 3).
        side: pixels along each side of what is cut.
    """

    def __init__(self, picture: Picture, side: int) -> None:
        self._side = side
        self._size = (picture.shape[1], picture.shape[0])
        #: The picture, halved once, twice and so on.
        self._halves: list[Picture] = [np.asarray(picture)]
        self._copies: dict[float, Picture] = {}

    def cut(self, square: Box) -> Square | None:
        """Return a square inside the picture, moved by less than half a pixel of the copy.

        ``None`` where it would have to be enlarged: a long strip would fill the memory with its copy.
        """
        if square.width < self._side:
            return None
        copy = self._copies.get(square.width)
        if copy is None:
            copy = self._copies[square.width] = self._reduced(self._side / square.width)
        rows, columns = copy.shape[:2]
        across, down = self._size[0] / columns, self._size[1] / rows
        left = min(round(square.x / across), columns - self._side)
        top = min(round(square.y / down), rows - self._side)
        box = Box(left * across, top * down, self._side * across, self._side * down)
        return Square(copy[top : top + self._side, left : left + self._side], box)

    def _reduced(self, scale: float) -> Picture:
        """Return the whole picture, smaller by a factor."""
        width, height = (max(self._side, round(length * scale)) for length in self._size)
        times = 0
        while (half := self._halved(times + 1)) is not None and half.shape[1] >= width and half.shape[0] >= height:
            times += 1
        picture = self._halves[times]
        return picture if picture.shape[:2] == (height, width) else reduced(picture, width, height)

    def _halved(self, times: int) -> Picture | None:
        """Return the picture halved so often, ``None`` where its rows or columns cannot be."""
        while len(self._halves) <= times:
            rows, columns = self._halves[-1].shape[:2]
            if rows % 2 or columns % 2 or min(rows, columns) < 2:
                return None
            self._halves.append(reduced(self._halves[-1], columns // 2, rows // 2))
        return self._halves[times]
