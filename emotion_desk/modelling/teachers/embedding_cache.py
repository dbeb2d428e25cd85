"""What a teacher said about the data sets, in one file that a training opens.

Asking a teacher takes minutes to hours and its answers never change, so they are computed once.  The file is
safetensors with one matrix an archive; the answers so far lie beside it in a folder of small files, one for some
hundred members, so that a computation that was killed goes on where it was.
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
#: Members that are asked about between two times of keeping the answers.
_CHUNK: Final = 256

Rectangle = tuple[float, float, float, float]
#: Called with the archive's name, members done and members in all.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Answers:
    """A teacher's answers for some members; those that it could not read are left out.

    Attributes:
        names: the members, n of them.
        vectors: float32, (n, d), as the teacher gives them.
        boxes: float32, (n, 5): ``x, y, width, height`` of the face in the picture's pixels, and 1 where it was found
            or 0 where it was assumed; ``None`` where boxes mean nothing.
    """

    names: Sequence[str]
    vectors: NDArray[np.float32]
    boxes: NDArray[np.float32] | None = None


class Teacher(Protocol):
    """Someone who maps faces or voices to vectors."""

    @property
    def name(self) -> str:
        """Return what it is called; answers of another name are not used again."""
        ...

    @property
    def size(self) -> int:
        """Return the length of its vectors."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return the endings of the members that it can read."""
        ...

    def wants(self, archive: str, member: str) -> bool:
        """Say whether it is to be asked about a member at all."""
        ...

    def centres(self, archive: str, member: str) -> bool:
        """Say whether a member counts for the mean that is taken from every vector."""
        ...

    def answer(self, archive: str, batch: Sequence[tuple[str, bytes]]) -> Answers:
        """Return its answers for members of an archive, given as name and content."""
        ...


class TeacherCache:
    """The answers of one teacher; archives are called as their files, members as inside the zip.

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
        """Return the archives that the teacher was asked about."""
        return tuple(self._hashes)

    def data_hash(self, archive: str) -> str:
        """Return the SHA-256 of the archive that was read.

        Raises:
            DataError: the teacher was not asked about it.
        """
        if archive not in self._hashes:
            raise DataError(f"The teacher was not asked about '{archive}'.")
        return self._hashes[archive]

    def vectors(self, archive: str) -> dict[str, NDArray[np.float32]]:
        """Return the vectors as the teacher gave them, by member; empty for an archive it was not asked about."""
        return self._named(archive, self._vectors)

    def centred(self, archive: str, *, own: bool = False) -> dict[str, NDArray[np.float32]]:
        """Return the vectors minus a mean, of length one; empty for an archive it was not asked about.

        Identity is a direction seen from the middle of all identities; the raw vectors of these teachers all point
        more or less the same way, and a student would spend its effort on what they share.

        Args:
            archive: file name of the archive.
            own: take the archive's own mean instead of :attr:`mean`.  That also takes away how a set was recorded (for
                voices it lowers the equal error rate inside a set by more than a point), but directions of different
                sets are then no longer comparable.
        """
        if archive not in self._vectors:
            return {}
        vectors = self._vectors[archive]
        mean = vectors.mean(axis=0) if own and len(vectors) else self.mean
        return dict(zip(self._names[archive], centre(vectors, mean), strict=True))

    def boxes(self, archive: str) -> dict[str, Rectangle]:
        """Return ``x, y, width, height`` of the face in pixels, by member; empty where a set's faces are cut out."""
        return {name: (float(x), float(y), float(w), float(h)) for name, (x, y, w, h, _) in self._box_rows(archive)}

    def detected(self, archive: str) -> dict[str, bool]:
        """Return whether the box was found (or assumed from where faces lie in this set), by member."""
        return {name: bool(row[4]) for name, row in self._box_rows(archive)}

    def answers(self, archive: str) -> Answers:
        """Return all that is held on an archive.

        Raises:
            DataError: the teacher was not asked about it.
        """
        self.data_hash(archive)
        return Answers(self._names[archive], self._vectors[archive], self._boxes.get(archive))

    def _box_rows(self, archive: str) -> Iterable[tuple[str, NDArray[np.float32]]]:
        return self._named(archive, self._boxes).items()

    def _named(self, archive: str, matrices: dict[str, NDArray[Any]]) -> dict[str, NDArray[np.float32]]:
        if archive not in matrices:
            return {}
        return dict(zip(self._names[archive], matrices[archive], strict=True))


