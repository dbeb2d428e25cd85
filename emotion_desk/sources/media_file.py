"""Opens media files safely and says in one sentence why one cannot be read.

FFmpeg opens far more than a user means by "file": play lists that fetch addresses, text drawn as pictures, devices.
The desk promises that everything stays on the machine, so only plain files of real media formats get through here.
"""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import av
import av.error
from av.stream import Disposition

from emotion_desk.errors import SourceLostError, SourceOpenError

logger = logging.getLogger(__name__)

#: Demuxers that follow addresses, join other files or draw text.
_REFUSED: Final = frozenset(
    {"hls", "dash", "concat", "tty", "sdp", "rtsp", "ffmetadata", "imf", "bin", "adf", "idf", "xbin"}
)
#: Demuxers of single pictures: ``image2``, ``png_pipe``, ``jpeg_pipe`` and so on.
_STILL_ENDINGS: Final = ("image2", "_pipe")
#: Formats whose headers tell the true length, so that a shorter file is a broken one.
_EXACT_FORMATS: Final = ("mov", "flac")
#: A file that lacks this much of its promised length is broken; less is rounding of the last frame.
_MISSING_S: Final = 0.5
_MISSING_SHARE: Final = 0.02
#: So many packets in a row without a single frame, and nothing of this stream will ever decode.
_HOPELESS_PACKETS: Final = 250
#: What FFmpeg's kinds of streams are called.
_KINDS: Final = {"audio": "sound", "video": "picture"}


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a file holds; ``duration_s`` is ``None`` where nobody can say (a single picture)."""

    path: Path
    has_picture: bool
    has_sound: bool
    still: bool
    duration_s: float | None
    picture_s: float | None

    @property
    def name(self) -> str:
        """Return the name of the file without its folder."""
        return self.path.name


def open_container(path: Path) -> Any:
    """Open a file for demuxing.

    Raises:
        SourceOpenError: one sentence why not.
    """
    _require_plain_file(path)
    try:
        # "file:" keeps a name like "a:b.mp4" from being read as a protocol.
        container = av.open(f"file:{path.resolve()}", options={"protocol_whitelist": "file"})
    except PermissionError as error:
        raise SourceOpenError(f"The file '{path.name}' may not be read: permission denied.") from error
    except (av.error.FFmpegError, OSError, ValueError) as error:
        logger.info("%s: %s", path, error)
        raise SourceOpenError(
            f"The file '{path.name}' is damaged, not complete, or not a picture, video or sound file."
        ) from error
    if _REFUSED & set(container.format.name.split(",")):
        container.close()
        raise SourceOpenError(f"The file '{path.name}' is not a picture, video or sound file.")
    return container


def _require_plain_file(path: Path) -> None:
    """Give the clear sentence for what the file system already knows."""
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise SourceOpenError(f"The file '{path}' does not exist.") from error
    except OSError as error:
        raise SourceOpenError(f"The file '{path.name}' cannot be reached: {error.strerror or error}.") from error
    if stat.S_ISDIR(status.st_mode):
        raise SourceOpenError(f"'{path}' is a folder, not a file.")
    if not stat.S_ISREG(status.st_mode):
        raise SourceOpenError(f"'{path}' is a device or a pipe, not a file.")
    if status.st_size == 0:
        raise SourceOpenError(f"The file '{path.name}' is empty.")


def picture_stream(container: Any) -> Any | None:
    """Return the first moving (or only) picture, never the cover of a record."""
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic and stream.codec_context is not None:
            return stream
    return None


def sound_stream(container: Any) -> Any | None:
    """Return the first sound track that there is a decoder for."""
    for stream in container.streams.audio:
        if stream.codec_context is not None:
            return stream
    return None


def probe(path: Path, *, exact: bool = False) -> MediaInfo:
    """Look at a file: which sides it has and how long it is.

    Args:
        path: the file.
        exact: count the packets if the headers do not tell the length.

    Raises:
        SourceOpenError: it cannot be read or holds neither picture nor sound.
    """
    with open_container(path) as container:
        picture, sound = picture_stream(container), sound_stream(container)
        if picture is None and sound is None:
            raise SourceOpenError(f"The file '{path.name}' holds neither picture nor sound.")
        still = picture is not None and sound is None and container.format.name.endswith(_STILL_ENDINGS)
        picture_s = _stream_s(picture) if picture is not None and not still else None
        lengths = [picture_s or 0.0, (container.duration or 0) / av.time_base]
        duration_s = max(lengths) or None
        if still:
            duration_s = None
        elif duration_s is None and exact:
            duration_s = _count_seconds(container)
        return MediaInfo(path, picture is not None, sound is not None, still, duration_s, picture_s)


def start_time_s(container: Any) -> float:
    """Return the presentation time that counts as 0 for both sides, in seconds."""
    return (container.start_time or 0) / av.time_base


def _stream_s(stream: Any) -> float | None:
    """Return how long a stream says it is, in seconds."""
    return float(stream.duration * stream.time_base) if stream.duration and stream.time_base else None


def _count_seconds(container: Any) -> float | None:
    """Return the end of the last packet, for formats without a length in their headers."""
    end_s = 0.0
    start_s = start_time_s(container)
    try:
        for packet in container.demux():
            if packet.pts is not None and packet.time_base:
                end_s = max(end_s, float((packet.pts + (packet.duration or 0)) * packet.time_base) - start_s)
    except av.error.FFmpegError as error:
        logger.info("counting stopped: %s", error)
    return end_s or None


def _promised_s(container: Any, stream: Any) -> float | None:
    """Return the length that the header vouches for, ``None`` if it only guesses."""
    if container.format.name.startswith(_EXACT_FORMATS):
        return _stream_s(stream)
    if container.format.name.startswith("matroska"):
        clock = stream.metadata.get("DURATION", "").split(":")
        try:
            hours, minutes, seconds = (float(part) for part in clock)
        except ValueError:
            return None
        return hours * 3600 + minutes * 60 + seconds
    return None


def _length_s(frame: Any) -> float:
    """Return how long a frame of sound lasts; a session keeps a whole second in one."""
    return frame.samples / frame.sample_rate if isinstance(frame, av.AudioFrame) else 0.0


def decode(container: Any, stream: Any, name: str) -> Iterator[Any]:
    """Yield the frames of one stream; single bad packets are skipped.

    Raises:
        SourceLostError: nothing can be decoded, or the file breaks off before its promised end.
    """
    promised_s = _promised_s(container, stream)
    frames = bad_in_a_row = content = 0
    end_s = 0.0
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.error.FFmpegError as error:
            logger.info("%s breaks off at %.1f s: %s", name, end_s, error)
            packet = None
        if packet is None:
            break
        content += packet.size
        try:
            decoded = packet.decode()
        except av.error.FFmpegError as error:
            bad_in_a_row += 1
            logger.debug("%s: bad packet after %.1f s: %s", name, end_s, error)
            if bad_in_a_row >= _HOPELESS_PACKETS:
                break
            continue
        for frame in decoded:
            frames += 1
            bad_in_a_row = 0
            if frame.time is not None:
                end_s = max(end_s, frame.time + _length_s(frame) - start_time_s(container))
            yield frame
    if not frames and not content and not promised_s:
        raise SourceLostError(f"The {_KINDS.get(stream.type, 'stream')} of the file '{name}' is empty.")
    if frames == 0:
        raise SourceLostError(f"Nothing in the file '{name}' can be decoded; it is damaged.")
    if promised_s and end_s < promised_s - max(_MISSING_S, _MISSING_SHARE * promised_s):
        raise SourceLostError(
            f"The file '{name}' breaks off after {end_s:.1f} of {promised_s:.1f} seconds; "
            "it is damaged or was not copied completely."
        )
