"""An index of all sessions and analyses, so that a library of thousands opens and searches at once.

The index is a cache in SQLite: everything in it is read from the session folders, which stay the truth.  It is brought
up to date by comparing times and sizes of files, and made anew whenever it is missing, damaged or of another version.
Sessions are untrusted; one that cannot be read is listed with the reason and never breaks the others.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from emotion_desk.errors import DeskError
from emotion_desk.sessions.format import INFO_FILE
from emotion_desk.sessions.header import media_path
from emotion_desk.sessions.library_database import identity, open_database
from emotion_desk.sessions.library_summary import SessionSummary, state_of, summarise
from emotion_desk.settings import data_folder
from emotion_desk.translatable import translatable

#: Sessions lie at most so many folders below a root, and no more folders than this are looked into.
_DEEPEST: Final = 3
_MOST_FOLDERS: Final = 50_000

Result = TypeVar("Result")

_FIELDS: Final = "folder, kind, started, duration_s, people, faces, emotions, tags, media, missing, fault, face_s"

_STRINGS: Final = msgspec.json.Decoder(tuple[str, ...])
_SHARES: Final = msgspec.json.Decoder(tuple[tuple[str, float], ...])

#: Orders of :func:`sorted_by`.
ORDERS: Final = ("title", "date", "length", "people", "emotions", "tags")


def index_path() -> Path:
    """Return the file of the index in the user's data folder."""
    return data_folder() / "library" / "index.sqlite"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What :meth:`LibraryIndex.refresh` found: sessions in all, and how many were read anew or were gone."""

    sessions: int
    read: int
    gone: int


class LibraryIndex:
    """The index; safe for several threads.  Close it at the end.

    Args:
        path: the file, by default :func:`index_path`.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else index_path()
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None  # the one that is open

    def open(self) -> None:
        """Open the file, and make it if it is missing.

        Raises:
            DeskError: it cannot be used.
        """
        self._run(lambda _database: None)

    def close(self) -> None:
        """Close the file; the index opens it again when it is used."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def rebuild(self) -> None:
        """Remove everything; the next :meth:`refresh` reads all sessions anew."""
        with self._lock:
            self.close()
            for ending in ("", "-wal", "-shm", "-journal"):
                with suppress(OSError):
                    self.path.with_name(self.path.name + ending).unlink()

    def refresh(
        self,
        roots: Iterable[Path],
        singles: Iterable[Path] = (),
        cancelled: Callable[[], bool] = lambda: False,
        report: Callable[[int], object] = lambda _count: None,
    ) -> Refreshed:
        """Bring the index up to date with the folders.

        Args:
            roots: folders that are searched for sessions.
            singles: session folders elsewhere.
            cancelled: asked between two sessions.
            report: called with the number of sessions read anew so far, every fifty.

        Raises:
            DeskError: the index cannot be written.
        """
        found = dict.fromkeys(folder for root in roots for folder in sessions_below(root, cancelled))
        found.update(dict.fromkeys(single.absolute() for single in singles if (single / INFO_FILE).is_file()))
        listed = self._all("SELECT folder, state, media, missing FROM session")
        known = {f: (state, media, missing) for f, state, media, missing in listed if isinstance(f, bytes)}
        gone = [key for key in known if Path(os.fsdecode(key)) not in found]
        if cancelled():
            return Refreshed(len(known), 0, 0)
        self._run(lambda db: db.executemany("DELETE FROM session WHERE folder = ?", ((each,) for each in gone)))
        read = 0
        for folder in found:
            if cancelled():
                break
            state = state_of(folder)
            kept = known.get(_key(folder))
            if kept is not None and kept[0] == state and not _media_moved(folder, kept[1], bool(kept[2])):
                continue
            self._store(summarise(folder, cancelled), state)
            read += 1
            if read % 50 == 0:
                report(read)
        return Refreshed(len(found), read, len(gone))

    def update(self, folder: Path) -> None:
        """Read one session anew, or forget it if its folder is gone.

        Raises:
            DeskError: the index cannot be written.
        """
        folder = folder.absolute()
        if (folder / INFO_FILE).is_file():
            self._store(summarise(folder), state_of(folder))
        else:
            self.forget(folder)

    def forget(self, folder: Path) -> None:
        """Remove a session from the index; its folder is left alone.

        Raises:
            DeskError: the index cannot be written.
        """
        self._run(lambda db: db.execute("DELETE FROM session WHERE folder = ?", (_key(folder.absolute()),)))

    def search(self, text: str = "", order: str = "date", *, falling: bool = True) -> list[SessionSummary]:
        """Return the sessions that contain every word of a text in name, date, people, emotions, tags or media file.

        Args:
            text: words in any order; case does not matter.
            order: one of :data:`ORDERS`.
            falling: largest, newest or last letter first.

        Raises:
            DeskError: the index cannot be read.
        """
        return sorted_by((s for s, words in self.listed() if contains(words, text)), order, falling=falling)

    def listed(self) -> list[tuple[SessionSummary, str]]:
        """Return every session with the words that a search looks through (:func:`contains`), newest first.

        Raises:
            DeskError: the index cannot be read.
        """
        return self._summaries(f"SELECT {_FIELDS}, words FROM session ORDER BY started DESC, folder")

    def picture(self, folder: Path) -> bytes | None:
        """Return the session's picture as JPEG, ``None`` if there is none (yet); empty if there can be none."""
        rows = self._all("SELECT picture FROM session WHERE folder = ?", (_key(folder.absolute()),))
        return rows[0][0] if rows and isinstance(rows[0][0], bytes) else None

    def without_picture(self) -> list[SessionSummary]:
        """Return the sessions whose picture was not made yet, newest first."""
        sql = (
            f"SELECT {_FIELDS}, words FROM session WHERE picture IS NULL AND fault IS NULL AND missing = 0"
            " ORDER BY started DESC"
        )
        return [summary for summary, _words in self._summaries(sql)]

    def set_picture(self, folder: Path, jpeg: bytes) -> None:
        """Keep the picture of a session; empty where it has none."""
        key = _key(folder.absolute())
        self._run(lambda db: db.execute("UPDATE session SET picture = ? WHERE folder = ?", (jpeg, key)))

    # ---- inside ---------------------------------------------------------------------------------------------------

    def _store(self, summary: SessionSummary, state: str) -> None:
        values = (
            _key(summary.folder),
            state,
            summary.kind,
            summary.started,
            summary.duration_s,
            json.dumps(summary.people),
            summary.faces,
            json.dumps(summary.emotions),
            json.dumps(summary.tags),
            None if summary.media is None else _clean(summary.media),
            int(summary.missing),
            summary.fault,
            summary.face_s,
            _words(summary),
        )
        marks = ", ".join("?" * len(values))
        # The picture stays when the session was only renamed or tagged; it is made anew with new readings.
        keep = "(SELECT picture FROM session WHERE folder = ?1 AND face_s IS ?13 AND missing = ?11)"
        self._run(lambda db: db.execute(f"INSERT OR REPLACE INTO session VALUES ({marks}, {keep})", values))

    def _summaries(self, sql: str) -> list[tuple[SessionSummary, str]]:
        """Return summaries and words; an index that holds anything else is damaged, and is made anew."""
        try:
            return [(_summary(row[:-1]), _text(row[-1])) for row in self._all(sql)]
        except (msgspec.MsgspecError, TypeError, ValueError):
            self.rebuild()
            return []

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._run(lambda db: db.execute(sql, values).fetchall())

    def _run(self, act: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run statements; a damaged file is made anew once.

        Raises:
            DeskError: the file cannot be written or is damaged again.
        """
        with self._lock:
            for attempt in (1, 2):
                try:
                    database = self._opened()
                    with database:
                        return act(database)
                except sqlite3.OperationalError as error:
                    if "locked" in str(error) or attempt == 2:
                        raise DeskError(
                            translatable("The index of the library cannot be used: {reason}.", reason=error)
                        ) from error
                    self.rebuild()
                except sqlite3.DatabaseError as error:
                    if attempt == 2:
                        raise DeskError(
                            translatable("The index of the library is damaged: {reason}.", reason=error)
                        ) from error
                    self.rebuild()
                except OSError as error:
                    raise DeskError(
                        translatable(
                            "'{path}' cannot be written: {reason}.", path=self.path, reason=error.strerror or error
                        )
                    ) from error
        raise AssertionError

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None:
            if self._file == identity(self.path):
                return self._connection
            self.close()  # another process made the index anew
        self._connection, self._file = open_database(self.path), identity(self.path)
        return self._connection


def contains(words: str, text: str) -> bool:
    """Return whether every word of a text occurs in the words of a session; case does not matter."""
    return finder(text)(words)


def finder(text: str) -> Callable[[str], bool]:
    """Return a function that tells whether every word of a text occurs in the words of a session, as ``contains``."""
    wanted = text.casefold().split()
    return lambda words: all(word in words for word in wanted)


def sorted_by(summaries: Iterable[SessionSummary], order: str, *, falling: bool) -> list[SessionSummary]:
    """Return sessions in one of :data:`ORDERS`; those without a value come last when it falls."""
    keys: dict[str, Callable[[SessionSummary], Any]] = {
        "title": lambda each: each.title.casefold(),
        "date": lambda each: each.started,
        "length": lambda each: -1.0 if each.duration_s is None else each.duration_s,
        "people": lambda each: (", ".join(each.people).casefold(), each.faces),
        "emotions": lambda each: [name for name, _share in each.emotions],
        "tags": lambda each: [tag.casefold() for tag in each.tags],
    }
    return sorted(summaries, key=keys[order], reverse=falling)


def sessions_below(root: Path, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Path]:
    """Yield the session folders below a folder, itself included; no symbolic link is followed."""
    looked = 0
    waiting = [(root.absolute(), 0)]
    while waiting and looked < _MOST_FOLDERS and not cancelled():
        folder, depth = waiting.pop()
        looked += 1
        try:
            with os.scandir(folder) as entries:
                listed = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
        except (OSError, ValueError):
            continue
        if any(name == INFO_FILE and not is_folder for name, is_folder in listed):
            yield folder
        elif depth < _DEEPEST:
            waiting += [(folder / name, depth + 1) for name, is_dir in listed if is_dir and not name.startswith(".")]


def _media_moved(folder: Path, media: str | None, missing: bool) -> bool:
    """Return whether a media file went away or came back since the session was read."""
    if media is None:
        return False
    try:
        return missing == (folder / media_path(media)).is_file()
    except (OSError, ValueError):
        return not missing


def _words(summary: SessionSummary) -> str:
    """Return everything that a search looks through, in small letters."""
    day = ""
    if summary.started:
        with suppress(ValueError, OverflowError, OSError):
            day = datetime.fromtimestamp(summary.started).strftime("%Y-%m-%d %H:%M %d.%m.%Y %B %A")
    parts = (
        summary.title,
        day,
        *summary.people,
        *(name for name, _share in summary.emotions),
        *summary.tags,
        Path(summary.media or "").name,
        summary.kind,
    )
    return _clean("\n".join(parts)).casefold()


def _summary(row: tuple[Any, ...]) -> SessionSummary:
    folder, kind, started, duration_s, people, faces, emotions, tags, media, missing, fault, face_s = row
    return SessionSummary(
        Path(os.fsdecode(folder)),
        _text(kind),
        float(started),
        None if duration_s is None else float(duration_s),
        _STRINGS.decode(people),
        int(faces),
        _SHARES.decode(emotions),
        _STRINGS.decode(tags),
        None if media is None else _text(media),
        bool(missing),
        None if fault is None else _text(fault),
        None if face_s is None else float(face_s),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _key(folder: Path) -> bytes:
    """Return a path as bytes, because a name need not be valid text."""
    return os.fsencode(folder)


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
