"""The pictures of a media file, upright, each at its own time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from emotion_desk.clock import NS_PER_MS, NS_PER_S, now_ns
from emotion_desk.errors import SourceEndedError, SourceError, SourceOpenError
from emotion_desk.messages import Frame, Picture
from emotion_desk.sources.file_source_base import FileSource
from emotion_desk.sources.media_file import MediaInfo, decode, picture_stream, start_time_s
from emotion_desk.sources.playback_clock import PlaybackClock

#: A reader that was only held up for a moment catches up by itself; one later than this skips frames ...
_LATE_NS: Final = 200 * NS_PER_MS
#: ... until it is this near again, or has skipped for so long that the user should see something.
_NEAR_NS: Final = 35 * NS_PER_MS
_SKIP_LIMIT_NS: Final = 500 * NS_PER_MS
#: Entering a file later than this jumps to the key frame before instead of decoding from the start.
_SEEK_S: Final = 1.0
#: A single picture is shown for two seconds, so that tracking and smoothing settle; analysis reads it once.
_STILL_FPS: Final = 10
_STILL_FRAMES: Final = 20
_GUESSED_FPS: Final = 25.0

_local = threading.local()


def upright(frame: Any, sample_aspect_ratio: Any = None) -> Picture:
    """Return a decoded frame as people see it.

    Args:
        frame: the decoded ``av.VideoFrame``.
        sample_aspect_ratio: width of a pixel over its height, ``None`` or 0 for square.

    Returns:
        BGR, uint8, shape (height, width, 3): pixels square, turned by the file's rotation mark.
    """
    width = frame.width
    if sample_aspect_ratio and sample_aspect_ratio != 1:
        width = max(2, round(frame.width * float(sample_aspect_ratio)))
    picture = _pixels(_reformatter().reformat(frame, width, frame.height, "bgr24"))
    quarters = round(frame.rotation / 90) % 4
    return np.ascontiguousarray(np.rot90(picture, quarters)) if quarters else np.asarray(picture, dtype=np.uint8)


def _pixels(frame: Any) -> Picture:
    """Return the pixels of a BGR frame: where its lines follow each other without a gap, its own memory."""
    plane = frame.planes[0]
    if plane.line_size != 3 * frame.width:
        return np.asarray(frame.to_ndarray(), np.uint8)
    return np.frombuffer(plane, np.uint8, frame.height * plane.line_size).reshape(frame.height, frame.width, 3)


def _reformatter() -> Any:
    """Return this thread's converter: making one for each frame, as PyAV does, takes longer than its work."""
    if not hasattr(_local, "reformatter"):
        from av.video.reformatter import VideoReformatter

        _local.reformatter = VideoReformatter()
    return _local.reformatter


class FilePicture(FileSource[Frame]):
    """The picture side of a media file; a :class:`~emotion_desk.sources.protocol.PictureSource`.

    Attributes:
        decoders: threads that decode; two decode 1080p in time and leave the cores to the networks.
    """

    stream_kind = "picture"

    def __init__(self, info: MediaInfo, clock: PlaybackClock, name: str, kind: str) -> None:
        super().__init__(info, clock, name, kind)
        self.decoders = 2
        self._frames: Iterator[tuple[float, Any]] | None = None
        self._pending: tuple[float, Any] | None = None
        self._aspect: Any = None
        self._index = 0
        self._dropped = 0
        self._catching_up = False
        self._last_stamp_ns: int | None = None

    @property
    def dropped(self) -> int:
        """Return how many frames were skipped because the reader was late, since ``open``."""
        return self._dropped

    def open(self) -> None:
        """Open the file and decode its first frame.

        Raises:
            SourceOpenError: it cannot be read (any more), or holds no picture that can be decoded.
        """
        with self._lock:
            super().open()
            self._index = self._dropped = 0
            self._catching_up = False
            self._last_stamp_ns = None
            try:
                # The first frame is decoded before the clock runs, so that playing begins on time.
                self._pending = self._advance()
            except SourceError as error:
                self._shut()
                raise SourceOpenError(str(error)) from error

    def _drop_decoder(self) -> None:
        self._frames = None
        self._pending = None

    def _start_decoding(self, position_s: float) -> None:
        container = self._open_container()
        stream = picture_stream(container)
        if stream is None:
            raise SourceOpenError(f"The file '{self._name}' holds no picture any more.")
        stream.thread_type = "AUTO" if self.decoders > 1 else "NONE"
        stream.codec_context.thread_count = self.decoders
        self._aspect = stream.sample_aspect_ratio
        if position_s > _SEEK_S:
            container.seek(round((position_s + start_time_s(container)) * 1_000_000), backward=True)
        self._frames = self._still_frames(container, stream) if self._info.still else self._timed(container, stream)
        if position_s > 0:
            self._pending = next((item for item in self._frames if item[0] >= position_s), None)

    def _timed(self, container: Any, stream: Any) -> Iterator[tuple[float, Any]]:
        """Yield (seconds in the file, decoded frame), times strictly increasing."""
        start_s = start_time_s(container)
        step_s = 1.0 / float(stream.average_rate or stream.guessed_rate or _GUESSED_FPS)
        last_s = -step_s
        for frame in decode(container, stream, self._name):
            time_s = last_s + step_s if frame.time is None else frame.time - start_s
            if time_s <= last_s:
                time_s = last_s + 0.001
            last_s = time_s
            yield max(0.0, time_s), frame

    def _still_frames(self, container: Any, stream: Any) -> Iterator[tuple[float, Any]]:
        frame = next(decode(container, stream, self._name))
        repeats = _STILL_FRAMES if self._clock.paced else 1
        for index in range(repeats):
            yield index / _STILL_FPS, frame

    def _advance(self) -> tuple[float, Any]:
        """Return the next frame and its time in the file; start the next loop if there is one."""
        period_s = self._clock.period_s
        for _ in range(2):
            item = next(self._frames, None) if self._frames is not None else None
            if item is not None and (period_s is None or item[0] < period_s):
                return item
            if period_s is None:
                break
            self._loop += 1
            self._start_decoding(0.0)
        raise SourceEndedError(f"{self._name} has ended.")

    def _next(self, timeout_s: float) -> Frame | None:
        began_ns = now_ns()
        deadline_ns = began_ns + round(timeout_s * NS_PER_S)
        while True:
            if self._pending is None:
                self._pending = self._advance()
            time_s, decoded = self._pending
            due_ns = self._stamp_ns(self._loop * (self._clock.period_s or 0.0) + time_s)
            if self._clock.paced:
                if not self._wait_until(due_ns, deadline_ns):
                    return None
                if self._skips(now_ns() - due_ns, now_ns() - began_ns):
                    self._pending = None
                    self._index += 1
                    self._dropped += 1
                    continue
            self._pending = None
            return self._frame(time_s, due_ns, decoded)

    def _skips(self, late_ns: int, skipping_ns: int) -> bool:
        """Return whether a frame so late is left out to catch up with the time line."""
        limit_ns = _NEAR_NS if self._catching_up else _LATE_NS
        self._catching_up = late_ns > limit_ns and skipping_ns < _SKIP_LIMIT_NS
        return self._catching_up

    def _frame(self, time_s: float, stamp_ns: int, decoded: Any) -> Frame:
        picture = upright(decoded, self._aspect)
        if self._last_stamp_ns is not None and stamp_ns <= self._last_stamp_ns:
            stamp_ns = self._last_stamp_ns + 1
        self._last_stamp_ns = stamp_ns
        self._index += 1
        return Frame(self._index - 1, stamp_ns, picture, media_s=time_s)
