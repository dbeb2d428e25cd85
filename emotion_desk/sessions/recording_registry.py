"""Remembers which sessions are being recorded, so that the next start finds those that were cut off.

Each recording leaves a note in the user's data folder and holds a lock in its own; the system lets go of the lock when
the process dies, however it dies.  A note whose session is not locked is one to recover.
"""

from __future__ import annotations

import hashlib
import logging
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from emotion_desk.errors import SessionError
from emotion_desk.settings import data_folder

logger = logging.getLogger(__name__)

LOCK_FILE: Final = ".recording"


class Lock:
    """Says that somebody writes in a session folder; held until :meth:`release` or the end of the process.

    Args:
        folder: the session.

    Raises:
        SessionError: another process holds it, or the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_FILE
        self._file: IO[bytes] | None = None
        try:
            file = self._path.open("ab")
        except OSError as error:
            raise SessionError(f"'{folder}' cannot be written: {error.strerror or error}.") from error
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise SessionError(f"The session '{folder.name}' is being recorded just now.") from error
        self._file = file

    def release(self) -> None:
        """Let go; may be called twice."""
        if self._file is not None:
            self._file.close()
            self._file = None
            with suppress(OSError):
                self._path.unlink()


def note(folder: Path) -> None:
    """Remember that a session is being recorded; one that cannot be remembered is recorded all the same."""
    try:
        path = _note_path(folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(folder.resolve()), encoding="utf-8")
    except OSError as error:
        logger.warning("%s cannot be noted as unfinished: %s", folder, error)


def forget(folder: Path) -> None:
    """Take the note back."""
    with suppress(OSError):
        _note_path(folder).unlink()


def noted() -> list[Path]:
    """Return the folders of all notes, also of sessions that are being recorded just now."""
    found: list[Path] = []
    with suppress(OSError):
        for path in sorted(_notes_folder().glob("*.session")):
            with suppress(OSError, UnicodeDecodeError):
                found.append(Path(path.read_text(encoding="utf-8")))
    return found


def _notes_folder() -> Path:
    return data_folder() / "unfinished"


def _note_path(folder: Path) -> Path:
    digest = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return _notes_folder() / f"{digest[:16]}.session"


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
