"""Sets a line of text of any script as a mask of coverage, to be blended into a picture.

Pillow sets the runs (:func:`emotion_desk.fonts.runs`) on one baseline.  With libraqm, which is part of its wheels,
letters are shaped and ordered as Arabic, Hebrew and the scripts of India need it.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from emotion_desk.fonts import runs


@lru_cache(maxsize=256)
def text_mask(text: str, size: int) -> NDArray[np.uint8]:
    """Return a line of text as coverage; its baseline lies 1.1 of the size below the top.

    Args:
        text: one line.
        size: of the letters (em) in pixels.

    Returns:
        uint8 (height, width), 255 inside a letter; all texts of a size have the same height.

    Raises:
        DeskError: this installation lacks the fonts.
    """
    from PIL import Image, ImageDraw

    set_runs = [(_font(file, size), part) for file, part in runs(text)]
    if _is_right_to_left(text):
        set_runs.reverse()
    widths = [font.getlength(part) for font, part in set_runs]
    baseline, height = round(1.1 * size), round(1.5 * size)
    image = Image.new("L", (max(1, int(np.ceil(sum(widths))) + 2), height))
    draw = ImageDraw.Draw(image)
    x = 1.0
    for (font, part), width in zip(set_runs, widths, strict=True):
        draw.text((x, baseline), part, fill=255, font=font, anchor="ls")
        x += width
    return np.asarray(image, np.uint8)


def _is_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction goes from right to left."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"


@cache
def _font(file: Path, size: int) -> Any:
    from PIL import ImageFont, features

    shaping = ImageFont.Layout.RAQM if features.check("raqm") else ImageFont.Layout.BASIC
    return ImageFont.truetype(str(file), size, layout_engine=shaping)
