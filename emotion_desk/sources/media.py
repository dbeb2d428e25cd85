"""Media files as sources: picture and sound of one file on one clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from emotion_desk.clock import SYSTEM_CLOCK, Clock
from emotion_desk.errors import SourceOpenError
from emotion_desk.sources.file_picture import FilePicture
from emotion_desk.sources.file_sound import FileSound
from emotion_desk.sources.media_file import MediaInfo, probe
from emotion_desk.sources.playback_clock import PlaybackClock
from emotion_desk.translatable import translatable

#: Sound that outlasts the picture by less than this is cut for a smooth loop: the last packet of a codec is padded.
_CUT_S: Final = 0.1
#: Duration of one loop of a single picture.
_STILL_S: Final = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Media:
    """Picture and sound source of a file, not yet open; ``None`` where the file has none; both use one clock.

    ``notes`` say what was chosen, ``estimated`` whether the duration is, ``still`` whether it is a single picture.
    """

    picture: FilePicture | None
    sound: FileSound | None
    duration_s: float | None
    notes: tuple[str, ...] = ()
    estimated: bool = False
    still: bool = False


def open_media(
    path: Path | str,
    *,
    paced: bool = True,
    loop: bool = False,
    name: str | None = None,
    kind: str = "file",
    track: int | None = None,
    channel: str | None = None,
    window: tuple[float, float | None] = (0.0, None),
    time: Clock = SYSTEM_CLOCK,
) -> Media:
    """Probe a file and return its sources, not yet open.

    Args:
        path: a video, sound or picture file.
        paced: deliver everything in real time; ``False``: as fast as it is read, stamps counting from 0.
        loop: start again at the end, forever.
        name: display name; the file's name by default.
        kind: ``file`` or ``demo``.
        track: number of the sound track, from 1; ``None``: the one with the most speech.
        channel: ``left``, ``right``, ``mix`` or a number from 1; ``None``: the one with the most speech.
        window: start and end of the part that is read, in seconds of the file; a still picture is always read.
        time: what tells the present moment and waits.

    Raises:
        SourceOpenError: one sentence that names the file and says why it cannot be played, or that it ends before the
            window begins.

    Example:
        >>> media = open_media("talk.mp4", paced=False)  # doctest: +SKIP
        >>> media.picture.open(); frame = media.picture.read(1.0)  # doctest: +SKIP
    """
    info = probe(Path(path), exact=loop, track=track, channel=channel)
    if not info.still:
        info = replace(info, window=window)
        if window[0] > 0 and info.duration_s is not None and not info.estimated and window[0] >= info.duration_s:
            raise SourceOpenError(
                translatable(
                    "The file '{name}' is {duration_s:.1f} s long; there is nothing from {from_s:g} s on.",
                    name=info.name,
                    duration_s=info.duration_s,
                    from_s=window[0],
                )
            )
    clock = PlaybackClock(paced, _period_s(info) if loop else None, time)
    title = name if name is not None else info.name
    return Media(
        FilePicture(info, clock, title, kind) if info.has_picture else None,
        FileSound(info, clock, title, kind) if info.has_sound else None,
        info.duration_s,
        info.notes,
        info.estimated,
        info.still,
    )


def _period_s(info: MediaInfo) -> float | None:
    """Return the duration of one loop of both streams."""
    if info.still:
        return _STILL_S
    if info.picture_s and info.duration_s and info.duration_s - info.picture_s < _CUT_S:
        return info.picture_s
    return info.duration_s
