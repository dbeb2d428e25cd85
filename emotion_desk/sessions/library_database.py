"""Opens the file of the library's index: SQLite, shared by several processes."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from emotion_desk.plain_file import create, is_plain, make_private_folder

#: Version of the tables; another one is made anew.
VERSION: Final = 1
#: Another process may hold the file so long, and how often it is tried again, in seconds.
_LOCKED_S: Final = 5.0
_RETRY_S: Final = 0.01

_SCHEMA: Final = (
    """CREATE TABLE session (
    folder BLOB PRIMARY KEY, state TEXT NOT NULL, kind TEXT NOT NULL, started REAL NOT NULL, duration_s REAL,
    people TEXT NOT NULL, faces INTEGER NOT NULL, emotions TEXT NOT NULL, tags TEXT NOT NULL, media TEXT,
    missing INTEGER NOT NULL, fault TEXT, face_s REAL, words TEXT NOT NULL, picture BLOB
)""",
    "CREATE INDEX by_start ON session (started)",
)


def open_database(path: Path) -> sqlite3.Connection:
    """Open the index; its file and its tables are made if they are missing or of another version.

    Raises:
        OSError: the file is a link or no plain file, or cannot be made.
        sqlite3.Error: it is damaged, or another process holds it too long.
    """
    make_private_folder(path.parent)
    if path.is_symlink() or (path.exists() and not is_plain(path)):
        raise OSError(0, "it is not a plain file")
    if not path.exists():
        with suppress(FileExistsError):
            create(path).close()  # readable by its owner only, before anything is in it
    database = sqlite3.connect(path, timeout=_LOCKED_S, check_same_thread=False)
    try:
        _use_write_ahead_log(database)
        database.execute("PRAGMA synchronous = NORMAL")
        if _version(database) != VERSION:
            database.execute("BEGIN IMMEDIATE")  # two processes may find it missing
            if _version(database) != VERSION:
                database.execute("DROP TABLE IF EXISTS session")
                for statement in _SCHEMA:
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {VERSION}")
            database.commit()
        database.execute("SELECT count(*) FROM session").fetchone()
    except sqlite3.Error:
        database.close()
        raise
    return database


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one of the same name, ``None`` if it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _use_write_ahead_log(database: sqlite3.Connection) -> None:
    """Switch the journal; SQLite does not wait by itself while another process is switching it."""
    until = monotonic() + _LOCKED_S
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() >= until:
                raise
            sleep(_RETRY_S)
        else:
            return


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])
