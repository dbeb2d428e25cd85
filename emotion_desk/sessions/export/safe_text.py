"""Makes names and labels safe for other programs: no control characters, no cell that a spreadsheet would run.

A name may come from an imported gallery and a label from a copied session, so neither can be trusted.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
#: A spreadsheet takes a cell that begins like this for a formula.
_FORMULA: Final = re.compile(r"'*[=+\-@]")
_ESCAPED: Final = re.compile(r"'+[=+\-@]")


def one_line(text: str) -> str:
    r"""Return text as one line of characters that XML, WebVTT, HTML and terminals allow.

    White space becomes single blanks.  Control characters, lone surrogates and characters that Unicode assigns to
    nobody's use are replaced.

    Example:
        >>> one_line("door\n\x1b[31mopens")
        'door �[31mopens'
    """
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():  # as most are; a library of thousands is sorted by its names
        return line
    return "".join(_allowed(character) for character in line)


def neutralised(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: ``=``, ``+``, ``-`` and ``@`` get an apostrophe in front.

    Example:
        >>> neutralised("=1+1")
        "'=1+1"
    """
    clean = one_line(text)
    return f"'{clean}" if _FORMULA.match(clean) else clean


def restored(cell: str) -> str:
    """Return the text that :func:`neutralised` made a cell of."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def _allowed(character: str) -> str:
    is_noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return _REPLACEMENT if is_noncharacter or unicodedata.category(character) in {"Cc", "Cs"} else character
