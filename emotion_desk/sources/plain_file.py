"""Refuses everything that is not a plain file before it is opened.

Opening a named pipe blocks until somebody writes to it, and a device such as ``/dev/zero`` never ends.  The file system
knows both without opening them.
"""

from __future__ import annotations

import stat
from pathlib import Path

from emotion_desk.errors import SourceOpenError
from emotion_desk.translatable import translatable


def require_plain_file(path: Path) -> None:
    """Check that a path names a plain, non-empty file.

    Raises:
        SourceOpenError: one sentence that says what it is instead.
    """
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise SourceOpenError(translatable("The file '{path}' does not exist.", path=path)) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise SourceOpenError(
            translatable("The file '{name}' cannot be reached: {reason}.", name=path.name, reason=reason or error)
        ) from error
    if stat.S_ISDIR(status.st_mode):
        raise SourceOpenError(translatable("'{path}' is a folder, not a file.", path=path))
    if not stat.S_ISREG(status.st_mode):
        raise SourceOpenError(translatable("'{path}' is a device or a pipe, not a file.", path=path))
    if status.st_size == 0:
        raise SourceOpenError(translatable("The file '{name}' is empty.", name=path.name))
