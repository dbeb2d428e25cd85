"""The time line of a media file: where it begins, how long it is, and where its clock jumps.

Headers are not always right.  The length of an ADTS or MPEG file is only an estimate from its bit rate.  In transport
streams that were joined with ``cat`` the clock jumps back or forward at the joint.  For such containers all packets are
read once, without decoding.  The result is one time line for all streams: a jump is corrected once, and picture and
sound get the same correction, in playback, analysis and review alike.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import av
import av.error
from av.stream import Disposition

from emotion_desk.sources.ffmpeg_container import has_decoding_times_only, open_with_ffmpeg

logger = logging.getLogger(__name__)

#: Formats whose tables of samples give every time: nothing has to be read.
_INDEXED: Final = ("mov", "wav", "w64", "flac", "aiff", "caf", "au", "wv", "avi", "image2")
#: Formats that are joined by concatenation: their clocks may also jump forward.
_JOINABLE: Final = frozenset({"mpegts", "mpeg", "flv"})
#: Formats in which FFmpeg can only guess the place of a time: they are decoded from their start instead.
_NOT_SEEKABLE: Final = frozenset({"aac", "mp3", "ac3", "eac3", "dts", "amr", "h264", "hevc", "m4v", "mpegvideo", "obu"})
#: Matroska files above this size are not read in advance; their headers state the length.
_LARGE_BYTES: Final = 1 << 30
#: A decoding time this far behind the one before it is a jump of the clock, in seconds.
_BACK_S: Final = {"mpegts": 0.1, "mpeg": 0.1}
_BACK_OTHER_S: Final = 0.5
#: Forward jumps of the clock in joinable formats: of all streams together, and of a single stream.
_FORWARD_TOGETHER_S: Final = 1.0
_FORWARD_ALONE_S: Final = 10.0
#: How far the streams of a joint may differ.
_TOGETHER_S: Final = 2.0
#: Longest priming of a codec.
_PRIMING_S: Final = 0.5
#: A stream that has not jumped itself follows after the others have advanced this far.
_FOLLOW_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class Correction:
    """From packet number ``first`` of a stream on, ``offset`` ticks are added to its times."""

    first: int
    offset: int


@dataclass(frozen=True, slots=True)
class MediaTimeline:
    """The common time line of all streams.

    Attributes:
        start_s: presentation time that counts as 0.
        end_s: duration in seconds, ``None`` if it is not known.
        estimated: whether ``end_s`` is only an estimate.
        seekable: whether positions can be reached by seeking; otherwise the file is decoded from its start.
        corrections: of each stream, by its index.
        empty: indices of announced streams that have no packets.
    """

    start_s: float = 0.0
    end_s: float | None = None
    estimated: bool = False
    seekable: bool = True
    corrections: Mapping[int, tuple[Correction, ...]] = field(default_factory=dict)
    empty: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Epoch:
    """A stretch between two jumps of the clock: its raw start and end over all streams, in seconds."""

    start_s: float
    end_s: float

    def distance_s(self, time_s: float) -> float:
        """Return how far a time lies outside."""
        return max(self.start_s - time_s, time_s - self.end_s, 0.0)

    def covers(self, time_s: float) -> bool:
        """Return whether a time lies inside."""
        return self.distance_s(time_s) == 0.0


@dataclass(slots=True)
class _StreamState:
    base: float
    epoch: int = 0
    number: int = 0
    last_s: float | None = None
    step_s: float = 0.0
    changes: list[tuple[int, int]] = field(default_factory=list)  # (packet number, epoch)


def path_of(container: Any) -> Path:
    """Return the path of an open container."""
    return Path(str(container.name).removeprefix("file:"))


def timeline_of(container: Any) -> MediaTimeline:
    """Return the time line of the file of an open container; the packets of a file are read only once."""
    path = path_of(container)
    try:
        status = path.stat()
    except OSError:
        return _from_header(container)
    return _timeline(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=64)
def _timeline(path: Path, size: int, changed_ns: int) -> MediaTimeline:
    try:
        with open_with_ffmpeg(path) as container:
            names = container.format.name.split(",")
            if container.format.name.endswith("_pipe") or any(name in _INDEXED for name in names):
                return _from_header(container)
            if "matroska" in names and size > _LARGE_BYTES:
                return _from_header(container)
            return _scan(container)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        logger.info("%s: %s", path, error)
        return MediaTimeline()


def _from_header(container: Any) -> MediaTimeline:
    names = set(container.format.name.split(","))
    starts = [float(s.start_time * s.time_base) for s in _streams(container) if s.start_time is not None]
    start_s = min(starts, default=(container.start_time or 0) / av.time_base)
    lengths = [float(s.duration * s.time_base) for s in _streams(container) if s.duration and s.time_base]
    if container.format.name == "avi":  # FFmpeg gives the length of the picture only
        lengths += [float(s.frames * s.time_base) for s in container.streams.audio if s.frames and s.time_base]
    end_s = max([*lengths, (container.duration or 0) / av.time_base])
    estimated = not names & {"mov", "matroska", *_INDEXED}
    still = container.format.name.endswith(("image2", "_pipe"))
    empty = frozenset(s.index for s in container.streams.audio if s.codec_context and not s.codec_context.sample_rate)
    return MediaTimeline(start_s, end_s or None, estimated, not still and not names & _NOT_SEEKABLE, empty=empty)


def _streams(container: Any) -> list[Any]:
    """Return the picture and sound streams; covers, data and subtitles do not belong to the time line."""
    moving = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    return [s for s in (*moving, *container.streams.audio) if s.codec_context is not None]


@dataclass(frozen=True, slots=True)
class _PacketTime:
    """When a packet is decoded and shown, and how long, in seconds of its own clock."""

    stream: int
    decoded_s: float | None
    shown_s: float
    length_s: float
    discarded: bool


class _Scan:
    """Assigns each packet to an epoch."""

    def __init__(self, names: set[str], streams: list[Any], *, decoding_times_only: bool) -> None:
        self.decoding_times_only = decoding_times_only
        self.joinable = bool(names & _JOINABLE)
        self.back_s = min((_BACK_S[name] for name in names & set(_BACK_S)), default=_BACK_OTHER_S)
        self.states = {s.index: _StreamState(float(s.time_base or 0)) for s in streams}
        self.epochs: list[_Epoch] = []
        self.packets: list[_PacketTime | int] = []  # of a packet without a time only the stream is kept
        self.met: set[int] = set()
        self._forward: dict[int, list[tuple[float, float]]] = {index: [] for index in self.states}

    def add(self, packet: Any) -> None:
        """Keep the times of a packet."""
        index, base = packet.stream.index, self.states[packet.stream.index].base
        self.met.add(index)
        shown = (
            packet.dts if packet.pts is None or (self.decoding_times_only and packet.dts is not None) else packet.pts
        )
        if shown is None:
            self.packets.append(index)
            return
        length_s = (packet.duration or 0) * base
        # Before the first decoding time is known, presentation times go up and down by the reordering of frames.
        decoded_s = None if packet.dts is None else packet.dts * base
        self.packets.append(_PacketTime(index, decoded_s, shown * base, length_s, bool(packet.is_discard)))

    def assign(self) -> None:
        """Find the jumps and assign all packets."""
        if self.joinable:
            last: dict[int, float] = {}
            for packet in self.packets:
                if isinstance(packet, int) or packet.decoded_s is None:
                    continue
                before = last.get(packet.stream)
                if before is not None and packet.decoded_s - before > _FORWARD_TOGETHER_S:
                    self._forward[packet.stream].append((before, packet.decoded_s))
                last[packet.stream] = packet.decoded_s
        for packet in self.packets:
            state = self.states[packet if isinstance(packet, int) else packet.stream]
            if not isinstance(packet, int):
                self._place(state, packet)
            state.number += 1

    def _place(self, state: _StreamState, packet: _PacketTime) -> None:
        self._advance(state, packet)
        epoch = self.epochs[state.epoch]
        if not packet.discarded:
            epoch.start_s = min(epoch.start_s, packet.shown_s)
        epoch.end_s = max(epoch.end_s, packet.shown_s + (packet.length_s or state.step_s))
        if packet.decoded_s is None:
            return
        if state.last_s is not None and 0 < packet.decoded_s - state.last_s < _FORWARD_TOGETHER_S:
            state.step_s = packet.decoded_s - state.last_s
        state.last_s = packet.decoded_s

    def _advance(self, state: _StreamState, packet: _PacketTime) -> None:
        """Move a stream to the next epoch if its clock has jumped."""
        if not self.epochs:
            self.epochs.append(_Epoch(packet.shown_s, packet.shown_s))
            return
        newest = len(self.epochs) - 1
        if state.last_s is None:
            # A stream that begins now belongs to the epoch whose times it continues.
            state.epoch = self._nearest(packet.shown_s)
            if state.epoch:
                state.changes.append((state.number, state.epoch))
            return
        if packet.decoded_s is None:
            return
        step_s = packet.decoded_s - state.last_s
        jumped = step_s < -self.back_s or (self.joinable and self._joint(packet.stream, state, packet.decoded_s))
        if state.epoch < newest:
            present, following = self.epochs[state.epoch], self.epochs[state.epoch + 1]
            stale = present.end_s - state.last_s > _FOLLOW_S
            overdue = following.end_s - following.start_s > _FOLLOW_S and following.covers(packet.shown_s)
            if jumped or stale or overdue:
                self._enter(state, state.epoch + 1)
        elif jumped:
            self.epochs.append(_Epoch(packet.shown_s, packet.shown_s))
            self._enter(state, newest + 1)

    def _joint(self, index: int, state: _StreamState, time_s: float) -> bool:
        """Return whether all streams jump forward here: a joint.  A gap in one stream is a gap."""
        assert state.last_s is not None
        before_s = state.last_s
        step_s = time_s - before_s
        others = [jumps for other, jumps in self._forward.items() if other != index]
        if not others:
            return step_s > max(_FORWARD_ALONE_S, 10 * state.step_s)
        if step_s <= max(_FORWARD_TOGETHER_S, 10 * state.step_s):
            return False
        return all(
            any(abs(before - before_s) < _TOGETHER_S and abs(after - time_s) < _TOGETHER_S for before, after in jumps)
            for jumps in others
        )

    def _nearest(self, shown_s: float) -> int:
        return min(range(len(self.epochs) - 1, -1, -1), key=lambda number: self.epochs[number].distance_s(shown_s))

    def _enter(self, state: _StreamState, number: int) -> None:
        state.epoch = number
        state.changes.append((state.number, number))

    def offsets_s(self) -> list[float]:
        """Return for each epoch what is added to its raw times, so that it begins where the one before ended."""
        offsets = [0.0]
        for before, after in zip(self.epochs, self.epochs[1:], strict=False):
            offsets.append(before.end_s + offsets[-1] - after.start_s)
        return offsets


def _scan(container: Any) -> MediaTimeline:
    """Read all packets of a file without decoding."""
    names = set(container.format.name.split(","))
    streams = _streams(container)
    scan = _Scan(names, streams, decoding_times_only=has_decoding_times_only(container))
    broken = False
    packets = container.demux(streams) if streams else iter(())
    while True:
        try:
            packet = next(packets, None)
        except av.error.FFmpegError as error:
            logger.info("reading packets stopped: %s", error)
            broken = True
            break
        if packet is None:
            break
        if packet.size:
            scan.add(packet)
    header = _from_header(container)
    empty = frozenset(index for index in scan.states if index not in scan.met)
    scan.assign()
    if not scan.epochs:
        return replace(header, empty=empty)
    offsets = scan.offsets_s()
    # The header leaves out the priming samples of a codec, which the packets contain.
    start_s = scan.epochs[0].start_s
    if abs(header.start_s - start_s) < _PRIMING_S:
        start_s = header.start_s
    end_s = max(epoch.end_s + offset for epoch, offset in zip(scan.epochs, offsets, strict=True)) - start_s
    if "matroska" in names and not broken and len(offsets) == 1:
        # The header knows how long the last frame is shown; a segment of a longer recording counts from elsewhere.
        end_s = _header_end_s(container, end_s, start_s)
    corrections = {
        index: tuple(Correction(first, round(offsets[epoch] / state.base)) for first, epoch in state.changes)
        for index, state in scan.states.items()
        if state.base and any(offsets[epoch] for _, epoch in state.changes)
    }
    seekable = not corrections and not names & _NOT_SEEKABLE
    return MediaTimeline(start_s, end_s or None, False, seekable, corrections, empty)


def _header_end_s(container: Any, end_s: float, start_s: float) -> float:
    """Return the later end of packets and header, if the header can be meant from the beginning of this file."""
    stated_s = (container.duration or 0) / av.time_base
    if start_s > 0.5:
        stated_s -= start_s
    return max(end_s, stated_s)


def corrected(packet: Any, number: int, corrections: tuple[Correction, ...]) -> Any:
    """Shift the times of packet ``number`` of its stream; return the packet."""
    offset = 0
    for each in corrections:
        if each.first > number:
            break
        offset = each.offset
    if offset:
        if packet.pts is not None:
            packet.pts += offset
        if packet.dts is not None:
            packet.dts += offset
    return packet
