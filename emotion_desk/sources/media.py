"""Media files as sources: picture and sound of one file on one clock."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from emotion_desk.sources.file_picture import FilePicture
from emotion_desk.sources.file_sound import FileSound
from emotion_desk.sources.media_file import MediaInfo, probe
from emotion_desk.sources.playback_clock import PlaybackClock

#: How far the sound may outlast the picture (the last packet of a codec is rarely full) and be cut for a smooth loop.
_CUT_S: Final = 0.1
#: A looped single picture comes round again after this time.
_STILL_S: Final = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Media:
    """An opened-to-be file: either side is ``None`` where the file has none; both play on one clock."""

    picture: FilePicture | None
    sound: FileSound | None
    duration_s: float | None


def open_media(
    path: Path | str, *, paced: bool = True, loop: bool = False, name: str | None = None, kind: str = "file"
) -> Media:
    """Look into a file and return its sides, still closed.

    Args:
        path: a video, sound or picture file.
        paced: give everything at its own time; ``False``: as fast as it is read, stamps counting from 0.
        loop: start again at the end, for ever.
        name: what the user calls it; the file's name by default.
        kind: ``file`` or ``demo``.

    Raises:
        SourceOpenError: one sentence that names the file and says why it cannot be played.

    Example:
        >>> media = open_media("talk.mp4", paced=False)  # doctest: +SKIP
        >>> media.picture.open(); frame = media.picture.read(1.0)  # doctest: +SKIP
    """
    info = probe(Path(path), exact=loop)
    clock = PlaybackClock(paced, _period_s(info) if loop else None)
    title = name if name is not None else info.name
    return Media(
        FilePicture(info, clock, title, kind) if info.has_picture else None,
        FileSound(info, clock, title, kind) if info.has_sound else None,
        info.duration_s,
    )


def _period_s(info: MediaInfo) -> float | None:
    """Return how long a loop lasts for both sides."""
    if info.still:
        return _STILL_S
    if info.picture_s and info.duration_s and info.duration_s - info.picture_s < _CUT_S:
        return info.picture_s
    return info.duration_s
