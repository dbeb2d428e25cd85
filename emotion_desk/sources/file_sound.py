"""The sound of a media file: 16 kHz mono, without gaps on the time line, handed out as if it were heard live.

Rates are changed by soxr, the resampler that microphones and everything else in the desk use, so that one recording
gives the same samples whichever way it comes in; FFmpeg's would be a second, slightly different one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import soxr

from emotion_desk.clock import NS_PER_S, now_ns
from emotion_desk.errors import SourceEndedError, SourceOpenError
from emotion_desk.messages import Samples, SoundBlock
from emotion_desk.sources.downmix import as_float, mono
from emotion_desk.sources.file_source_base import FileSource
from emotion_desk.sources.media_file import MediaInfo, decode, sound_stream, start_time_s
from emotion_desk.sources.playback_clock import PlaybackClock

SAMPLE_RATE: Final = 16_000
#: Live, a block is at least this long; a file read as fast as possible gives blocks of the second length.
_LEAST: Final = SAMPLE_RATE // 50
_FAST: Final = SAMPLE_RATE // 10
_MOST: Final = SAMPLE_RATE
#: Presentation times of sound are rounded by some containers; only more than this is a real gap or overlap.
_JITTER_S: Final = 0.03
#: A gap longer than this is a broken time stamp, not silence.
_LONGEST_GAP_S: Final = 60.0
_SEEK_S: Final = 1.0


def decode_sound(container: Any, stream: Any, name: str, position_s: float = 0.0) -> Iterator[Samples]:
    """Yield consecutive 16 kHz mono samples, the first belonging to ``position_s`` in the file.

    Gaps between the packets become silence and overlaps are cut, so that sample ``n`` always belongs to
    ``position_s + n / 16000``.
    """
    start_s = start_time_s(container)
    at_s = position_s
    rate = 0
    tolerance_s = 0.0  # the first sample sits exactly where it belongs
    resampler: Any = None
    for frame in decode(container, stream, name):
        if frame.sample_rate != rate:
            if resampler is not None:
                yield resampler.resample_chunk(np.empty(0, np.float32), last=True)
            rate = frame.sample_rate
            resampler = soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32")
        samples = mono(as_float(frame), [channel.name for channel in frame.layout.channels])
        gap_s = 0.0 if frame.time is None else frame.time - start_s - at_s
        if gap_s < -tolerance_s:
            samples = samples[min(samples.size, round(-gap_s * rate)) :]
        elif tolerance_s < gap_s < _LONGEST_GAP_S:
            samples = np.concatenate([np.zeros(round(gap_s * rate), np.float32), samples])
        if samples.size:
            tolerance_s = _JITTER_S
            at_s += samples.size / rate
            yield resampler.resample_chunk(np.ascontiguousarray(samples))
    if resampler is not None:
        yield resampler.resample_chunk(np.empty(0, np.float32), last=True)


class FileSound(FileSource[SoundBlock]):
    """The sound side of a media file; a :class:`~emotion_desk.sources.protocol.SoundSource`."""

    stream_kind = "sound"

    def __init__(self, info: MediaInfo, clock: PlaybackClock, name: str, kind: str) -> None:
        super().__init__(info, clock, name, kind)
        self._chunks: Iterator[Samples] | None = None
        self._ready: deque[Samples] = deque()
        self._held = 0
        self._cursor = 0

    @property
    def overflows(self) -> int:
        """Return 0: a file waits."""
        return 0

    def open(self) -> None:
        """Open the file from its start."""
        with self._lock:
            super().open()
            self._begin(0)

    def _drop_decoder(self) -> None:
        self._chunks = None

    def _seek(self, run_s: float) -> None:
        super()._seek(run_s)
        self._begin(round(run_s * SAMPLE_RATE))

    def _begin(self, cursor: int) -> None:
        """Throw away what was decoded ahead; the next sample out is number ``cursor`` of the time line."""
        self._ready.clear()
        self._held = 0
        self._cursor = cursor

    def _start_decoding(self, position_s: float) -> None:
        container = self._open_container()
        stream = sound_stream(container)
        if stream is None:
            raise SourceOpenError(f"The file '{self._name}' holds no sound any more.")
        if position_s > _SEEK_S:
            container.seek(round((position_s + start_time_s(container)) * 1_000_000), backward=True)
        self._chunks = decode_sound(container, stream, self._name, position_s)

    def _next(self, timeout_s: float) -> SoundBlock | None:
        if not self._clock.paced:
            return self._take(_FAST)
        deadline_ns = now_ns() + round(timeout_s * NS_PER_S)
        # A sample is heard when it is over: a block becomes due at its end.
        if not self._wait_until(self._stamp_ns((self._cursor + _LEAST) / SAMPLE_RATE), deadline_ns):
            return None
        elapsed_s = (now_ns() - self._stamp_ns(0.0)) / NS_PER_S
        return self._take(min(_MOST, max(_LEAST, int(elapsed_s * SAMPLE_RATE) - self._cursor)))

    def _take(self, wanted: int) -> SoundBlock:
        """Return up to ``wanted`` samples; less only at the end of the file."""
        while self._held < wanted and self._fill():
            pass
        if not self._held:
            raise SourceEndedError(f"{self._name} has ended.")
        pieces: list[Samples] = []
        missing = wanted
        while self._ready and missing:
            piece = self._ready.popleft()
            if piece.size > missing:
                self._ready.appendleft(piece[missing:])
                piece = piece[:missing]
            missing -= piece.size
            pieces.append(piece)
        samples = np.concatenate(pieces) if len(pieces) > 1 else pieces[0]
        self._held -= samples.size
        stamp_ns = self._stamp_ns(self._cursor / SAMPLE_RATE)
        self._cursor += samples.size
        return SoundBlock(stamp_ns, samples)

    def _fill(self) -> bool:
        """Decode one more piece; return whether there is anything left at all."""
        if self._chunks is None:
            return False
        chunk = next(self._chunks, None)
        period_s = self._clock.period_s
        if period_s is None:
            if chunk is None:
                self._chunks = None
                return False
            self._put(chunk)
            return True
        # A loop lasts exactly its period for both sides: what is longer is cut, what is shorter is filled.
        room = round((self._loop + 1) * period_s * SAMPLE_RATE) - self._cursor - self._held
        if chunk is not None and chunk.size < room:
            self._put(chunk)
            return True
        if chunk is None and room > SAMPLE_RATE:
            self._put(np.zeros(SAMPLE_RATE, np.float32))
            return True
        self._put(chunk[:room] if chunk is not None else np.zeros(room, np.float32))
        self._loop += 1
        self._start_decoding(0.0)
        return True

    def _put(self, samples: Samples) -> None:
        if samples.size:
            self._ready.append(np.asarray(samples, dtype=np.float32))
            self._held += samples.size
