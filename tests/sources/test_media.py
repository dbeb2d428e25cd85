"""Media files of known content: what comes out, when, and on which time line."""

from __future__ import annotations

import itertools
import threading
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from emotion_desk.clock import NS_PER_MS, NS_PER_S, now_ns
from emotion_desk.errors import SourceEndedError
from emotion_desk.messages import Frame, SoundBlock
from emotion_desk.sources.media import Media, open_media
from emotion_desk.sources.protocol import PictureSource, SoundSource
from tests.sources.clips import bright, grey, onset_s, write_clip, write_sound
from tests.sources.reading import all_blocks, all_frames, joined


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("clips") / "clip.mp4")


def read_all(path: Path) -> tuple[list[Frame], list[SoundBlock]]:
    """Read both sides of a file as fast as possible."""
    media = open_media(path, paced=False)
    frames: list[Frame] = []
    blocks: list[SoundBlock] = []
    if media.picture is not None:
        media.picture.open()
        frames = all_frames(media.picture)
        media.picture.close()
    if media.sound is not None:
        media.sound.open()
        blocks = all_blocks(media.sound)
        media.sound.close()
    return frames, blocks


def test_both_sides_keep_the_contract(clip: Path) -> None:
    media = open_media(clip)

    assert isinstance(media.picture, PictureSource)
    assert isinstance(media.sound, SoundSource)
    assert media.picture.name == media.sound.name == "clip.mp4"
    assert media.picture.kind == media.sound.kind == "file"
    assert media.duration_s == pytest.approx(2.0, abs=0.05)


def test_unpaced_reads_everything_at_once_with_stamps_from_zero(clip: Path) -> None:
    began = time.monotonic()
    frames, blocks = read_all(clip)

    assert time.monotonic() - began < 1.5
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

    assert np.abs(joined(blocks)).max() == pytest.approx(0.5 * 0.7071, abs=0.03)


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


def test_paced_frames_come_at_their_time(clip: Path) -> None:
    media = open_media(clip)
    assert media.picture is not None
    media.picture.open()
    lateness = []
    for _ in range(20):
        frame = media.picture.read(2.0)
        assert frame is not None
        lateness.append((now_ns() - frame.stamp_ns) / NS_PER_MS)
    media.picture.close()

    assert min(lateness) >= 0
    assert float(np.median(lateness)) < 30
    assert frame is not None
    assert media.picture.dropped == frame.index - 19  # 0 unless the machine stood still for a while


def test_read_gives_none_at_its_time_limit(clip: Path) -> None:
    media = open_media(clip)
    assert media.picture is not None
    assert media.sound is not None
    media.picture.open()
    media.sound.open()
    assert media.picture.read(1.0) is not None

    began = time.monotonic()
    assert media.picture.read(0.005) is None
    assert media.sound.read(0.0) is None
    assert time.monotonic() - began < 0.1
    media.picture.close()
    media.sound.close()


def test_both_sides_share_one_epoch_whoever_comes_first(clip: Path) -> None:
    media = open_media(clip)
    assert media.picture is not None
    assert media.sound is not None
    media.sound.open()
    first = media.sound.read(1.0)
    assert first is not None
    time.sleep(0.4)
    media.picture.open()
    frame = media.picture.read(1.0)
    media.picture.close()
    media.sound.close()

    assert frame is not None
    assert frame.media_s is not None
    assert frame.media_s >= 0.4
    assert (frame.stamp_ns - first.stamp_ns) / NS_PER_S == pytest.approx(frame.media_s, abs=0.001)
    assert media.picture.dropped == 0  # what was over before anyone looked was not dropped


