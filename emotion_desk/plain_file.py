"""Opens untrusted files safely: regular files only, no symbolic links; new files are readable by their owner only.

A session folder can be copied from anywhere.  A link in it must not lead a writer to the user's own files, and a named
pipe or a device must not keep a reader waiting for ever.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO, Final

#: Mode of files and folders with personal data, whatever the umask says.
FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)


def open_to_read(path: Path) -> BinaryIO:
    """Open an existing plain file for reading.

    Raises:
        FileNotFoundError: there is none.
        OSError: it is a symbolic link, a folder, a pipe or a device, or cannot be read.
    """
    return _open(path, os.O_RDONLY, "rb")


def open_to_append(path: Path) -> BinaryIO:
    """Open a plain file for reading and appending; it is made with mode 0600 if it is not there.

    Raises:
        OSError: it is a symbolic link, a folder, a pipe or a device, or cannot be written.
    """
    return _open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, "ab+")


def open_to_change(path: Path) -> BinaryIO:
    """Open an existing plain file for reading and writing.

    Raises:
        OSError: it is missing, a symbolic link, a folder, a pipe or a device, or cannot be written.
    """
    return _open(path, os.O_RDWR, "rb+")


def create(path: Path) -> BinaryIO:
    """Make a new file with mode 0600 and open it for writing.

    Raises:
        FileExistsError: something has this name, even a symbolic link that leads nowhere.
        OSError: it cannot be made.
    """
    return _open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, "wb+")


def read_bounded(path: Path, limit: int) -> bytes:
    """Return the content of a plain file of at most ``limit`` bytes.

    Raises:
        FileNotFoundError: there is none.
        OSError: it is no plain file, is larger, or cannot be read.
    """
    with open_to_read(path) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise OSError(errno.EFBIG, "it is too large")
    return content


def is_plain(path: Path) -> bool:
    """Return whether a path is a plain file itself, not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    """Return whether something has this name; ``False`` also for names that no file can have.

    ``Path.exists`` and its siblings raise for names that are too long or hold a null byte.
    """
    return os.path.exists(path)  # noqa: PTH110 - see above


def is_file(path: Path) -> bool:
    """Return whether a path leads to a plain file, also through links; never raises."""
    return os.path.isfile(path)  # noqa: PTH113 - see exists


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder, also through links; never raises."""
    return os.path.isdir(path)  # noqa: PTH112 - see exists


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and its folders, in the order of their names.

    Folders that cannot be read, or that vanish meanwhile, are passed over; links to folders are not followed.
    """
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if is_file(path):
                yield path


def make_private_folder(folder: Path) -> None:
    """Make a folder for personal data and the missing ones above it, all with mode 0700; existing ones are left alone.

    Raises:
        OSError: it cannot be made.
    """
    missing = list(takewhile(lambda each: not is_folder(each), (folder, *folder.parents)))
    for each in reversed(missing):
        try:
            each.mkdir(FOLDER_MODE)
        except FileExistsError:
            if not is_folder(each):
                raise
        else:
            each.chmod(FOLDER_MODE)  # a umask may have taken what the owner needs


def _open(path: Path, flags: int, mode: str) -> BinaryIO:
    if not hasattr(os, "O_NOFOLLOW") and path.is_symlink():
        raise OSError(errno.EINVAL, "it is a symbolic link")
    try:
        handle = os.open(path, flags | _NO_LINK | _NO_WAIT | _BINARY, FILE_MODE)
    except OSError as error:
        if error.errno == errno.ELOOP or (error.errno == errno.EMLINK and path.is_symlink()):
            raise OSError(error.errno, "it is a symbolic link") from error
        raise
    except ValueError as error:  # a null byte in the name
        raise OSError(errno.EINVAL, "its name is not valid") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is not a plain file")
    return os.fdopen(handle, mode)  # type: ignore[return-value]
