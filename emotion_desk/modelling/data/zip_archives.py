"""Reads data sets directly from zips: pictures as BGR arrays, sounds as 16 kHz samples."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import soundfile

from emotion_desk.errors import DataError
from emotion_desk.messages import Picture, Samples
from emotion_desk.opencv import cv2
from emotion_desk.sound.mel import SAMPLE_RATE

PICTURE_SUFFIXES = (".webp", ".png", ".jpg", ".jpeg")
SOUND_SUFFIXES = (".flac", ".opus", ".ogg", ".wav")


def open_archive(archive: Path) -> zipfile.ZipFile:
    """Open a zip for reading.

    Raises:
        DataError: it is missing or not a zip.
    """
    try:
        return zipfile.ZipFile(archive)
    except FileNotFoundError as error:
        raise DataError(f"The data set '{archive}' is missing.") from error
    except zipfile.BadZipFile as error:
        raise DataError(f"'{archive}' is not a complete zip file.") from error
    except OSError as error:
        raise DataError(f"The data set '{archive}' cannot be read: {error.strerror or error}.") from error


def members(archive: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the name of each file with a function that reads it, in the order of names.

    Raises:
        DataError: the archive is missing or not a zip.  The function raises it if this file is damaged; the others can
            still be read.
    """
    with open_archive(archive) as opened:
        for name in sorted(name for name in opened.namelist() if name.lower().endswith(suffixes)):
            yield name, partial(read_member, opened, name)


def read_member(opened: zipfile.ZipFile, name: str) -> bytes:
    """Read one file of a zip.

    Raises:
        DataError: it is damaged.
    """
    try:
        return opened.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, KeyError) as error:
        # wrong checksum, broken stream, cut off, unreadable, unknown method, encrypted, gone
        raise DataError(f"The member '{name}' of '{Path(opened.filename or '').name}' is damaged.") from error


def decode_picture(blob: bytes, name: str) -> Picture:
    """Decode a picture to BGR uint8 (height, width, 3).

    Raises:
        DataError: it is damaged.
    """
    picture = cv2.imdecode(np.frombuffer(blob, np.uint8), cv2.IMREAD_COLOR) if blob else None
    if picture is None:
        raise DataError(f"The picture '{name}' cannot be read.")
    return np.asarray(picture, np.uint8)


def decode_sound(blob: bytes, name: str) -> Samples:
    """Decode a mono 16 kHz sound to float32 (n,).

    Raises:
        DataError: it is damaged, or of another rate.
    """
    try:
        samples, rate = soundfile.read(io.BytesIO(blob), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise DataError(f"The sound '{name}' cannot be read.") from error
    if rate != SAMPLE_RATE:
        raise DataError(f"The sound '{name}' has {rate} Hz instead of {SAMPLE_RATE}.")
    return np.ascontiguousarray(samples.mean(axis=1), np.float32)
