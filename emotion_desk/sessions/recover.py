"""Repairs sessions that were cut off (a crash, a kill, a power cut), and says what was lost.

The media file is copied packet by packet into one with an index, up to where it breaks off; nothing is encoded again.
The original is replaced only when the copy is complete.  A session folder is untrusted: no symbolic link is followed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from emotion_desk.atomic_file import atomic_path, sweep
from emotion_desk.errors import SessionError
from emotion_desk.plain_file import is_folder, is_plain, open_to_change
from emotion_desk.sessions import recording_registry
from emotion_desk.sessions.disk_space import free_reserve
from emotion_desk.sessions.format import MEDIA_FILE, READINGS_FILE
from emotion_desk.sessions.header import Counter, SessionInfo, read_info, write_info
from emotion_desk.sessions.jsonl import LineReader
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

#: ``session.json`` is this old at most when a recording is cut off.
_STALE_S: Final = 1.0
_PIECE_BYTES: Final = 1_000_000
#: Temporary files of earlier versions.
_OLD_TEMPORARIES: Final = (".*.part", ".media.recovered.mkv")


@dataclass(frozen=True, slots=True)
class Recovered:
    """A session that was repaired, and one sentence that says what is there and what was lost."""

    folder: Path
    text: str


@dataclass(frozen=True, slots=True)
class _Saved:
    """What could be copied from a media file: frames, blocks of sound, seconds."""

    frames: int = 0
    blocks: int = 0
    seconds: float = 0.0


class _NothingSavedError(Exception):
    """No packet of the media file is complete, so the copy is thrown away."""


def recover_unfinished() -> list[Recovered]:
    """Recover all sessions that were cut off on this machine; those being recorded just now are left alone.

    Never raises: for a session that cannot be recovered the sentence says why, and the next start tries again.
    """
    found: list[Recovered] = []
    for folder in recording_registry.registered():
        try:
            if not is_folder(folder):  # deleted, or on a disk that is not mounted now
                if is_folder(folder.parent):
                    recording_registry.unregister(folder)
                continue
            recovered = recover(folder)
        except OSError as error:
            logger.warning("recovering %s: %s", folder, error)
            reason = error.strerror or type(error).__name__
            found.append(
                Recovered(
                    folder,
                    translatable(
                        "The session '{name}' could not be recovered: {reason}.", name=folder.name, reason=reason
                    ),
                )
            )
        except SessionError as error:
            logger.warning("recovering %s: %s", folder, error)
            found.append(
                Recovered(
                    folder,
                    translatable(
                        "The session '{name}' could not be recovered: {reason}", name=folder.name, reason=error
                    ),
                )
            )
        else:
            if recovered is not None:
                found.append(recovered)
    return found


def recover(folder: Path) -> Recovered | None:
    """Recover one session; ``None`` if it is finished or being recorded just now.

    Raises:
        SessionError: it is no session, or cannot be written.
        OSError: the folder cannot be searched.
    """
    if not read_info(folder).finished:
        try:
            lock = recording_registry.Lock(folder)
        except SessionError:
            logger.info("%s is in use", folder)
            return None
        try:
            recovered = _repair(folder, read_info(folder))
        finally:
            lock.release()
    else:
        recovered = None
    recording_registry.unregister(folder)
    return recovered


def _repair(folder: Path, info: SessionInfo) -> Recovered | None:
    if info.finished:
        return None
    free_reserve(folder)
    sweep(folder)
    for pattern in _OLD_TEMPORARIES:
        for left in folder.glob(pattern):
            if not is_folder(left):
                left.unlink(missing_ok=True)
    media = folder / MEDIA_FILE
    saved = _rebuild(media) if is_plain(media) else _Saved()
    has_media = saved.frames + saved.blocks > 0
    if not has_media and is_plain(media):
        media.unlink(missing_ok=True)
    readings, last_s, damaged = _cut_torn_line(folder / READINGS_FILE)
    end_s = saved.seconds if has_media else last_s
    known_s = (info.duration_s or 0.0) + _STALE_S
    ends = ([saved.seconds] if has_media else []) + ([last_s] if "readings" in info.keeps else [])
    lost_s = max(0.0, known_s - min(ends, default=0.0))
    text = _sentence(folder, saved, readings, damaged, lost_s)
    counters = {
        "frames": _counter(info, "frames", saved.frames),
        "sound": _counter(info, "sound", saved.blocks),
        "readings": _counter(info, "readings", readings),
    }
    write_info(
        folder,
        replace(
            info,
            finished=True,
            ended=translatable("It was cut off."),
            duration_s=round(max(end_s, last_s), 3),
            media=MEDIA_FILE if has_media else None,
            counters=counters,
            recovered=text,
        ),
    )
    return Recovered(folder, text)


def _sentence(folder: Path, saved: _Saved, readings: int, damaged: int, lost_s: float) -> str:
    sides = [word for word, count in (("picture", saved.frames), ("sound", saved.blocks)) if count]
    media = f"{saved.seconds:.1f} s of {' and '.join(sides)} and " if sides else ""
    torn = f" and {damaged} torn reading{'s' if damaged > 1 else ''}" if damaged else ""
    return (
        f"The session '{folder.name}' was cut off and has been recovered: {media}{readings} readings are there, "
        f"about the last {lost_s:.1f} s{torn} were lost."
    )


def _counter(info: SessionInfo, kind: str, written: int) -> Counter:
    """Count items that never reached the disk as dropped."""
    offered = max(written, info.counters.get(kind, Counter()).offered)
    return Counter(offered, written, offered - written)


def _cut_torn_line(path: Path) -> tuple[int, float, int]:
    """Cut off a torn last line; return the number of readings, the time of the last, and the damaged lines."""
    lines = LineReader(path)
    count, last_s = 0, 0.0
    for raw in lines:
        count += 1
        with suppress(KeyError, TypeError, ValueError, OverflowError):
            last_s = max(last_s, float(raw["time_s"]))
    if lines.damaged:
        with suppress(OSError), open_to_change(path) as file:
            file.truncate(_end_of_last_line(file))
    return count, last_s, lines.damaged


def _end_of_last_line(file: BinaryIO) -> int:
    """Return the size of a file up to and including its last end of line."""
    end = at = 0
    while piece := file.read(_PIECE_BYTES):
        newline = piece.rfind(b"\n")
        if newline >= 0:
            end = at + newline + 1
        at += len(piece)
    return end


def _rebuild(media: Path) -> _Saved:
    """Copy all complete packets of a broken Matroska file into one with an index, and replace it.

    Raises:
        SessionError: the copy cannot be written.
    """
    import av
    import av.error

    frames = blocks = 0
    seconds = 0.0
    try:
        source: Any = av.open(f"file:{media}", format="matroska", options={"protocol_whitelist": "file"})
    except (av.error.FFmpegError, OSError, ValueError) as error:
        logger.info("%s holds nothing yet: %s", media, error)
        return _Saved()
    try:
        with source, atomic_path(media) as copy, _target(av, copy) as target:
            streams = {stream.index: target.add_stream_from_template(stream) for stream in source.streams}
            for packet in _whole_packets(source, av.error.FFmpegError):
                end_s = float((packet.pts + (packet.duration or 0)) * packet.time_base)
                is_frame = packet.stream.type == "video"
                seconds = max(seconds, float(packet.pts * packet.time_base) if is_frame else end_s)
                frames += is_frame
                blocks += not is_frame
                packet.stream = streams[packet.stream.index]
                target.mux(packet)
            if not frames + blocks:
                raise _NothingSavedError  # noqa: TRY301 - ends the block that would replace the file
    except _NothingSavedError:
        return _Saved()
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise SessionError(
            translatable(
                "'{name}' cannot be repaired: {reason}.",
                name=media.name,
                reason=getattr(error, "strerror", None) or error,
            )
        ) from error
    return _Saved(frames, blocks, seconds)


@contextmanager
def _target(av: Any, path: Path) -> Iterator[Any]:
    with av.open(f"file:{path}", "w", format="matroska") as target:
        yield target


def _whole_packets(source: Any, failure: type[Exception]) -> Iterator[Any]:
    """Yield the packets up to where the file breaks off."""
    packets = source.demux()
    while True:
        try:
            packet = next(packets, None)
        except failure as error:
            logger.info("%s breaks off: %s", source.name, error)
            return
        if packet is None:
            return
        if packet.pts is not None and not packet.is_corrupt:
            yield packet
