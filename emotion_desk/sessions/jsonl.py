"""JSON Lines that survive a crash: only ever appended to, and read past whatever was torn.

A process that dies in the middle of a line leaves half of one.  Reading leaves such lines out and counts them; writing
on begins a fresh line first, so that the torn one never swallows the next.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from emotion_desk.errors import SessionError


class LineWriter:
    """Appends JSON objects to a file; what was written reaches the disk with :meth:`flush` and :meth:`close`.

    Args:
        path: the file, made if it is not there.

    Raises:
        SessionError: it cannot be opened for writing.

    Example:
        >>> with LineWriter(Path("/tmp/emotion-desk-example.jsonl")) as lines:
        ...     lines.write({"time_s": 1.5})
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = path.open("ab+")
            if self._file.seek(0, os.SEEK_END) > 0:
                self._file.seek(-1, os.SEEK_END)
                if self._file.read(1) != b"\n":
                    self._file.write(b"\n")
        except OSError as error:
            raise SessionError(f"'{path}' cannot be written: {error.strerror or error}.") from error

    def write(self, line: dict[str, Any]) -> None:
        """Append one object.

        Raises:
            SessionError: the disk is full or gone.
        """
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        try:
            self._file.write(text.encode("utf-8", errors="replace") + b"\n")
        except OSError as error:
            raise SessionError(f"'{self._path}' cannot be written: {error.strerror or error}.") from error

    def flush(self) -> None:
        """Hand everything to the system, which keeps it even if this process is killed.

        Raises:
            SessionError: the disk is full or gone.
        """
        try:
            self._file.flush()
        except OSError as error:
            raise SessionError(f"'{self._path}' cannot be written: {error.strerror or error}.") from error

    def close(self) -> None:
        """Write out and close; may be called twice.

        Raises:
            SessionError: the disk is full or gone; the file is closed all the same.
        """
        try:
            self._file.close()
        except OSError as error:
            raise SessionError(f"'{self._path}' cannot be written: {error.strerror or error}.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class LineReader:
    """Yields the objects of a JSON Lines file; ``damaged`` counts the lines that were left out so far.

    A file that is not there holds no lines.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.damaged = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self.damaged = 0
        try:
            with self._path.open("rb") as file:
                for line in file:
                    if not line.strip():
                        continue
                    try:
                        value = json.loads(line)
                    except (ValueError, RecursionError):
                        self.damaged += 1
                        continue
                    if isinstance(value, dict):
                        yield value
                    else:
                        self.damaged += 1
        except FileNotFoundError:
            return
        except OSError as error:
            raise SessionError(f"'{self._path}' cannot be read: {error.strerror or error}.") from error
