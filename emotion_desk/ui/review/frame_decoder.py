"""Decodes single frames exactly, in a thread; the newest request comes first.

A frame is reached by seeking to the key frame before it and decoding forward.  Frames on the way and a few beyond are
cached, so that steps in either direction are fast; the cache is bounded in bytes.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import av.error

from emotion_desk.errors import DeskError
from emotion_desk.messages import Picture
from emotion_desk.sources.display_picture import DisplayConverter
from emotion_desk.sources.frame_order import in_display_order
from emotion_desk.sources.media_container import demux
from emotion_desk.sources.media_file import open_container, picture_stream
from emotion_desk.sources.media_timeline import timeline_of
from emotion_desk.sources.picture_file import picture_header, read_assembled
from emotion_desk.ui.language import tr
from emotion_desk.ui.review.frame_index import FrameIndex, stamp_of

_log = logging.getLogger(__name__)

#: Most bytes of decoded pictures in the cache: 16 frames of full HD.
KEPT_BYTES = 96 << 20
#: Frames cached before the requested one after a jump, and frames decoded ahead of it.
_BEHIND = 12
_AHEAD = 3
#: After so many bad packets in a row the stream is given up.
_HOPELESS = 250


class FrameCache:
    """Decoded pictures by frame number; the farthest from the present frame are removed first."""

    def __init__(self, most_bytes: int = KEPT_BYTES) -> None:
        self._most = most_bytes
        self._kept: dict[int, Picture] = {}
        self.bytes = 0

    def __contains__(self, number: int) -> bool:
        return number in self._kept

    def get(self, number: int) -> Picture | None:
        """Return a picture, ``None`` if it is not cached."""
        return self._kept.get(number)

    def put(self, number: int, picture: Picture, present: int) -> None:
        """Add a picture and remove those farthest from ``present``; at least one stays."""
        if number in self._kept:
            return
        self._kept[number] = picture
        self.bytes += picture.nbytes
        while self.bytes > self._most and len(self._kept) > 1:
            gone = max(self._kept, key=lambda each: abs(each - present))
            self.bytes -= self._kept.pop(gone).nbytes


class FrameDecoder:
    """Decodes frames by number; for one thread at a time.

    Raises:
        DeskError: the file cannot be read (any more).
    """

    def __init__(self, index: FrameIndex, cache: FrameCache | None = None) -> None:
        self.index = index
        self.cache = cache or FrameCache()
        self._container: Any = None
        self._stream: Any = None
        self._converter = DisplayConverter(None)
        self._decoded: Iterator[Any] = iter(())
        self._last = -1
        self._open()

    def close(self) -> None:
        """Close the file."""
        if self._container is not None:
            self._container.close()
        self._container = None
        self._decoded = iter(())

    def frame(self, number: int) -> Picture | None:
        """Return a frame, BGR; if it is damaged the nearest one before it, ``None`` without any.

        Raises:
            DeskError: the file cannot be read any more.
        """
        kept = self.cache.get(number)
        if kept is not None:
            return kept
        header = picture_header(self.index.path)
        if header is not None and header.assembled:
            whole = read_assembled(self.index.path)
            self.cache.put(number, whole, number)
            return whole
        key = self.index.key_before(number)
        goes_on = key <= self._last + 1 <= number
        if not goes_on:
            self._go_to(key)
        picture = self._forward_to(number, behind=1 if goes_on else _BEHIND)
        if picture is None and self._last > number:  # the seek went past it: the key frame flags of this file are wrong
            self._open()
            picture = self._forward_to(number)
        return picture

    def ahead(self, number: int) -> bool:
        """Decode one frame shortly after ``number``; return whether more should be decoded."""
        if not number <= self._last < min(number + _AHEAD, len(self.index) - 1):
            return False
        return self._forward_to(self._last + 1, present=number) is not None

    def _open(self) -> None:
        self.close()
        self._container = open_container(self.index.path)
        self._stream = picture_stream(self._container)
        if self._stream is None:
            raise DeskError(tr("The file '{name}' holds no picture any more.", name=self.index.path.name))
        self._converter = DisplayConverter(self._stream, self.index.path)
        self._stream.thread_type = "AUTO"
        self._stream.codec_context.thread_count = 2
        self._start()

    def _go_to(self, key: int) -> None:
        if not timeline_of(self._container).seekable:
            self._open()
            return
        try:
            self._container.seek(int(self.index.stamps[key]), stream=self._stream, backward=True)
        except (av.error.FFmpegError, OSError):
            self._open()
        self._start()

    def _start(self) -> None:
        self._last = -1
        self._decoded = in_display_order(self._decode(), self._stream)

    def _forward_to(self, number: int, present: int | None = None, behind: int = 1) -> Picture | None:
        """Decode up to a frame, cache those near it, and return it or the last one before it."""
        wanted = int(self.index.stamps[number])
        best: Picture | None = None
        for frame in self._decoded:
            stamp = stamp_of(frame)
            if stamp is None:
                continue
            at = self._number(stamp)
            self._last = at
            if stamp > wanted:
                self._keep(at, frame, number)
                break
            if at > number - behind:
                best = self._keep(at, frame, number if present is None else present)
            if stamp == wanted:
                return best
        else:
            self._last = len(self.index)  # the end: the next request starts with a seek
        return best

    def _keep(self, at: int, frame: Any, present: int) -> Picture:
        kept = self.cache.get(at)
        if kept is None:
            kept = self._converter(frame)
            self.cache.put(at, kept, present)
        return kept

    def _number(self, stamp: int) -> int:
        return max(int(self.index.stamps.searchsorted(stamp, side="right")) - 1, 0)

    def _decode(self) -> Iterator[Any]:
        bad = 0
        for packet in demux(self._container, self._stream):
            try:
                yield from packet.decode()
                bad = 0
            except av.error.FFmpegError:
                bad += 1
                if bad >= _HOPELESS:
                    return


class FrameDecoderThread:
    """Decodes requested frames in a thread.

    Args:
        index: the frames of the file.
        deliver: called in the thread with this object, the frame number and the picture.
        fail: called in the thread with one sentence if the file cannot be read any more.
    """

    def __init__(
        self,
        index: FrameIndex,
        deliver: Callable[[FrameDecoderThread, int, Picture], None],
        fail: Callable[[str], None],
    ) -> None:
        self._index, self._deliver, self._fail = index, deliver, fail
        self._changed = threading.Condition()
        self._requested: int | None = None
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="emotion-desk-review-frames", daemon=True)
        self._thread.start()

    def request(self, number: int) -> None:
        """Request a frame; it replaces an older request that was not started."""
        with self._changed:
            self._requested = min(max(number, 0), len(self._index) - 1)
            self._changed.notify()

    def close(self) -> None:
        """Request the end of the thread; does not wait."""
        with self._changed:
            self._closing = True
            self._changed.notify()

    @property
    def alive(self) -> bool:
        """Return whether the thread is running."""
        return self._thread.is_alive()

    def join(self, timeout_s: float) -> None:
        """Join the thread."""
        self._thread.join(timeout_s)

    def _run(self) -> None:
        reader: FrameDecoder | None = None
        try:
            reader = FrameDecoder(self._index)
            number = -1
            while True:
                with self._changed:
                    self._changed.wait_for(
                        lambda: self._closing or self._requested is not None, 0.0 if number >= 0 else None
                    )
                    if self._closing:
                        return
                    requested, self._requested = self._requested, None
                if requested is not None:
                    number = requested
                    picture = reader.frame(number)
                    if picture is not None:
                        self._deliver(self, number, picture)
                elif not reader.ahead(number):
                    number = -1
        except DeskError as error:
            self._fail(str(error))
        except Exception:  # noqa: BLE001 - a hostile file must not end the window; it is logged whole
            _log.exception("Frames cannot be decoded any more.")
            self._fail(tr("The file '{name}' cannot be decoded any more.", name=self._index.path.name))
        finally:
            if reader is not None:
                reader.close()
