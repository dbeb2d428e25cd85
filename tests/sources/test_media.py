"""Media files of known content: what comes out, and on which time line."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from emotion_desk.clock import NS_PER_MS, NS_PER_S
from emotion_desk.sources.media import Media, open_media
from emotion_desk.sources.protocol import PictureSource, SoundSource
from tests.sources.clips import bright, grey, onset_s, write_clip, write_sound
from tests.sources.read_all import all_blocks, joined, read_all


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("clips") / "clip.mp4")


def test_both_sides_keep_the_contract(clip: Path) -> None:
    media = open_media(clip)

    assert isinstance(media.picture, PictureSource)
    assert isinstance(media.sound, SoundSource)
    assert media.picture.name == media.sound.name == "clip.mp4"
    assert media.picture.kind == media.sound.kind == "file"
    assert media.duration_s == pytest.approx(2.0, abs=0.05)


def test_unpaced_reads_everything_at_once_with_stamps_from_zero(clip: Path) -> None:
    frames, blocks = read_all(clip)

    assert [frame.index for frame in frames] == list(range(50))
    assert [frame.stamp_ns for frame in frames] == [n * 40 * NS_PER_MS for n in range(50)]
    assert frames[0].picture.shape == (120, 160, 3)
    assert frames[0].picture.dtype == np.uint8
    assert frames[10].media_s == pytest.approx(0.4)
    assert blocks[0].stamp_ns == 0
    assert joined(blocks).dtype == np.float32
    assert joined(blocks).size / 16_000 == pytest.approx(2.0, abs=0.03)


@pytest.mark.parametrize("name", ["sync.mp4", "sync.mkv", "sync.mov"])
def test_flash_and_beep_come_at_the_same_moment(tmp_path: Path, name: str) -> None:
    frames, blocks = read_all(write_clip(tmp_path / name, seconds=2.0, fps=50, flashes=(0.5, 1.4)))
    flash_s = next(frame.stamp_ns for frame in frames if bright(frame.picture)) / NS_PER_S
    samples = joined(blocks)

    assert flash_s == pytest.approx(0.5, abs=0.021)
    assert onset_s(samples) == pytest.approx(flash_s, abs=0.04)
    assert onset_s(samples[16_000:]) + 1.0 == pytest.approx(1.4, abs=0.04)


def test_blocks_follow_each_other_without_gap(clip: Path) -> None:
    _, blocks = read_all(clip)

    for before, after in itertools.pairwise(blocks):
        assert after.stamp_ns - before.stamp_ns == pytest.approx(before.samples.size * NS_PER_S / 16_000, abs=2)


def test_variable_frame_rate_is_kept(tmp_path: Path) -> None:
    times = [0, 40, 300, 310, 500, 1400, 1900]
    frames, _ = read_all(write_clip(tmp_path / "vfr.mp4", times_ms=times))

    assert [frame.stamp_ns // NS_PER_MS for frame in frames] == times


@pytest.mark.parametrize(
    ("rotation", "shape", "edge"),
    [(90, (160, 120), "left"), (-90, (160, 120), "right"), (180, (120, 160), "bottom"), (0, (120, 160), "top")],
)
def test_rotation_mark_is_honoured(tmp_path: Path, rotation: int, shape: tuple[int, int], edge: str) -> None:
    """The stored upper edge is red; turned counter-clockwise by 90 degrees it is on the left."""
    frames, _ = read_all(write_clip(tmp_path / "turned.mp4", seconds=0.2, flashes=(), rotation=rotation))
    picture = frames[0].picture.astype(np.int16)
    height, width = picture.shape[:2]
    edges = {
        "top": picture[: height // 8],
        "bottom": picture[-height // 8 :],
        "left": picture[:, : width // 8],
        "right": picture[:, -width // 8 :],
    }
    redness = {name: float((part[..., 2] - part[..., 0]).mean()) for name, part in edges.items()}

    assert (height, width) == shape
    assert max(redness, key=lambda name: redness[name]) == edge
    assert redness[edge] > 150
    assert frames[0].picture.flags.c_contiguous


def test_wide_pixels_are_made_square(tmp_path: Path) -> None:
    path = tmp_path / "wide.mkv"
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = 120, 96, "yuv420p"
        video.codec_context.sample_aspect_ratio = Fraction(2)
        for n in range(3):
            frame = av.VideoFrame.from_ndarray(grey(120, 96, 60), format="bgr24")
            frame.pts = n
            container.mux(video.encode(frame))
        container.mux(video.encode(None))

    frames, _ = read_all(path)

    assert frames[0].picture.shape == (96, 240, 3)


@pytest.mark.parametrize(
    ("name", "codec", "rate", "layout"),
    [
        ("a.wav", "pcm_s16le", 8_000, "mono"),
        ("b.wav", "pcm_u8", 11_025, "stereo"),
        ("c.wav", "pcm_s24le", 96_000, "stereo"),
        ("d.wav", "pcm_f32le", 16_000, "mono"),
        ("e.flac", "flac", 44_100, "stereo"),
        ("f.opus", "libopus", 48_000, "stereo"),
        ("g.ogg", "libopus", 48_000, "mono"),
        ("h.mp3", "libmp3lame", 44_100, "mono"),
    ],
)
def test_sound_of_any_kind_becomes_16_khz_mono(tmp_path: Path, name: str, codec: str, rate: int, layout: str) -> None:
    media = open_media(write_sound(tmp_path / name, codec, rate=rate, layout=layout), paced=False)
    assert media.picture is None
    assert media.sound is not None
    media.sound.open()
    samples = joined(all_blocks(media.sound))
    media.sound.close()
    tone = samples[round(0.52 * 16_000) : round(0.58 * 16_000)]
    spectrum = np.abs(np.fft.rfft(tone * np.hanning(tone.size)))

    assert samples.size == pytest.approx(16_000, abs=16_000 * 0.03)
    assert onset_s(samples) == pytest.approx(0.5, abs=0.01)
    assert np.abs(tone).max() == pytest.approx(0.5, abs=0.06)
    assert np.argmax(spectrum) * 16_000 / tone.size == pytest.approx(1000, abs=20)


def test_speech_in_the_centre_of_surround_sound_stays_loud(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "surround.wav", "pcm_s16le", rate=48_000, layout="5.1", only=2)
    _, blocks = read_all(path)

    assert np.abs(joined(blocks)).max() == pytest.approx(0.5, abs=0.03)  # the one channel that speaks, alone


@pytest.mark.parametrize(("name", "codec"), [("record.mp3", "libmp3lame"), ("record.flac", "flac")])
def test_a_cover_is_no_video(tmp_path: Path, name: str, codec: str) -> None:
    path = write_sound(tmp_path / name, codec, rate=44_100, cover=True)
    with av.open(str(path)) as container:
        assert len(container.streams.video) == 1

    media = open_media(path)

    assert media.picture is None
    assert media.sound is not None


@pytest.mark.parametrize(("suffix", "codec", "pixels"), [("png", "png", "rgb24"), ("jpg", "mjpeg", "yuvj420p")])
def test_a_single_picture_is_read_once_and_shown_for_a_while(
    tmp_path: Path, suffix: str, codec: str, pixels: str
) -> None:
    path = tmp_path / f"photo.{suffix}"
    encoder: Any = av.CodecContext.create(codec, "w")
    encoder.width, encoder.height, encoder.pix_fmt = 96, 64, pixels
    encoder.time_base = Fraction(1, 25)
    frame = av.VideoFrame.from_ndarray(grey(96, 64, 180), format="bgr24").reformat(format=pixels)
    path.write_bytes(b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)]))

    frames, blocks = read_all(path)
    shown = open_media(path, paced=True)
    assert shown.picture is not None
    assert shown.sound is None
    shown.picture.open()
    first, second = shown.picture.read(1.0), shown.picture.read(1.0)
    shown.picture.close()

    assert len(frames) == 1
    assert not blocks
    assert frames[0].picture.shape == (64, 96, 3)
    assert frames[0].picture.mean() == pytest.approx(180, abs=3)
    assert first is not None
    assert second is not None
    assert second.stamp_ns - first.stamp_ns == 100 * NS_PER_MS


@pytest.mark.data
def test_ravdess_clips_are_read_whole(ravdess_videos: list[Path]) -> None:
    assert len(ravdess_videos) == 5
    for path in ravdess_videos:
        frames, blocks = read_all(path)
        media: Media = open_media(path)
        assert media.duration_s is not None
        assert frames[0].picture.shape == (720, 1280, 3)
        assert len(frames) == pytest.approx(media.duration_s * 30_000 / 1001, abs=2)
        assert joined(blocks).size / 16_000 == pytest.approx(media.duration_s, abs=0.05)
        assert np.abs(joined(blocks)).max() > 0.01
