"""The pictures of a media file, upright and of one size, each at its own time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from emotion_desk.clock import NS_PER_MS, NS_PER_S
from emotion_desk.errors import SourceEndedError, SourceError, SourceOpenError
from emotion_desk.messages import Frame, Picture
from emotion_desk.sources.display_picture import DisplayConverter, upright
from emotion_desk.sources.file_source_base import IDLE_S, FileSource
from emotion_desk.sources.media_container import timed_frames
from emotion_desk.sources.media_file import MediaInfo, decode, picture_stream, seek
from emotion_desk.sources.picture_file import read_assembled
from emotion_desk.sources.playback_clock import PlaybackClock
from emotion_desk.translatable import translatable

__all__ = ["FilePicture", "upright"]

#: Turns a decoded frame into a picture.
Converter = Callable[[Any], Picture]
#: A reader that is later than this skips frames ...
_LATE_NS: Final = 200 * NS_PER_MS
#: ... until it is nearer than this, or has skipped for so long that a frame should be shown.
_NEAR_NS: Final = 35 * NS_PER_MS
_SKIP_LIMIT_NS: Final = 500 * NS_PER_MS
#: Positions after this one are reached by seeking to a key frame, earlier ones by decoding from the start.
_SEEK_S: Final = 1.0
#: A single picture, and the one that a paused file was moved to, is given for two seconds, so that tracking, names
#: and smoothing settle on it; analysis reads a picture once.
_STILL_FPS: Final = 10
_STILL_FRAMES: Final = 20
#: Half of the millisecond to which containers round times.
_ROUNDED_S: Final = 0.0006
#: Pixels of a picture that one thread decodes many times as fast as it is shown.
_SMALL: Final = 640 * 480


class FilePicture(FileSource[Frame]):
    """The pictures of a media file; a :class:`~emotion_desk.sources.protocol.PictureSource`.

    Attributes:
        decoders: decoding threads; ``None``: one for small pictures, else two, which decode 1080p in real time and
            leave the other cores to the networks.
        in_planes: whether frames may be :class:`~emotion_desk.planar_picture.PlanarPicture`, which convert only what
            is looked at; for readers that use pictures by :mod:`emotion_desk.vision` alone.
        prepare: wraps what turns decoded frames into pictures; for profiles.
    """

    stream_kind = "picture"

    def __init__(self, info: MediaInfo, clock: PlaybackClock, name: str, kind: str) -> None:
        super().__init__(info, clock, name, kind)
        self.decoders: int | None = None
        self.in_planes = False
        self._frames: Iterator[tuple[float, Any]] | None = None
        self._pending: tuple[float, Any] | None = None
        #: The picture of the pending frame, converted while it was not due yet.
        self._converted: Picture | None = None
        self.prepare: Callable[[Converter], Converter] = lambda convert: convert
        self._converter: Converter | None = None
        self._index = 0
        self._dropped = 0
        self._catching_up = False
        self._last_stamp_ns: int | None = None
        #: The picture that a paused file was moved to, as it was given last, and how often it was given.
        self._sought: Frame | None = None
        self._repeats = 0
        self._begin: tuple[float, int] | None = None

    def begin_at(self, media_s: float, index: int) -> None:
        """Let :meth:`open` begin with the frame of a time in the file, which has this index."""
        self._begin = (media_s, index)

    @property
    def dropped(self) -> int:
        """Return the number of frames since ``open`` that were skipped because the reader was late."""
        return self._dropped

    def open(self) -> None:
        """Open the file and decode its first frame.

        Raises:
            SourceOpenError: the file cannot be read, or no picture can be decoded.
        """
        with self._lock:
            super().open()
            self._index, self._dropped = self._begin[1] if self._begin is not None else 0, 0
            self._catching_up = False
            self._last_stamp_ns = None
            try:
                # Decode the first frame before the clock starts, so that playback begins on time.
                if self._pending is None:
                    self._pending = self._advance()
            except SourceError as error:
                self._shut()
                if isinstance(error, SourceEndedError) and self._window[0] > 0:
                    error = SourceEndedError(
                        translatable(
                            "The picture of '{name}' ends before {moment_s:g} s.",
                            name=self._name,
                            moment_s=self._window[0],
                        )
                    )
                raise SourceOpenError(str(error)) from error

    def _drop_decoder(self) -> None:
        self._frames = None
        self._pending = self._converted = self._sought = None

    def _start_decoding(self, position_s: float) -> None:
        self._sought = None
        if self._begin is not None:
            position_s = self._begin[0]
        if self._info.assembled:
            self._converter = self.prepare(DisplayConverter(None))
            self._frames = self._repeated(read_assembled(self._info.path))
            return
        container = self._open_container()
        stream = picture_stream(container)
        if stream is None:
            raise SourceOpenError(translatable("The file '{name}' holds no picture any more.", name=self._name))
        decoders = self.decoders or (1 if stream.width * stream.height <= _SMALL else 2)
        stream.thread_type = "AUTO" if decoders > 1 else "NONE"
        stream.codec_context.thread_count = decoders
        self._converter = self.prepare(DisplayConverter(stream, self._info.path, in_planes=self.in_planes))
        if position_s > _SEEK_S:
            seek(container, position_s)
        self._frames = (
            self._still_frames(container, stream) if self._info.still else timed_frames(container, stream, self._name)
        )
        if position_s > 0 and not self._info.still:
            self._pending = next((item for item in self._frames if item[0] >= position_s - _ROUNDED_S), None)

    def _still_frames(self, container: Any, stream: Any) -> Iterator[tuple[float, Any]]:
        return self._repeated(next(decode(container, stream, self._name)))

    def _repeated(self, frame: Any) -> Iterator[tuple[float, Any]]:
        """Yield a single picture, again and again for two seconds if it is played."""
        repeats = _STILL_FRAMES if self._clock.paced else 1
        for index in range(repeats):
            yield index / _STILL_FPS, frame

    def _is_open(self) -> bool:
        return super()._is_open() or self._frames is not None

    def _advance(self) -> tuple[float, Any]:
        """Return the next frame and its time in the file; at the end, start the next loop if there is one."""
        period_s = self._clock.period_s
        for _ in range(2):
            item = next(self._frames, None) if self._frames is not None else None
            if item is not None and self._window[1] is not None and item[0] >= self._window[1]:
                break
            if item is not None and (period_s is None or item[0] < period_s):
                return item
            if period_s is None:
                break
            self._loop += 1
            self._start_decoding(0.0)
        raise SourceEndedError(translatable("{name} has ended.", name=self._name))

    def _next(self, timeout_s: float) -> Frame | None:
        now_ns = self._clock.time.now_ns
        began_ns = now_ns()
        deadline_ns = began_ns + round(timeout_s * NS_PER_S)
        while True:
            if self._pending is None:
                self._pending = self._advance()
            time_s, decoded = self._pending
            due_ns = self._stamp_ns(self._loop * (self._clock.period_s or 0.0) + time_s)
            if self._clock.paced:
                if self._converted is None and now_ns() < due_ns:
                    self._converted = self._convert(decoded)  # now rather than when it is due, which would be late
                if not self._wait_until(due_ns, deadline_ns):
                    return None
                if not self._clock.paused and self._skips(now_ns() - due_ns, now_ns() - began_ns):
                    self._pending = self._converted = None
                    self._index += 1
                    self._dropped += 1
                    continue
            self._pending = None
            return self._frame(time_s, due_ns, decoded)

    def _while_paused(self, timeout_s: float) -> Frame | None:
        """Return the picture that the file was moved to, again and again for two seconds."""
        if self._sought is None or self._repeats >= _STILL_FRAMES:
            self._sought = None
            return super()._while_paused(timeout_s)
        due_ns = self._sought.stamp_ns + NS_PER_S // _STILL_FPS
        if not self._wait_until(due_ns, self._clock.time.now_ns() + round(min(timeout_s, IDLE_S) * NS_PER_S)):
            return None
        self._repeats += 1
        self._index += 1
        self._last_stamp_ns = max(due_ns, self._clock.time.now_ns())
        self._sought = replace(self._sought, index=self._index - 1, stamp_ns=self._last_stamp_ns)
        return self._sought

    def _skips(self, late_ns: int, skipping_ns: int) -> bool:
        """Return whether a late frame is skipped to catch up with the time line."""
        limit_ns = _NEAR_NS if self._catching_up else _LATE_NS
        self._catching_up = late_ns > limit_ns and skipping_ns < _SKIP_LIMIT_NS
        return self._catching_up

    def _convert(self, decoded: Any) -> Picture:
        assert self._converter is not None
        return self._converter(decoded)

    def _frame(self, time_s: float, stamp_ns: int, decoded: Any) -> Frame:
        picture = self._converted if self._converted is not None else self._convert(decoded)
        self._converted = None
        if self._last_stamp_ns is not None and stamp_ns <= self._last_stamp_ns:
            stamp_ns = self._last_stamp_ns + 1
        self._last_stamp_ns = stamp_ns
        self._index += 1
        frame = Frame(self._index - 1, stamp_ns, picture, media_s=time_s)
        self._sought, self._repeats = (frame if self._clock.paused else None), 1
        return frame
