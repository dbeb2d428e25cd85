"""Converts decoded frames to pictures as people see them: upright, square pixels, BGR, one size per file.

The size of a video may change midway (adaptive streams, rotated screens).  All pictures are brought to the size that
the file starts with, so that boxes of all frames are in one coordinate system.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Final, cast

import numpy as np

from emotion_desk.messages import Picture
from emotion_desk.sources.high_dynamic_range import to_standard_range
from emotion_desk.sources.orientation import UPRIGHT, Orientation, of_frame
from emotion_desk.sources.picture_file import still_orientation
from emotion_desk.sources.planar_frame import planar

#: Frames of more pixels than this are converted by several threads.
_LARGE: Final = 1920 * 1088

_local = threading.local()


class DisplayConverter:
    """Converts the frames of one stream.

    Args:
        stream: the picture stream, before anything was decoded; ``None`` for pictures that are converted already.
        path: of the file; the EXIF tag of a picture file takes precedence over what FFmpeg says.
        in_planes: give frames that need no change but their colours as
            :class:`~emotion_desk.planar_picture.PlanarPicture`, which converts what is looked at.
    """

    def __init__(self, stream: Any, path: Path | None = None, *, in_planes: bool = False) -> None:
        self._in_planes = in_planes
        self._aspect = None if stream is None else stream.sample_aspect_ratio
        self._stored = None if stream is None or not stream.width else (stream.width, stream.height)
        self._codec = "" if stream is None else str(stream.codec_context.name)
        self._orientation = None if path is None else still_orientation(path)
        self._size: tuple[int, int] | None = None

    def __call__(self, frame: Any) -> Picture:
        """Return BGR, uint8 (height, width, 3), of the size of the first picture of the file."""
        if isinstance(frame, np.ndarray):
            return frame
        orientation = of_frame(frame, self._codec) if self._orientation is None else self._orientation
        if self._in_planes and (found := self._planar(frame, orientation)) is not None:
            return found
        picture = orientation.apply(_to_bgr(frame, self._aspect))
        size = (picture.shape[1], picture.shape[0])
        if self._size is None:
            self._size = self._first_size(orientation) or size
        return picture if size == self._size else fit(picture, self._size)

    def _planar(self, frame: Any, orientation: Orientation) -> Picture | None:
        """Return a frame in planes; ``None`` if it must be turned, scaled or read as HDR10."""
        size = (frame.width, frame.height)
        if orientation != UPRIGHT or _display_width(*size, self._aspect) != size[0]:
            return None
        if size != (self._size or self._first_size(orientation) or size):
            return None
        picture = planar(frame)
        if picture is not None:
            self._size = size
        return cast("Picture | None", picture)  # who asked for planes knows what to expect

    def _first_size(self, orientation: Orientation) -> tuple[int, int] | None:
        if self._stored is None:
            return None
        width, height = _display_width(*self._stored, self._aspect), self._stored[1]
        return (height, width) if orientation.transpose else (width, height)


def upright(frame: Any, sample_aspect_ratio: Any = None) -> Picture:
    """Return one decoded frame upright, in its own size.

    Args:
        frame: the decoded ``av.VideoFrame``.
        sample_aspect_ratio: width of a pixel over its height, ``None`` or 0 for square.

    Returns:
        BGR, uint8 (height, width, 3): pixels square, rotated and mirrored as the file says.
    """
    return of_frame(frame).apply(_to_bgr(frame, sample_aspect_ratio))


def fit(picture: Picture, size: tuple[int, int]) -> Picture:
    """Scale a picture into a size (width, height); black borders where the aspect ratio differs."""
    from emotion_desk.opencv import cv2

    height, width = picture.shape[:2]
    scale = min(size[0] / width, size[1] / height)
    wide, high = min(size[0], max(1, round(width * scale))), min(size[1], max(1, round(height * scale)))
    inner = cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    left, top = (size[0] - wide) // 2, (size[1] - high) // 2
    right, bottom = size[0] - wide - left, size[1] - high - top
    return np.asarray(cv2.copyMakeBorder(inner, top, bottom, left, right, cv2.BORDER_CONSTANT), np.uint8)


def _display_width(width: int, height: int, aspect: Any) -> int:
    return max(2, round(width * float(aspect))) if aspect and aspect != 1 else width


def _to_bgr(frame: Any, aspect: Any) -> Picture:
    width = _display_width(frame.width, frame.height, aspect)
    # More threads take more processor time, and are woken for each frame; only large frames are worth it.
    threads = 1 if frame.width * frame.height <= _LARGE else None
    return to_standard_range(
        _pixels(_reformatter().reformat(frame, width, frame.height, "bgr24", threads=threads)), frame
    )


def _pixels(frame: Any) -> Picture:
    """Return the pixels of a BGR frame; without a copy if its lines are contiguous."""
    plane = frame.planes[0]
    if plane.line_size != 3 * frame.width:
        return np.asarray(frame.to_ndarray(), np.uint8)
    return np.frombuffer(plane, np.uint8, frame.height * plane.line_size).reshape(frame.height, frame.width, 3)


def _reformatter() -> Any:
    """Return the converter of this thread: creating one per frame, as PyAV does, takes longer than the conversion."""
    if not hasattr(_local, "reformatter"):
        from av.video.reformatter import VideoReformatter

        _local.reformatter = VideoReformatter()
    return _local.reformatter
