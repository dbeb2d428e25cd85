"""Finds the files that ship with the desk: weights and assets.

In a wheel they lie inside the package (``shipped/``), in a source tree beside it.
"""

from __future__ import annotations

from pathlib import Path

from emotion_desk.errors import DeskError

_PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """Return the folder ``models`` or ``assets`` as installed.

    Raises:
        DeskError: the installation lacks it.
    """
    for root in (_PACKAGE / "shipped", _PACKAGE.parent):
        candidate = root / folder
        if candidate.is_dir():
            return candidate
    raise DeskError(f"This installation of Emotion Desk lacks its folder '{folder}'; install it again.")
