"""Writes picture and sound into one Matroska file that can be read after a crash at any moment.

A Matroska file is a sequence of self-contained clusters: it is readable up to the last cluster on disk.  A cluster is
closed after a tenth of a second, and the encoder delays no frame, so that a recording is playable from its start.
"""

from __future__ import annotations

import logging
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, Protocol

import av
import av.error
import numpy as np
from av.video.frame import PictureType

from emotion_desk.errors import SessionError
from emotion_desk.messages import Picture, Samples
from emotion_desk.plain_file import create
from emotion_desk.translatable import translatable

logger = logging.getLogger(__name__)

SAMPLE_RATE: Final = 16_000
#: Time base of Matroska: milliseconds.
TICK: Final = Fraction(1, 1000)
#: Time between key frames: how far a player decodes back for any frame.
_KEY_MS: Final = 1000
_CONTAINER: Final = {"cluster_time_limit": "100", "flush_packets": "1", "max_interleave_delta": "500000"}
#: Encoders in order of preference, the last one part of every build of FFmpeg; options for speed without delay.
_CODECS: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("libx264", {"preset": "ultrafast", "tune": "zerolatency", "crf": "20", "forced-idr": "1"}),
    ("libopenh264", {"rc_mode": "quality", "allow_skip_frames": "0"}),
    ("mpeg4", {"qmin": "2", "qmax": "6"}),
)
_BITS_PER_PIXEL: Final = 6
#: Options of each encoder that differ from those of ``standard``.
_QUALITIES: Final[dict[str, dict[str, dict[str, str]]]] = {
    "high": {"libx264": {"crf": "14"}, "mpeg4": {"qmax": "3"}},
    "standard": {},
    "small": {"libx264": {"crf": "28"}, "mpeg4": {"qmin": "5", "qmax": "12"}},
}


class MediaSink(Protocol):
    """Receives picture and sound from the recorder; all methods may block and raise ``SessionError``."""

    def picture(self, picture: Picture, time_ms: int) -> None:
        """Write a frame; times strictly increase."""
        ...

    def sound(self, samples: Samples, time_ms: int) -> None:
        """Write sound that begins at this time."""
        ...

    def close(self) -> None:
        """Finish the file; may be called twice."""
        ...


class MatroskaWriter:
    """A :class:`MediaSink` of H.264 (or MPEG-4 where FFmpeg has no H.264) and uncompressed 16-bit sound.

    Args:
        path: the file, made with mode 0600; it must not exist.
        size: width and height of the pictures, ``None`` without picture.
        sound: whether there is sound.
        codec: name of the video encoder, by default the best available.
        quality: of the picture, one of :data:`~emotion_desk.settings.RECORD_QUALITIES`.

    Raises:
        SessionError: the file or the encoder cannot be opened.
    """

    def __init__(
        self,
        path: Path,
        size: tuple[int, int] | None,
        sound: bool,
        codec: str | None = None,
        quality: str = "standard",
    ) -> None:
        self._path = path
        self._quality = _QUALITIES.get(quality, {})
        self._next_key_ms = 0
        self._closed = False
        try:
            create(path).close()  # exclusively: FFmpeg would follow a symbolic link
            self._container: Any = av.open(f"file:{path}", "w", format="matroska", options=dict(_CONTAINER))
            self._video = self._add_video(size, codec) if size is not None else None
            self._audio = self._container.add_stream("pcm_s16le", rate=SAMPLE_RATE, layout="mono") if sound else None
            self._container.start_encoding()
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise self._failure(error) from error

    @property
    def codec(self) -> str | None:
        """Return the name of the video encoder, ``None`` without picture."""
        return str(self._video.codec_context.codec.name) if self._video is not None else None

    def picture(self, picture: Picture, time_ms: int) -> None:
        """Encode and write a frame.

        Raises:
            SessionError: the disk is full or gone.
        """
        if self._video is None:
            return
        height, width = self._video.height, self._video.width
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture[:height, :width]), format="bgr24")
        frame.pts, frame.time_base = time_ms, TICK
        if time_ms >= self._next_key_ms:
            frame.pict_type = PictureType.I
            self._next_key_ms = time_ms + _KEY_MS
        self._write(self._video, frame)

    def sound(self, samples: Samples, time_ms: int) -> None:
        """Write sound.

        Raises:
            SessionError: the disk is full or gone.
        """
        if self._audio is None or not samples.size:
            return
        integers = np.clip(np.rint(samples * 32767.0), -32768, 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(integers.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        frame.pts, frame.time_base = time_ms * SAMPLE_RATE // 1000, Fraction(1, SAMPLE_RATE)
        self._write(self._audio, frame)

    def close(self) -> None:
        """Write the remaining packets and the index.

        Raises:
            SessionError: the disk is full or gone; the file is closed all the same, without its index.
        """
        if self._closed:
            return
        self._closed = True
        try:
            for stream in (self._video, self._audio):
                if stream is not None:
                    self._container.mux(stream.encode(None))
            self._container.close()
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise self._failure(error) from error
        finally:
            # Without this reference PyAV closes the file, whatever state it is in.
            self._container = self._video = self._audio = None

    def _write(self, stream: Any, frame: Any) -> None:
        try:
            self._container.mux(stream.encode(frame))
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise self._failure(error) from error

    def _add_video(self, size: tuple[int, int], codec: str | None) -> Any:
        for name, usual in _CODECS:
            options = usual | self._quality.get(name, {})
            if codec not in (None, name):
                continue
            try:
                context = self._prepared(av.CodecContext.create(name, "w"), size, name, options)
                context.open()
            except (av.error.FFmpegError, ValueError) as error:
                logger.info("the encoder %s is not available: %s", name, error)
                continue
            stream = self._container.add_stream(name, rate=30, options=dict(options))
            self._prepared(stream.codec_context, size, name, options)
            stream.time_base = TICK
            return stream
        raise SessionError(translatable("The picture cannot be recorded: FFmpeg offers no encoder for it."))

    def _prepared(self, context: Any, size: tuple[int, int], name: str, options: dict[str, str]) -> Any:
        """Set what every encoder needs; an odd last row or column is left out, because 4:2:0 halves both axes."""
        context.width, context.height = size[0] // 2 * 2, size[1] // 2 * 2
        context.pix_fmt = "yuv420p"
        context.time_base = TICK
        context.framerate = 30
        context.thread_count = 2
        context.options = dict(options)
        if name != "libx264":
            context.bit_rate = context.width * context.height * _BITS_PER_PIXEL
        return context

    def _failure(self, error: Exception) -> SessionError:
        reason = getattr(error, "strerror", None) or str(error)
        return SessionError(translatable("'{name}' cannot be written: {reason}.", name=self._path.name, reason=reason))
