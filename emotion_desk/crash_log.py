"""Records unexpected errors: the traceback goes into a log file, the user gets one sentence and its place.

The desk's threads log the errors that they survive; while a command runs, those go into the same file and not to the
terminal.  The log may name files and devices, so only its owner may read it.  Nothing in this module raises: a failure
to record must not hide the error that is recorded.
"""

from __future__ import annotations

import errno
import logging
import os
import stat
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import IO, Final

#: Set to 1 to see tracebacks on the terminal.
DEBUG_VARIABLE: Final = "EMOTION_DESK_DEBUG"
#: A log beyond this size begins anew, in bytes.
MOST_LOG: Final = 2_000_000
_FILE_MODE: Final = 0o600
_FOLDER_MODE: Final = 0o700


def printable(text: str) -> str:
    r"""Return text that every terminal and log can take: without lone surrogates and control characters.

    Names of files that are not UTF-8 arrive with lone surrogates, and names that others chose may hold escape
    sequences of terminals.  Line breaks and tabs stay.

    Example:
        >>> printable("a\x1b[31mb")
        'a\\x1b[31mb'
    """
    if text.isprintable():
        return text
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(one if one.isprintable() or one in "\n\t" else _escaped(one) for one in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def debugging() -> bool:
    """Return whether tracebacks shall be shown."""
    return os.environ.get(DEBUG_VARIABLE, "") not in ("", "0")


def log_path() -> Path:
    """Return the crash log's path in the user's log folder."""
    import platformdirs

    return Path(platformdirs.user_log_dir("emotion-desk", appauthor=False)) / "crash.log"


def record(error: BaseException, path: Path | None = None) -> str:
    """Append the traceback to the log and return the sentence for the user; never raises."""
    try:
        what = f"Something unexpected happened ({type(error).__name__}: {_text_of(error)})".replace("\n", " ")
        what = printable(what)
    except Exception:  # noqa: BLE001 - an error whose own text cannot be had
        what = "Something unexpected happened"
    try:
        place = path if path is not None else log_path()
        with open_private(place) as file:
            file.write(f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {' '.join(_command_line())}\n{_traceback(error)}\n")
    except Exception:  # noqa: BLE001 - see the module's docstring
        return f"{what}; set {DEBUG_VARIABLE}=1 to see where."
    return f"{what}; the details are in {printable(str(place))}."


def open_private(path: Path) -> IO[str]:
    """Open a log for appending, readable by its owner alone, anew where it is longer than :data:`MOST_LOG`.

    Raises:
        OSError: the file or its folder cannot be made.
    """
    _make_folder(path.parent)
    too_long = path.is_file() and path.stat().st_size > MOST_LOG
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if too_long else os.O_APPEND)
    # A named pipe that nobody reads must not hold the program: it is refused instead of waited for.
    number = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), _FILE_MODE)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(errno.EINVAL, "it is not a plain file")
    with suppress(OSError, AttributeError):  # a log of an earlier version may be readable by others
        os.fchmod(number, _FILE_MODE)
    return os.fdopen(number, "a", encoding="utf-8", errors="backslashreplace")


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each for its owner alone, whatever the umask says."""
    for each in reversed(list(takewhile(lambda one: not one.is_dir(), (folder, *folder.parents)))):
        each.mkdir(exist_ok=True)
        with suppress(OSError):
            each.chmod(_FOLDER_MODE)


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - the text of an error may fail itself
        return "without a text"


def _names_people() -> bool:
    """Return whether the command line holds names of people, which no log may hold."""
    return sys.argv[1:2] == ["people"]


def _command_line() -> list[str]:
    """Return the command line, of ``people ACTION NAME`` without what follows the action."""
    return sys.argv[:3] if _names_people() else sys.argv


def _traceback(error: BaseException) -> str:
    """Return the traceback; for commands about people without the error's own text, which may quote a name."""
    if _names_people():
        return "".join([*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n"])
    return "".join(traceback.format_exception(error))


class _PrivateFileHandler(logging.FileHandler):
    """A file handler whose file is made by :func:`open_private` when the first record arrives."""

    def _open(self) -> IO[str]:  # type: ignore[override]
        return open_private(Path(self.baseFilename))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Drop what cannot be written: a full disk must not print on the terminal."""


@contextmanager
def logging_to_file(path: Path | None = None) -> Iterator[None]:
    """Send errors that the desk's threads log to the file, or everything to the terminal while debugging."""
    logger = logging.getLogger("emotion_desk")
    handler: logging.Handler = logging.NullHandler()  # keeps Python from printing them as they are
    level = logger.level
    if debugging():
        handler = logging.StreamHandler()
        logger.setLevel(logging.INFO)
    else:
        with suppress(OSError, ImportError, ValueError):
            handler = _PrivateFileHandler(path if path is not None else log_path(), delay=True)
            handler.setLevel(logging.ERROR)
    handler.setFormatter(logging.Formatter("%(asctime)s %(threadName)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        with suppress(OSError):
            handler.close()
