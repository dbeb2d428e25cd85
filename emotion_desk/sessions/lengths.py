"""How long a file says it is: only for progress bars, so a wrong answer does no harm."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from emotion_desk.errors import DeskError
from emotion_desk.sources.media_file import probe

#: A picture, or a file that does not tell, counts as so much.
UNKNOWN_S: Final = 1.0


def length_s(path: Path) -> float:
    """Return seconds; broken files have a length, too."""
    try:
        return probe(path).duration_s or UNKNOWN_S
    except (DeskError, OSError):
        return UNKNOWN_S
