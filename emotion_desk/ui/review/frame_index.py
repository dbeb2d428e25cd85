"""Presentation times and key frames of a file, read without decoding.

Frames of cameras and phones are not evenly spaced, so stepping and seeking need the real times.  Demuxing an hour of
video takes seconds, and its index a megabyte.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from emotion_desk.sources.media_container import demux
from emotion_desk.sources.media_file import open_container, picture_stream, sound_stream, start_time_s
from emotion_desk.sources.media_timeline import timeline_of

#: Tolerance for times that were rounded to milliseconds.
_ROUNDED_S = 0.0006


@dataclass(frozen=True, slots=True, eq=False)
class FrameIndex:
    """The frames of a file in presentation order.

    Attributes:
        path: the file.
        origin_s: presentation time in the file that is 0 s of the session.
        zero_s: first presentation time in the file.
        stamps: presentation stamps in units of the stream, int64, (n,), increasing.
        times: the same in session seconds, float64, (n,).
        keys: numbers of the key frames, int64, increasing.
        has_sound: whether there is a sound track.
        end_s: end of the file in session seconds.
    """

    path: Path
    origin_s: float
    zero_s: float
    stamps: NDArray[np.int64]
    times: NDArray[np.float64]
    keys: NDArray[np.int64]
    has_sound: bool
    end_s: float

    def __len__(self) -> int:
        return len(self.times)

    def at(self, time_s: float) -> int:
        """Return the number of the frame shown at a time; the first one before the start."""
        return max(int(np.searchsorted(self.times, time_s + _ROUNDED_S, side="right")) - 1, 0)

    def key_before(self, number: int) -> int:
        """Return the key frame from which a frame can be decoded."""
        place = int(np.searchsorted(self.keys, number, side="right")) - 1
        return int(self.keys[place]) if place >= 0 else 0


def stamp_of(item: Any) -> int | None:
    """Return the presentation stamp of a packet or frame, or its decoding stamp where the container has no other."""
    stamp = item.pts if item.pts is not None else item.dts
    return None if stamp is None else int(stamp)


def build_index(path: Path, *, from_zero: bool, cancelled: Callable[[], bool] = lambda: False) -> FrameIndex:
    """Read the presentation times of a file.

    Args:
        path: a video, sound or picture file.
        from_zero: whether session time counts from the start of the file (analysed files) instead of from its stamp 0
            (recordings).
        cancelled: polled; reading stops early once it returns ``True``.

    Raises:
        SourceOpenError: the file cannot be read.
    """
    stamps, key_stamps = array("q"), array("q")
    with open_container(path) as container:
        begin_s = start_time_s(container)
        origin_s = begin_s if from_zero else 0.0
        known_s = timeline_of(container).end_s
        end_s = begin_s + (known_s or 0.0) - origin_s
        sound = sound_stream(container)
        stream = picture_stream(container) or sound
        has_picture = stream is not None and stream.type == "video"
        base = float(stream.time_base or 0) if stream is not None else 0.0
        # The duration of a sound file is in its header, else it follows from the packets.
        if stream is not None and (has_picture or not known_s):
            last_s = _read(container, stream, stamps, key_stamps, cancelled) * base - origin_s
            end_s = max(end_s, last_s)
    if not has_picture:
        stamps = key_stamps = array("q")
    ordered = np.unique(np.array(stamps, np.int64))
    keys = np.searchsorted(ordered, np.unique(np.array(key_stamps, np.int64)))
    times = ordered.astype(np.float64) * base - origin_s
    return FrameIndex(path, origin_s, begin_s, ordered, times, keys.astype(np.int64), sound is not None, end_s)


def _read(container: Any, stream: Any, stamps: array[int], keys: array[int], cancelled: Callable[[], bool]) -> int:
    """Collect the stamps of all packets and return the end of the last one."""
    end = 0
    packets = demux(container, stream)
    while not (len(stamps) % 256 == 0 and cancelled()):
        packet = next(packets, None)  # ends at a break in the file: a player cannot reach what follows either
        if packet is None:
            break
        stamp = stamp_of(packet)
        if stamp is None or packet.is_discard:
            continue
        stamps.append(stamp)
        end = max(end, stamp + (packet.duration or 0))
        if packet.is_keyframe:
            keys.append(stamp)
    return end
