"""Watches the room on a disk: one warning when it gets little, a stop before it is gone.

A full disk in the middle of writing costs the index of a recording, so recording ends while there is still some room.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from emotion_desk.errors import SessionError

#: Decimal, as on the boxes of disks.
GB: Final = 1_000_000_000
#: Never less than this is left, whatever the limits say: the index and the last second have to go somewhere.
LEAST_BYTES: Final = 4_000_000


#: Held by each recording from its start, and given back for its last writes should the disk be full by then.
RESERVE_FILE: Final = ".reserve"
_RESERVE_BYTES: Final = 1_000_000


class Room(Enum):
    """How much room is left."""

    ENOUGH = "enough"
    LITTLE = "little"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DiskLimits:
    """In GB of 10^9 bytes: below ``warn_gb`` the user is told, below ``stop_gb`` recording ends."""

    warn_gb: float = 5.0
    stop_gb: float = 1.0


def hold_reserve(folder: Path) -> None:
    """Take some room in a folder.

    Raises:
        SessionError: there is not even that much.
    """
    try:
        (folder / RESERVE_FILE).write_bytes(bytes(_RESERVE_BYTES))
    except OSError as error:
        raise SessionError(f"'{folder}' cannot be written: {error.strerror or error}.") from error


def give_reserve_back(folder: Path) -> None:
    """Free the room again; nothing happens if none is held."""
    with suppress(OSError):
        (folder / RESERVE_FILE).unlink()


class DiskWatch:
    """Asks for the free room of the disk that a folder is on.

    Args:
        folder: any existing folder.
        limits: when to warn and when to stop.
    """

    def __init__(self, folder: Path, limits: DiskLimits) -> None:
        self._folder = folder
        self._limits = limits

    def room(self) -> Room:
        """Return how much room is left; a disk that cannot be asked counts as enough until writing fails."""
        try:
            free = self.free_bytes()
        except SessionError:
            return Room.ENOUGH
        if free < max(LEAST_BYTES, self._limits.stop_gb * GB):
            return Room.NONE
        return Room.LITTLE if free < self._limits.warn_gb * GB else Room.ENOUGH

    def free_bytes(self) -> int:
        """Return how many bytes are free for this user.

        Raises:
            SessionError: the disk cannot be asked.
        """
        try:
            return shutil.disk_usage(self._folder).free
        except OSError as error:
            raise SessionError(f"The disk of '{self._folder}' cannot be asked: {error.strerror or error}.") from error

    def told(self) -> str:
        """Return the free room in words, for example ``4.2 GB``."""
        try:
            free = self.free_bytes()
        except SessionError:
            return "an unknown amount"
        return f"{free / GB:.1f} GB" if free >= GB else f"{free / 1_000_000:.0f} MB"
