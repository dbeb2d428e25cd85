"""Sentences of the layers below in the language of the window.

Errors, states of sources and hints are written below in English, as one sentence each, because commands print them and
sessions keep them.  This catalogue holds those the window shows; what stands in their placeholders is kept as it is.
A sentence that is not here is shown in English, which is better than no sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from emotion_desk.ui.language import language, mark, tr

_SENTENCES: Final = (mark("The single models are not released yet."),)
_ENGLISH: Final = "en"


def sentence(text: str) -> str:
    """Return a sentence of the layers below in the language of the window.

    Example:
        >>> sentence("Something else.")
        'Something else.'
    """
    if not text or language() == _ENGLISH:
        return text
    for pattern, known in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            return tr(known, **found.groupdict())
    return text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the known sentences as patterns, those with the fewest placeholders first."""
    ordered = sorted(_SENTENCES, key=lambda known: (known.count("{"), -len(known)))
    return [(re.compile(_pattern(known), re.DOTALL), known) for known in ordered]


def _pattern(known: str) -> str:
    parts = re.split(r"\{(\w+)\}", known)
    return "".join(re.escape(part) if place % 2 == 0 else f"(?P<{part}>.+?)" for place, part in enumerate(parts))
