"""A live table: the rows of ``export --format csv`` appended to a file while the desk answers.

A thread writes; the inference thread only puts readings into a bounded queue and counts what did not fit.
"""

from __future__ import annotations

import csv
import logging
import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from emotion_desk.clock import now_ns
from emotion_desk.errors import SessionError
from emotion_desk.messages import DeskReading
from emotion_desk.plain_file import create
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.export.table_files import csv_cells
from emotion_desk.sessions.export.tidy_table import NAMES, rows
from emotion_desk.sessions.format import TimedReading, reading_from_raw
from emotion_desk.sessions.streams.message import message
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-csv-stream"
_MOST_WAITING: Final = 1000
_STOP_S: Final = 2.0


class CsvStream:
    """Appends readings to a new CSV file until :meth:`close`; every row is on its way to the disk at once.

    Args:
        path: a file that does not exist yet, made readable by its owner only.
        options: decimal sign and delimiter.

    Raises:
        SessionError: the file exists or cannot be made.
    """

    def __init__(self, path: Path, options: ExportOptions | None = None) -> None:
        self.path = path
        self._options = options or ExportOptions()
        self._zero_ns = now_ns()
        self._queue: queue.Queue[DeskReading | None] = queue.Queue(_MOST_WAITING)
        self._lost = 0
        self._problem: str | None = None
        self._closed = False
        try:
            self._file = create(path)
        except FileExistsError as error:
            raise SessionError(
                translatable("'{path}' exists already; name a new file for the live table.", path=path)
            ) from error
        except OSError as error:
            raise SessionError(
                translatable("'{path}' cannot be written: {reason}.", path=path, reason=error.strerror or error)
            ) from error
        self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Return where the rows go."""
        return translatable("Readings are appended to {path}.", path=self.path)

    @property
    def summary(self) -> str | None:
        """Return what was lost, ``None`` if nothing was."""
        if self._problem is not None:
            return self._problem
        return (
            translatable("{lost} readings were not written to {name}.", lost=self._lost, name=self.path.name)
            if self._lost
            else None
        )

    def send(self, reading: DeskReading) -> None:
        """Queue one reading; never blocks."""
        try:
            self._queue.put_nowait(reading)
        except queue.Full:
            self._lost += 1

    def close(self) -> None:
        """Write what is queued and close the file; may be called twice."""
        if self._closed:
            return
        self._closed = True
        try:
            self._queue.put(None, timeout=_STOP_S)
        except queue.Full:
            logger.warning("the live table %s could not be finished", self.path)
            return
        self._thread.join(_STOP_S)

    def _run(self) -> None:
        try:
            with self._file:
                text = csv.writer(_Utf8(self._file), delimiter=self._options.delimiter)
                text.writerow(NAMES)
                self._file.flush()
                for row in rows(self._taken()):
                    text.writerow(csv_cells(row, NAMES, self._options))
                    self._file.flush()
        except OSError as error:
            self._problem = translatable(
                "The live table ended: '{path}' cannot be written ({reason}).",
                path=self.path,
                reason=error.strerror or error,
            )
            logger.warning("%s", self._problem)

    def _taken(self) -> Iterator[TimedReading]:
        while (reading := self._queue.get()) is not None:
            yield reading_from_raw(message(reading, self._zero_ns))


class _Utf8:
    """The file as :mod:`csv` wants it."""

    def __init__(self, file: object) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write text as UTF-8."""
        return int(self._file.write(text.encode("utf-8", "replace")))  # type: ignore[attr-defined]
