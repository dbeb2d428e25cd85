"""Presentation times of decoded frames where a file stores them in another order."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator
from typing import Any, Final

from emotion_desk.errors import SourceLostError
from emotion_desk.sources.ffmpeg_container import has_decoding_times_only

#: Frames that a codec may reorder.
_REORDERED: Final = 4


def in_display_order(frames: Iterator[Any], stream: Any) -> Iterator[Any]:
    """Yield frames with increasing times.

    Decoders give frames in the order in which they are shown.  Some files store decoding times as presentation times,
    some formats (AVI, raw streams) store no others; then the times of the frames are permuted and are sorted here.
    """
    reordered = has_decoding_times_only(stream.container) or getattr(stream.codec_context, "has_b_frames", False)
    depth = _REORDERED if reordered else 0
    held: deque[Any] = deque()
    times: list[int] = []
    lost: SourceLostError | None = None
    try:
        for frame in frames:
            if frame.pts is None or not depth:
                yield frame
                continue
            heapq.heappush(times, frame.pts)
            held.append(frame)
            if len(held) > depth:
                yield _timed(held.popleft(), times)
    except SourceLostError as error:
        lost = error  # after the frames that are held
    while held:
        yield _timed(held.popleft(), times)
    if lost is not None:
        raise lost


def _timed(frame: Any, times: list[int]) -> Any:
    frame.pts = heapq.heappop(times)
    return frame
