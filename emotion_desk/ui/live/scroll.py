"""Maps columns of a scrolling image to pixels without flicker.

The number of pixels per column is not an integer.  If the last ten seconds were scaled anew at each step, a column
would be three pixels wide at one step and four at the next, and the image would flicker.  Here pixels are numbered
from the start of time like columns: a pixel shows the same column while it is visible and moves by whole pixels.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def columns_on_pixels(end_column: int, pixels_per_column: float, width: int) -> NDArray[np.int64]:
    """Return the index of the column that each pixel shows, left to right.

    Args:
        end_column: index of the newest column plus one, counted from the start.
        pixels_per_column: scale of the time axis, above or below one.
        width: number of pixels.

    Returns:
        int64, (width,); never beyond ``end_column - 1``; negative before the start of time.
    """
    end_pixel = int(np.floor(end_column * pixels_per_column))
    pixels = np.arange(end_pixel - width, end_pixel, dtype=np.int64)
    columns: NDArray[np.int64] = np.floor((pixels + 0.5) / pixels_per_column).astype(np.int64)
    columns[columns >= end_column] = end_column - 1
    return columns


class ColumnCounter:
    """Numbers the columns of a scrolling image by the stamp of its end, insensitive to small jitter of the stamp."""

    def __init__(self) -> None:
        self._end_ns: int | None = None
        self.end = 0

    def advance(self, end_ns: int, column_s: float) -> int:
        """Return the index of the newest column plus one.

        The fraction of a column that a step leaves is carried over, so that nothing drifts over hours.
        """
        if self._end_ns is None:
            self._end_ns = end_ns
            return self.end
        column_ns = round(column_s * 1e9)
        steps = round((end_ns - self._end_ns) / column_ns)
        self.end += steps
        self._end_ns += steps * column_ns
        return self.end
