"""The media file of a recording: determines the session's zero, then writes frames and sound at their times.

Used by the recorder's thread only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.messages import Frame, SoundBlock
from emotion_desk.sessions.matroska_writer import MediaSink
from emotion_desk.sessions.recording_queue import RecordingQueue, kind_of
from emotion_desk.sessions.timeline import SAMPLE_RATE, FrameScaler, StartAligner, Timeline
from emotion_desk.translatable import translatable

MakeSink = Callable[[Path, tuple[int, int] | None, bool], MediaSink]

_KINDS: Final[Mapping[str, type[Frame | SoundBlock]]] = {"picture": Frame, "sound": SoundBlock}
_WORDS: Final = {"picture": translatable("picture"), "sound": translatable("sound")}


class MediaTrack:
    """One media file, begun as soon as each expected side has delivered something.

    Args:
        path: the file, made when the first frame or sample is written.
        expected: which of ``picture`` and ``sound`` to wait for.
        queue: counts what was written and dropped.
        scaler: scales all pictures to the size of the first.
        make_sink: opens the file.
        begun_ns: when the recording began, on the desk's clock.
    """

    def __init__(
        self,
        path: Path,
        expected: frozenset[str],
        queue: RecordingQueue,
        scaler: FrameScaler,
        make_sink: MakeSink,
        begun_ns: int,
    ) -> None:
        self._path = path
        self._expected = expected
        self._queue = queue
        self._scaler = scaler
        self._make_sink = make_sink
        self._aligner = StartAligner("picture" in expected, "sound" in expected)
        self._begun_ns = begun_ns
        #: When the first item came; the other side is awaited from then on.
        self._first_ns: int | None = None
        #: Sides that came after the file was begun without them, and were reported.
        self._left_out: set[type] = set()
        self._sink: MediaSink | None = None
        self._sides: set[type] = set()
        self._last_ms = -1
        #: ``None`` until the session's zero is known.
        self.timeline: Timeline | None = None
        #: End of what is written, on the desk's clock.
        self.last_ns = self._begun_ns

    @property
    def has_media(self) -> bool:
        """Return whether a file was begun."""
        return bool(self._sides)

    def expect(self, side: str, *, wanted: bool) -> None:
        """Wait for a side before the file is begun, or do not any more; from any thread."""
        self._aligner.expect(_KINDS[side], wanted=wanted)

    def put(self, medium: Frame | SoundBlock) -> list[str]:
        """Write a frame or a block, or hold it until the zero is known; return sentences for the user.

        Raises:
            SessionError: the file cannot be opened or written.
        """
        if self.timeline is not None:
            self._write(medium, self.timeline)
            return self._late_side(medium)
        self._first_ns = now_ns() if self._first_ns is None else self._first_ns
        self._aligner.hold(medium)
        if self._aligner.ready((now_ns() - self._first_ns) / NS_PER_S):
            return self.begin()
        for early in self._aligner.trim():
            self._queue.discount(kind_of(early))
        return []

    def begin(self) -> list[str]:
        """Begin the file with the sides that came, write what was held, and return a sentence for each missing side.

        Raises:
            SessionError: the file cannot be opened or written.
        """
        if self.timeline is not None:
            return []
        self._sides = self._aligner.sides
        if not self._sides:
            self.timeline = Timeline(self._begun_ns)
            return []
        zero_ns, held = self._aligner.start()
        size = self._scaler.size if Frame in self._sides else None
        self._sink = self._make_sink(self._path, size, SoundBlock in self._sides)
        self.timeline = Timeline(zero_ns)
        for medium in held:
            self._write(medium, self.timeline)
        missing = [side for side, kind in _KINDS.items() if side in self._expected and kind not in self._sides]
        return [translatable("The recording is without {side}: none came.", side=_WORDS[side]) for side in missing]

    def _late_side(self, medium: Frame | SoundBlock) -> list[str]:
        """Return a sentence for a side that came too late for the file's header, once."""
        kind = type(medium)
        if kind in self._sides or kind in self._left_out:
            return []
        self._left_out.add(kind)
        side = _WORDS["picture" if kind is Frame else "sound"]
        return [
            translatable("The recording stays without {side}, which came after its beginning. Record anew.", side=side)
        ]

    def close(self) -> None:
        """Finish the file; may be called twice.

        Raises:
            SessionError: its index cannot be written.
        """
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.close()

    def _write(self, medium: Frame | SoundBlock, timeline: Timeline) -> None:
        kind = kind_of(medium)
        if self._sink is None or type(medium) not in self._sides:
            self._queue.count_dropped(kind)  # its first item came after the file's header was written
            return
        is_written = (
            self._write_frame(medium, timeline, self._sink)
            if isinstance(medium, Frame)
            else self._write_block(medium, timeline, self._sink)
        )
        if is_written:
            self._queue.count_written(kind)

    def _write_frame(self, frame: Frame, timeline: Timeline, sink: MediaSink) -> bool:
        at_ms = timeline.ms(frame.stamp_ns)
        if at_ms < 0:
            self._queue.discount("frames")
            return False
        if at_ms <= self._last_ms:
            self._queue.count_dropped("frames")
            return False
        self._last_ms = at_ms
        sink.picture(self._scaler.scaled(frame.picture), at_ms)
        self.last_ns = max(self.last_ns, frame.stamp_ns)
        return True

    def _write_block(self, medium: SoundBlock, timeline: Timeline, sink: MediaSink) -> bool:
        block = timeline.cut(medium)
        if block is None:
            self._queue.discount("sound")
            return False
        sink.sound(block.samples, timeline.ms(block.stamp_ns))
        self.last_ns = max(self.last_ns, block.stamp_ns + block.samples.size * NS_PER_S // SAMPLE_RATE)
        return True
