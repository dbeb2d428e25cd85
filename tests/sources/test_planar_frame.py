"""Pictures in planes: what is looked at has the very pixels of the whole picture, and an analysis the same answers."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any
from weakref import WeakSet

import av
import numpy as np
import pytest
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray

from emotion_desk.messages import Box, Picture
from emotion_desk.opencv import cv2
from emotion_desk.planar_picture import Convert, PlanarPicture, Plane, scaled
from emotion_desk.sources.display_picture import upright
from emotion_desk.sources.media import open_media
from emotion_desk.sources.planar_frame import planar
from emotion_desk.vision.crop import cut_face
from emotion_desk.vision.cut_detector import CutDetector
from emotion_desk.vision.detector import reduced_grey
from emotion_desk.vision.thinning import thinned
from tests.sources.clips import write_clip

#: Rows and columns of parts, odd and even, inside and at the edges.
PARTS = ((0, 90, 0, 160), (10, 60, 20, 85), (11, 68, 21, 92), (0, 1, 0, 1), (43, 90, 77, 160))


def noisy(name: str, size: tuple[int, int], space: int, extent: int) -> Any:
    """Return a decoded frame of a format (BT.601 or BT.709, limited or full range) full of noise."""
    frame = av.VideoFrame(*size, name)
    random = np.random.default_rng(0)
    for plane in frame.planes:
        plane.update(random.integers(0, 256, plane.buffer_size, dtype=np.uint8).tobytes())
    frame.colorspace, frame.color_range = space, extent
    return frame


@pytest.mark.parametrize(("name", "extent"), [("yuv420p", 1), ("yuv420p", 2), ("yuvj420p", 2)])
@pytest.mark.parametrize("space", [1, 2, 5])
def test_parts_are_those_of_the_whole_picture(name: str, extent: int, space: int) -> None:
    frame = noisy(name, (160, 90), space, extent)
    whole, picture = upright(frame), planar(frame)
    assert picture is not None
    assert picture.shape == whole.shape
    for top, bottom, left, right in PARTS:
        part = picture[top:bottom, left:right]
        assert part.shape == (bottom - top, right - left, 3)
        np.testing.assert_array_equal(np.asarray(part), whole[top:bottom, left:right])
    np.testing.assert_array_equal(np.asarray(picture), whole)
    np.testing.assert_array_equal(np.asarray(picture[5:9, 7:30]), whole[5:9, 7:30])  # from the picture converted above


@pytest.mark.parametrize("step", [2, 3, 4, 5, 6, 7, 13])
@pytest.mark.parametrize(("name", "extent", "space"), [("yuv420p", 1, 1), ("yuv420p", 1, 5), ("yuvj420p", 2, 2)])
def test_thinned_parts_are_those_of_the_whole_picture(name: str, extent: int, space: int, step: int) -> None:
    frame = noisy(name, (160, 90), space, extent)
    whole = upright(frame)
    for top, bottom, left, right in PARTS:
        picture = planar(frame)
        assert picture is not None
        part = picture[top:bottom, left:right]
        np.testing.assert_array_equal(part.thinned(step), whole[top:bottom:step, left:right:step])
        np.asarray(picture)  # the whole is kept, and is used from now on
        np.testing.assert_array_equal(part.thinned(step), whole[top:bottom:step, left:right:step])


def test_a_halved_part_has_the_means_of_the_converted_one_and_few_rows_are_converted_at_a_time() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (1000, 600, 3), dtype=np.uint8)
    frame = av.VideoFrame.from_ndarray(noise, format="bgr24").reformat(format="yuv420p")
    whole = upright(frame)
    for top, bottom, left, right in ((0, 1000, 0, 600), (3, 987, 5, 599), (10, 12, 0, 600)):
        picture = planar(frame)
        assert picture is not None
        converted: list[int] = []
        convert = picture._convert

        def counted(y: Plane, u: Plane, v: Plane, convert: Convert = convert, to: list[int] = converted) -> Picture:
            to.append(y.size)
            return convert(y, u, v)

        picture._convert = counted
        part = whole[top:bottom, left:right][: (bottom - top) // 2 * 2, : (right - left) // 2 * 2]
        wanted = cv2.resize(part, (part.shape[1] // 2, part.shape[0] // 2), interpolation=cv2.INTER_AREA)
        np.testing.assert_array_equal(picture[top:bottom, left:right].halved(), wanted)
        assert max(converted) <= 203_000
        assert sum(converted) >= part.size / 3


@pytest.mark.parametrize("size", [(96, 54), (97, 55), (61, 33), (240, 135)])
def test_a_scaled_picture_looks_like_the_whole_one_scaled(size: tuple[int, int]) -> None:
    rows, columns = np.mgrid[0:90, 0:160]
    smooth = np.stack([rows * 2, columns, 255 - rows - columns], axis=2).clip(0, 255).astype(np.uint8)
    frame = av.VideoFrame.from_ndarray(smooth, format="bgr24").reformat(format="yuv420p")
    whole, picture = upright(frame), planar(frame)
    assert picture is not None
    for part, same in ((picture, whole), (picture[10:60, 20:84], whole[10:60, 20:84])):
        found = part.scaled(*size)
        assert found.shape == (size[1], size[0], 3)
        wanted = scaled(same, *size)
        smaller = size[0] < 96
        alike = cv2.resize(same, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_LINEAR)
        assert np.abs(wanted.astype(int) - alike).mean() < 1.5
        assert np.abs(found.astype(int) - wanted).mean() < 5
        assert np.abs(found.astype(int) - wanted).max() < 24


@pytest.mark.parametrize(("size", "most"), [((480, 640), 12), ((720, 1280), 5), ((1080, 1920), 2)])
def test_few_converters_are_kept(size: tuple[int, int], most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each holds a frame and FFmpeg's tables; a face that moves is looked at in a dozen sizes."""
    kept: WeakSet[Any] = WeakSet()

    class Counted:
        def __init__(self) -> None:
            self.reformat = VideoReformatter().reformat
            kept.add(self)

    monkeypatch.setattr("av.video.reformatter.VideoReformatter", Counted)
    rows, columns = size
    picture = planar(av.VideoFrame.from_ndarray(np.zeros((rows * 3 // 2, columns), np.uint8), format="yuv420p"))
    assert picture is not None
    for width in range(columns - 32 * 15, columns, 32):
        assert np.asarray(picture[:, :width]).shape == (rows, width, 3)
    assert 1 <= len(kept) <= most


def test_other_frames_are_converted_at_once() -> None:
    assert planar(av.VideoFrame(64, 48, "yuv422p")) is None
    assert planar(av.VideoFrame(64, 48, "rgb24")) is None
    assert planar(av.VideoFrame(63, 48, "yuv420p")) is None
    wide = av.VideoFrame(64, 48, "yuv420p")
    wide.colorspace = 9  # BT.2020
    assert planar(wide) is None


def test_faces_are_cut_and_pictures_reduced_alike(demo_clip: Path) -> None:
    with av.open(str(demo_clip)) as container:
        frame = next(islice(container.decode(video=0), 20, None))
        whole, picture = upright(frame), planar(frame)
    assert picture is not None
    large = Box(101, 45, 400, 395)  # which is halved
    for box in (Box(200, 100, 180, 180), Box(-40, -30, 150, 150), Box(500, 380, 200, 210), large):
        np.testing.assert_array_equal(cut_face(_as_picture(picture), box), cut_face(whole, box))
    np.testing.assert_array_equal(thinned(_as_picture(picture), 3), whole[::3, ::3])
    grey = reduced_grey(_as_picture(picture), (320, 240)).astype(int)
    assert np.abs(grey - reduced_grey(whole, (320, 240))).max() <= 8


def test_cuts_are_seen_in_luma(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", seconds=1.0, size=(320, 180))
    in_planes, in_colours = CutDetector(), CutDetector()
    with av.open(str(clip)) as container:
        for frame in container.decode(video=0):
            picture = planar(frame)
            assert picture is not None
            assert in_planes.is_cut(_as_picture(picture)) == in_colours.is_cut(upright(frame))
            assert in_planes.luma is not None
            assert in_colours.luma is not None
            assert np.abs(in_planes.luma - in_colours.luma).max() < 4


def test_sources_give_planes_only_on_request(tmp_path: Path) -> None:
    upright_clip = write_clip(tmp_path / "a.mp4", seconds=0.3)
    turned_clip = write_clip(tmp_path / "b.mp4", seconds=0.3, rotation=90)
    assert isinstance(first_picture(upright_clip, in_planes=False), np.ndarray)
    assert isinstance(first_picture(upright_clip, in_planes=True), PlanarPicture)
    assert isinstance(first_picture(turned_clip, in_planes=True), np.ndarray)


def first_picture(clip: Path, *, in_planes: bool) -> object:
    picture = open_media(clip, paced=False).picture
    assert picture is not None
    picture.in_planes = in_planes
    picture.open()
    try:
        frame = picture.read(5.0)
        assert frame is not None
        return frame.picture
    finally:
        picture.close()


def _as_picture(picture: Any) -> NDArray[np.uint8]:
    """Return a picture in planes where the desk's code expects an array."""
    return picture  # type: ignore[no-any-return]
