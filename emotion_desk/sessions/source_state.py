"""How far a file was read by an analysis, and the places from which another process can go on.

The picture is read on from the middle, if the last frame is the same there.  The sound is read again from its
beginning, because resampler and speech detector remember all of it; that is a small part of the work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final
from zlib import crc32

import numpy as np

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceError
from emotion_desk.messages import Frame, FramePacket
from emotion_desk.sources.file_picture import FilePicture
from emotion_desk.sources.protocol import PictureSource
from emotion_desk.translatable import translatable
from emotion_desk.vision.face_tracker import FaceTracker

#: An analysis can go on from a place that is at most so many seconds and inputs back.
MARK_EVERY_S: Final = 4.0
MARK_EVERY_INPUTS: Final = 96

_READ_S: Final = 5.0


@dataclass
class MediaCounts:
    """Counts and facts about a file that are known when it has been read; the functions of this module fill them in.

    Attributes:
        frames: frames that were decoded.
        analysed: those in which faces were searched for.
        blocks: blocks of sound that were decoded.
        end_s: time of the last frame or the end of the last block, in seconds.
        size: width and height of the upright picture in pixels.
        tracks: numbers of all tracks.
        lost: a sentence for each stream that broke off.
        notes: further sentences that the user should know.
    """

    frames: int = 0
    analysed: int = 0
    blocks: int = 0
    end_s: float = 0.0
    size: tuple[int, int] | None = None
    tracks: set[int] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class CannotResumeError(SourceError):
    """The file does not give the same pictures any more, or not from the middle; its analysis begins anew."""


@dataclass
class SourceState:
    """How far a file was read: enough to go on from there in another process.

    Attributes:
        tracker: follows the faces; ``None`` before the second frame.
        interval: number of the interval of the last frame that was analysed.
        read: that frame, in this process only.
        last: its media time, stamp, index and checksum, in the kept state.
        packets: number of frames with faces given so far.
        packet: frame that was read ahead.
        windows: number of windows of sound that were taken.
        begun: whether reading has begun.
        last_ns: stamp of the last frame given.
        had_picture, had_sound: whether these streams had anything, and have not ended.
        sound_over: whether there are no more windows.
        counts: those of the file at this place.
    """

    tracker: FaceTracker | None = None
    interval: int = -1
    read: Frame | None = None
    last: tuple[float | None, int, int, int] | None = None
    packets: int = 0
    packet: FramePacket | None = None
    windows: int = 0
    begun: bool = False
    last_ns: int | None = None
    had_picture: bool = False
    had_sound: bool = False
    sound_over: bool = False
    counts: MediaCounts = field(default_factory=MediaCounts)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place among the inputs from which the analysis can go on; ``state`` is the source's at this place."""

    state: bytes


#: Turns the state of a source into bytes, at once: it changes with the next input.
Keep = Callable[[SourceState], bytes]


def return_to(picture: PictureSource, last: tuple[float | None, int, int, int]) -> None:
    """Open a file at a frame, and read it again.

    Raises:
        CannotResumeError: another frame is there now.
    """
    media_s, _, index, _ = last
    if not isinstance(picture, FilePicture) or media_s is None:
        raise CannotResumeError(translatable("This file is read from its beginning only."))
    try:
        picture.begin_at(media_s, index)
        picture.open()
        frame = picture.read(_READ_S)
    except SourceError as error:
        raise CannotResumeError(translatable("This file cannot be read from the middle.")) from error
    if frame is None or fingerprint(frame) != last:
        raise CannotResumeError(translatable("The frames of this file are not the same any more."))


def fingerprint(frame: Frame) -> tuple[float | None, int, int, int]:
    """Return media time, stamp, index and checksum of a frame."""
    return frame.media_s, frame.stamp_ns, frame.index, crc32(np.ascontiguousarray(frame.picture).data)


class Marks:
    """Decides where there is a mark: by the time of the file alone, so that each run has the same ones."""

    def __init__(self, state: SourceState, counts: MediaCounts, keep: Keep) -> None:
        self._state, self._counts, self._keep = state, counts, keep
        self._since_ns: int | None = None
        self._inputs = 0

    def at(self, stamp_ns: int) -> Mark | None:
        """Return a mark if one is due before the input of this time."""
        state = self._state
        if self._since_ns is None:
            self._since_ns = stamp_ns
        self._inputs += 1
        is_due = stamp_ns - self._since_ns >= MARK_EVERY_S * NS_PER_S and self._inputs > MARK_EVERY_INPUTS
        # Of a file's first two frames the second is read ahead; what a damaged file lost is told but once.
        if not is_due or state.packets == 1 or self._counts.lost or self._counts.notes:
            return None
        self._since_ns, self._inputs = stamp_ns, 0
        last = state.last if state.read is None else fingerprint(state.read)
        return Mark(self._keep(replace(state, read=None, last=last, counts=self._counts)))
