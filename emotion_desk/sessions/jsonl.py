"""JSON Lines files that survive a crash: only ever appended to, and read past damaged lines.

A process that dies in the middle of a line leaves half of one.  The reader leaves such lines out and counts them; the
writer begins a fresh line first, so that a torn line never swallows the next.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import msgspec

from emotion_desk.errors import SessionError
from emotion_desk.plain_file import open_to_append, open_to_read
from emotion_desk.translatable import translatable

#: A reading of a full frame is some ten kilobytes; a longer line is damaged, and is not loaded into memory.
LONGEST_LINE_BYTES: Final = 1_000_000
_SKIP_BYTES: Final = 65_536
#: One for all lines: :func:`json.dumps` would make one for each.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_FAST: Final = msgspec.json.Encoder()


class LineWriter:
    """Appends JSON objects to a file; what was written reaches the disk with :meth:`flush` and :meth:`close`.

    Args:
        path: a plain file, made with mode 0600 if it is not there.

    Raises:
        SessionError: it cannot be opened for writing, or is a symbolic link.

    Example:
        >>> with LineWriter(Path("/tmp/emotion-desk-example.jsonl")) as lines:
        ...     lines.write({"time_s": 1.5})
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = open_to_append(path)
            if self._file.seek(0, os.SEEK_END) > 0:
                self._file.seek(-1, os.SEEK_END)
                if self._file.read(1) != b"\n":
                    self._file.write(b"\n")
        except OSError as error:
            raise SessionError(
                translatable("'{path}' cannot be written: {reason}.", path=path, reason=error.strerror or error)
            ) from error

    def write(self, line: dict[str, Any]) -> None:
        """Append one object.

        Raises:
            SessionError: the disk is full or gone.
        """
        self.write_many((line,))

    def write_many(self, lines: Iterable[dict[str, Any]]) -> None:
        """Append objects.

        Raises:
            SessionError: the disk is full or gone.
        """
        text = "".join(f"{_ENCODER.encode(line)}\n" for line in lines)
        self._put(text.encode("utf-8", errors="replace"))

    def write_records(self, lines: Iterable[object]) -> None:
        """Append objects without NaN, ten times as fast: thousands of marks are written in one turn of the event loop.

        Args:
            lines: dictionaries, or instances of data classes, which are written as their fields.

        Raises:
            SessionError: the disk is full or gone.
        """
        kept = list(lines)
        try:
            data = _FAST.encode_lines(kept)
        except (TypeError, ValueError):  # text with half a surrogate pair
            self.write_many([msgspec.to_builtins(line) for line in kept])
        else:
            self._put(data)

    def _put(self, data: bytes) -> None:
        try:
            self._file.write(data)
        except OSError as error:
            raise SessionError(
                translatable("'{path}' cannot be written: {reason}.", path=self._path, reason=error.strerror or error)
            ) from error

    def flush(self) -> None:
        """Hand everything to the system, which keeps it even if this process is killed.

        Raises:
            SessionError: the disk is full or gone.
        """
        try:
            self._file.flush()
        except OSError as error:
            raise SessionError(
                translatable("'{path}' cannot be written: {reason}.", path=self._path, reason=error.strerror or error)
            ) from error

    def close(self) -> None:
        """Write out and close; may be called twice.

        Raises:
            SessionError: the disk is full or gone; the file is closed all the same.
        """
        try:
            self._file.close()
        except OSError as error:
            raise SessionError(
                translatable("'{path}' cannot be written: {reason}.", path=self._path, reason=error.strerror or error)
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class LineReader:
    """Yields the objects of a JSON Lines file; ``damaged`` counts the lines that were left out so far.

    A line is damaged if it is no JSON object, names a number that no float holds, or is longer than
    :data:`LONGEST_LINE_BYTES`.  A file that does not exist has no lines.

    Raises:
        SessionError: while iterating, if the file is no plain file or cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.damaged = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self.damaged = 0
        try:
            with open_to_read(self._path) as file:
                while line := file.readline(LONGEST_LINE_BYTES):
                    if len(line) == LONGEST_LINE_BYTES and not line.endswith(b"\n"):
                        while (rest := file.readline(_SKIP_BYTES)) and not rest.endswith(b"\n"):
                            pass
                        self.damaged += 1
                        continue
                    if not line.strip():
                        continue
                    value = _parsed(line)
                    if value is None:
                        self.damaged += 1
                    else:
                        yield value
        except FileNotFoundError:
            return
        except OSError as error:
            raise SessionError(
                translatable("'{path}' cannot be read: {reason}.", path=self._path, reason=error.strerror or error)
            ) from error


def _parsed(line: bytes) -> dict[str, Any] | None:
    """Return the object that a line holds, ``None`` if it is damaged.

    msgspec refuses ``NaN``, ``Infinity`` and numbers beyond the range of a float, all of which :mod:`json` lets in.
    """
    try:
        value = msgspec.json.decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
