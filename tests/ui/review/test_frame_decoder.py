"""Frames by number, on a clip whose frames say which they are and are not evenly apart."""

from __future__ import annotations

import threading
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from emotion_desk.errors import DeskError
from emotion_desk.messages import Picture
from emotion_desk.ui.review.frame_decoder import FrameCache, FrameDecoder, FrameDecoderThread
from emotion_desk.ui.review.frame_index import FrameIndex, build_index

COUNT = 60
#: A frame's number stands in it as black and white bars of this width, one for each bit.
_BAR, _BITS = 10, 6


def moment_ms(number: int) -> int:
    """Every third frame comes late."""
    return number * 40 + (15 if number % 3 == 2 else 0)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clip") / "uneven clip.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"bf": "2", "g": "20", "qp": "8"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for number in range(COUNT):
            bars = np.zeros((48, 64, 3), np.uint8)
            for bit in range(_BITS):
                bars[:, bit * _BAR : (bit + 1) * _BAR] = 255 * (number >> bit & 1)
            frame = av.VideoFrame.from_ndarray(bars, format="bgr24")
            frame.pts, frame.time_base = moment_ms(number), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def number_in(picture: Picture | None) -> int:
    assert picture is not None
    return sum(int(picture[24, bit * _BAR + _BAR // 2].mean() > 127) << bit for bit in range(_BITS))


@pytest.fixture
def index(clip: Path) -> FrameIndex:
    return build_index(clip, from_zero=True)


def test_the_index_knows_every_moment(index: FrameIndex) -> None:
    assert len(index) == COUNT
    np.testing.assert_allclose(index.times * 1000, [moment_ms(number) for number in range(COUNT)], atol=0.01)
    assert index.keys.tolist()[0] == 0
    assert len(index.keys) >= 3
    assert not index.has_sound
    assert index.at(-1.0) == 0
    assert index.at(moment_ms(5) / 1000) == 5
    assert index.at(moment_ms(5) / 1000 - 0.002) == 4
    assert index.at(99.0) == COUNT - 1


def test_each_frame_is_exactly_the_one_that_was_asked_for(index: FrameIndex) -> None:
    reader = FrameDecoder(index)
    wanted = [0, 1, 2, 45, 44, 43, 42, 30, 59, 58, 0, 19, 20, 21, 22, 5, 59]
    assert [number_in(reader.frame(number)) for number in wanted] == wanted
    reader.close()


def test_steps_in_both_directions_with_hardly_any_memory(index: FrameIndex) -> None:
    cache = FrameCache(3 * 64 * 48 * 3)
    reader = FrameDecoder(index, cache)
    wanted = [*range(25, 35), *range(34, 14, -1)]
    for number in wanted:
        assert number_in(reader.frame(number)) == number
        assert cache.bytes <= 3 * 64 * 48 * 3
    reader.close()


def test_the_server_answers_the_newest_request(index: FrameIndex) -> None:
    got: list[tuple[int, int]] = []
    came = threading.Event()

    def deliver(_server: FrameDecoderThread, number: int, picture: Picture) -> None:
        got.append((number, number_in(picture)))
        if number == 33:
            came.set()

    failures: list[str] = []
    server = FrameDecoderThread(index, deliver, failures.append)
    for number in (3, 50, 7, 33):
        server.request(number)
    assert came.wait(20)
    server.close()
    server.join(20)
    assert not server.alive
    assert all(number == seen for number, seen in got)
    assert not failures


def test_a_file_that_goes_away_is_reported(clip: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.mkv"
    copy.write_bytes(clip.read_bytes())
    index = build_index(copy, from_zero=True)
    copy.unlink()
    failures: list[str] = []
    server = FrameDecoderThread(index, lambda *_taken: None, failures.append)
    server.join(20)
    assert len(failures) == 1
    assert "copy.mkv" in failures[0]


def test_a_truncated_clip_plays_as_far_as_it_goes(clip: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.mkv"
    short.write_bytes(clip.read_bytes()[: clip.stat().st_size * 2 // 3])
    index = build_index(short, from_zero=True)
    assert 0 < len(index) < COUNT
    reader = FrameDecoder(index)
    assert number_in(reader.frame(4)) == 4
    assert reader.frame(len(index) - 1) is not None
    reader.close()


def test_what_is_no_media_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.mp4").write_bytes(b"Dear reader")
    with pytest.raises(DeskError, match=r"letter\.mp4"):
        build_index(tmp_path / "letter.mp4", from_zero=True)
