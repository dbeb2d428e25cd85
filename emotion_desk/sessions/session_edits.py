"""What a user changes of a session as a whole: its name, its tags, and where its media file lies.

The folder stays the truth: a session's name is the name of its folder, its tags lie in ``tags.json`` beside the header.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from emotion_desk.atomic_file import write_atomically
from emotion_desk.errors import DeskError, SessionError
from emotion_desk.plain_file import is_plain, read_bounded
from emotion_desk.sessions.export.safe_text import one_line
from emotion_desk.sessions.format import ANALYSIS, INFO_FILE, Raw
from emotion_desk.sessions.header import media_path, media_text, read_info
from emotion_desk.sessions.recording_registry import LOCK_FILE, Lock
from emotion_desk.translatable import translatable

TAGS_FILE: Final = "tags.json"
TAGS_FORMAT: Final = "emotion-desk tags"
_MOST_TAGS: Final = 50
_LONGEST_TAG: Final = 60
_LARGEST_BYTES: Final = 100_000
_LARGEST_HEADER_BYTES: Final = 4_000_000
_LONGEST_NAME: Final = 120
#: Characters that no file name may hold on one of the supported systems.
_NOT_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*]')
#: A relinked file may be this much longer or shorter than the session that was made of it.
_LENGTH_TOLERANCE_S: Final = 1.0


def read_tags(folder: Path) -> tuple[str, ...]:
    """Return the tags of a session; none where there is no file of them or it is damaged."""
    try:
        raw = msgspec.json.decode(read_bounded(folder / TAGS_FILE, _LARGEST_BYTES))
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return ()
    tags = raw.get("tags") if isinstance(raw, dict) and raw.get("format") == TAGS_FORMAT else None
    return cleaned_tags(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()


def write_tags(folder: Path, tags: Iterable[str]) -> tuple[str, ...]:
    """Give a session these tags and return them as they are kept: single lines, each once.

    Raises:
        SessionError: the file cannot be written.
    """
    clean = cleaned_tags(tags)
    text = json.dumps({"format": TAGS_FORMAT, "version": 1, "tags": list(clean)}, ensure_ascii=False) + "\n"
    try:
        write_atomically(folder / TAGS_FILE, text)
    except OSError as error:
        raise SessionError(
            translatable(
                "'{folder}' cannot be written: {reason}.", folder=folder / TAGS_FILE, reason=error.strerror or error
            )
        ) from error
    return clean


def cleaned_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags as single lines without commas, each once, in the order given.

    Example:
        >>> cleaned_tags(["pilot ", "", "group A", "pilot"])
        ('pilot', 'group A')
    """
    lines = (one_line(tag.replace(",", " "))[:_LONGEST_TAG].strip() for tag in tags)
    return tuple(dict.fromkeys(line for line in lines if line))[:_MOST_TAGS]


def rename_session(folder: Path, name: str) -> Path:
    """Rename a session's folder and return the new one.

    Raises:
        SessionError: the name is not allowed or taken, the session is being recorded, or the folder cannot be renamed.
    """
    clean = name.strip()
    if not clean or clean.startswith(".") or clean != one_line(clean) or clean.endswith("."):
        raise SessionError(
            translatable("The name of a session needs letters or digits and does not begin or end with a dot.")
        )
    if _NOT_IN_NAMES.search(clean) or len(clean.encode()) > _LONGEST_NAME:
        raise SessionError(translatable("'{value}' cannot be the name of a folder.", value=one_line(clean)[:40]))
    refuse_recording(folder)
    target = folder.with_name(clean)
    if clean == folder.name:
        return folder
    try:
        if target.exists() and not target.samefile(folder):  # another case of the same name is allowed
            raise SessionError(translatable("There is already a session '{clean}'.", clean=clean))
        folder.rename(target)
    except OSError as error:
        raise SessionError(
            translatable("'{name}' cannot be renamed: {reason}.", name=folder.name, reason=error.strerror or error)
        ) from error
    return target


def refuse_recording(folder: Path) -> None:
    """Check that a session is not being recorded just now.

    Raises:
        SessionError: it is.
    """
    if is_plain(folder / LOCK_FILE):  # anything else of this name was not made by a recording
        Lock(folder).release()


def relink_media(folder: Path, media: Path) -> None:
    """Set the present path of a session's media file.

    An analysis then names the new path; a recording has its media in its own folder, so the file is copied there.

    Raises:
        SessionError: the file cannot be read, does not have the session's length, or the header cannot be written.
    """
    from emotion_desk.sources.media_file import probe

    info = read_info(folder)
    if info.media is None:
        raise SessionError(translatable("'{name}' was made without a media file.", name=folder.name))
    refuse_recording(folder)
    try:
        length_s = probe(media).duration_s
    except (DeskError, OSError) as error:
        raise SessionError(translatable("'{name}' cannot be used: {reason}", name=media.name, reason=error)) from error
    if info.duration_s and length_s and abs(length_s - info.duration_s) > _LENGTH_TOLERANCE_S:
        raise SessionError(
            translatable(
                "'{name}' lasts {length_s:.1f} s, but the session was made of a file of {duration_s:.1f} s.",
                name=media.name,
                length_s=length_s,
                duration_s=info.duration_s,
            )
        )
    if info.kind != ANALYSIS:
        _copy(media, folder / media_path(info.media).name)
        return
    path = folder / INFO_FILE
    try:
        raw: Raw = msgspec.json.decode(read_bounded(path, _LARGEST_HEADER_BYTES))
        raw["media"] = media_text(media.absolute())  # everything else stays as whoever wrote it left it
        write_atomically(path, json.dumps(raw, indent=2, ensure_ascii=False) + "\n")
    except OSError as error:
        raise SessionError(
            translatable("'{path}' cannot be written: {reason}.", path=path, reason=error.strerror or error)
        ) from error


def relink_neighbours(folders: Iterable[Path], media: Path) -> list[Path]:
    """Relink further analyses whose files moved to the same folder as ``media``; return those that were."""
    relinked = []
    for folder in folders:
        try:
            name = media_path(read_info(folder).media or "").name
            moved = media.parent / name
            if name and moved.is_file():
                relink_media(folder, moved)
                relinked.append(folder)
        except (SessionError, OSError, ValueError):
            continue
    return relinked


def _copy(source: Path, target: Path) -> None:
    from emotion_desk.atomic_file import atomic_path

    try:
        with atomic_path(target) as temporary:
            shutil.copyfile(source, temporary)
    except OSError as error:
        raise SessionError(
            translatable(
                "'{name}' cannot be copied into the session: {reason}.",
                name=source.name,
                reason=error.strerror or error,
            )
        ) from error