def centre(vectors: NDArray[np.float32], mean: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return vectors (n, d) as seen from a mean (d,), of length one."""
    seen = vectors - mean
    return np.asarray(seen / np.maximum(np.linalg.norm(seen, axis=1, keepdims=True), 1e-9), np.float32)


def build(file: Path, teacher: Teacher, archives: Sequence[Path], progress: Progress | None = None) -> TeacherCache:
    """Ask a teacher about archives and write its file; what is known from an earlier call is not asked again.

    The file is written anew after each archive, so it can be used while later ones are still being asked about; what
    it held on archives that are not named now stays.

    Args:
        file: what to write, ``.safetensors``.
        teacher: who is asked.
        archives: zips, in the order in which they are worked on.
        progress: told after each chunk of members.

    Raises:
        DataError: an archive is missing or no zip, or the file cannot be written.
    """
    known = _held(file, teacher)
    parts = file.with_suffix(".parts")
    for archive in archives:
        digest = _sha256(archive)
        if known is not None and archive.name in known.archives and known.data_hash(archive.name) == digest:
            continue
        folder = parts / f"{archive.stem}-{digest[:16]}"
        answers = _ask(folder, teacher, archive, progress)
        known = _write(file, teacher, known, archive.name, digest, answers)
        shutil.rmtree(folder, ignore_errors=True)
    if known is None:
        raise DataError("The teacher was asked about no archive.")
    if parts.is_dir() and not any(parts.iterdir()):
        parts.rmdir()
    return known


def _held(file: Path, teacher: Teacher) -> TeacherCache | None:
    """Return the file as far as it is there and of this teacher."""
    try:
        known = TeacherCache.open(file)
    except DataError as error:
        if file.exists():
            _LOG.warning("%s It is made again.", error)
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


def _ask(folder: Path, teacher: Teacher, archive: Path, progress: Progress | None) -> Answers:
    """Return the answers on one archive, chunk by chunk from the folder or from the teacher."""
    total = sum(teacher.wants(archive.name, name) for name, _ in members(archive, teacher.suffixes))
    found: list[Answers] = []
    done = 0
    for number, chunk in enumerate(_chunks(archive, teacher)):
        names = [name for name, _ in chunk]
        file = folder / f"{number:05}.safetensors"
        answers = _kept(file, teacher, names)
        if answers is None:
            answers = teacher.answer(archive.name, [(name, blob) for name, blob in chunk if blob is not None])
            _keep(file, teacher, names, answers)
        found.append(answers)
        done += len(names)
        if progress is not None:
            progress(archive.name, done, total)
    return _joined(found, teacher.size)


def _chunks(archive: Path, teacher: Teacher) -> Iterator[list[tuple[str, bytes | None]]]:
    """Yield the wanted members with their content, ``None`` where that is damaged, some hundred at a time."""
    chunk: list[tuple[str, bytes | None]] = []
    for name, read in members(archive, teacher.suffixes):
        if not teacher.wants(archive.name, name):
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


def _joined(found: Sequence[Answers], size: int) -> Answers:
    boxes = [one.boxes for one in found if one.boxes is not None]
    return Answers(
        [name for one in found for name in one.names],
        np.concatenate([np.empty((0, size), np.float32), *(one.vectors for one in found)]),
        np.concatenate(boxes) if boxes else None,
    )


def _kept(file: Path, teacher: Teacher, names: Sequence[str]) -> Answers | None:
    """Return the answers of one chunk, if they were kept by an earlier call."""
    try:
        held = mmap_arrays.read(file, _KIND, _VERSION)
    except DataError:
        return None
    if held.metadata.get("teacher") != teacher.name or held.metadata.get("asked") != _digest(names):
        return None
    boxes = held.arrays.get("boxes")
    return Answers(json.loads(held.arrays["names"].tobytes()), held.arrays["vectors"], boxes)


def _keep(file: Path, teacher: Teacher, names: Sequence[str], answers: Answers) -> None:
    metadata = _metadata(teacher, asked=_digest(names))
    mmap_arrays.write(file, _columns("", teacher, answers), lambda: metadata)


def _digest(names: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def _metadata(teacher: Teacher, **more: str) -> dict[str, str]:
    return {"format": f"emotion-desk {_KIND}", "version": str(_VERSION), "teacher": teacher.name, **more}


def _columns(suffix: str, teacher: Teacher, answers: Answers) -> Iterator[mmap_arrays.Column]:
    yield mmap_arrays.Column(f"vectors{suffix}", "float32", (teacher.size,), [answers.vectors])
    if answers.boxes is not None:
        yield mmap_arrays.Column(f"boxes{suffix}", "float32", (5,), [answers.boxes])
    yield mmap_arrays.Column(f"names{suffix}", "uint8", (), [_bytes(answers.names)])


def _bytes(names: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(list(names)).encode(), np.uint8)


def _write(
    file: Path, teacher: Teacher, known: TeacherCache | None, archive: str, digest: str, answers: Answers
) -> TeacherCache:
    """Write the file with one archive more, and open it."""
    held = {} if known is None else {one: known.answers(one) for one in known.archives}
    hashes = {} if known is None else {one: known.data_hash(one) for one in known.archives}
    held[archive], hashes[archive] = answers, digest
    mean = _mean(teacher, held)
    columns = [column for one in held for column in _columns(f"/{one}", teacher, held[one])]
    columns.append(mmap_arrays.Column("mean", "float32", (), [mean]))
    metadata = _metadata(teacher, archives=json.dumps(hashes))
    mmap_arrays.write(file, columns, lambda: metadata)
    return TeacherCache.open(file)


def _mean(teacher: Teacher, held: Mapping[str, Answers]) -> NDArray[np.float32]:
    """Return the middle of the archives' means, so that a large set does not outweigh the others."""
    means = []
    for archive, answers in held.items():
        counted = [teacher.centres(archive, name) for name in answers.names]
        if any(counted):
            means.append(answers.vectors[counted].mean(axis=0, dtype=np.float64))
    return np.asarray(np.mean(means, axis=0) if means else np.zeros(teacher.size), np.float32)
