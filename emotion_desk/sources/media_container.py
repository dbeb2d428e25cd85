"""Opens media files safely, demuxes and decodes them, and says in one sentence why one cannot be read.

FFmpeg opens far more than a user means by "file": playlists that fetch addresses, text drawn as pictures, devices.
The program promises that nothing leaves the machine, so only plain files of real media formats are accepted here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import av
import av.error
from av.stream import Disposition

from emotion_desk.errors import SourceLostError, SourceOpenError
from emotion_desk.sources.ffmpeg_container import has_decoding_times_only, open_with_ffmpeg
from emotion_desk.sources.frame_order import in_display_order
from emotion_desk.sources.media_timeline import corrected, path_of, timeline_of
from emotion_desk.sources.picture_file import picture_header
from emotion_desk.sources.plain_file import require_plain_file
from emotion_desk.sources.truncation import is_cut
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

#: Demuxers that follow addresses, join other files or draw text.
_REFUSED: Final = frozenset(
    {"hls", "dash", "concat", "tty", "sdp", "rtsp", "ffmetadata", "imf", "bin", "adf", "idf", "xbin"}
)
#: Formats whose headers state the true length.
_EXACT_FORMATS: Final = ("mov", "flac", "wav", "aiff", "caf", "au", "flv", "avi")
#: Of these FFmpeg reports the length that is there instead of the one that the header states.
_CLAMPED_FORMATS: Final = frozenset({"wav", "w64", "aiff", "au", "caf"})
#: Formats that store where their key frames are, or have no others; elsewhere FFmpeg goes to a time, and the next key
#: frame may lie behind it.
_KEYED: Final = frozenset({"mov", "matroska", "avi", "wav", "w64", "flac", "aiff", "caf", "au", "wv", "tta", "ape"})
#: Longest usual distance of key frames in the other formats.
_WITHOUT_KEYS_S: Final = 10.0
#: A cut file lacks at least this much of the length that its header states.
_MISSING_S: Final = 0.1
#: The same where the container does not show that bytes are missing: headers are rounded.
_MISSING_UNPROVEN_S: Final = 0.5
_MISSING_SHARE: Final = 0.02
#: After so many consecutive packets without a frame the stream is given up.
_HOPELESS_PACKETS: Final = 250
#: Frame rate where neither times nor a rate are stored.
_GUESSED_FPS: Final = 25.0
#: Higher rates are those of the ticks in which a file counts.
_FASTEST_FPS: Final = 960.0
#: Names of FFmpeg's stream types in messages.
_KINDS: Final = {"audio": translatable("sound"), "video": translatable("picture")}


def open_container(path: Path) -> Any:
    """Open a file for demuxing.

    Raises:
        SourceOpenError: one sentence why not.
    """
    require_plain_file(path)
    picture_header(path)
    try:
        container = open_with_ffmpeg(path)
    except PermissionError as error:
        raise SourceOpenError(
            translatable("The file '{name}' may not be read: permission denied.", name=path.name)
        ) from error
    except (av.error.FFmpegError, OSError, ValueError) as error:
        logger.info("%s: %s", path, error)
        raise SourceOpenError(
            translatable(
                "The file '{name}' is damaged, not complete, or not a picture, video or sound file.", name=path.name
            )
        ) from error
    if _REFUSED & set(container.format.name.split(",")):
        container.close()
        raise SourceOpenError(translatable("The file '{name}' is not a picture, video or sound file.", name=path.name))
    return container


def picture_streams(container: Any) -> list[Any]:
    """Return all picture streams that have a decoder and a size, without attached covers."""
    covers = Disposition.attached_pic | Disposition.timed_thumbnails
    return [s for s in container.streams.video if not s.disposition & covers and s.codec_context and s.width]


def picture_stream(container: Any) -> Any | None:
    """Return the picture stream that is read: one that moves, the default one, else the largest; never a cover."""
    streams = picture_streams(container)

    def rank(stream: Any) -> tuple[bool, bool, int]:
        # An animated AVIF holds its first picture as a stream of its own.
        moves = stream.frames != 1 and not stream.disposition & Disposition.still_image
        return moves, bool(stream.disposition & Disposition.default), stream.width * stream.height

    return max(streams, key=rank, default=None)


def sound_streams(container: Any) -> list[Any]:
    """Return all sound tracks that have a decoder, without those that are announced and hold nothing."""
    streams = [stream for stream in container.streams.audio if stream.codec_context is not None]
    if all(stream.codec_context.sample_rate for stream in streams):
        return streams
    empty = timeline_of(container).empty
    return [stream for stream in streams if stream.codec_context.sample_rate or stream.index not in empty]


def start_time_s(container: Any) -> float:
    """Return the presentation time that counts as 0 for all streams, in seconds."""
    return timeline_of(container).start_s


def seek(container: Any, position_s: float) -> None:
    """Move a freshly opened container to the key frame before a position in the file, in seconds.

    Files whose clock jumps or whose times FFmpeg can only guess are not moved: decoding starts at their beginning.  In
    formats without an index of key frames the target lies some seconds earlier.  The caller drops what lies before the
    position.
    """
    timeline = timeline_of(container)
    if not _KEYED & set(container.format.name.split(",")):
        position_s -= _WITHOUT_KEYS_S
    if not timeline.seekable or position_s <= 0:
        return
    try:
        container.seek(round((position_s + timeline.start_s) * 1_000_000), backward=True)
    except (av.error.FFmpegError, OSError) as error:
        logger.info("%s: no seeking: %s", container.name, error)


def stream_s(stream: Any) -> float | None:
    """Return the duration that the header of a stream states, in seconds."""
    return float(stream.duration * stream.time_base) if stream.duration and stream.time_base else None


def _stated_s(container: Any, stream: Any) -> float | None:
    """Return the end of a stream in its own clock as the header states it, ``None`` if it only estimates."""
    if container.format.name.startswith(_EXACT_FORMATS):
        stated = stream_s(stream)
        start_s = float(stream.start_time * stream.time_base) if stream.start_time and stream.time_base else 0.0
        return None if stated is None else stated + max(0.0, start_s)
    if container.format.name.startswith("matroska"):
        clock = stream.metadata.get("DURATION", "").split(":")
        try:
            hours, minutes, seconds = (float(part) for part in clock)
        except ValueError:
            return None
        return hours * 3600 + minutes * 60 + seconds
    return None


def demux(container: Any, stream: Any) -> Iterator[Any]:
    """Yield the packets of one stream, their times corrected where the clock of the file jumps.

    Packets of formats without presentation times get their decoding times as such: what FFmpeg guesses instead is late
    by the frames that the codec may reorder.  Ends where the file cannot be read any further.
    """
    corrections = timeline_of(container).corrections.get(stream.index, ())
    guessed = stream.type == "video" and has_decoding_times_only(container)
    number = 0
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.error.FFmpegError as error:
            logger.info("%s breaks off: %s", container.name, error)
            return
        if packet is None:
            return
        if guessed and packet.dts is not None:
            packet.pts = packet.dts
        if packet.size and corrections:
            corrected(packet, number, corrections)
            number += 1
        yield packet


def decode(container: Any, stream: Any, name: str) -> Iterator[Any]:
    """Yield the frames of one stream in the order of their times; single bad packets are skipped.

    Raises:
        SourceLostError: nothing can be decoded, or the file breaks off before its end.
    """
    frames = _decode(container, stream, name)
    return frames if stream.type == "audio" else in_display_order(frames, stream)


def _decode(container: Any, stream: Any, name: str) -> Iterator[Any]:
    frames = bad_in_a_row = content = 0
    end_s = 0.0
    base = float(stream.time_base or 0)
    for packet in demux(container, stream):
        content += packet.size
        try:
            decoded = packet.decode()
        except av.error.FFmpegError as error:
            bad_in_a_row += 1
            logger.debug("%s: bad packet after %.1f s: %s", name, end_s, error)
            if bad_in_a_row >= _HOPELESS_PACKETS:
                break
            continue
        if packet.pts is not None and not packet.is_corrupt:
            end_s = max(end_s, (packet.pts + (packet.duration or 0)) * base)
        for frame in decoded:
            frames += 1
            bad_in_a_row = 0
            if frame.time is not None and isinstance(frame, av.AudioFrame):
                # A session keeps a whole second of sound in one packet.
                end_s = max(end_s, frame.time + frame.samples / frame.sample_rate)
            yield frame
    stated_s = _stated_s(container, stream)
    if not frames and not content and not stated_s:
        raise SourceLostError(
            translatable("The {kind} of the file '{name}' is empty.", kind=_KINDS.get(stream.type, "stream"), name=name)
        )
    if frames == 0:
        raise SourceLostError(translatable("Nothing in the file '{name}' can be decoded; it is damaged.", name=name))
    _require_whole(container, name, end_s, stated_s)


def timed_frames(container: Any, stream: Any, name: str) -> Iterator[tuple[float, Any]]:
    """Yield (seconds in the file, decoded frame) of a picture stream; times are strictly increasing.

    Raises:
        SourceLostError: nothing can be decoded, or the file breaks off before its end.
    """
    start_s = start_time_s(container)
    rate = float(stream.average_rate or stream.guessed_rate or _GUESSED_FPS)
    step_s = 1.0 / (rate if rate <= _FASTEST_FPS else _GUESSED_FPS)
    last_s = -step_s
    for frame in decode(container, stream, name):
        time_s = last_s + step_s if frame.time is None else frame.time - start_s
        if time_s <= last_s:
            time_s = last_s + 0.001
        last_s = time_s
        yield max(0.0, time_s), frame


def _require_whole(container: Any, name: str, end_s: float, stated_s: float | None) -> None:
    """Raise if the file was cut off: its container lacks bytes, or cannot tell and the header states more."""
    cut = is_cut(path_of(container))
    if cut is False:
        return
    start_s = max(0.0, start_time_s(container))
    margin_s = _MISSING_S
    if container.format.name in _CLAMPED_FORMATS:
        stated_s = None
    if cut is None:
        if stated_s is None:
            return
        margin_s = max(_MISSING_UNPROVEN_S, _MISSING_SHARE * stated_s)
    if stated_s is not None and (end_s >= stated_s - margin_s or end_s - start_s >= stated_s - margin_s):
        return
    lasted_s = max(0.0, end_s - start_s)
    if stated_s is None:
        raise SourceLostError(
            translatable(
                "The file '{name}' breaks off after {seconds:.1f} seconds; it is damaged or was not copied completely.",
                name=name,
                seconds=lasted_s,
            )
        )
    raise SourceLostError(
        translatable(
            "The file '{name}' breaks off after {seconds:.1f} of {stated:.1f} seconds; it is damaged or was not "
            "copied completely.",
            name=name,
            seconds=lasted_s,
            stated=stated_s - start_s if stated_s > start_s else stated_s,
        )
    )
