"""The sound of a media file: 16 kHz mono, continuous on the time line of the file, in blocks as of a microphone.

Rates are converted by soxr, as for microphones, so that a recording gives the same samples whichever way it comes in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import soxr

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceEndedError, SourceLostError, SourceOpenError
from emotion_desk.messages import Samples, SoundBlock
from emotion_desk.sources.downmix import Downmix, JoinedFrames, as_float
from emotion_desk.sources.file_source_base import FileSource
from emotion_desk.sources.media_file import MediaInfo, decode, seek, sound_stream, sound_streams, start_time_s
from emotion_desk.sources.media_timeline import path_of
from emotion_desk.sources.playback_clock import PlaybackClock
from emotion_desk.sources.sound_selection import selection_of
from emotion_desk.translatable import translatable

SAMPLE_RATE: Final = 16_000
#: Usual shortest block of a paced file, block of a file that is read as fast as possible, longest block, in samples.
_LEAST: Final = 512
_FAST: Final = SAMPLE_RATE // 10
_MOST: Final = SAMPLE_RATE
#: A paced file is decoded for so many samples at once: to wake the decoder for each block costs several times as much.
_AHEAD: Final = SAMPLE_RATE // 2
#: Some containers round the presentation times of sound; only more than this is a gap or an overlap.
_JITTER_S: Final = 0.03
#: A gap longer than this is a damaged time stamp.
_LONGEST_GAP_S: Final = 24 * 3600.0
#: Decoding starts this much before a position that is reached by seeking, so that the codec has settled.
_PREROLL_S: Final = 0.5
_SEEK_S: Final = 1.0
#: Decoded frames are converted together up to this length.
_JOINED_S: Final = 0.2


def decode_sound(
    container: Any, stream: Any, name: str, position_s: float = 0.0, downmix: Downmix | None = None
) -> Iterator[Samples]:
    """Yield consecutive 16 kHz mono samples, the first belonging to ``position_s`` in the file.

    Gaps between the packets become silence and overlaps are cut, so that sample ``n`` always belongs to
    ``position_s + n / 16000``.

    Args:
        container: an open container.
        stream: one of its sound tracks.
        name: of the file, for messages.
        position_s: position in the file in seconds.
        downmix: how to make one channel; ``None``: chosen by :mod:`emotion_desk.sources.sound_selection`.
    """
    if downmix is None:
        downmix = selection_of(path_of(container), sound_streams(container).index(stream) + 1).downmix
    start_s = start_time_s(container)
    at_s = position_s
    rate = 0
    tolerance_s = 0.0  # the first sample sits exactly where it belongs
    resampler: Any = None
    held = JoinedFrames(_JOINED_S)

    def resampled(frames: Sequence[Any], skipped: int = 0) -> Iterator[Samples]:
        if frames:
            names = [channel.name for channel in frames[0].layout.channels]
            samples = downmix.apply(as_float(*frames), names)[skipped:]
            yield resampler.resample_chunk(np.ascontiguousarray(samples))

    try:
        for frame in decode(container, stream, name):
            if not held.continues_with(frame):
                yield from resampled(held.take())
            if frame.sample_rate != rate:
                if resampler is not None:
                    yield resampler.resample_chunk(np.empty(0, np.float32), last=True)
                rate = frame.sample_rate
                resampler = soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32")
            gap_s = 0.0 if frame.time is None else frame.time - start_s - at_s
            skipped = min(frame.samples, round(-gap_s * rate)) if gap_s < -tolerance_s else 0
            if tolerance_s < gap_s < _LONGEST_GAP_S:
                yield from resampled(held.take())
                for silence in _silence(round(gap_s * rate), rate):
                    yield resampler.resample_chunk(silence)
                at_s += round(gap_s * rate) / rate
            if skipped == frame.samples:
                continue
            tolerance_s = _JITTER_S
            at_s += (frame.samples - skipped) / rate
            if skipped:
                yield from resampled(held.take())
                yield from resampled([frame], skipped)
            elif held.add(frame):
                yield from resampled(held.take())
    except SourceLostError:
        yield from resampled(held.take())
        raise
    yield from resampled(held.take())
    if resampler is not None:
        yield resampler.resample_chunk(np.empty(0, np.float32), last=True)


def _silence(count: int, piece: int) -> Iterator[Samples]:
    """Yield zeros in pieces, so that an hour of silence takes no memory."""
    for start in range(0, count, piece):
        yield np.zeros(min(piece, count - start), np.float32)


class FileSound(FileSource[SoundBlock]):
    """The sound of a media file; a :class:`~emotion_desk.sources.protocol.SoundSource`.

    Attributes:
        least: shortest block of a paced file, in samples; longer ones cost less where nobody watches the spectrogram.
    """

    stream_kind = "sound"

    def __init__(self, info: MediaInfo, clock: PlaybackClock, name: str, kind: str) -> None:
        super().__init__(info, clock, name, kind)
        self.least = _LEAST
        self._chunks: Iterator[Samples] | None = None
        self._ready: deque[Samples] = deque()
        self._held = 0
        self._cursor = 0
        self._break: SourceLostError | None = None

    @property
    def overflows(self) -> int:
        """Return 0: a file waits."""
        return 0

    def open(self) -> None:
        """Open the file from its start."""
        with self._lock:
            super().open()
            self._begin(round(self._window[0] * SAMPLE_RATE))

    def _drop_decoder(self) -> None:
        self._chunks = None

    def _seek(self, run_s: float) -> None:
        super()._seek(run_s)
        self._begin(round(run_s * SAMPLE_RATE))

    def _begin(self, cursor: int) -> None:
        """Drop what was decoded ahead; the next sample is number ``cursor`` of the time line."""
        self._ready.clear()
        self._break = None
        self._held = 0
        self._cursor = cursor

    def _start_decoding(self, position_s: float) -> None:
        container = self._open_container()
        selection = selection_of(self._info.path, self._info.track, self._info.channel)
        stream = sound_stream(container, selection.track)
        if stream is None:
            raise SourceOpenError(translatable("The file '{name}' holds no sound any more.", name=self._name))
        if position_s > _SEEK_S:
            seek(container, position_s - _PREROLL_S)
        self._chunks = decode_sound(container, stream, self._name, position_s, selection.downmix)

    def _next(self, timeout_s: float) -> SoundBlock | None:
        if not self._clock.paced:
            return self._take(_FAST)
        now_ns = self._clock.time.now_ns
        deadline_ns = now_ns() + round(timeout_s * NS_PER_S)
        # A block is due at the time of its last sample, as with a microphone.
        if not self._wait_until(self._stamp_ns((self._cursor + self.least) / SAMPLE_RATE), deadline_ns):
            return None
        elapsed_s = (now_ns() - self._stamp_ns(0.0)) / NS_PER_S
        return self._take(min(_MOST, max(self.least, int(elapsed_s * SAMPLE_RATE) - self._cursor)))

    def _take(self, wanted: int) -> SoundBlock:
        """Return up to ``wanted`` samples; fewer only at the end of the file or of the window."""
        if self._window[1] is not None:
            wanted = min(wanted, round(self._window[1] * SAMPLE_RATE) - self._cursor)
            if wanted <= 0:
                raise SourceEndedError(translatable("{name} has ended.", name=self._name))
        self._fill_up(wanted)
        if not self._held:
            raise SourceEndedError(translatable("{name} has ended.", name=self._name))
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

    def _fill_up(self, wanted: int) -> None:
        """Decode so that ``wanted`` samples are there, of a paced file some more.

        What lies before a break in the file is given before the error.
        """
        try:
            if self._held < wanted:
                wanted += _AHEAD if self._clock.paced else 0
            while self._held < wanted and self._fill():
                pass
        except SourceLostError as error:
            self._chunks, self._break = None, error
        if self._break is not None and not self._held:
            raise self._break

    def _fill(self) -> bool:
        """Decode one more piece; return ``False`` at the end."""
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
        # A loop lasts exactly its period for both streams: longer sound is cut, shorter sound is padded.
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
            # A resampler overshoots where the sound was clipped.
            self._ready.append(np.clip(np.asarray(samples, dtype=np.float32), -1.0, 1.0))
            self._held += samples.size
