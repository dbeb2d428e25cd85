"""Pictures as decoders give them: luma and two planes of colour, converted only where somebody looks.

Of a film that is analysed, most pixels are never looked at in colour: detectors read every few pixels, and a network
reads one face.  A :class:`PlanarPicture` stands for a BGR picture; parts of it are cut like those of an array, and are
converted when they are turned into one with :func:`numpy.asarray`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import Picture

#: Converts planes of even size, luma (h, w) and colours (h/2, w/2), to BGR uint8 (h, w, 3).
Convert = Callable[["Plane", "Plane", "Plane"], Picture]
Plane = NDArray[np.uint8]


class PlanarPicture:
    """A picture, or a part of one, in planes with half as many rows and columns of colour as of luma.

    Args:
        planes: luma, uint8 (height, width), both even, and two of colour, of half that size.
        convert: converts parts of the planes.
        full_range: whether luma takes 0 to 255, and not 16 to 235.
        part: top, left, bottom and right of the part; ``None``: all.
        whole: where the whole picture in BGR is kept, shared by all its parts.
    """

    def __init__(
        self,
        planes: tuple[Plane, Plane, Plane],
        convert: Convert,
        *,
        full_range: bool = False,
        part: tuple[int, int, int, int] | None = None,
        whole: list[Picture] | None = None,
    ) -> None:
        self._planes = planes
        self._convert = convert
        self._full_range = full_range
        self._whole = whole if whole is not None else []
        self._part = part if part is not None else (0, 0, planes[0].shape[0], planes[0].shape[1])

    @property
    def shape(self) -> tuple[int, int, int]:
        """Return rows, columns and 3, as of an array."""
        top, left, bottom, right = self._part
        return bottom - top, right - left, 3

    @property
    def size(self) -> int:
        """Return the number of values, as of an array."""
        rows, columns, channels = self.shape
        return rows * columns * channels

    @property
    def nbytes(self) -> int:
        """Return the number of bytes of the picture in BGR."""
        return self.size

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        """Return the part in BGR, uint8 (height, width, 3)."""
        pixels = self._pixels()
        return pixels if dtype is None else pixels.astype(dtype, copy=False)

    def __getitem__(self, key: tuple[slice, slice]) -> PlanarPicture:
        """Return a part, from rows and columns without steps; nothing is converted or copied."""
        rows, columns, _ = self.shape
        (first, last, down), (begin, end, along) = key[0].indices(rows), key[1].indices(columns)
        if down != 1 or along != 1:
            raise IndexError("Parts of a picture in planes have no steps.")
        top, left = self._part[:2]
        part = (top + first, left + begin, top + max(first, last), left + max(begin, end))
        return PlanarPicture(self._planes, self._convert, full_range=self._full_range, part=part, whole=self._whole)

    def luma(self, step: int = 1) -> Plane:
        """Return every ``step``-th row and column of the luma, uint8; see :meth:`stretched`."""
        top, left, bottom, right = self._part
        luma = self._planes[0][top:bottom, left:right]
        return luma if step <= 1 else np.ascontiguousarray(luma[::step, ::step])

    def thinned(self, step: int) -> Picture:
        """Return every ``step``-th row and column in BGR, equal to those of the whole part.

        Each pixel is put into a block of its own, with the colour of the block that it was in, so that few are
        converted.
        """
        top, left, bottom, right = self._part
        is_all = self.shape[:2] == self._planes[0].shape
        if self._whole or step < (_FEW_OF_ALL if is_all else _FEW):
            return np.asarray(_every(self._pixels(), step))
        few = self.luma(step)
        rows, columns = np.arange(top, bottom, step) // 2, np.arange(left, right, step) // 2
        luma = np.zeros((2 * few.shape[0], 2 * few.shape[1]), np.uint8)
        luma[::2, ::2] = few
        _, blue, red = self._planes
        colours = (np.take(plane[rows], columns, axis=1) for plane in (blue, red))
        return np.asarray(_every(self._convert(luma, *colours), 2))

    def halved(self) -> Picture:
        """Return means of 2 x 2 pixels of the part in BGR, equal to those of OpenCV's area scaling.

        Many rows are converted at a time, but not more than the processor's cache holds.
        """
        from emotion_desk.opencv import cv2

        rows, columns = self.shape[0] // 2, self.shape[1] // 2
        found = np.empty((rows, columns, 3), np.uint8)
        strip = max(1, _STRIP_PIXELS // max(1, 4 * columns))
        for first in range(0, rows, strip):
            last = min(rows, first + strip)
            pixels = self[2 * first : 2 * last, : 2 * columns]._pixels()
            cv2.resize(pixels, (columns, last - first), dst=found[first:last], interpolation=cv2.INTER_AREA)
        return found

    def scaled(self, width: int, height: int) -> Picture:
        """Return the part in another size in pixels in BGR; the planes are scaled, so that no more is converted."""
        if self._whole or self.shape[:2] == (height, width) or any(side % 2 for side in self._part):
            return scaled(self._pixels(), width, height)
        top, left, bottom, right = self._part
        luma, blue, red = self._planes
        even = (width + width % 2, height + height % 2)
        grey = np.empty((even[1], even[0]), np.uint8)
        inner = scaled(luma[top:bottom, left:right], width, height)
        grey[:height, :width] = inner
        grey[height:, :width], grey[:, width:] = inner[-1:], grey[:, width - 1 : width]
        rows, columns = slice(top // 2, bottom // 2), slice(left // 2, right // 2)
        colours = (scaled(plane[rows, columns], even[0] // 2, even[1] // 2) for plane in (blue, red))
        return self._convert(grey, *colours)[:height, :width]

    def stretched(self, luma: Plane) -> Plane:
        """Return luma as grey from 0 to 255."""
        if self._full_range:
            return luma
        from emotion_desk.opencv import cv2  # not at import: devices are listed without it

        return np.asarray(cv2.LUT(luma, _STRETCHED), np.uint8)

    def _pixels(self) -> Picture:
        top, left, bottom, right = self._part
        if self._whole:
            return self._whole[0][top:bottom, left:right]
        above, before = top - top % 2, left - left % 2
        luma, blue, red = self._planes
        found = self._convert(
            luma[above : bottom + bottom % 2, before : right + right % 2],
            blue[above // 2 : -(-bottom // 2), before // 2 : -(-right // 2)],
            red[above // 2 : -(-bottom // 2), before // 2 : -(-right // 2)],
        )[top - above : bottom - above, left - before : right - before]
        if found.shape[:2] == luma.shape:
            self._whole.append(found)  # whoever looks at a part of it later has it already
        return found


def scaled(pixels: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """Return a picture or a plane in another size, for the eye: means of whole blocks of pixels, then linear.

    OpenCV's means of parts of pixels take ten times as long.

    Args:
        pixels: uint8 (rows, columns) or (rows, columns, 3).
        width: in pixels.
        height: in pixels.
    """
    from emotion_desk.opencv import cv2

    rows, columns = pixels.shape[:2]
    block = min(rows // height, columns // width)
    if block > 1:
        size = (columns // block, rows // block)
        inner = pixels[: size[1] * block, : size[0] * block]
        pixels = np.asarray(cv2.resize(inner, size, interpolation=cv2.INTER_AREA), np.uint8)
    if pixels.shape[:2] == (height, width):
        return pixels
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


#: From this step on it is cheaper to convert the pixels of a thinned part alone, each as a block of four; of the whole
#: picture from the second one on, because its parts are looked at afterwards.
_FEW: Final = 4
_FEW_OF_ALL: Final = 6


def planes_of(picture: object) -> PlanarPicture | None:
    """Return a picture that is in planes, ``None`` for an array."""
    return picture if isinstance(picture, PlanarPicture) else None


#: Pixels that are converted at a time before they are halved.  They take 300 kB: that fits into the processor's cache,
#: and is below the size from which a live run gets new memory from the system each time (:mod:`emotion_desk.machine`).
_STRIP_PIXELS: Final = 100_000

#: Grey from 0 to 255 of the luma of usual films, uint8 (256,).
_STRETCHED = np.clip(np.round((np.arange(256) - 16) * 255 / 219), 0, 255).astype(np.uint8)


def _every(pixels: NDArray[np.uint8], step: int) -> NDArray[np.uint8]:
    """Return every ``step``-th row and column in BGR, as slicing does, which takes twice as long for three channels."""
    if step <= 1:
        return pixels
    from emotion_desk.opencv import cv2

    rows = pixels[::step]
    whole = pixels.shape[1] // step
    if whole * step == pixels.shape[1]:
        return np.asarray(cv2.resize(rows, (whole, rows.shape[0]), interpolation=cv2.INTER_NEAREST), np.uint8)
    few = np.empty((rows.shape[0], -(-pixels.shape[1] // step), *pixels.shape[2:]), np.uint8)
    if whole:
        few[:, :whole] = cv2.resize(rows[:, : whole * step], (whole, rows.shape[0]), interpolation=cv2.INTER_NEAREST)
    if few.shape[1] > whole:
        few[:, whole] = rows[:, whole * step]
    return few
