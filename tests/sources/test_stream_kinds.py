"""Streams that FFmpeg does not know from the start, and formats that store no presentation times."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceOpenError
from emotion_desk.messages import Frame
from emotion_desk.sources.media import open_media
from emotion_desk.sources.truncation import is_cut
from tests.sources.clips import beeps, bright, grey, onset_s, write_clip
from tests.sources.read_all import all_frames, joined, read_all

RATE = 48_000


def write_streams(
    path: Path,
    codec: str,
    sound_codec: str | None,
    *,
    frames: int = 100,
    fps: int = 25,
    flash_s: float = 1.0,
    sound_at_s: float = 0.0,
    size: tuple[int, int] = (160, 120),
    options: dict[str, str] | None = None,
) -> Path:
    """Write a flash, and 2 s of sound that begin at ``sound_at_s`` with a beep 1 s later."""
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream(codec, rate=fps)
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        video.options = {"g": "10", **(options or {})}
        sound: Any = None
        packets: list[Any] = []
        if sound_codec is not None:
            sound = container.add_stream(sound_codec, rate=RATE, layout="mono")
        for number in range(frames):
            lit = flash_s <= number / fps < flash_s + 0.1
            frame = av.VideoFrame.from_ndarray(grey(*size, 235 if lit else 20), format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, fps)
            packets += video.encode(frame)
        packets += video.encode(None)
        if sound is not None:
            samples = beeps(RATE, 2.0, (1.0,))
            resampler = av.AudioResampler(format=sound.codec_context.format, layout="mono", rate=RATE)
            for start in range(0, samples.shape[1], 1024):
                piece = np.ascontiguousarray(samples[:, start : start + 1024])
                block = av.AudioFrame.from_ndarray(piece, format="fltp", layout="mono")
                block.sample_rate, block.time_base = RATE, Fraction(1, RATE)
                block.pts = round(sound_at_s * RATE) + start
                for ready in resampler.resample(block):
                    packets += sound.encode(ready)
            packets += sound.encode(None)
        for packet in sorted(packets, key=lambda one: float((one.dts or 0) * one.time_base)):
            container.mux(packet)
    return path


def flashes(frames: list[Frame]) -> list[float]:
    return [frame.stamp_ns / NS_PER_S for frame in frames if bright(frame.picture)]


@pytest.mark.parametrize(("name", "codec", "sound"), [("a.ts", "mpeg2video", "aac"), ("a.mpg", "mpeg2video", "mp2")])
def test_sound_that_begins_after_what_ffmpeg_looks_at(tmp_path: Path, name: str, codec: str, sound: str) -> None:
    path = write_streams(tmp_path / name, codec, sound, frames=600, sound_at_s=20.0, flash_s=21.0)
    frames, blocks = read_all(path)
    assert flashes(frames)[0] == pytest.approx(21.0, abs=0.05)
    assert onset_s(joined(blocks)) == pytest.approx(21.0, abs=0.05)


def test_sound_that_only_the_second_part_of_a_joined_stream_has(tmp_path: Path) -> None:
    silent = write_clip(tmp_path / "silent.ts", seconds=3.0, flashes=(1.0,), rate=None)
    loud = write_clip(tmp_path / "loud.ts", seconds=3.0, flashes=(1.0,))
    path = tmp_path / "joined.ts"
    path.write_bytes(silent.read_bytes() + loud.read_bytes())
    frames, blocks = read_all(path)
    late = min(flash for flash in flashes(frames) if flash > 2.0)
    assert late == pytest.approx(4.0, abs=0.06)
    assert onset_s(joined(blocks)) == pytest.approx(late, abs=0.04)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize(
    ("name", "codec", "options"),
    [
        ("a.avi", "libx264", {"bf": "2", "preset": "medium"}),
        ("a.avi", "libx264", {"preset": "ultrafast"}),
        ("a.avi", "mpeg4", {"bf": "2"}),
        ("a.m2v", "mpeg2video", {"bf": "2"}),
        ("a.h264", "libx264", {"bf": "2", "preset": "medium"}),
    ],
)
def test_formats_without_presentation_times_begin_at_zero_and_keep_their_order(
    tmp_path: Path, name: str, codec: str, options: dict[str, str], threads: int
) -> None:
    path = write_streams(tmp_path / name, codec, None, options=options)
    media = open_media(path, paced=False)
    assert media.picture is not None
    media.picture.decoders = threads
    frames, _ = read_all(path)
    assert [round(frame.stamp_ns / NS_PER_S, 2) for frame in frames] == [round(n / 25, 2) for n in range(100)]
    assert flashes(frames) == pytest.approx([1.0, 1.04, 1.08], abs=0.001)


def test_flash_and_beep_of_an_avi_with_reordered_frames_come_together(tmp_path: Path) -> None:
    path = write_streams(tmp_path / "a.avi", "libx264", "pcm_s16le", options={"bf": "2", "preset": "medium"})
    frames, blocks = read_all(path)
    assert onset_s(joined(blocks)) == pytest.approx(flashes(frames)[0], abs=0.01)


def test_the_sound_of_an_avi_counts_for_its_length(tmp_path: Path) -> None:
    path = write_streams(tmp_path / "a.avi", "mpeg4", "pcm_s16le", frames=25)
    assert open_media(path, paced=False).duration_s == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize(("suffix", "notes"), [("gif", ()), ("png", ()), ("avif", ())])
def test_moving_pictures_move(tmp_path: Path, suffix: str, notes: tuple[str, ...]) -> None:
    pictures = [Image.fromarray(grey(160, 120, value)) for value in (20, 235, 20)]
    path = tmp_path / f"a.{suffix}"
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=[500, 500, 5000])
    media = open_media(path, paced=False)
    frames, _ = read_all(path)
    assert [frame.stamp_ns / NS_PER_S for frame in frames] == [0.0, 0.5, 1.0]
    assert flashes(frames) == [0.5]
    assert media.duration_s == pytest.approx(6.0, abs=0.01)
    assert media.notes == notes


def test_pages_that_are_not_read_are_named(tmp_path: Path) -> None:
    pages = [Image.fromarray(grey(160, 120, value)) for value in (20, 120, 235)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:])
    media = open_media(tmp_path / "a.tif", paced=False)
    assert media.notes == ("One picture of 3 in the file is read.",)
    assert not bright(read_all(tmp_path / "a.tif")[0][0].picture)


@pytest.mark.parametrize("suffix", ["gif", "bmp", "jp2", "png", "jpg"])
def test_a_cut_picture_is_recognised(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    noise = np.random.default_rng(0).integers(0, 255, (120, 160, 3), np.uint8)
    Image.fromarray(noise).save(path)
    assert is_cut(path) is False
    path.write_bytes(path.read_bytes()[:-200])
    assert is_cut(path)


@pytest.mark.parametrize(
    ("name", "codec", "sound"),
    [
        ("a.ts", "libx264", "aac"),
        ("a.mpg", "mpeg2video", "mp2"),
        ("a.flv", "libx264", "aac"),
        ("a.avi", "mpeg4", "pcm_s16le"),
        ("a.mkv", "libx264", "aac"),
        ("a.m2v", "mpeg2video", None),
    ],
)
def test_a_part_begins_with_its_first_frame_in_every_format(
    tmp_path: Path, name: str, codec: str, sound: str | None
) -> None:
    path = write_streams(tmp_path / name, codec, sound, frames=400, size=(64, 48))
    whole = [frame.stamp_ns for frame in read_all(path)[0]]
    for start_s in (3.0, 11.3, 15.9):
        picture = open_media(path, paced=False, window=(start_s, start_s + 1.0)).picture
        assert picture is not None
        picture.open()
        part = [frame.stamp_ns for frame in all_frames(picture)]
        picture.close()
        assert part == [stamp for stamp in whole if start_s <= (stamp + 600_000) / NS_PER_S < start_s + 1.0]


@pytest.mark.parametrize(("name", "codec"), [("a.mp4", "libx264"), ("a.ts", "libx264"), ("a.h264", "libx264")])
def test_a_part_behind_the_end_is_one_sentence(tmp_path: Path, name: str, codec: str) -> None:
    path = write_streams(tmp_path / name, codec, None)

    def first_frame() -> None:
        picture = open_media(path, paced=False, window=(20.0, 30.0)).picture
        assert picture is not None
        picture.open()

    with pytest.raises(SourceOpenError, match=r"nothing from 20 s on|ends before 20 s"):
        first_frame()
