"""Large arrays in one file, written as a stream and read by memory mapping.

The format is safetensors, which many programs read and which contains no code.  The library ``safetensors`` needs all
arrays in memory before it writes, and copies them when it reads.  This module writes row by row, and maps the file, so
that it opens at once and processes that train on the same data share its pages.
"""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from emotion_desk.atomic_file import atomic_path, sweep
from emotion_desk.errors import DataError

#: Bytes reserved for the header, which is known only after all rows are written; the rest is filled with spaces.
_HEADER: Final = 1 << 16
_NAMES: Final[Mapping[str, str]] = {
    "uint8": "U8",
    "int16": "I16",
    "int32": "I32",
    "int64": "I64",
    "float32": "F32",
}
_TYPES: Final = {name: dtype for dtype, name in _NAMES.items()}


@dataclass(frozen=True)
class Column:
    """An array to write; ``parts`` are blocks of consecutive rows, each of shape ``(n, *row)``."""

    name: str
    dtype: str
    row: tuple[int, ...]
    parts: Iterable[NDArray[Any]]


@dataclass(frozen=True)
class Mapped:
    """The content of a file: read-only maps of its arrays by name, and its metadata."""

    arrays: Mapping[str, NDArray[Any]]
    metadata: Mapping[str, str]


@contextmanager
def replacing(file: Path, folder: Path | None = None) -> Iterator[BinaryIO]:
    """Yield an opened temporary file that takes the place of ``file`` when the block ends without an exception.

    Args:
        file: the file to replace; its folder is made if needed.
        folder: folder of the temporary file, on the same disk; by default that of ``file``.

    Raises:
        DataError: it cannot be written, for example because the disk is full.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        sweep(folder or file.parent)
        with atomic_path(file, private=False, folder=folder) as temporary, temporary.open("r+b") as opened:
            yield opened
    except OSError as error:
        why = "the disk is full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else error.strerror or str(error)
        raise DataError(f"The file '{file}' cannot be written: {why}.") from error


def write(
    file: Path,
    columns: Iterable[Column],
    metadata: Callable[[], Mapping[str, str]],
    folder: Path | None = None,
) -> None:
    """Write a file from streams of rows; it is replaced atomically.

    Args:
        file: the file.
        columns: the arrays, consumed one after the other.
        metadata: called after all rows are written.
        folder: folder of the temporary file; see :func:`replacing`.

    Raises:
        DataError: it cannot be written.
    """
    with replacing(file, folder) as opened:
        opened.write(b" " * _HEADER)
        header: dict[str, Any] = {}
        begin = 0
        for column in columns:
            count = 0
            size = 0
            for part in column.parts:
                rows = np.ascontiguousarray(part, np.dtype(column.dtype).newbyteorder("<"))
                if rows.shape[1:] != column.row:
                    raise ValueError(f"rows of '{column.name}' are {rows.shape[1:]}, not {column.row}")
                opened.write(rows.data if rows.size else b"")
                count += len(rows)
                size += rows.nbytes
            header[column.name] = {
                "dtype": _NAMES[column.dtype],
                "shape": [count, *column.row],
                "data_offsets": [begin, begin + size],
            }
            begin += size
        text = json.dumps({"__metadata__": dict(metadata()), **header}, ensure_ascii=False).encode()
        if len(text) > _HEADER - 8:
            raise ValueError("the metadata do not fit into the header")
        opened.seek(0)
        opened.write((_HEADER - 8).to_bytes(8, "little") + text.ljust(_HEADER - 8))


def read(file: Path, kind: str, version: int) -> Mapped:
    """Map a file of a kind (its metadata's ``format``) and version.

    Raises:
        DataError: it is missing, incomplete, of another kind or of another version.
    """
    if not file.is_file():
        raise DataError(f"The file '{file}' is missing.")
    try:
        with safe_open(file, framework="np") as opened:
            metadata = dict(opened.metadata() or {})
        with file.open("rb") as raw:
            length = int.from_bytes(raw.read(8), "little")
            header: dict[str, Any] = json.loads(raw.read(length))
    except (SafetensorError, ValueError) as error:
        raise DataError(f"The file '{file}' is damaged, not whole, or not a {kind}.") from error
    except OSError as error:
        raise DataError(f"The file '{file}' cannot be read: {error.strerror or error}.") from error
    if metadata.get("format") != f"emotion-desk {kind}":
        raise DataError(f"The file '{file}' is not a {kind}.")
    if metadata.get("version") != str(version):
        theirs = metadata.get("version", "without a number")
        raise DataError(f"The file '{file}' is a {kind} of version {theirs}; this program reads version {version}.")
    header.pop("__metadata__", None)
    try:
        arrays = {name: _map(file, entry, 8 + length) for name, entry in header.items()}
    except (KeyError, ValueError, OSError) as error:
        raise DataError(f"The file '{file}' is damaged.") from error
    return Mapped(arrays, metadata)


def _map(file: Path, entry: Mapping[str, Any], start: int) -> NDArray[Any]:
    shape = tuple(entry["shape"])
    dtype = np.dtype(_TYPES[entry["dtype"]]).newbyteorder("<")
    if 0 in shape:  # an empty file cannot be mapped
        return np.empty(shape, dtype)
    mapped = np.memmap(file, dtype, "r", start + entry["data_offsets"][0], shape)
    return mapped.view(np.ndarray) if sys.byteorder == "little" else np.asarray(mapped)
