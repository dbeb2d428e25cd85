"""Finds the spoken clips of RAVDESS in the folders of the download, in one folder, or in zips.

A performance exists as up to three files: picture and sound (modality 01), picture alone (02), sound alone (03).
They form one recording, which lists the files for its picture and for its sound in the order of preference, so that
another file can replace a damaged one.  Songs (vocal channel 02) are counted and left out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from emotion_desk.errors import DataError
from emotion_desk.modelling.data.splits import Performance, performance
from emotion_desk.modelling.data.zip_archives import PICTURE_SUFFIXES, open_archive

_VIDEO: Final = (".mp4", ".m4v", ".mov", ".mkv", ".avi", ".webm", ".flv")
_SOUND: Final = (".wav", ".flac", ".ogg", ".opus", ".m4a", ".mp3", ".aac")
_NAME: Final = re.compile(r"0[1-3]-0[12]-0[1-8]-0[12]-0[12]-0[12]-(0[1-9]|1\d|2[0-4])")
_SONG: Final = "02"


@dataclass(frozen=True)
class Clip:
    """One file of a recording, or a folder of pictures of it (face crops).

    Attributes:
        name: path relative to the searched folder.
        path: the file, or the zip that it is in.
        members: names inside the zip.
        files: the pictures, if they are files.
        stills: whether it is a folder of pictures, listed in ``members`` or ``files``.
    """

    name: str
    path: Path
    members: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    stills: bool = False

    @property
    def stem(self) -> str:
        """Return the seven fields of the name."""
        return PurePosixPath(self.name).stem

    @property
    def modality(self) -> str:
        """Return ``01`` (picture and sound), ``02`` (picture) or ``03`` (sound)."""
        return self.stem[:2]


@dataclass(frozen=True)
class Recording:
    """One performance, and the clips with its picture and with its sound in the order of preference."""

    performance: Performance
    pictures: tuple[Clip, ...]
    sounds: tuple[Clip, ...]


@dataclass
class Found:
    """The content of a folder: recordings in the order of performances, number of songs, and unreadable zips."""

    recordings: list[Recording] = field(default_factory=list)
    songs: int = 0
    broken: list[str] = field(default_factory=list)


def find(folder: Path) -> Found:
    """Search a folder and everything in it.

    Raises:
        DataError: it is not a folder, or has no spoken clip of RAVDESS.
    """
    if not folder.is_dir():
        raise DataError(f"There is no folder '{folder}'.")
    found = Found()
    clips: dict[Performance, list[Clip]] = {}
    for clip in _clips(folder, found):
        if clip.stem[3:5] == _SONG:
            found.songs += 1
        else:
            clips.setdefault(performance(clip.stem), []).append(clip)
    for one in sorted(clips):
        pictures = tuple(sorted((clip for clip in clips[one] if _shows(clip)), key=_picture_order))
        sounds = tuple(sorted((clip for clip in clips[one] if _sounds(clip)), key=_sound_order))
        if pictures or sounds:
            found.recordings.append(Recording(one, pictures, sounds))
    if not found.recordings:
        songs = f" ({found.songs} songs are there)" if found.songs else ""
        raise DataError(f"The folder '{folder}' has no spoken clip of RAVDESS{songs}.")
    return found


def _shows(clip: Clip) -> bool:
    return clip.stills or (clip.modality != "03" and clip.name.lower().endswith(_VIDEO))


def _sounds(clip: Clip) -> bool:
    return not clip.stills and clip.modality != "02"


def _picture_order(clip: Clip) -> tuple[bool, str, str]:
    """Return a sort key: complete frames before face crops, then by modality."""
    return clip.stills, clip.modality, clip.name


def _sound_order(clip: Clip) -> tuple[bool, str]:
    """Return a sort key: sound files before the sound of videos, which has lossy compression."""
    return clip.modality != "03", clip.name


def _clips(folder: Path, found: Found) -> Iterator[Clip]:
    """Yield all clips of a folder, spoken or sung, by name."""
    for root, folders, files in os.walk(folder):
        folders.sort()
        here = Path(root)
        stills = tuple(here / file for file in sorted(files) if file.lower().endswith(PICTURE_SUFFIXES))
        if stills and _NAME.fullmatch(here.name):
            yield Clip(here.relative_to(folder).as_posix(), here, files=stills, stills=True)
        for file in sorted(files):
            name = (here / file).relative_to(folder).as_posix()
            if _is_clip(file):
                yield Clip(name, here / file)
            elif file.lower().endswith(".zip"):
                try:
                    yield from _members(here / file, name)
                except DataError as error:
                    found.broken.append(str(error).replace(str(here / file), name))


def _members(archive: Path, name: str) -> Iterator[Clip]:
    """Yield the clips in a zip of the download."""
    stills: dict[str, list[str]] = {}
    with open_archive(archive) as opened:
        for member in sorted(opened.namelist()):
            path = PurePosixPath(member)
            if _is_clip(path.name):
                yield Clip(f"{name}/{member}", archive, members=(member,))
            elif member.lower().endswith(PICTURE_SUFFIXES) and _NAME.fullmatch(path.parent.name):
                stills.setdefault(str(path.parent), []).append(member)
    for parent, pictures in stills.items():
        yield Clip(f"{name}/{parent}", archive, members=tuple(pictures), stills=True)


def _is_clip(file: str) -> bool:
    path = PurePosixPath(file)
    return path.suffix.lower() in _VIDEO + _SOUND and _NAME.fullmatch(path.stem) is not None
