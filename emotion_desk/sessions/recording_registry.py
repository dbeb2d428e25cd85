"""Registers the sessions that are being recorded, so that the next start finds those that were cut off.

Each recording leaves an entry in the user's data folder and holds a lock file in its own folder.  The system releases
the lock when the process dies, however it dies.  A registered session that is not locked is one to recover.
"""

from __future__ import annotations

import hashlib
import logging
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from emotion_desk.atomic_file import sweep, write_atomically
from emotion_desk.errors import SessionError
from emotion_desk.plain_file import is_plain, make_private_folder, open_to_append, read_bounded
from emotion_desk.settings import data_folder
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

LOCK_FILE: Final = ".recording"
#: No path is longer than this on the systems that are supported.
_LONGEST_PATH_BYTES: Final = 32_768


class Lock:
    """Marks a session folder as being written; held until :meth:`release` or the end of the process.

    Args:
        folder: where the lock file is made: the session.
        name: the lock file's name.
        busy: the sentence if another holder has it.

    Raises:
        SessionError: another holder has it, or the folder cannot be written.
    """

    def __init__(self, folder: Path, name: str = LOCK_FILE, busy: str | None = None) -> None:
        self._path = folder / name
        self._file: BinaryIO | None = None
        try:
            file = open_to_append(self._path)
        except OSError as error:
            raise SessionError(
                translatable("'{folder}' cannot be written: {reason}.", folder=folder, reason=error.strerror or error)
            ) from error
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise SessionError(
                busy or translatable("The session '{name}' is being recorded just now.", name=folder.name)
            ) from error
        self._file = file

    def release(self) -> None:
        """Release the lock; may be called twice."""
        if self._file is not None:
            self._file.close()
            self._file = None
            with suppress(OSError):
                self._path.unlink()


def register(folder: Path) -> None:
    """Register a session that is being recorded; one that cannot be registered is recorded all the same."""
    path = _entry_path(folder)
    try:
        make_private_folder(path.parent)
        # Not forced to the disk: on a busy one that took seconds, while the window waited for the recording to begin.
        write_atomically(path, str(folder.resolve()).encode("utf-8", "surrogateescape"), durable=False)
    except OSError as error:
        logger.warning("%s cannot be registered as unfinished: %s", folder, error)


def unregister(folder: Path) -> None:
    """Remove the entry of a session."""
    with suppress(OSError):
        _entry_path(folder).unlink()


def registered() -> list[Path]:
    """Return the folders of all entries, also of sessions that are being recorded just now.

    Entries that do not hold the absolute path of a folder are removed; so are the temporary files of killed runs.
    """
    found: list[Path] = []
    sweep(_registry_folder())
    with suppress(OSError):
        for entry in sorted(_registry_folder().glob("*.session")):
            folder = _read_entry(entry)
            if folder is not None:
                found.append(folder)
                continue
            logger.warning("the entry %s of an unfinished session is damaged and is removed", entry.name)
            with suppress(OSError):
                entry.unlink()
    return found


def _read_entry(entry: Path) -> Path | None:
    """Return the folder that an entry names, ``None`` if the entry is damaged."""
    if not is_plain(entry):
        return None
    try:
        text = read_bounded(entry, _LONGEST_PATH_BYTES).decode("utf-8", "surrogateescape")
    except OSError:
        return None
    folder = Path(text)
    if not text.strip() or "\0" in text or not folder.is_absolute() or _entry_path(folder).name != entry.name:
        return None
    return folder


def _registry_folder() -> Path:
    return data_folder() / "unfinished"


def _entry_path(folder: Path) -> Path:
    digest = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return _registry_folder() / f"{digest[:16]}.session"


def _lock(file: BinaryIO) -> None:
    """Lock an open file without waiting.

    ``filelock`` opens the file itself and follows symbolic links, which a session folder from elsewhere may have.
    """
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
