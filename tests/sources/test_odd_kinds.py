"""Videos of odd kinds: HDR10, variable rate, fragments, interlaced lines, odd sizes, wrong endings and headers."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import soundfile

from emotion_desk.clock import NS_PER_S
from emotion_desk.sources.media import open_media
from tests.sources.clips import beeps, bright, onset_s, write_clip
from tests.sources.read_all import joined, read_all

PQ, BT2020, BT2020_MATRIX = 16, 9, 9


def pq_code(luminance: float) -> float:
    """Return the signal for a luminance in cd/m² (SMPTE ST 2084, 5.3), 0 to 1."""
    power = (luminance / 10_000) ** (2610 / 16384)
    return float(((3424 / 4096 + 2413 / 128 * power) / (1 + 2392 / 128 * power)) ** (2523 / 32))


def write_hdr10(path: Path, luminance: float, transfer: int = PQ) -> Path:
    """Write a grey HEVC clip of 10 bits."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libx265", rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p10le"
        stream.options = {"preset": "ultrafast", "x265-params": "log-level=none"}
        context = stream.codec_context
        context.color_trc, context.color_primaries, context.colorspace = transfer, BT2020, BT2020_MATRIX
        context.color_range = 1
        level = round(4 * (16 + 219 * pq_code(luminance)))
        for number in range(5):
            frame: Any = av.VideoFrame(160, 120, "yuv420p10le")
            for index, plane in enumerate(frame.planes):
                values = np.full((plane.height, plane.line_size // 2), level if index == 0 else 512, np.uint16)
                plane.update(values.tobytes())
            frame.pts, frame.time_base = number, Fraction(1, 25)
            frame.colorspace, frame.color_range = BT2020_MATRIX, 1
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(("luminance", "least", "most"), [(0.01, 0, 4), (60.0, 140, 156), (203.0, 236, 248)])
def test_hdr10_has_the_contrast_of_ordinary_video(tmp_path: Path, luminance: float, least: int, most: int) -> None:
    frames, _ = read_all(write_hdr10(tmp_path / "a.mp4", luminance))
    assert len(frames) == 5
    assert least <= float(frames[2].picture.mean()) <= most


def test_ten_bits_without_hdr_are_taken_as_they_are(tmp_path: Path) -> None:
    frames, _ = read_all(write_hdr10(tmp_path / "a.mp4", 203.0, transfer=14))
    assert float(frames[2].picture.mean()) == pytest.approx(255 * pq_code(203.0), abs=2)


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "mov", "ts"])
def test_a_variable_rate_keeps_the_time_of_every_frame(tmp_path: Path, suffix: str) -> None:
    times = [0, 33, 150, 160, 700, 1500, 1540, 3000]
    path = write_clip(tmp_path / f"a.{suffix}", times_ms=times, seconds=4.0, flashes=(1.5,))
    frames, blocks = read_all(path)
    seen = [frame.stamp_ns / NS_PER_S for frame in frames]
    assert np.diff(seen) == pytest.approx(np.diff(times) / 1000, abs=0.025)
    flash = next(frame.stamp_ns / NS_PER_S for frame in frames if bright(frame.picture))
    assert onset_s(joined(blocks)) == pytest.approx(flash, abs=0.03)


@pytest.mark.parametrize("flags", ["frag_keyframe+empty_moov", "frag_keyframe+separate_moof+empty_moov", "dash"])
def test_fragments_are_read_whole_and_in_step(tmp_path: Path, flags: str) -> None:
    path = write_clip(tmp_path / "a.mp4", seconds=3.0, flashes=(2.0,), options={"movflags": flags})
    frames, blocks = read_all(path)
    assert len(frames) == 75
    flash = next(frame.stamp_ns / NS_PER_S for frame in frames if bright(frame.picture))
    assert onset_s(joined(blocks)) == pytest.approx(flash, abs=0.03)


@pytest.mark.parametrize("size", [(322, 182), (2, 2), (1920, 2), (66, 1026)])
def test_odd_sizes(tmp_path: Path, size: tuple[int, int]) -> None:
    path = write_clip(tmp_path / "a.mkv", seconds=0.4, size=size, rate=None)
    assert {frame.picture.shape for frame in read_all(path)[0]} == {(size[1], size[0], 3)}


@pytest.mark.parametrize("ending", ["jpg", "wav", "txt", "", "mp3"])
def test_the_content_decides_not_the_ending(tmp_path: Path, ending: str) -> None:
    clip = write_clip(tmp_path / "a.mkv", seconds=1.0)
    path = tmp_path / (f"b.{ending}" if ending else "b")
    shutil.copy(clip, path)
    frames, blocks = read_all(path)
    assert len(frames) == 25
    assert joined(blocks).size == pytest.approx(16_000, abs=600)


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("riff and data size 0", {4: b"\0\0\0\0", 40: b"\0\0\0\0"}),
        ("riff and data size unknown", {4: b"\xff\xff\xff\xff", 40: b"\xff\xff\xff\xff"}),
        ("riff size 1", {4: b"\1\0\0\0"}),
        ("byte rate 0", {28: b"\0\0\0\0"}),
    ],
)
def test_a_wav_with_a_wrong_header_is_read_whole(tmp_path: Path, where: str, what: dict[int, bytes]) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, beeps(16_000, 2.0, (1.0,))[0], 16_000, subtype="PCM_16")
    content = bytearray(path.read_bytes())
    for at, value in what.items():
        content[at : at + len(value)] = value
    path.write_bytes(bytes(content))
    media = open_media(path, paced=False)
    samples = joined(read_all(path)[1])
    assert samples.size == 32_000, where
    assert onset_s(samples) == pytest.approx(1.0, abs=0.01)
    assert media.notes == ()


@pytest.mark.parametrize(
    ("name", "codec", "rate", "layout"),
    [
        ("a.opus", "libopus", 48_000, "stereo"),
        ("a.webm", "libopus", 48_000, "mono"),
        ("a.wav", "pcm_alaw", 8_000, "mono"),
        ("a.au", "pcm_mulaw", 8_000, "mono"),
        ("a.wav", "pcm_s24le", 96_000, "stereo"),
        ("a.wav", "pcm_f32le", 44_100, "mono"),
        ("a.wav", "pcm_f64le", 192_000, "mono"),
        ("a.mov", "pcm_s24be", 48_000, "stereo"),
        ("a.wav", "adpcm_ms", 22_050, "mono"),
        ("a.caf", "alac", 48_000, "mono"),
        ("a.amr", "libopencore_amrnb", 8_000, "mono"),
    ],
)
def test_codecs_of_sound_keep_time_and_level(tmp_path: Path, name: str, codec: str, rate: int, layout: str) -> None:
    from tests.sources.clips import write_sound

    if codec not in av.codecs_available:
        pytest.skip(f"this PyAV cannot write {codec}")
    path = write_sound(tmp_path / name, codec, rate=rate, layout=layout, seconds=2.0, at=(1.0,))
    samples = joined(read_all(path)[1])
    assert samples.size / 16_000 == pytest.approx(2.0, abs=0.06)
    assert onset_s(samples) == pytest.approx(1.0, abs=0.03)
    assert float(np.abs(samples).max()) == pytest.approx(0.5, abs=0.15)
