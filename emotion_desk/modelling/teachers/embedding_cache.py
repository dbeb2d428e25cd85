"""Stores a teacher's embeddings of the data sets in one file, which trainings read.

The computation takes minutes to hours and its result never changes, so it is done once.  The file is safetensors with
one matrix per archive.  Until it is complete, blocks of some hundred members are stored as files in a folder, so that
an interrupted computation can be continued.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.modelling.data import mmap_arrays
from emotion_desk.modelling.data.zip_archives import members

_LOG = logging.getLogger(__name__)
_VERSION: Final = 1
_KIND: Final = "teacher"
#: Members per block.
_CHUNK: Final = 256

Rectangle = tuple[float, float, float, float]
#: Called with the archive's name, members done and members in all.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Embeddings:
    """A teacher's embeddings of some members; members that could not be read are left out.

    Attributes:
        names: names of the members, (n,).
        vectors: embeddings as the teacher computes them, float32 (n, d).
        boxes: float32 (n, 5): x, y, width and height of the face in pixels, and 1 if it was detected or 0 if it was
            assumed; ``None`` if the pictures show only a face, or for voices.
    """

    names: Sequence[str]
    vectors: NDArray[np.float32]
    boxes: NDArray[np.float32] | None = None


class Teacher(Protocol):
    """A network that maps faces or voices to vectors."""

    @property
    def name(self) -> str:
        """Return its name; stored embeddings of a teacher with another name are not used."""
        ...

    @property
    def size(self) -> int:
        """Return the number of dimensions of its vectors."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return the extensions of the members that it can read."""
        ...

    def includes(self, archive: str, member: str) -> bool:
        """Return whether a member is embedded."""
        ...

    def counts_for_mean(self, archive: str, member: str) -> bool:
        """Return whether a member counts for the mean that is subtracted from every vector."""
        ...

    def embed(self, archive: str, batch: Sequence[tuple[str, bytes]]) -> Embeddings:
        """Return the embeddings of members of an archive, given as name and content."""
        ...


class TeacherCache:
    """The embeddings of one teacher, by the names of archives and of members inside them.

    Example:
        >>> cache = TeacherCache.open(Path("runs/teachers/face.safetensors"))  # doctest: +SKIP
        >>> cache.centred("lfw_multi_160.zip")["Aaron_Peirsol/Aaron_Peirsol_0001.webp"].shape  # doctest: +SKIP
        (128,)
    """

    def __init__(self, held: mmap_arrays.Mapped, file: Path) -> None:
        try:
            self._hashes: dict[str, str] = json.loads(held.metadata["archives"])
            self._names = {one: json.loads(held.arrays[f"names/{one}"].tobytes()) for one in self._hashes}
            self._vectors = {one: held.arrays[f"vectors/{one}"] for one in self._hashes}
            self._boxes = {one: held.arrays[f"boxes/{one}"] for one in self._hashes if f"boxes/{one}" in held.arrays}
            self.mean: NDArray[np.float32] = np.array(held.arrays["mean"], np.float32)
            self.teacher = held.metadata["teacher"]
        except (KeyError, ValueError) as error:
            raise DataError(f"The teacher's file '{file}' is damaged.") from error
        kept = [*self._vectors.items(), *self._boxes.items()]
        if any(len(matrix) != len(self._names[one]) for one, matrix in kept):
            raise DataError(f"The teacher's file '{file}' is damaged.")

    @classmethod
    def open(cls, file: Path) -> TeacherCache:
        """Open a file that :func:`build` wrote.

        Raises:
            DataError: it is missing, damaged, of another kind or version.
        """
        return cls(mmap_arrays.read(file, _KIND, _VERSION), file)

    @property
    def archives(self) -> tuple[str, ...]:
        """Return the names of the archives."""
        return tuple(self._hashes)

    def data_hash(self, archive: str) -> str:
        """Return the SHA-256 of an archive.

        Raises:
            DataError: there are no embeddings of this archive.
        """
        if archive not in self._hashes:
            raise DataError(f"The teacher's file has no embeddings of '{archive}'.")
        return self._hashes[archive]

    def vectors(self, archive: str) -> dict[str, NDArray[np.float32]]:
        """Return the embeddings as the teacher computed them, by member; empty for an archive without embeddings."""
        return self._named(archive, self._vectors)

    def centred(self, archive: str, *, own: bool = False) -> dict[str, NDArray[np.float32]]:
        """Return the embeddings less a mean and normalised, by member; empty for an archive without embeddings.

        The vectors of these teachers all have a similar direction.  Their mean holds no information on identity, and
        without subtracting it a training would mostly fit the mean.

        Args:
            archive: file name of the archive.
            own: subtract the archive's own mean instead of :attr:`mean`.  This also removes the effect of how the data
                set was recorded (for voices it lowers the equal error rate within a set by more than a point), but
                embeddings of different sets can then not be compared.
        """
        if archive not in self._vectors:
            return {}
        vectors = self._vectors[archive]
        mean = vectors.mean(axis=0) if own and len(vectors) else self.mean
        return dict(zip(self._names[archive], centre(vectors, mean), strict=True))

    def boxes(self, archive: str) -> dict[str, Rectangle]:
        """Return x, y, width and height of the face in pixels, by member; empty if the pictures show only a face."""
        return {name: (float(x), float(y), float(w), float(h)) for name, (x, y, w, h, _) in self._box_rows(archive)}

    def detected(self, archive: str) -> dict[str, bool]:
        """Return whether the face was detected (or its box assumed), by member."""
        return {name: bool(row[4]) for name, row in self._box_rows(archive)}

    def embeddings(self, archive: str) -> Embeddings:
        """Return all embeddings of an archive.

        Raises:
            DataError: there are none.
        """
        self.data_hash(archive)
        return Embeddings(self._names[archive], self._vectors[archive], self._boxes.get(archive))

    def _box_rows(self, archive: str) -> Iterable[tuple[str, NDArray[np.float32]]]:
        return self._named(archive, self._boxes).items()

    def _named(self, archive: str, matrices: dict[str, NDArray[Any]]) -> dict[str, NDArray[np.float32]]:
        if archive not in matrices:
            return {}
        return dict(zip(self._names[archive], matrices[archive], strict=True))


