"""The header of a session: ``session.json``, validated when it is read and upgraded where an older version wrote it.

A session folder may come from anybody, so every field is checked for its type before use; what does not fit is one
sentence, never a traceback.  Keep in step with ``docs/formats.md``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import unquote_to_bytes

import msgspec

from emotion_desk.atomic_file import write_atomically
from emotion_desk.errors import SessionError
from emotion_desk.plain_file import read_bounded
from emotion_desk.sessions.format import INFO_FILE, MEDIA_FILE, RECORDING, Raw
from emotion_desk.translatable import plain, translatable

FORMAT: Final = "emotion-desk session"
#: Version of the folder's layout; raise it together with a new entry in :data:`UPGRADES`.
VERSION: Final = 2
#: From each version of ``session.json`` to the next one; version 2 added fields to the readings, none to the header.
UPGRADES: Final[dict[int, Callable[[Raw], Raw]]] = {1: lambda raw: raw}
#: A header is a few kilobytes; anything far larger is not read into memory.
_LARGEST_BYTES: Final = 4_000_000

#: Beginning of a path that is kept as a URI.
_URI: Final = "file://"

_Count = Annotated[int, msgspec.Meta(ge=0)]
_Pixels = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
_Seconds = Annotated[float, msgspec.Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class Counter:
    """Of one kind of data: how many items were offered to the recorder, written to disk, and dropped."""

    offered: int = 0
    written: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class DeviceEvent:
    """A device that was lost or came back during a recording.

    Args:
        time_s: when, on the session's time line.
        side: ``picture`` or ``sound``.
        state: ``lost`` or ``returned``.
        text: one sentence that names the device.
    """

    time_s: float
    side: str
    state: Literal["lost", "returned"]
    text: str = ""


@dataclass(frozen=True, slots=True)
class DeviceChange:
    """A change to another device during a recording.

    Args:
        time_s: when, on the session's time line.
        side: ``picture`` or ``sound``.
        device: its name; ``None``: the side was switched off.
    """

    time_s: float
    side: str
    device: str | None = None


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """The content of ``session.json``.

    Args:
        started: moment of the session's zero in UTC.
        kind: :data:`~emotion_desk.sessions.format.RECORDING` or :data:`~emotion_desk.sessions.format.ANALYSIS`.
        program: version of Emotion Desk that wrote it.
        finished: whether it was ended properly (or recovered since).
        ended: one sentence on why it ended.
        duration_s: from the zero to the end of media and readings; during a recording, so far.
        media: name of the media file in the folder, or the absolute path of an analysed file; ``None`` without media.
        keeps: which of ``picture``, ``sound`` and ``readings`` were to be kept.
        mode, engine: networks and runtime at the start (each reading names its own).
        devices: name of the ``picture`` and the ``sound`` source at the start, ``None`` for a side that was off.
        models: name of each network and the SHA-256 of the file that was run.
        settings: options of the recording or analysis.
        size: width and height of the recorded picture in pixels.
        counters: by ``frames``, ``sound`` (blocks) and ``readings``.
        consent: the notice that the user agreed to, ``None`` where no device was used.
        recovered: what was lost, in one sentence, if the session had to be recovered.
        device_events: each loss and return of a device, in the order of time.
        device_changes: each change to another device, in the order of time.
        pauses: begin and end of each pause of the recording, in seconds; nothing was recorded in between.
    """

    started: datetime
    kind: Literal["recording", "analysis"] = RECORDING
    program: str = ""
    finished: bool = False
    ended: str | None = None
    duration_s: _Seconds | None = None
    media: str | None = MEDIA_FILE
    keeps: tuple[str, ...] = ("picture", "sound", "readings")
    mode: str = ""
    engine: str = ""
    devices: Mapping[str, str | None] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    size: tuple[_Pixels, _Pixels] | None = None
    counters: Mapping[str, Counter] = field(default_factory=dict)
    consent: str | None = None
    recovered: str | None = None
    device_events: tuple[DeviceEvent, ...] = ()
    device_changes: tuple[DeviceChange, ...] = ()
    pauses: tuple[tuple[_Seconds, _Seconds], ...] = ()
    version: int = VERSION


def info_to_raw(info: SessionInfo) -> Raw:
    """Return the content of ``session.json``; lists of events, changes and pauses only where there are some."""
    raw: Raw = {"format": FORMAT, "version": VERSION} | msgspec.to_builtins(info, enc_hook=plain)
    raw["started"] = info.started.isoformat()
    raw["version"] = VERSION
    for name in ("device_events", "device_changes", "pauses"):
        if not getattr(info, name):
            del raw[name]
    return raw


def info_from_raw(raw: object) -> SessionInfo:
    """Build from the content of ``session.json``, older versions included.

    Raises:
        SessionError: it is of another kind, damaged, or written by a newer Emotion Desk.
    """
    present = upgrade(raw)
    try:
        return msgspec.convert(present, SessionInfo)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise SessionError(
            translatable("The file '{info_file}' of the session is damaged.", info_file=INFO_FILE)
        ) from error


def upgrade(raw: object) -> Raw:
    """Bring the content of ``session.json`` to the present version.

    Raises:
        SessionError: it is no session, of a newer version, or too damaged to be upgraded.
    """
    version = raw.get("version") if isinstance(raw, dict) and raw.get("format") == FORMAT else None
    if not isinstance(raw, dict) or not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise SessionError(translatable("The file '{info_file}' does not describe a session.", info_file=INFO_FILE))
    if version > VERSION:
        raise SessionError(translatable("The session was written by a newer Emotion Desk."))
    try:
        while version < VERSION:
            raw = UPGRADES[version](dict(raw))
            version += 1
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise SessionError(
            translatable("The file '{info_file}' of the session is damaged.", info_file=INFO_FILE)
        ) from error
    return {**raw, "version": VERSION}


def read_info(folder: Path) -> SessionInfo:
    """Read ``session.json`` of a folder.

    Raises:
        SessionError: it is missing, no plain file, or cannot be understood.
    """
    path = folder / INFO_FILE
    try:
        raw = msgspec.json.decode(read_bounded(path, _LARGEST_BYTES))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SessionError(
            translatable("'{folder}' is not a session: it has no {info_file}.", folder=folder, info_file=INFO_FILE)
        ) from error
    except OSError as error:
        raise SessionError(
            translatable("'{path}' cannot be read: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise SessionError(translatable("'{path}' is damaged.", path=path)) from error
    return info_from_raw(raw)


def media_text(path: Path) -> str:
    """Return an absolute path as the header keeps it: as a ``file:`` URI where it is not UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return path.as_uri()
    return str(path)


def media_path(text: str) -> Path:
    """Return the path that :func:`media_text` wrote."""
    if text.startswith(_URI):
        return Path(os.fsdecode(unquote_to_bytes(text.removeprefix(_URI))))
    return Path(text)


def write_info(folder: Path, info: SessionInfo, *, durable: bool = True) -> None:
    """Write ``session.json`` so that a reader finds the old file or the whole new one.

    Args:
        folder: the session.
        info: what to write.
        durable: wait until the disk has it; without, it survives a crash of the process but not of the machine.

    Raises:
        SessionError: the disk is full or the folder went away.
    """
    path = folder / INFO_FILE
    text = json.dumps(info_to_raw(info), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    try:
        write_atomically(path, text, durable=durable)
    except OSError as error:
        raise SessionError(
            translatable("'{path}' cannot be written: {reason}.", path=path, reason=error.strerror or error)
        ) from error
