"""What a media file contains: which streams, how long, and which of several are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from emotion_desk.errors import SourceOpenError
from emotion_desk.sources.media_container import (
    decode,
    open_container,
    picture_stream,
    picture_streams,
    seek,
    sound_streams,
    start_time_s,
    stream_s,
)
from emotion_desk.sources.media_timeline import path_of, timeline_of
from emotion_desk.sources.picture_file import picture_header, require_size
from emotion_desk.sources.plain_file import require_plain_file
from emotion_desk.sources.sound_selection import selection_of
from emotion_desk.translatable import translatable

__all__ = [
    "MediaInfo",
    "decode",
    "open_container",
    "picture_stream",
    "probe",
    "seek",
    "sound_stream",
    "sound_streams",
    "start_time_s",
]

#: Demuxers of single pictures: ``image2``, ``png_pipe``, ``jpeg_pipe`` and so on.
_STILL_DEMUXERS: Final = ("image2", "_pipe")
#: Sample rates outside of this range are those of damaged headers.
_RATES_HZ: Final = (1_000, 768_000)


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a file contains.

    Attributes:
        path: the file.
        has_picture, has_sound: which streams can be decoded.
        still: whether it is a single picture.
        duration_s: duration in seconds, ``None`` if it is not known (a single picture).
        picture_s: duration of the picture stream, ``None`` if the header does not state it.
        estimated: whether ``duration_s`` is only an estimate.
        assembled: whether Pillow has to decode the picture (HEIC, AVIF).
        notes: sentences on what was chosen among several streams.
        track, channel: the sound that was asked for, ``None``: chosen automatically.
        window: start and end of the part that is read, in seconds; an end of ``None`` is that of the file.
    """

    path: Path
    has_picture: bool
    has_sound: bool
    still: bool
    duration_s: float | None
    picture_s: float | None
    estimated: bool = False
    assembled: bool = False
    notes: tuple[str, ...] = ()
    track: int | None = None
    channel: str | None = None
    window: tuple[float, float | None] = (0.0, None)

    @property
    def name(self) -> str:
        """Return the name of the file without its folder."""
        return self.path.name


def sound_stream(container: Any, track: int | None = None) -> Any | None:
    """Return the sound track that is read.

    Args:
        container: an open container.
        track: number of the track, from 1; ``None``: the track with the most speech.

    Raises:
        SourceOpenError: there is no track of that number.
    """
    streams = sound_streams(container)
    if len(streams) < 2 and track is None:
        return streams[0] if streams else None
    return streams[selection_of(path_of(container), track).track - 1]


def probe(path: Path, *, exact: bool = False, track: int | None = None, channel: str | None = None) -> MediaInfo:
    """Look at a file: which streams it has and how long it is.

    Args:
        path: the file.
        exact: kept for callers that need the true length; it is always read where headers only estimate it.
        track: number of the sound track, from 1; ``None``: chosen by :mod:`emotion_desk.sources.sound_selection`.
        channel: ``left``, ``right``, ``mix`` or a number from 1; ``None``: chosen likewise.

    Raises:
        SourceOpenError: it cannot be read or holds neither picture nor sound.
    """
    require_plain_file(path)
    header = picture_header(path)
    pages = header.pages if header is not None else 1
    notes: tuple[str, ...] = (
        (translatable("One picture of {pages} in the file is read.", pages=pages),) if pages > 1 else ()
    )
    if header is not None and header.assembled:
        return MediaInfo(path, True, False, True, None, None, assembled=True, notes=notes)
    with open_container(path) as container:
        picture, sounds = picture_stream(container), sound_streams(container)
        if picture is None and not sounds:
            raise SourceOpenError(translatable("The file '{name}' holds neither picture nor sound.", name=path.name))
        if picture is not None:
            require_size(path.name, picture.width or 0, picture.height or 0)
        for each in sounds:
            _require_rate(path.name, each)
        still = picture is not None and not sounds and container.format.name.endswith(_STILL_DEMUXERS)
        picture_s = stream_s(picture) if picture is not None and not still else None
        timeline = timeline_of(container)
        duration_s = None if still else timeline.end_s
        notes += tuple(_stream_notes(container, picture))
    if sounds and (track is not None or channel is not None or _needs_selection(sounds)):
        notes += selection_of(path, track, channel).notes
    has_picture, has_sound = picture is not None, bool(sounds)
    return MediaInfo(
        path,
        has_picture,
        has_sound,
        still,
        duration_s,
        picture_s,
        timeline.estimated,
        notes=notes,
        track=track,
        channel=channel,
    )


def _needs_selection(sounds: list[Any]) -> bool:
    return len(sounds) > 1 or any(len(each.codec_context.layout.channels) != 1 for each in sounds)


def _require_rate(name: str, stream: Any) -> None:
    rate = stream.codec_context.sample_rate
    if rate and not _RATES_HZ[0] <= rate <= _RATES_HZ[1]:
        raise SourceOpenError(
            translatable(
                "The sound of the file '{name}' has a sample rate of {rate} Hz; {lowest} to {highest} Hz are read.",
                name=name,
                rate=rate,
                lowest=_RATES_HZ[0],
                highest=_RATES_HZ[1],
            )
        )


def _stream_notes(container: Any, picture: Any) -> Iterator[str]:
    """Yield a sentence if there are other pictures than the one that is read, but for the first one of a sequence."""
    streams = [s for s in picture_streams(container) if s is picture or s.frames != 1]
    if picture is not None and len(streams) > 1:
        others = ", ".join(f"{s.width}x{s.height}" for s in streams if s is not picture)
        yield translatable(
            "Picture track {value} of {count} is used; others: {others}.",
            value=streams.index(picture) + 1,
            count=len(streams),
            others=others,
        )
