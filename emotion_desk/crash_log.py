"""What nobody expected: the traceback goes into a log file, the user gets one sentence and where to find it.

The desk's threads log what they survive; while a command runs, that goes into the same file and not on the terminal.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Set to 1 to see tracebacks on the terminal.
DEBUG_VARIABLE = "EMOTION_DESK_DEBUG"
#: A log beyond this size begins anew, in bytes.
MOST_LOG = 2_000_000


def debugging() -> bool:
    """Return whether tracebacks shall be shown."""
    return os.environ.get(DEBUG_VARIABLE, "") not in ("", "0")


def log_path() -> Path:
    """Return the crash log's path in the user's log folder."""
    import platformdirs

    return Path(platformdirs.user_log_dir("emotion-desk", appauthor=False)) / "crash.log"


def record(error: BaseException, path: Path | None = None) -> str:
    """Append the traceback to the log and return the sentence for the user."""
    what = f"Something unexpected happened ({type(error).__name__}: {error})".replace("\n", " ")
    text = "".join(_told(error))
    try:
        place = path if path is not None else log_path()
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("a", encoding="utf-8") as file:
            file.write(f"{time.strftime('%Y-%m-%dT%H:%M:%S%z')} {' '.join(_said())}\n{text}\n")
    except (OSError, ImportError):
        return f"{what}; set {DEBUG_VARIABLE}=1 to see where."
    return f"{what}; the details are in {place}."


def _names_people() -> bool:
    """Return whether the command line holds names of people, which no log may hold."""
    return sys.argv[1:2] == ["people"]


def _said() -> list[str]:
    """Return the command line, of ``people ACTION NAME`` without what follows the action."""
    return sys.argv[:3] if _names_people() else sys.argv


def _told(error: BaseException) -> list[str]:
    """Return the traceback; where names are about, without the error's own text, which may quote one."""
    if _names_people():
        return [*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n"]
    return traceback.format_exception(error)


@contextmanager
def logging_to_file(path: Path | None = None) -> Iterator[None]:
    """Send errors that the desk's threads log to the file, or everything to the terminal while debugging."""
    import logging

    logger = logging.getLogger("emotion_desk")
    handler: logging.Handler = logging.NullHandler()  # keeps Python from printing them as they are
    level = logger.level
    if debugging():
        handler = logging.StreamHandler()
        logger.setLevel(logging.INFO)
    else:
        try:
            place = path if path is not None else log_path()
            place.parent.mkdir(parents=True, exist_ok=True)
            again = place.exists() and place.stat().st_size > MOST_LOG
            handler = logging.FileHandler(place, mode="w" if again else "a", encoding="utf-8", delay=True)
            handler.setLevel(logging.ERROR)
        except OSError:
            pass
    handler.setFormatter(logging.Formatter("%(asctime)s %(threadName)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        handler.close()
