"""One time line for picture and sound: late and interrupted sound, clocks that jump, lengths that are estimates."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceLostError
from emotion_desk.sources.media import open_media
from tests.sources.clips import add_sound, bright, onset_s, write_clip, write_sound
from tests.sources.read_all import all_blocks, all_frames, joined, read_all

RATE = 16_000


def write_pieces(path: Path, codec: str, pieces: list[tuple[float, NDArray[np.float32]]]) -> Path:
    """Write sound whose pieces begin at the given seconds; between them there are no packets."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=RATE, layout="mono")
        for at_s, samples in pieces:
            for start in range(0, len(samples), 1024):
                frame = av.AudioFrame.from_ndarray(samples[None, start : start + 1024], format="fltp", layout="mono")
                frame.sample_rate, frame.time_base = RATE, Fraction(1, RATE)
                frame.pts = round(at_s * RATE) + start
                resampled = av.AudioResampler(format=stream.codec_context.format).resample(frame)
                for ready in resampled:
                    container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return path


def tone(seconds: float) -> NDArray[np.float32]:
    return np.sin(2 * np.pi * 440 * np.arange(round(seconds * RATE)) / RATE).astype(np.float32) * np.float32(0.5)


@pytest.mark.parametrize("gap_s", [0.2, 5.0, 61.0, 400.0])
def test_sound_resumes_at_its_time_after_a_gap_of_any_length(tmp_path: Path, gap_s: float) -> None:
    path = write_pieces(tmp_path / "gap.mka", "pcm_s16le", [(0.0, tone(0.5)), (0.5 + gap_s, tone(0.5))])
    samples = joined(read_all(path)[1])
    loud = np.flatnonzero(np.abs(samples) > 0.1) / RATE
    assert samples.size / RATE == pytest.approx(1.0 + gap_s, abs=0.05)
    assert loud[loud > 0.55].min() == pytest.approx(0.5 + gap_s, abs=0.02)


def test_sound_that_begins_late_has_silence_before(tmp_path: Path) -> None:
    path = tmp_path / "late.mkv"
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream("libx264", rate=1)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        audio: Any = container.add_stream("pcm_s16le", rate=RATE, layout="mono")
        for second in range(72):
            frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), format="bgr24")
            frame.pts, frame.time_base = second, Fraction(1, 1)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        samples = (tone(1.0) * 32767).astype(np.int16)[None]
        block = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        block.sample_rate, block.pts, block.time_base = RATE, 70 * RATE, Fraction(1, RATE)
        container.mux(audio.encode(block))
        container.mux(audio.encode(None))
    frames, blocks = read_all(path)
    assert len(frames) == 72
    assert onset_s(joined(blocks)) == pytest.approx(70.0, abs=0.02)


def shifted(path: Path, out: Path, seconds: float) -> Path:
    """Copy a transport stream with its clock set off."""
    with av.open(str(path)) as source, av.open(str(out), "w", format="mpegts", options={"copyts": "1"}) as target:
        copies = {s.index: target.add_stream_from_template(s) for s in (*source.streams.video, *source.streams.audio)}
        for packet in source.demux():
            if packet.dts is None or packet.pts is None:
                continue
            offset = round(seconds / packet.time_base)
            index = packet.stream.index
            packet.pts, packet.dts = packet.pts + offset, packet.dts + offset
            packet.stream = copies[index]
            target.mux(packet)
    return out


@pytest.mark.parametrize("offset_s", [0.0, 100.0, 7.0, 5000.0])
def test_joined_transport_streams_whose_clock_jumps(tmp_path: Path, offset_s: float) -> None:
    first = write_clip(tmp_path / "a.ts", seconds=3.0, flashes=(1.0,))
    second = shifted(first, tmp_path / "b.ts", offset_s)
    path = tmp_path / "joined.ts"
    path.write_bytes(first.read_bytes() + second.read_bytes())
    media = open_media(path, paced=False)
    frames, blocks = read_all(path)
    samples = joined(blocks)
    flashes = [frame.stamp_ns / NS_PER_S for frame in frames if bright(frame.picture)]
    assert media.duration_s == pytest.approx(6.0, abs=0.15)
    assert not media.estimated
    assert len(frames) == 150
    assert samples.size / RATE == pytest.approx(6.0, abs=0.15)
    late = min(flash for flash in flashes if flash > 2.0)
    assert late == pytest.approx(4.0, abs=0.1)
    assert onset_s(samples[2 * RATE :]) + 2.0 == pytest.approx(late, abs=0.06)


