"""Reads the frames of a file that are analysed, in a thread of their own, some frames ahead of the face detector.

Decoding waits for the decoder and searching for faces waits for nothing: one after the other they leave a core idle.
What is known of the file belongs to the frame that it was read with, so that whoever takes the frames sees the same at
each of them, however far the thread is ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceEndedError, SourceError, SourceOpenError
from emotion_desk.messages import Frame
from emotion_desk.planar_picture import planes_of
from emotion_desk.sessions.prefetch import Prefetcher
from emotion_desk.sessions.source_state import MediaCounts, SourceState, return_to
from emotion_desk.sources.protocol import PictureSource

_READ_S: Final = 5.0
#: Frames ahead may take so many bytes; there are two at least, and not more than the second figure.
_AHEAD_BYTES: Final = 24_000_000
_MOST_AHEAD: Final = 16
#: A file with no more frames is read without a thread: it is a picture.
_WITHOUT_THREAD: Final = 2

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a file since the frame before: a frame that is analysed, or the end.

    Attributes:
        frame: the frame, ``None`` at the end.
        interval: number of its interval of 1/fps seconds.
        frames: frames that were decoded.
        end_s: time of the last one in seconds.
        size: width and height of the pictures.
        lost: why nothing more can be read, at the end of a damaged file.
    """

    frame: Frame | None
    interval: int
    frames: int
    end_s: float
    size: tuple[int, int] | None
    lost: str | None = None


def sampled_frames(
    picture: PictureSource, fps: float | None, counts: MediaCounts, state: SourceState
) -> Generator[Frame, None, None]:
    """Yield the first frame of each interval of 1/fps seconds; opens the source and closes it.

    Args:
        picture: the source.
        fps: highest number of frames a second; ``None``: all.
        counts: is kept up to date with the frames that were yielded.
        state: likewise; where it knows a last frame, reading goes on behind it.

    Raises:
        CannotResumeError: the file does not give that frame any more.
    """
    with closing(_ahead(_reads(picture, fps, state.interval, state.last))) as reads:
        for read in reads:
            counts.frames += read.frames
            counts.end_s = max(counts.end_s, read.end_s)
            counts.size = read.size or counts.size
            if read.lost is not None:
                counts.lost.append(read.lost)
            if read.frame is not None:
                state.interval, state.read = read.interval, read.frame
                yield read.frame


def items(read: Callable[[float], Item | None], lost: list[str]) -> Iterator[Item]:
    """Yield what a stream gives until it ends; a stream that is damaged ends at the damage, and ``lost`` says so."""
    while True:
        try:
            item = read(_READ_S)
        except SourceEndedError:
            return
        except SourceError as error:
            lost.append(str(error))
            return
        if item is not None:
            yield item


def _ahead(reads: Generator[_Read, None, None]) -> Generator[_Read, None, None]:
    """Yield the items of a generator, which is run by a thread from the third one on."""
    with closing(reads):
        few = list(islice(reads, _WITHOUT_THREAD))
        yield from few
        if not few or few[-1].frame is None:
            return
        picture = few[-1].frame.picture
        held = picture.nbytes if planes_of(picture) is None else picture.nbytes // 2
        most = _AHEAD_BYTES // max(1, held)
        with Prefetcher(reads, max(2, min(most, _MOST_AHEAD)), "frames") as others:
            yield from others


def _reads(
    picture: PictureSource, fps: float | None, interval: int, last: tuple[float | None, int, int, int] | None
) -> Generator[_Read, None, None]:
    """Yield the frames that are analysed, and then the end; errors as :func:`sampled_frames`."""
    lost: list[str] = []
    frames, end_s, size = 0, 0.0, None
    try:
        if last is not None:
            return_to(picture, last)
        else:
            picture.open()
        for frame in items(picture.read, lost):
            frames, end_s = frames + 1, max(end_s, frame.stamp_ns / NS_PER_S)
            size = (frame.picture.shape[1], frame.picture.shape[0])
            now = int(frame.stamp_ns * fps / NS_PER_S + 1e-6) if fps else interval + 1
            if now > interval:
                interval = now
                yield _Read(frame, interval, frames, end_s, size)
                frames = 0
    except SourceOpenError as error:
        lost.append(str(error))  # the sound may still be readable
    finally:
        picture.close()
    yield _Read(None, interval, frames, end_s, size, lost[0] if lost else None)
