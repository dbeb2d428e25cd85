"""Packs RAVDESS into one file; an interrupted run is continued by the next one.

Each recording becomes a part, a file of its own in ``F.parts`` that is written atomically.  At the end the parts are
joined in the order of performances, so that the bytes of the packed file depend on the clips and the options alone.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Final

from emotion_desk.errors import DataError
from emotion_desk.modelling.data.extract_clip import extract
from emotion_desk.modelling.data.mel_codec import mel_settings
from emotion_desk.modelling.data.packed_dataset import (
    VERSION,
    Part,
    Record,
    crop_settings,
    open_packed,
    part_metadata,
    write_packed,
    write_part,
)
from emotion_desk.modelling.data.ravdess import Clip, Recording, find

_LOG = logging.getLogger(__name__)
#: Frames per clip; neighbouring frames are nearly equal.
FRAMES: Final = 8


@dataclass(frozen=True)
class Prepared:
    """The result of packing.

    Attributes:
        file: the packed file.
        skipped: a sentence for each clip that was left out.
        songs: number of songs, which are left out.
        nothing_to_do: whether the file of an earlier run is up to date.
    """

    file: Path
    skipped: tuple[str, ...]
    songs: int
    nothing_to_do: bool = False


def prepare(
    folder: Path, file: Path, frames: int = FRAMES, jobs: int = 1, progress: Callable[[int, int], None] | None = None
) -> Prepared:
    """Pack all spoken clips of RAVDESS in a folder into one file, or continue an interrupted run.

    Args:
        folder: the full download, in folders or zips; see :mod:`emotion_desk.modelling.data.ravdess`.
        file: the file to write.
        frames: number of frames per clip that are searched for a face.
        jobs: number of threads.
        progress: called with the number of recordings done and in all.

    Raises:
        DataError: there is no clip, none can be read, or the disk is full.
    """
    if file.is_dir():
        raise DataError(f"'{file}' is a folder; name a file.")
    found = find(folder)
    listing = _listing(found.recordings)
    parts = file.with_name(file.name + ".parts")
    if (before := _already(file, frames, listing)) is not None:
        shutil.rmtree(parts, ignore_errors=True)
        return Prepared(file, before, found.songs, nothing_to_do=True)
    try:
        parts.mkdir(parents=True, exist_ok=True)
        _clear(parts)
        metadata = _all_parts(found.recordings, parts, frames, jobs, progress)
    except OSError as error:
        raise DataError(f"The folder '{parts}' cannot be written: {error.strerror or error}.") from error
    skipped = [*found.broken, *(text for one in metadata.values() for text in json.loads(one["complaints"]))]
    usable = [part for part, one in metadata.items() if one["empty"] == "no"]
    if not usable:
        shutil.rmtree(parts, ignore_errors=True)
        raise DataError(f"None of the {len(metadata)} recordings in '{folder}' can be used; the first: {skipped[0]}")
    inputs = hashlib.sha256("".join(metadata[part]["digest"] for part in usable).encode()).hexdigest()
    write_packed(file, usable, {"frames": str(frames), "inputs": inputs, "listing": listing}, skipped, parts)
    shutil.rmtree(parts, ignore_errors=True)
    return Prepared(file, tuple(skipped), found.songs)


def _all_parts(
    recordings: list[Recording], parts: Path, frames: int, jobs: int, progress: Callable[[int, int], None] | None
) -> dict[Path, dict[str, str]]:
    """Write the parts that are missing; return the metadata of all in the order of performances."""
    files = [parts / f"{'-'.join(f'{field:02}' for field in astuple(one.performance))}.part" for one in recordings]
    pool = ThreadPoolExecutor(jobs, "emotion-desk-prepare")  # decoding, OpenCV and hashing release the GIL
    try:
        waiting = [
            pool.submit(_one_part, one, part, frames, parts) for one, part in zip(recordings, files, strict=True)
        ]
        for done, finished in enumerate(as_completed(waiting), start=1):
            finished.result()
            if progress is not None:
                progress(done, len(recordings))
    finally:
        pool.shutdown(cancel_futures=True)
    return {part: job.result() for part, job in zip(files, waiting, strict=True)}


def _one_part(recording: Recording, part: Path, frames: int, folder: Path) -> dict[str, str]:
    """Write a part, unless there is one of the same clips and options; return its metadata."""
    made_of = _made_of(recording, frames)
    try:
        metadata = dict(part_metadata(part))
    except DataError:
        metadata = {}
    if metadata.get("made_of") == made_of:
        return metadata
    taken = extract(recording, frames, folder)
    empty = not len(taken.faces) and not len(taken.mel)
    metadata = {
        "made_of": made_of,
        "digest": taken.digest,
        "complaints": json.dumps(_limited(taken.complaints)),
        "empty": "yes" if empty else "no",
    }
    record = Record(recording.performance, len(taken.faces), len(taken.mel), taken.picture, taken.sound)
    write_part(part, Part(record, taken.faces, taken.mel), metadata)
    return metadata


def _limited(complaints: tuple[str, ...]) -> list[str]:
    """Return sentences whose number and length fit into the header of a part."""
    return [sentence[:1000] for sentence in complaints[:20]]


def _made_of(recording: Recording, frames: int) -> str:
    """Return a hash over the clips, their files and the options."""
    clips = [(clip.name, clip.members, _stamps(clip)) for clip in (*recording.pictures, *recording.sounds)]
    return hashlib.sha256(json.dumps([VERSION, frames, mel_settings(), crop_settings(), clips]).encode()).hexdigest()


def _stamps(clip: Clip) -> list[tuple[int, int]]:
    """Return size and modification time of a clip's files."""
    stats = [file.stat() for file in clip.files or (clip.path,)]
    return [(stat.st_size, stat.st_mtime_ns) for stat in stats]


def _listing(recordings: list[Recording]) -> str:
    """Return a hash of the clips' names and sizes, the same for every copy of the folder."""
    clips = [
        (clip.name, clip.members, [size for size, _ in _stamps(clip)])
        for one in recordings
        for clip in (*one.pictures, *one.sounds)
    ]
    return hashlib.sha256(json.dumps(clips).encode()).hexdigest()


def _already(file: Path, frames: int, listing: str) -> tuple[str, ...] | None:
    """Return the sentences of an earlier run if its file is of the same clips and options, else ``None``."""
    try:
        before = open_packed(file)
    except DataError as error:
        if file.exists():
            _LOG.info("%s It is made again.", error)
        return None
    return before.skipped if (before.frames, before.listing) == (frames, listing) else None


def _clear(parts: Path) -> None:
    """Remove unfinished files of a killed run."""
    for left in parts.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.suffix != ".part" or left.name.startswith("."):
            left.unlink()
