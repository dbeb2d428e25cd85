"""Replaces a file atomically: a reader finds the old content or the new one, and only the owner may read it.

Settings, the gallery, session headers, reports and exports are written this way.  The new content goes into a
temporary file in the same folder, reaches the disk, and is then renamed over the old file.  The temporary file is made
exclusively (``O_EXCL``) under a name that cannot be guessed and with mode 0600.  So neither a symbolic link nor another
user's file can be written through, and personal data is readable by its owner only, whatever the umask says.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import Final

#: Beginning of the names of temporary files; the number of the writing process follows.
PREFIX: Final = ".part-"
#: Where processes cannot be asked for (Windows), a temporary file this old is taken as abandoned.
_ABANDONED_S: Final = 24 * 3600.0


def write_atomically(path: Path, content: str | bytes, *, durable: bool = True, private: bool = True) -> None:
    """Replace the content of a file.

    Args:
        path: the file; where it is a symbolic link, the link is replaced and its target left alone.
        content: text is encoded as UTF-8, lone surrogates as ``?``.
        durable: wait until the disk has it.  Without, the file survives a crash of the process but not of the machine.
        private: only the owner may read it.  Without, the umask decides, as for published files and data sets.

    Raises:
        OSError: the folder is missing or read-only, or the disk is full; the old file is untouched.

    Example:
        >>> write_atomically(Path("/tmp/emotion-desk-example.txt"), "42")
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    with atomic_path(path, durable=durable, private=private) as temporary:
        temporary.write_bytes(data)


@contextmanager
def atomic_path(
    path: Path, *, durable: bool = True, private: bool = True, folder: Path | None = None
) -> Iterator[Path]:
    """Yield an empty temporary file that takes the place of ``path`` when the block ends without an exception.

    The temporary file keeps the ending of ``path``, for libraries that choose the format by it.

    Args:
        path: the file to replace.
        durable: as in :func:`write_atomically`.
        private: as in :func:`write_atomically`.
        folder: folder of the temporary file, on the same disk; by default that of ``path``.

    Raises:
        OSError: the folder is missing or read-only, the disk is full, or there is a folder, a named pipe or a device
            in the place of the file; what was there is untouched.
    """
    _require_replaceable(path)
    handle, name = tempfile.mkstemp(
        prefix=f"{PREFIX}{os.getpid()}-", suffix=path.suffix[:16], dir=folder or path.parent
    )
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        if not private:
            temporary.chmod(0o666 & ~_umask())
        if durable:
            _flush(temporary)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if durable:
        _flush_folder(path.parent)


def sweep(folder: Path) -> int:
    """Remove temporary files that killed processes left in a folder, and return how many there were."""
    swept = 0
    with suppress(OSError):
        for left in list(folder.glob(f"{PREFIX}*")):
            with suppress(OSError):
                if _is_abandoned(left):
                    left.unlink()
                    swept += 1
    return swept


def sweep_of(folder: Path, process: int) -> None:
    """Remove the temporary files of a process that ended; for whoever ended it, and so knows that it is gone."""
    with suppress(OSError):
        for left in list(folder.glob(f"{PREFIX}{process}-*")):
            with suppress(OSError):
                left.unlink()


def _is_abandoned(temporary: Path) -> bool:
    number = temporary.name.removeprefix(PREFIX).partition("-")[0]
    return not temporary.is_dir() and is_abandoned(temporary, number)


def is_abandoned(temporary: Path, number: str) -> bool:
    """Return whether the process that made a temporary file or folder is gone.

    Args:
        temporary: the file or folder.
        number: of the process, as it stands in the name.

    Raises:
        OSError: the file is gone, or cannot be looked at.
    """
    if not (number.isascii() and number.isdecimal()) or len(number) > 20 or int(number) == os.getpid():
        return False
    if sys.platform == "win32" or int(number) > 2**31:
        return time() - temporary.lstat().st_mtime > _ABANDONED_S
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _require_replaceable(path: Path) -> None:
    """Raise :class:`OSError` for what must not be replaced by a file: a named pipe, a device, a socket, a folder.

    Nor is a link to one of them, such as ``/dev/stdout``; a link to a file is, and its target left alone.
    """
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            mode = path.stat().st_mode
    except FileNotFoundError:  # also a link that leads nowhere
        return
    except ValueError as error:  # a null byte in the name
        raise OSError(errno.EINVAL, "its name is not valid") from error
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is not a plain file")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_folder(folder: Path) -> None:
    """Make the renaming itself durable; some file systems and Windows cannot flush a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
