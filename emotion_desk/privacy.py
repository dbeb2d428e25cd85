"""Everything that the desk stores: what, where, for how long.  The window's privacy page and its test read it.

Whoever makes the desk write something new adds it here; ``docs/privacy.md`` tells the same in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: What is said before anything else.
PROMISES: Final = (
    "Pictures and sound are looked at in memory, on this machine, and let go of. The desk opens no connection to any "
    "other machine, counts nothing and reports nothing.",
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


def _engines() -> Path:
    from emotion_desk.inference.engine_selection import choices_path

    return choices_path()


def _crashes() -> Path:
    from emotion_desk.crash_log import log_path

    return log_path()


STORED: Final = (
    Stored(
        "Settings",
        "what you chose in the window, names of devices and folders, and that you agreed to the notice",
        "until you delete the file",
        _settings,
    ),
    Stored(
        "Enrolled people",
        "names, numbers that describe faces and voices, when they were enrolled and that they agreed; a small picture "
        "only where it was ticked; encrypted where the system has a keyring",
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
        "where in the program an unexpected error happened",
        "until you delete the file",
        _crashes,
    ),
)


def bytes_at(path: Path) -> int:
    """Return how many bytes a file, or a folder with everything in it, holds; 0 where there is nothing."""
    if path.is_file():
        return path.stat().st_size
    return sum(one.stat().st_size for one in path.rglob("*") if one.is_file()) if path.is_dir() else 0
