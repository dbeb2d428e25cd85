"""Lists everything that the desk stores: what, where and for how long, for the window's privacy page and its tests.

Code that writes something new adds an entry here; ``docs/privacy.md`` has the same table.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emotion_desk.plain_file import files_below, is_file

#: What is said before anything else.
PROMISES: Final = (
    "Pictures and sound are processed in memory, on this machine, and discarded. The desk opens no connection to any "
    "other machine, collects no statistics and reports nothing.",
    "It infers who somebody is and which emotion they show. Both are guesses: an expression is not a feeling.",
    "Inferring emotions of people at work or in education is prohibited in the European Union (AI Act, Art. 5(1)(f)), "
    "except for medical or safety reasons. Not for work or school in the EU.",
    "A camera or microphone is opened only after you agreed, and the words LIVE and REC show that one is used.",
)


@dataclass(frozen=True, slots=True)
class Stored:
    """One thing that may lie on the disk.

    Attributes:
        title: its name.
        what: what is in it.
        until: how long it stays.
        where: finds its place; ``None`` for what lies wherever the user said.
        place: its place in words, where there is no path.
    """

    title: str
    what: str
    until: str
    where: Callable[[], Path] | None = None
    place: str = ""


def _settings() -> Path:
    from emotion_desk.settings import settings_path

    return settings_path()


def _people() -> Path:
    from emotion_desk.settings import data_folder

    return data_folder() / "people"


def _unfinished() -> Path:
    from emotion_desk.settings import data_folder

    return data_folder() / "unfinished"


def _library() -> Path:
    from emotion_desk.sessions.library_index import index_path

    return index_path().parent


def _engines() -> Path:
    from emotion_desk.inference.engine_selection import choices_path

    return choices_path()


def _crashes() -> Path:
    from emotion_desk.crash_log import log_path

    return log_path()


def _fonts() -> Path:
    """Return the folder in which matplotlib keeps its list of fonts, without importing matplotlib."""
    named = os.environ.get("MPLCONFIGDIR")
    if named:
        return Path(named)
    if sys.platform in ("win32", "darwin"):
        return Path.home() / ".matplotlib"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"


STORED: Final = (
    Stored(
        "Settings",
        "what you chose in the window, names of devices and folders, and that you agreed to the notice",
        "until you delete the file",
        _settings,
    ),
    Stored(
        "Enrolled people",
        "names, numbers that describe faces and voices, the answers to the neutral face where it was kept, when they "
        "were enrolled and that they agreed; a small picture only where it was ticked; encrypted where the system "
        "has a keyring",
        "until they are forgotten",
        _people,
    ),
    Stored(
        "Key of the enrolled people",
        "the key of that file",
        "until everybody is forgotten; each forgetting makes a new one",
        place="the system's keyring",
    ),
    Stored(
        "Recordings and analyses",
        "picture, sound and readings, or what of them you chose; names of enrolled people who were recognised; never "
        "written unless you record or analyse",
        "until you delete the folder; forgetting a person does not change recordings",
        place="folders you choose, by default Emotion Desk in your videos",
    ),
    Stored(
        "Unfinished recordings",
        "the path of a recording that is going on, so that the next start finds one that was cut off",
        "until the recording is finished or recovered",
        _unfinished,
    ),
    Stored(
        "Library",
        "of each recording and analysis its folder, date, length, names of recognised people, strongest emotions, tags "
        "and a small picture, so that it is found quickly; readable by its owner alone",
        "until the recording is gone, or you delete the folder",
        _library,
    ),
    Stored(
        "Snapshots, comparisons, saved panes and exports",
        "what you saved",
        "until you delete them",
        place="folders you choose, by default Emotion Desk in your pictures",
    ),
    Stored(
        "Fastest engine",
        "how fast each engine ran on this machine",
        "until you delete the file",
        _engines,
    ),
    Stored(
        "Crash log",
        "time and traceback of unexpected errors, with the error's own text and the command line, which may name files "
        "and devices; of the commands about people neither names nor the error's text; readable by its owner alone",
        "until you delete the file; begun anew beyond 2 MB",
        _crashes,
    ),
    Stored(
        "List of fonts",
        "names and places of the fonts on this machine, written by matplotlib when figures are drawn",
        "until you delete the folder",
        _fonts,
    ),
)


def bytes_at(path: Path) -> int:
    """Return how many bytes a file, or a folder with everything in it, holds; 0 where there is nothing."""
    return sum(_size(one) for one in ([path] if is_file(path) else files_below(path)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it went away meanwhile
        return 0