def centre(vectors: NDArray[np.float32], mean: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return vectors (n, d) less a mean (d,) and normalised."""
    centred = vectors - mean
    return np.asarray(centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9), np.float32)


def build(file: Path, teacher: Teacher, archives: Sequence[Path], progress: Progress | None = None) -> TeacherCache:
    """Compute a teacher's embeddings of archives and write its file; those of an earlier call are reused.

    The file is replaced after each archive, so it can be used while the next ones are processed.  Embeddings of
    archives that are not named now are kept.

    Args:
        file: the file to write, ``.safetensors``.
        teacher: the teacher.
        archives: zips, in the order in which they are processed.
        progress: called after each block of members.

    Raises:
        DataError: an archive is missing or not a zip, or the file cannot be written.
    """
    known = _held(file, teacher)
    parts = file.with_suffix(".parts")
    for archive in archives:
        digest = _sha256(archive)
        if known is not None and archive.name in known.archives and known.data_hash(archive.name) == digest:
            continue
        folder = parts / f"{archive.stem}-{digest[:16]}"
        embeddings = _embed_archive(folder, teacher, archive, progress)
        known = _write(file, teacher, known, archive.name, digest, embeddings)
        shutil.rmtree(folder, ignore_errors=True)
    if known is None:
        raise DataError("There is no archive to embed.")
    if parts.is_dir() and not any(parts.iterdir()):
        parts.rmdir()
    return known


def _held(file: Path, teacher: Teacher) -> TeacherCache | None:
    """Return the embeddings in the file, if it exists and is of this teacher."""
    try:
        known = TeacherCache.open(file)
    except DataError as error:
        if file.exists():
            _LOG.warning("%s It is made again.", str(error))  # a record that kept the exception would keep the file
        return None
    if known.teacher != teacher.name:
        _LOG.warning("'%s' is of the teacher %s; it is made again by %s.", file, known.teacher, teacher.name)
        return None
    return known


def _sha256(archive: Path) -> str:
    try:
        with archive.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise DataError(f"The data set '{archive}' is missing.") from error
    except OSError as error:
        raise DataError(f"The data set '{archive}' cannot be read: {error.strerror or error}.") from error


def _embed_archive(folder: Path, teacher: Teacher, archive: Path, progress: Progress | None) -> Embeddings:
    """Return the embeddings of one archive, block by block from the folder or from the teacher."""
    total = sum(teacher.includes(archive.name, name) for name, _ in members(archive, teacher.suffixes))
    found: list[Embeddings] = []
    done = 0
    for number, chunk in enumerate(_chunks(archive, teacher)):
        names = [name for name, _ in chunk]
        file = folder / f"{number:05}.safetensors"
        embeddings = _kept(file, teacher, names)
        if embeddings is None:
            embeddings = teacher.embed(archive.name, [(name, blob) for name, blob in chunk if blob is not None])
            _keep(file, teacher, names, embeddings)
        found.append(embeddings)
        done += len(names)
        if progress is not None:
            progress(archive.name, done, total)
    return _joined(found, teacher.size)


def _chunks(archive: Path, teacher: Teacher) -> Iterator[list[tuple[str, bytes | None]]]:
    """Yield blocks of members with their content, which is ``None`` if it is damaged."""
    chunk: list[tuple[str, bytes | None]] = []
    for name, read in members(archive, teacher.suffixes):
        if not teacher.includes(archive.name, name):
            continue
        try:
            chunk.append((name, read()))
        except DataError as error:
            _LOG.warning("%s Skipped.", error)
            chunk.append((name, None))
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _joined(found: Sequence[Embeddings], size: int) -> Embeddings:
    boxes = [one.boxes for one in found if one.boxes is not None]
    return Embeddings(
        [name for one in found for name in one.names],
        np.concatenate([np.empty((0, size), np.float32), *(one.vectors for one in found)]),
        np.concatenate(boxes) if boxes else None,
    )


def _kept(file: Path, teacher: Teacher, names: Sequence[str]) -> Embeddings | None:
    """Return the embeddings of a block, if an earlier call stored them."""
    try:
        held = mmap_arrays.read(file, _KIND, _VERSION)
    except DataError:
        return None
    if held.metadata.get("teacher") != teacher.name or held.metadata.get("asked") != _digest(names):
        return None
    boxes = held.arrays.get("boxes")
    return Embeddings(json.loads(held.arrays["names"].tobytes()), held.arrays["vectors"], boxes)


def _keep(file: Path, teacher: Teacher, names: Sequence[str], embeddings: Embeddings) -> None:
    metadata = _metadata(teacher, asked=_digest(names))
    mmap_arrays.write(file, _columns("", teacher, embeddings), lambda: metadata)


def _digest(names: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def _metadata(teacher: Teacher, **more: str) -> dict[str, str]:
    return {"format": f"emotion-desk {_KIND}", "version": str(_VERSION), "teacher": teacher.name, **more}


def _columns(suffix: str, teacher: Teacher, embeddings: Embeddings) -> Iterator[mmap_arrays.Column]:
    yield mmap_arrays.Column(f"vectors{suffix}", "float32", (teacher.size,), [embeddings.vectors])
    if embeddings.boxes is not None:
        yield mmap_arrays.Column(f"boxes{suffix}", "float32", (5,), [embeddings.boxes])
    yield mmap_arrays.Column(f"names{suffix}", "uint8", (), [_bytes(embeddings.names)])


def _bytes(names: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(list(names)).encode(), np.uint8)


def _write(
    file: Path, teacher: Teacher, known: TeacherCache | None, archive: str, digest: str, embeddings: Embeddings
) -> TeacherCache:
    """Write the file with another archive, and open it."""
    held = {} if known is None else {one: known.embeddings(one) for one in known.archives}
    hashes = {} if known is None else {one: known.data_hash(one) for one in known.archives}
    held[archive], hashes[archive] = embeddings, digest
    mean = _mean(teacher, held)
    columns = [column for one in held for column in _columns(f"/{one}", teacher, held[one])]
    columns.append(mmap_arrays.Column("mean", "float32", (), [mean]))
    metadata = _metadata(teacher, archives=json.dumps(hashes))
    mmap_arrays.write(file, columns, lambda: metadata)
    return TeacherCache.open(file)


def _mean(teacher: Teacher, held: Mapping[str, Embeddings]) -> NDArray[np.float32]:
    """Return the mean of the archives' means, so that a large data set does not dominate."""
    means = []
    for archive, embeddings in held.items():
        counted = [teacher.counts_for_mean(archive, name) for name in embeddings.names]
        if any(counted):
            means.append(embeddings.vectors[counted].mean(axis=0, dtype=np.float64))
    return np.asarray(np.mean(means, axis=0) if means else np.zeros(teacher.size), np.float32)
