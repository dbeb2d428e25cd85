"""One at a time: a lock that desks, threads and commands respect, and that dies with the process that holds it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from emotion_desk.errors import GalleryError

#: Nobody holds the lock longer than it takes to write a file, and a disk that sleeps takes seconds.
_PATIENCE_S: Final = 15.0
_BEAT_S: Final = 0.02


@contextmanager
def locked(path: Path, patience_s: float = _PATIENCE_S) -> Iterator[None]:
    """Hold the lock of a file (made if it is missing) while the block runs.

    Raises:
        GalleryError: somebody else holds it for too long, or the folder cannot be written.
    """
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise GalleryError(f"'{path.parent}' cannot be written: {error.strerror or error}.") from error
    try:
        until = time.monotonic() + patience_s
        while not _taken(number):
            if time.monotonic() > until:
                raise GalleryError("Another program is changing the enrolled people; try again in a moment.")
            time.sleep(_BEAT_S)
        yield
    finally:
        os.close(number)  # which lets go of the lock


def _taken(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
