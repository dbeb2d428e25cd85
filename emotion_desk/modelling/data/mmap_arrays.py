"""Large arrays in one file that several processes read as if it were memory.

The format is safetensors, because everybody can read it and it holds no code.  Two things are done here rather than by
its own library: files are written as a stream (the library wants all of it in memory first), and read as maps of the
file, so that opening takes no time and processes that train on the same data share the pages.
"""

from __future__ import annotations

import errno
import glob
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from emotion_desk.errors import DataError

#: Room for the header, which is only known once all is written; what it does not need is filled with spaces.
_HEADER: Final = 1 << 16
#: A file half written and untouched for this long has lost its writer.
_ABANDONED_S: Final = 3600.0
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
    """One array to be written: ``parts`` are its consecutive rows, each of shape ``(n, *row)``."""

    name: str
    dtype: str
    row: tuple[int, ...]
    parts: Iterable[NDArray[Any]]


@dataclass(frozen=True)
class Mapped:
    """What a file holds: read-only maps by name, and its metadata."""

    arrays: Mapping[str, NDArray[Any]]
    metadata: Mapping[str, str]


@contextmanager
def replacing(file: Path, folder: Path | None = None) -> Iterator[BinaryIO]:
    """Give another file to write; it takes the named one's place, whole, when all went well.

    Args:
        file: what is to be written.
        folder: where the unfinished file lies, on the same disk; beside ``file`` if not said.

    Raises:
        DataError: it cannot be written, for example because the disk is full.
    """
    beside: Path | None = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _forget_abandoned(file)
        with tempfile.NamedTemporaryFile(
            "w+b", dir=folder or file.parent, prefix=f".{file.name}.", suffix=".part", delete=False
        ) as opened:
            beside = Path(opened.name)
            yield opened  # type: ignore[misc]  # the wrapper has the same methods
            opened.flush()
            os.fsync(opened.fileno())
        beside.chmod(0o666 & ~_umask())
        beside.replace(file)
    except OSError as error:
        why = "the disk is full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else error.strerror or str(error)
        raise DataError(f"The file '{file}' cannot be written: {why}.") from error
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink()


def _forget_abandoned(file: Path) -> None:
    """Remove what killed processes left beside a file; what was touched of late is still being written."""
    for left in file.parent.glob(f".{glob.escape(file.name)}.*.part"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED_S:
                left.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write(
    file: Path,
    columns: Iterable[Column],
    metadata: Callable[[], Mapping[str, str]],
    folder: Path | None = None,
) -> None:
    """Write a file from streams of rows, so that it either is there whole or not at all.

    Args:
        file: what to write; an older one is replaced.
        columns: the arrays, asked for one after the other.
        metadata: asked for when all rows are written.
        folder: where the unfinished file lies; see :func:`replacing`.

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
        DataError: it is missing, not whole, of another kind or of another version.
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
