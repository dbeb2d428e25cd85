"""Writes a file so that a crash, a kill or a full disk leaves the old file or the new one, never a part of it.

The content goes into a new file beside the target, which is then renamed over it. The new file is created exclusively
and never through a symbolic link, because a folder may come from somebody else.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

#: Ending of files that are being written; a sweep of left-over files looks for it.
PART: Final = ".part"
#: Permissions of personal data: only its owner may read it, whatever the umask.
PRIVATE: Final = 0o600


def write_atomically(path: Path, content: bytes, *, mode: int = PRIVATE, durable: bool = True) -> None:
    """Write a file whole.

    Args:
        path: the file; its folder must exist.
        content: its bytes.
        mode: permissions of the file; the umask can only take some away.
        durable: wait until the disk holds it. Without, it survives a crash of the process but not of the machine.

    Raises:
        OSError: it cannot be written; the old file is untouched and nothing is left beside it.
    """
    beside = path.with_name(f".{path.name[:100]}.{os.getpid()}-{secrets.token_hex(4)}{PART}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    number = os.open(beside, flags, mode)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    if durable:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the disk holds the names in a folder; Windows cannot open folders and needs no such step."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