def test_joined_transport_streams_backwards(tmp_path: Path) -> None:
    first = write_clip(tmp_path / "a.ts", seconds=3.0, flashes=(1.0,))
    second = shifted(first, tmp_path / "b.ts", 900.0)
    path = tmp_path / "joined.ts"
    path.write_bytes(second.read_bytes() + first.read_bytes() + second.read_bytes())
    frames, blocks = read_all(path)
    assert len(frames) == 225
    assert frames[-1].stamp_ns / NS_PER_S == pytest.approx(9.0, abs=0.2)
    assert joined(blocks).size / RATE == pytest.approx(9.0, abs=0.2)


def test_a_gap_in_one_stream_of_a_transport_stream_is_a_gap(tmp_path: Path) -> None:
    path = tmp_path / "gap.ts"
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        audio: Any = container.add_stream("aac", rate=RATE, layout="mono")
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        for number in range(200):
            frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            container.mux(video.encode(frame))
            if number in (0, 150):
                block = av.AudioFrame.from_ndarray(tone(1.024)[None], format="fltp", layout="mono")
                block.sample_rate, block.pts, block.time_base = RATE, round(number / 25 * RATE), Fraction(1, RATE)
                for start in range(0, 16_384, 1024):
                    piece = av.AudioFrame.from_ndarray(tone(1.024)[None, start : start + 1024], "fltp", "mono")
                    piece.sample_rate, piece.time_base = RATE, Fraction(1, RATE)
                    piece.pts = round(number / 25 * RATE) + start
                    for ready in resampler.resample(piece):
                        container.mux(audio.encode(ready))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))
    frames, blocks = read_all(path)
    samples = joined(blocks)
    assert frames[-1].stamp_ns / NS_PER_S == pytest.approx(7.96, abs=0.1)
    assert onset_s(samples[3 * RATE :]) + 3.0 == pytest.approx(6.0, abs=0.1)


@pytest.mark.parametrize(("name", "codec"), [("quiet.aac", "aac"), ("quiet.mp3", "libmp3lame"), ("quiet.ts", "mp2")])
def test_a_length_that_the_container_only_estimates_is_corrected(tmp_path: Path, name: str, codec: str) -> None:
    path = tmp_path / name
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=48_000, layout="mono")
        sound = np.zeros((1, 48_000 * 20), np.float32)
        sound[0, 48_000 * 16 :] = np.random.default_rng(1).uniform(-0.5, 0.5, 48_000 * 4)
        add_sound(container, stream, sound, 48_000, "mono")
    media = open_media(path, paced=False)
    assert media.duration_s == pytest.approx(20.0, abs=0.15)
    assert not media.estimated


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "mov", "webm"])
def test_a_last_frame_that_lasts_long_is_no_damage(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"held.{suffix}"
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libvpx" if suffix == "webm" else "libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number, moment in enumerate([0, 1000, 2000, 12_000]):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 60 * number, np.uint8), format="bgr24")
            frame.pts, frame.time_base = moment, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert len(read_all(path)[0]) == 4  # reading to the end raises for a damaged file


@pytest.mark.parametrize("suffix", ["mkv", "ts", "mp4"])
def test_a_clock_that_does_not_begin_at_zero(tmp_path: Path, suffix: str) -> None:
    options = {"copyts": "1", "avoid_negative_ts": "disabled"} if suffix != "mp4" else None
    path = write_clip(
        tmp_path / f"segment.{suffix}", times_ms=[8000 + 40 * n for n in range(50)], rate=None, options=options
    )
    frames = read_all(path)[0]
    assert len(frames) == 50
    assert frames[0].stamp_ns == pytest.approx(0, abs=0.1 * NS_PER_S)
    assert frames[-1].stamp_ns / NS_PER_S == pytest.approx(1.96, abs=0.1)


