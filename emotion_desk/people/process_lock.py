"""The lock around changes of the gallery: it holds between threads and programs, and ends with the process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from emotion_desk.errors import GalleryError
from emotion_desk.translatable import translatable

#: A lock is held as long as writing a file takes; a disk that sleeps needs seconds.
_PATIENCE_S: Final = 15.0
_POLL_S: Final = 0.02


@contextmanager
def locked(path: Path, patience_s: float = _PATIENCE_S) -> Iterator[None]:
    """Hold the lock of a file (created if it is missing) while the block runs.

    Raises:
        GalleryError: another holder keeps it for too long, or the folder cannot be written.
    """
    from filelock import FileLock, Timeout  # not at import: most analyses never change the gallery

    lock = FileLock(path, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=patience_s, poll_interval=_POLL_S)
    except Timeout:
        raise GalleryError(
            translatable("Another program is changing the enrolled people; try again in a moment.")
        ) from None
    except (OSError, NotImplementedError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise GalleryError(
            translatable("'{parent}' cannot be written: {reason}.", parent=path.parent, reason=reason or error)
        ) from error
    try:
        yield
    finally:
        lock.release()
