"""Finds labelled video clips in folders and zips, and provides each as a file.

The label of a clip is in its name (the scheme of RAVDESS), or it is the name of its folder.  Clips in a zip are
extracted to a temporary file one at a time, because media libraries read files.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from emotion_desk.errors import DataError
from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data.datasets import ALIASES
from emotion_desk.modelling.data.splits import performance
from emotion_desk.modelling.data.zip_archives import open_archive
from emotion_desk.sources.endings import MEDIA

#: Size in bytes of the pieces in which a member of a zip is copied.
_PIECE: Final = 1 << 20
#: Largest size of a clip in bytes; the size that a zip declares is not trusted.
_MOST_BYTES: Final = 4 << 30
#: Songs, which are left out: value of the second field (vocal channel) of a RAVDESS name.
_SONG: Final = "02"


@dataclass(frozen=True, slots=True)
class LabelledClip:
    """A clip with its label.

    Attributes:
        name: for messages; includes the folder or the zip.
        label: index into :data:`emotion_desk.labels.EMOTIONS`.
        actor: number of the RAVDESS actor, ``None`` where the label comes from a folder.
        path: the file, or the zip that holds it.
        member: its name in the zip, ``None`` for a plain file.
    """

    name: str
    label: int
    actor: int | None
    path: Path
    member: str | None = None


def find_clips(places: Sequence[Path], actors: Collection[int] = (), limit: int | None = None) -> list[LabelledClip]:
    """Return the labelled clips of folders and zips, sorted by name within each.

    Args:
        places: folders, searched recursively, zips, and single files.
        actors: numbers of RAVDESS actors; by default all clips are used.
        limit: maximum number of clips, drawn from the emotions in turn.

    Raises:
        DataError: a zip cannot be read, or no labelled clip was found.
    """
    clips = [clip for place in places for clip in _clips(place)]
    if actors:
        clips = [clip for clip in clips if clip.actor in actors]
    if not clips:
        named = " and ".join(f"'{place}'" for place in places)
        whose = " of these actors" if actors else ""
        raise DataError(
            f"There is no labelled clip{whose} in {named}: clips are named as RAVDESS names them, or lie in folders "
            f"with the names of emotions ({', '.join(EMOTIONS)})."
        )
    return clips if limit is None else _in_turn(clips, limit)


def _clips(place: Path) -> Iterator[LabelledClip]:
    """Yield the labelled clips of a folder, a zip or a single file."""
    if place.is_dir():
        for path in sorted(path for path in place.rglob("*") if path.is_file()):
            found = _label(path.relative_to(place.parent).as_posix())
            if found is not None:
                yield LabelledClip(path.relative_to(place).as_posix(), *found, path)
    elif place.suffix.lower() in MEDIA:
        found = _label(place.as_posix()) if place.is_file() else None
        if found is not None:
            yield LabelledClip(place.name, *found, place)
    else:
        with open_archive(place) as archive:
            for member in sorted(archive.namelist()):
                found = _label(member)
                if found is not None:
                    yield LabelledClip(f"{place.stem}/{member}", *found, place, member)


def _label(name: str) -> tuple[int, int | None] | None:
    """Return label and actor of a media file, ``None`` for a file without a label or of another type."""
    path = PurePosixPath(name)
    if path.suffix.lower() not in MEDIA or path.name.startswith("._"):
        return None
    try:
        made = performance(path.name)
    except DataError:
        folder = path.parent.name.lower()
        word = ALIASES.get(folder, folder)
        return (EMOTIONS.index(word), None) if word in EMOTIONS else None
    return None if path.name.split("-")[1] == _SONG else (made.label, made.actor)


def _in_turn(clips: Sequence[LabelledClip], limit: int) -> list[LabelledClip]:
    """Return at most ``limit`` clips, drawn from the emotions in turn, in their original order."""
    rows = [[place for place, clip in enumerate(clips) if clip.label == label] for label in range(len(EMOTIONS))]
    order = [row[turn] for turn in range(max(map(len, rows))) for row in rows if turn < len(row)]
    return [clips[place] for place in sorted(order[:limit])]


@contextmanager
def as_file(clip: LabelledClip) -> Iterator[Path]:
    """Provide a clip as a file; a file extracted from a zip is deleted afterwards.

    Raises:
        DataError: it cannot be extracted from the zip.
    """
    if clip.member is None:
        yield clip.path
        return
    with tempfile.TemporaryDirectory(prefix="emotion-desk-") as folder:
        file = Path(folder) / f"clip{PurePosixPath(clip.member).suffix.lower()}"
        try:
            with open_archive(clip.path) as archive, archive.open(clip.member) as source, file.open("wb") as copy:
                if archive.getinfo(clip.member).file_size > _MOST_BYTES:
                    raise DataError(f"The clip '{clip.name}' is larger than {_MOST_BYTES >> 30} GB.")
                shutil.copyfileobj(source, copy, _PIECE)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, KeyError) as error:
            raise DataError(f"The clip '{clip.name}' cannot be taken out of its zip.") from error
        yield file
