"""The fonts that ship with the desk: which file has a character, and which files a text needs.

No font has the letters of every script.  A text is split into runs, each of one file.  ``assets/fonts/coverage.json``
says what each file has, so that no font must be opened to find out.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Final

from emotion_desk.resources import shipped

#: Stands for a character that no font has; the first font has it.
MISSING: Final = "\N{REPLACEMENT CHARACTER}"


@cache
def font_files() -> tuple[Path, ...]:
    """Return the files in the order in which they are tried.

    Raises:
        DeskError: this installation lacks them.
    """
    return tuple(path for path, _, _ in _coverage())


def runs(text: str) -> list[tuple[Path, str]]:
    """Split a text into runs of one font file, in the order of the text.

    A character stays in the run before it as long as that font has it, so that marks, digits and punctuation are set
    with the letters that they belong to.

    Raises:
        DeskError: this installation lacks the fonts.
    """
    found: list[tuple[Path, str]] = []
    for character in text:
        before = found[-1][0] if found else None
        joins = unicodedata.category(character) == "Cf"  # joiners and marks of direction draw nothing themselves
        if before is not None and (joins or _has(before, character)):
            font = before
        else:
            font = next((path for path in font_files() if _has(path, character)), font_files()[0])
        if not joins and not _has(font, character):
            character = MISSING
        if before == font:
            found[-1] = (font, found[-1][1] + character)
        else:
            found.append((font, character))
    return found


def _has(font: Path, character: str) -> bool:
    starts, ends = _ranges(font)
    place = bisect_right(starts, ord(character)) - 1
    return place >= 0 and ord(character) <= ends[place]


@cache
def _ranges(font: Path) -> tuple[list[int], list[int]]:
    return next((starts, ends) for path, starts, ends in _coverage() if path == font)


@cache
def _coverage() -> tuple[tuple[Path, list[int], list[int]], ...]:
    folder = shipped("assets") / "fonts"
    raw: dict[str, list[list[int]]] = json.loads((folder / "coverage.json").read_text(encoding="ascii"))
    return tuple(
        (folder / name, [first for first, _ in ranges], [last for _, last in ranges]) for name, ranges in raw.items()
    )
