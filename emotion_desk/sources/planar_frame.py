"""Decoded frames as pictures in planes, whose parts FFmpeg converts when they are looked at."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from emotion_desk.messages import Picture
from emotion_desk.planar_picture import PlanarPicture, Plane

#: Formats of FFmpeg with 8 bits and one colour for four pixels, and whether their luma takes 0 to 255.
_FORMATS: Final = {"yuv420p": False, "yuvj420p": True}
#: FFmpeg's numbers of BT.709, of none, and of BT.601 in two versions (``AVCOL_SPC_*``).
_COLOUR_SPACES: Final = (1, 2, 5, 6)
#: ``AVCOL_RANGE_JPEG``, ``AVCOL_TRC_SMPTE2084``.
_FULL_RANGE: Final = 2
_PQ: Final = 16
#: Parts are converted in sizes of a multiple of this, so that a converter is seldom prepared anew.
_STEP: Final = 32
#: Sizes that a thread keeps converters for, and their pixels in all.
#: Each converter holds a frame and FFmpeg's tables, 1.5 MB for most of a picture of 1280 x 720; to prepare one takes a
#: third of a millisecond.
_MOST_SIZES: Final = 12
_MOST_PIXELS: Final = 3_000_000

_local = threading.local()


def planar(frame: Any) -> PlanarPicture | None:
    """Return a decoded ``av.VideoFrame`` as a picture in planes, ``None`` if its format is another one."""
    name = frame.format.name
    if name not in _FORMATS or frame.colorspace not in _COLOUR_SPACES or frame.color_trc == _PQ:
        return None
    width, height = frame.width, frame.height
    if width % 2 or height % 2:  # FFmpeg converts such pictures in another way
        return None
    halves = width // 2, height // 2
    sizes = ((width, height), halves, halves)
    luma, blue, red = (_view(plane, *size) for plane, size in zip(frame.planes, sizes, strict=True))
    space, extent = frame.colorspace, frame.color_range

    def convert(y: Plane, u: Plane, v: Plane) -> Picture:
        return _converted((y, u, v), name, space, extent)

    return PlanarPicture((luma, blue, red), convert, full_range=_FORMATS[name] or extent == _FULL_RANGE)


def _view(plane: Any, width: int, height: int) -> Plane:
    return np.frombuffer(plane, np.uint8)[: height * plane.line_size].reshape(height, plane.line_size)[:, :width]


def _converted(planes: tuple[Plane, Plane, Plane], name: str, space: int, extent: int) -> Picture:
    """Return planes of even size as BGR, exactly as FFmpeg converts whole frames."""
    height, width = planes[0].shape
    if not height or not width:
        return np.empty((height, width, 3), np.uint8)
    size = (-(-width // _STEP) * _STEP, -(-height // _STEP) * _STEP)
    frame, reformatter = _kept((name, space, extent, *size))
    for plane, values in zip(frame.planes, planes, strict=True):
        rows, columns = values.shape
        target = np.frombuffer(plane, np.uint8)[: plane.height * plane.line_size].reshape(plane.height, plane.line_size)
        target[:rows, :columns] = values
    bgr = reformatter.reformat(frame, format="bgr24", threads=1)
    plane = bgr.planes[0]
    lines = np.frombuffer(plane, np.uint8)[: bgr.height * plane.line_size].reshape(bgr.height, plane.line_size)
    return lines[:, : 3 * bgr.width].reshape(bgr.height, bgr.width, 3)[:height, :width]


def _kept(key: tuple[str, int, int, int, int]) -> tuple[Any, Any]:
    """Return a frame of a size with the tags of a film, and a converter that is prepared for it."""
    known: OrderedDict[tuple[str, int, int, int, int], tuple[Any, Any]] = _local.__dict__.setdefault(
        "known", OrderedDict()
    )
    if key not in known:
        from av import VideoFrame
        from av.video.reformatter import VideoReformatter

        name, space, extent, width, height = key
        frame = VideoFrame(width, height, name)
        frame.colorspace, frame.color_range = space, extent
        known[key] = (frame, VideoReformatter())
        while len(known) > 1 and (len(known) > _MOST_SIZES or _pixels(known) > _MOST_PIXELS):
            known.popitem(last=False)
    known.move_to_end(key)
    return known[key]


def _pixels(sizes: Iterable[tuple[str, int, int, int, int]]) -> int:
    return sum(width * height for *_, width, height in sizes)