def test_a_late_side_finds_the_flash_where_it_belongs(tmp_path: Path) -> None:
    """Joining far into the file jumps instead of decoding all; the stamps must not move."""
    path = write_clip(tmp_path / "long.mp4", seconds=4.0, flashes=(2.6,))
    media = open_media(path)
    assert media.picture is not None
    assert media.sound is not None
    media.picture.open()
    start = media.picture.read(1.0)
    assert start is not None
    time.sleep(1.5)
    media.sound.open()
    blocks = []
    while (block := media.sound.read(0.5)) is not None and block.stamp_ns < start.stamp_ns + 2.9 * NS_PER_S:
        blocks.append(block)
    media.picture.close()
    media.sound.close()
    beep_ns = blocks[0].stamp_ns + onset_s(joined(blocks)) * NS_PER_S

    assert (blocks[0].stamp_ns - start.stamp_ns) / NS_PER_S == pytest.approx(1.5, abs=0.2)
    assert (beep_ns - start.stamp_ns) / NS_PER_S == pytest.approx(2.6, abs=0.04)


def test_a_slow_reader_skips_to_the_present_and_counts_it(clip: Path) -> None:
    media = open_media(clip)
    assert media.picture is not None
    media.picture.open()
    first = media.picture.read(1.0)
    time.sleep(0.8)
    second = media.picture.read(1.0)
    media.picture.close()
    assert first is not None
    assert second is not None

    skipped = second.index - first.index - 1
    assert skipped >= 15
    assert media.picture.dropped == skipped
    assert second.media_s is not None
    assert second.media_s >= 0.7


def test_sound_is_never_skipped(clip: Path) -> None:
    media = open_media(clip)
    assert media.sound is not None
    media.sound.open()
    first = media.sound.read(1.0)
    time.sleep(0.6)
    second = media.sound.read(1.0)
    media.sound.close()

    assert first is not None
    assert second is not None
    assert second.samples.size >= 0.55 * 16_000
    assert second.stamp_ns - first.stamp_ns == pytest.approx(first.samples.size * NS_PER_S / 16_000, abs=2)


def test_loops_keep_both_sides_in_step(tmp_path: Path) -> None:
    """The sound is shorter than the picture here: without a common period the beeps would run ahead of the flashes."""
    path = write_clip(tmp_path / "loop.mp4", seconds=0.93, fps=25, flashes=(0.4,), rate=44_100)
    media = open_media(path, paced=False, loop=True)
    assert media.picture is not None
    assert media.sound is not None
    media.picture.open()
    frames = [frame for _ in range(100) if (frame := media.picture.read(1.0)) is not None]
    media.sound.open()
    blocks = [block for _ in range(40) if (block := media.sound.read(1.0)) is not None]
    media.picture.close()
    media.sound.close()
    lit = [frame.stamp_ns / NS_PER_S for frame in frames if bright(frame.picture)]
    flashes = [moment for before, moment in itertools.pairwise([-1.0, *lit]) if moment - before > 0.3]
    samples = joined(blocks)
    loud = np.flatnonzero(np.abs(samples) > 0.1) / 16_000
    beeps = [moment for before, moment in itertools.pairwise([-1.0, *loud]) if moment - before > 0.3]

    assert len(flashes) >= 4
    assert len(beeps) >= 4
    for flash, beep in zip(flashes, beeps, strict=False):
        assert beep == pytest.approx(flash, abs=0.04)
    stamps = [frame.stamp_ns for frame in frames]
    assert all(after > before for before, after in itertools.pairwise(stamps))


def test_a_loop_with_short_sound_is_filled_with_silence(tmp_path: Path) -> None:
    path = tmp_path / "short_sound.mkv"
    write_clip(tmp_path / "sound.mp4", seconds=0.5, flashes=(0.1,))
    write_clip(path, seconds=2.0, flashes=(), rate=None)
    with (
        av.open(str(tmp_path / "sound.mp4")) as sound,
        av.open(str(path)) as picture,
        av.open(str(tmp_path / "both.mkv"), "w") as both,
    ):
        targets = [both.add_stream_from_template(s) for s in (picture.streams.video[0], sound.streams.audio[0])]
        for source, stream, target in ((picture, "video", targets[0]), (sound, "audio", targets[1])):
            for packet in source.demux(**{stream: 0}):
                if packet.dts is not None:
                    packet.stream = target
                    both.mux(packet)
    media = open_media(tmp_path / "both.mkv", paced=False, loop=True)
    assert media.sound is not None
    media.sound.open()
    samples = joined([block for _ in range(45) if (block := media.sound.read(1.0)) is not None])
    media.sound.close()

    # Without an edit list the codec's 21 ms of priming stay in front.
    assert onset_s(samples) == pytest.approx(0.1, abs=0.03)
    assert not np.any(np.abs(samples[round(0.7 * 16_000) : round(1.9 * 16_000)]) > 0.01)
    assert onset_s(samples[16_000:]) + 1.0 - onset_s(samples) == pytest.approx(media.duration_s, abs=0.005)


