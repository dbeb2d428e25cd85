"""Watches the free space of a disk: warns once when it gets low, and stops a recording before it is gone.

A disk that fills up in the middle of a write costs the index of a recording, so a recording ends while there is still
some space.
"""

from __future__ import annotations

import math
import shutil
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from emotion_desk.errors import SessionError
from emotion_desk.plain_file import create
from emotion_desk.translatable import translatable

#: Decimal, as on the boxes of disks.
GB: Final = 1_000_000_000
#: Never less than this is left, whatever the limits say: the index and the last second have to be written.
LEAST_BYTES: Final = 4_000_000
#: Allocated by each recording at its start, and freed for its last writes in case the disk is full by then.
RESERVE_FILE: Final = ".reserve"
_RESERVE_BYTES: Final = 1_000_000


class FreeSpace(Enum):
    """How much space is left, measured against the limits."""

    ENOUGH = "enough"
    LOW = "low"
    EXHAUSTED = "exhausted"


@dataclass(frozen=True, slots=True)
class DiskLimits:
    """In GB of 10^9 bytes: below ``warn_gb`` the user is warned, below ``stop_gb`` the recording ends.

    Raises:
        SessionError: a limit is negative, infinite or not a number.
    """

    warn_gb: float = 5.0
    stop_gb: float = 1.0

    def __post_init__(self) -> None:
        for value in (self.warn_gb, self.stop_gb):
            if not math.isfinite(value) or value < 0:
                raise SessionError(
                    translatable(
                        "A limit of the free disk space must be a number of GB from 0 on, not {value}.", value=value
                    )
                )


def allocate_reserve(folder: Path) -> None:
    """Allocate the reserve in a folder.

    Raises:
        SessionError: there is not even that much space.
    """
    try:
        with create(folder / RESERVE_FILE) as file:
            file.write(bytes(_RESERVE_BYTES))
    except OSError as error:
        raise SessionError(
            translatable("'{folder}' cannot be written: {reason}.", folder=folder, reason=error.strerror or error)
        ) from error


def free_reserve(folder: Path) -> None:
    """Free the reserve; does nothing if there is none."""
    with suppress(OSError):
        (folder / RESERVE_FILE).unlink()


class DiskWatch:
    """Measures the free space of the disk that a folder is on.

    Args:
        folder: any existing folder.
        limits: when to warn and when to stop.
    """

    def __init__(self, folder: Path, limits: DiskLimits) -> None:
        self._folder = folder
        self._limits = limits

    def free_space(self) -> FreeSpace:
        """Compare the free space with the limits; a disk that cannot be measured counts as having enough."""
        try:
            free = self.free_bytes()
        except SessionError:
            return FreeSpace.ENOUGH
        if free < max(LEAST_BYTES, self._limits.stop_gb * GB):
            return FreeSpace.EXHAUSTED
        return FreeSpace.LOW if free < self._limits.warn_gb * GB else FreeSpace.ENOUGH

    def free_bytes(self) -> int:
        """Return how many bytes are free for this user.

        Raises:
            SessionError: the disk cannot be measured.
        """
        try:
            return shutil.disk_usage(self._folder).free
        except OSError as error:
            raise SessionError(
                translatable(
                    "The free space of the disk of '{folder}' is unknown: {reason}.",
                    folder=self._folder,
                    reason=error.strerror or error,
                )
            ) from error

    def free_text(self) -> str:
        """Return the free space as text, for example ``4.2 GB``."""
        try:
            free = self.free_bytes()
        except SessionError:
            return "an unknown amount"
        return f"{free / GB:.1f} GB" if free >= GB else f"{free / 1_000_000:.0f} MB"
