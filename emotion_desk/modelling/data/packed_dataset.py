"""A packed data set in one file: faces and log-mel spectrograms, read by memory mapping.

The file stores its version, mel settings and crop settings.  A file with other settings is refused, because a network
must be trained with the same preprocessing that it gets live.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.messages import Mel, Picture
from emotion_desk.modelling.data import mmap_arrays
from emotion_desk.modelling.data.extract_clip import FACE_SIZE
from emotion_desk.modelling.data.mel_codec import from_steps, mel_settings
from emotion_desk.modelling.data.splits import Performance
from emotion_desk.sound.mel import BANDS
from emotion_desk.vision.crop import MARGIN

KIND: Final = "packed set"
VERSION: Final = 1
_FIELDS: Final = ("actor", "emotion", "intensity", "statement", "repetition")
#: Type and shape of a row of each array.
_ROWS: Final[Mapping[str, tuple[str, tuple[int, ...]]]] = {
    "faces": ("uint8", (FACE_SIZE, FACE_SIZE, 3)),
    "mels": ("int16", (BANDS,)),
    "performances": ("int16", (len(_FIELDS),)),
    "counts": ("int32", (2,)),
    "names": ("uint8", ()),
}


@dataclass(frozen=True)
class Record:
    """One performance: its numbers of faces and of mel columns (either may be 0), and the clips that they came from."""

    performance: Performance
    faces: int
    columns: int
    picture: str | None
    sound: str | None


@dataclass(frozen=True)
class Part:
    """A record with its content; ``mel`` is in the form of :func:`emotion_desk.modelling.data.mel_codec.to_steps`."""

    record: Record
    faces: NDArray[np.uint8]
    mel: NDArray[np.int16]


class Packed:
    """An opened packed data set.

    Attributes:
        records: all records in the order of performances.
        frames: number of frames sampled per clip.
        inputs: SHA-256 over the content of the clips.
        listing: SHA-256 over their names and sizes.
        skipped: a sentence for each clip that could not be used.
    """

    def __init__(self, content: mmap_arrays.Mapped) -> None:
        arrays = content.arrays
        names = json.loads(arrays["names"].tobytes())
        counts = arrays["counts"].astype(np.int64)
        self.records = tuple(
            Record(Performance(*map(int, fields)), int(faces), int(columns), *sources)
            for fields, (faces, columns), sources in zip(arrays["performances"], counts, names["records"], strict=True)
        )
        self.skipped: tuple[str, ...] = tuple(names["skipped"])
        self.frames = int(content.metadata["frames"])
        self.inputs = content.metadata["inputs"]
        self.listing = content.metadata["listing"]
        self._faces = arrays["faces"]
        self._mels = arrays["mels"]
        ends = np.cumsum(counts, axis=0, dtype=np.int64)
        self._starts = np.concatenate([np.zeros((1, 2), np.int64), ends])
        if tuple(self._starts[-1]) != (len(self._faces), len(self._mels)):
            raise ValueError("counts and content differ")

    def __len__(self) -> int:
        return len(self.records)

    def faces(self, index: int) -> Picture:
        """Return the faces of a record, uint8 BGR (n, FACE_SIZE, FACE_SIZE, 3): a read-only view of the file."""
        at = range(len(self))[index]
        return self._faces[self._starts[at, 0] : self._starts[at + 1, 0]]

    def mel(self, index: int) -> Mel:
        """Return the spectrogram of a record, decibels, float32 (bands, columns); it may have no columns."""
        at = range(len(self))[index]
        return from_steps(self._mels[self._starts[at, 1] : self._starts[at + 1, 1]])


def crop_settings() -> dict[str, int | float]:
    """Return all settings that a stored face depends on, besides the detector."""
    return {"size": FACE_SIZE, "margin": MARGIN}


def open_packed(file: Path) -> Packed:
    """Open a packed set.

    Raises:
        DataError: it is missing, damaged, of another version, or made with other mel or crop settings.
    """
    content = mmap_arrays.read(file, KIND, VERSION)
    damaged = DataError(f"The packed set '{file}' is damaged.")
    for name, (dtype, row) in _ROWS.items():
        array = content.arrays.get(name)
        if array is None:
            raise damaged
        if name in ("faces", "mels"):
            continue  # their shape depends on the settings, which are checked below
        if array.dtype != dtype or array.shape[1:] != row:
            raise damaged
    for what, ours in (("mel", mel_settings()), ("crop", crop_settings())):
        theirs = _object(content.metadata.get(what, ""))
        if theirs != ours:
            differs = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
            raise DataError(
                f"The packed set '{file}' was made with other {what} settings ({', '.join(differs)}); prepare it again."
            )
    for name in ("faces", "mels"):
        dtype, row = _ROWS[name]
        if content.arrays[name].dtype != dtype or content.arrays[name].shape[1:] != row:
            raise damaged
    try:
        return Packed(content)
    except (KeyError, TypeError, ValueError) as error:
        raise damaged from error


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def write_packed(file: Path, parts: Iterable[Path], about: Mapping[str, str], skipped: list[str], folder: Path) -> None:
    """Join parts into a packed data set with one part in memory at a time; the parts are read twice.

    Args:
        file: the file to write.
        parts: files of :func:`write_part`, in the order of performances.
        about: ``frames``, ``inputs`` and ``listing`` of :class:`Packed`.
        skipped: a sentence for each clip that could not be used.
        folder: folder of the temporary file.

    Raises:
        DataError: it cannot be written, or a part is damaged.
    """
    files = list(parts)
    records: list[Record] = []

    def faces() -> Iterator[NDArray[np.uint8]]:
        for part in files:
            content = read_part(part)
            records.append(content.record)
            yield content.faces

    def columns() -> Iterator[mmap_arrays.Column]:
        yield _column("faces", faces())
        yield _column("mels", (read_part(part).mel for part in files))
        fields = [[getattr(one.performance, name) for name in _FIELDS] for one in records]
        yield _column("performances", [np.array(fields, np.int16).reshape(-1, len(_FIELDS))])
        yield _column("counts", [np.array([(one.faces, one.columns) for one in records], np.int32).reshape(-1, 2)])
        names = {"records": [(one.picture, one.sound) for one in records], "skipped": skipped}
        yield _column("names", [np.frombuffer(json.dumps(names).encode(), np.uint8)])

    metadata = {
        "format": f"emotion-desk {KIND}",
        "version": str(VERSION),
        "mel": json.dumps(mel_settings()),
        "crop": json.dumps(crop_settings()),
        **about,
    }
    mmap_arrays.write(file, columns(), lambda: metadata, folder)


def _column(name: str, parts: Iterable[NDArray[Any]]) -> mmap_arrays.Column:
    dtype, row = _ROWS[name]
    return mmap_arrays.Column(name, dtype, row, parts)


def write_part(file: Path, part: Part, about: Mapping[str, str]) -> None:
    """Write one record; ``about`` is added to its metadata.

    Raises:
        DataError: it cannot be written.
    """
    record = part.record
    fields = [getattr(record.performance, name) for name in _FIELDS]
    metadata = {
        "format": "emotion-desk part",
        "version": str(VERSION),
        "record": json.dumps([fields, record.picture, record.sound]),
        **about,
    }
    mmap_arrays.write(file, [_column("faces", [part.faces]), _column("mels", [part.mel])], lambda: metadata)


def read_part(file: Path) -> Part:
    """Read one record of :func:`write_part`.

    Raises:
        DataError: it is damaged.
    """
    content = mmap_arrays.read(file, "part", VERSION)
    fields, picture, sound = json.loads(content.metadata["record"])
    faces, mel = content.arrays["faces"], content.arrays["mels"]
    return Part(Record(Performance(*fields), len(faces), len(mel), picture, sound), faces, mel)


def part_metadata(file: Path) -> Mapping[str, str]:
    """Return the metadata of a part.

    Raises:
        DataError: it is missing or damaged.
    """
    return mmap_arrays.read(file, "part", VERSION).metadata
