"""Caches the decoded content of the data sets' zips: pictures, and log-mel spectrograms of sounds.

Decoding 50,000 pictures and 6,000 clips takes most of a minute in each process.  The first process writes them to a
file in a cache folder, whose name contains a hash of the archive and of the mel settings; later ones map this file.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, overload

import numpy as np
import platformdirs
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.messages import Mel, Picture
from emotion_desk.modelling.data import mmap_arrays
from emotion_desk.modelling.data.mel_codec import from_steps, mel_settings, to_steps
from emotion_desk.modelling.data.zip_archives import (
    PICTURE_SUFFIXES,
    SOUND_SUFFIXES,
    decode_picture,
    decode_sound,
    members,
)
from emotion_desk.sound.mel import BANDS, log_mel

_LOG = logging.getLogger(__name__)
#: Format and version of the files.
_KIND: Final = "decoded cache"
_VERSION: Final = 1


def default_cache() -> Path:
    """Return the folder of the cache in the user's cache folder."""
    return platformdirs.user_cache_path("emotion-desk") / "decoded"


class Pictures(Sequence[Picture]):
    """Pictures of any sizes, uint8 BGR (height, width, 3): read-only views of one block of bytes."""

    def __init__(self, block: NDArray[np.uint8], shapes: NDArray[np.int32]) -> None:
        self._block = block
        self._shapes = shapes.astype(np.int64)
        self._starts = _starts(self._shapes.prod(axis=1) * 3)

    def __len__(self) -> int:
        return len(self._shapes)

    @overload
    def __getitem__(self, index: int) -> Picture: ...
    @overload
    def __getitem__(self, index: slice) -> list[Picture]: ...
    def __getitem__(self, index: int | slice) -> Picture | list[Picture]:
        """Return one picture, or the list of a slice."""
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        height, width = self._shapes[at]
        return self._block[self._starts[at] : self._starts[at + 1]].reshape(height, width, 3)


class Mels(Sequence[Mel]):
    """Log-mel spectrograms of complete clips, decibels, float32 (bands, columns), converted on access."""

    def __init__(self, steps: NDArray[np.int16], columns: NDArray[np.int32]) -> None:
        self._steps = steps
        self._starts = _starts(columns)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, index: int) -> Mel: ...
    @overload
    def __getitem__(self, index: slice) -> list[Mel]: ...
    def __getitem__(self, index: int | slice) -> Mel | list[Mel]:
        """Return one spectrogram, or the list of a slice."""
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        return from_steps(self._steps[self._starts[at] : self._starts[at + 1]])


def pictures(archive: Path, cache: Path | None) -> tuple[list[str], Pictures]:
    """Return names and pictures of an archive in the order of names; damaged pictures are left out with a warning.

    Args:
        archive: a zip of pictures.
        cache: folder of the cache, for example :func:`default_cache`; ``None``: decode into memory.

    Raises:
        DataError: the archive is missing, is not a zip, or has no readable picture.
    """
    found = _arrays(archive, cache, "pictures")
    return _names(found, archive), Pictures(found["bytes"], found["sizes"])


def mels(archive: Path, cache: Path | None) -> tuple[list[str], Mels]:
    """Return names and log-mel spectrograms of an archive of sounds; see :func:`pictures`.

    Raises:
        DataError: the archive is missing, is not a zip, or has no readable sound.
    """
    found = _arrays(archive, cache, "mels")
    return _names(found, archive), Mels(found["steps"], found["sizes"].reshape(-1))


def _starts(lengths: NDArray[Any]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)])


def _names(found: dict[str, NDArray[Any]], archive: Path) -> list[str]:
    names: list[str] = json.loads(found["names"].tobytes())
    if not names:
        raise DataError(f"The data set '{archive}' has nothing that can be read.")
    return names


def _arrays(archive: Path, cache: Path | None, kind: str) -> dict[str, NDArray[Any]]:
    """Return the arrays of an archive: from the cache, or decoded and, if possible, written to the cache."""
    if cache is None:
        return _in_memory(archive, kind)
    file = cache / f"{archive.stem}-{kind}-{_key(archive, kind)}.safetensors"
    try:
        return dict(mmap_arrays.read(file, _KIND, _VERSION).arrays)
    except DataError as error:
        if file.exists():
            _LOG.warning("%s It is made again.", str(error))  # a record that kept the exception would keep the file
    _LOG.info("Decoding '%s' once.", archive.name)
    try:
        mmap_arrays.write(
            file, _columns(archive, kind), lambda: {"format": f"emotion-desk {_KIND}", "version": str(_VERSION)}
        )
        return dict(mmap_arrays.read(file, _KIND, _VERSION).arrays)
    except DataError as error:
        if not isinstance(error.__cause__, OSError):
            raise  # the archive is at fault, not the cache folder
        _LOG.warning("%s The data set is kept in memory instead.", error)
        return _in_memory(archive, kind)


def _in_memory(archive: Path, kind: str) -> dict[str, NDArray[Any]]:
    arrays = {}
    for column in _columns(archive, kind):
        parts = list(column.parts)
        arrays[column.name] = np.concatenate([np.empty((0, *column.row), column.dtype), *parts])
    return arrays


def _key(archive: Path, kind: str) -> str:
    """Return a short hash of everything that determines the content of the cache file."""
    try:
        with archive.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256")
    except FileNotFoundError as error:
        raise DataError(f"The data set '{archive}' is missing.") from error
    except OSError as error:
        raise DataError(f"The data set '{archive}' cannot be read: {error.strerror or error}.") from error
    digest.update(json.dumps([_VERSION, kind, mel_settings() if kind == "mels" else None]).encode())
    return digest.hexdigest()[:16]


def _columns(archive: Path, kind: str) -> Iterator[mmap_arrays.Column]:
    """Yield the arrays of a cache file; sizes and names are known after the content has been consumed."""
    sizes: list[tuple[int, ...]] = []
    names: list[str] = []
    if kind == "pictures":
        yield mmap_arrays.Column("bytes", "uint8", (), _picture_parts(archive, names, sizes))
    else:
        yield mmap_arrays.Column("steps", "int16", (BANDS,), _mel_parts(archive, names, sizes))
    width = 2 if kind == "pictures" else 1
    yield mmap_arrays.Column("sizes", "int32", (width,), [np.array(sizes, np.int32).reshape(-1, width)])
    yield mmap_arrays.Column("names", "uint8", (), [np.frombuffer(json.dumps(names).encode(), np.uint8)])


def _picture_parts(archive: Path, names: list[str], sizes: list[tuple[int, ...]]) -> Iterator[NDArray[np.uint8]]:
    for name, read in members(archive, PICTURE_SUFFIXES):
        try:
            picture = decode_picture(read(), name)
        except DataError as error:
            _LOG.warning("%s Skipped.", error)
            continue
        names.append(name)
        sizes.append(picture.shape[:2])
        yield picture.reshape(-1)


def _mel_parts(archive: Path, names: list[str], sizes: list[tuple[int, ...]]) -> Iterator[NDArray[np.int16]]:
    for name, read in members(archive, SOUND_SUFFIXES):
        try:
            steps = to_steps(log_mel(decode_sound(read(), name)))
        except DataError as error:
            _LOG.warning("%s Skipped.", error)
            continue
        names.append(name)
        sizes.append((len(steps),))
        yield steps