@pytest.mark.parametrize(("suffix", "share"), [("mp4", 0.6), ("mkv", 0.5), ("mkv", 0.9), ("mov", 0.7)])
def test_a_cut_file_gives_what_is_there_and_says_so(tmp_path: Path, suffix: str, share: float) -> None:
    options = {"movflags": "+faststart"} if suffix in ("mp4", "mov") else None
    path = write_clip(tmp_path / f"cut.{suffix}", seconds=4.0, options=options)
    path.write_bytes(path.read_bytes()[: round(path.stat().st_size * share)])
    media = open_media(path, paced=False)
    assert media.picture is not None
    media.picture.open()
    with pytest.raises(SourceLostError, match="breaks off"):
        all_frames(media.picture)
    media.picture.close()


@pytest.mark.parametrize(("name", "format_name"), [("c.wav", "WAV"), ("c.flac", "FLAC"), ("c.aiff", "AIFF")])
def test_a_cut_sound_file_is_recognised(tmp_path: Path, name: str, format_name: str) -> None:
    path = tmp_path / name
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 4 * RATE)
    soundfile.write(path, noise, RATE, format=format_name, subtype="PCM_16")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(SourceLostError, match="breaks off"):
        read_all(path)


def test_a_wav_that_was_written_into_a_pipe_is_whole(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "pipe.wav", "pcm_s16le", seconds=2.0)
    raw = bytearray(path.read_bytes())
    data = raw.index(b"data")
    raw[4:8] = raw[data + 4 : data + 8] = b"\xff\xff\xff\xff"
    path.write_bytes(raw)
    assert joined(read_all(path)[1]).size == 2 * RATE


@pytest.mark.parametrize("fragments", [False, True])
def test_a_part_of_a_file_has_the_times_of_the_file(tmp_path: Path, fragments: bool) -> None:
    options = {"movflags": "frag_keyframe+empty_moov"} if fragments else None
    path = write_clip(tmp_path / "whole.mp4", seconds=6.0, flashes=(1.0, 3.5), options=options)
    media = open_media(path, paced=False, window=(3.0, 4.0))
    assert media.picture is not None
    assert media.sound is not None
    media.picture.open()
    frames = all_frames(media.picture)
    media.picture.close()
    media.sound.open()
    blocks = all_blocks(media.sound)
    media.sound.close()
    sound = joined(blocks)
    assert [frames[0].media_s, frames[-1].media_s] == pytest.approx([3.0, 3.96], abs=0.03)
    assert next(f.media_s for f in frames if bright(f.picture)) == pytest.approx(3.5, abs=0.045)
    assert blocks[0].stamp_ns == 3 * NS_PER_S
    assert sound.size == RATE
    assert onset_s(sound) == pytest.approx(0.5, abs=0.03)


def test_presentation_times_in_decoding_order_are_sorted(tmp_path: Path) -> None:
    """Some cutting programs store decoding times as presentation times."""
    path = tmp_path / "permuted.mkv"
    first = tmp_path / "first.mkv"
    with av.open(str(first), "w") as container:
        video: Any = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        video.options = {"bf": "2", "b_strategy": "0"}
        for number in range(50):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 4 * number, np.uint8), format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
    with av.open(str(first)) as source, av.open(str(path), "w") as target:
        copy = target.add_stream_from_template(source.streams.video[0])
        for number, packet in enumerate(source.demux(video=0)):
            if packet.size:
                packet.pts = packet.dts = round(number / 25 / packet.time_base)
                packet.stream = copy
                target.mux(packet)
    frames = read_all(path)[0]
    levels = [float(frame.picture.mean()) for frame in frames]
    assert len(frames) == 50
    assert levels == sorted(levels)
    np.testing.assert_allclose([frame.media_s or 0.0 for frame in frames], np.arange(50) / 25, atol=0.002)