def test_the_end_is_said_and_said_again_and_open_plays_from_the_start(clip: Path) -> None:
    media = open_media(clip, paced=False)
    assert media.picture is not None
    media.picture.open()
    first = all_frames(media.picture)
    with pytest.raises(SourceEndedError, match=r"clip\.mp4 has ended"):
        media.picture.read(0.1)
    media.picture.close()
    media.picture.open()
    again = all_frames(media.picture)
    media.picture.close()

    assert [frame.stamp_ns for frame in first] == [frame.stamp_ns for frame in again]


def test_playing_again_takes_the_other_side_along(tmp_path: Path) -> None:
    media = open_media(write_clip(tmp_path / "short.mp4", seconds=0.4, flashes=()))
    assert media.picture is not None
    assert media.sound is not None
    media.picture.open()
    media.sound.open()
    assert media.sound.read(1.0) is not None
    all_frames(media.picture)
    media.picture.open()
    restarted = media.picture.read(1.0)
    block = media.sound.read(1.0)
    media.picture.close()
    media.sound.close()

    assert restarted is not None
    assert restarted.media_s == 0.0
    assert block is not None
    assert block.stamp_ns == restarted.stamp_ns  # from the start, on the new epoch


def test_reopening_one_side_joins_the_other_where_it_is(clip: Path) -> None:
    media = open_media(clip)
    assert media.picture is not None
    assert media.sound is not None
    media.sound.open()
    start = media.sound.read(1.0)
    media.picture.open()
    media.picture.read(1.0)
    media.picture.close()
    time.sleep(0.5)
    media.picture.open()
    frame = media.picture.read(1.0)
    media.picture.close()
    media.sound.close()

    assert start is not None
    assert frame is not None
    assert frame.media_s is not None
    assert frame.media_s > 0.45
    assert frame.index == 0
    assert frame.stamp_ns == start.stamp_ns + round(frame.media_s * NS_PER_S)


@pytest.mark.parametrize("side", ["picture", "sound"])
def test_close_from_another_thread_ends_a_waiting_read(tmp_path: Path, side: str) -> None:
    path = write_clip(tmp_path / "slow.mp4", times_ms=[0, 1900], seconds=2.0)
    media = open_media(path)
    source = getattr(media, side)
    source.open()
    answers: list[object] = []

    def keep_reading() -> None:
        while (answer := source.read(5.0)) is not None:
            answers.append(answer)

    reader = threading.Thread(target=keep_reading, daemon=True)
    reader.start()
    time.sleep(0.2)
    began = time.monotonic()
    source.close()
    closing_s = time.monotonic() - began
    reader.join(5.0)

    assert closing_s < 0.3
    assert not reader.is_alive()
    assert answers


def test_close_does_not_wait_for_a_slow_disk(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader, not the closer, lets go of the file when it comes out of the decoder."""
    media = open_media(clip, paced=False)
    picture = media.picture
    assert picture is not None
    picture.open()
    inside, release = threading.Event(), threading.Event()

    def slow(timeout_s: float) -> Frame | None:
        inside.set()
        release.wait(5.0)
        return None

    monkeypatch.setattr(picture, "_next", slow)
    reader = threading.Thread(target=picture.read, args=(1.0,), daemon=True)
    reader.start()
    assert inside.wait(2.0)
    began = time.monotonic()
    picture.close()
    closing_s = time.monotonic() - began
    release.set()
    reader.join(2.0)

    assert closing_s < 0.5
    assert picture._container is None


def test_closed_sources_give_nothing_and_close_twice(clip: Path) -> None:
    media = open_media(clip)
    for source in (media.picture, media.sound):
        assert source is not None
        assert source.read(0.01) is None
        source.open()
        source.close()
        source.close()
        assert source.read(0.01) is None


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
