"""Sound that must not get lost: silent tracks, opposite phase, dead channels, offsets, broken samples."""

from __future__ import annotations

import wave
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from emotion_desk.errors import SourceOpenError
from emotion_desk.messages import Samples
from emotion_desk.resources import shipped
from emotion_desk.sources.downmix import JoinedFrames, as_float
from emotion_desk.sources.media import open_media
from emotion_desk.sources.read_sound_file import read_sound
from tests.sources.read_all import all_blocks, joined

RATE = 16_000


@pytest.fixture(scope="module")
def speech() -> Samples:
    return read_sound(shipped("assets") / "demo.mp4", 4.0)


def write(path: Path, channels: list[NDArray[np.float32]], rate: int = RATE, subtype: str = "FLOAT") -> Path:
    soundfile.write(path, np.stack(channels, axis=1), rate, subtype=subtype)
    return path


def rms(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


def same(samples: Samples, other: Samples) -> float:
    length = min(len(samples), len(other))
    return float(np.corrcoef(samples[:length], other[:length])[0, 1])


def read(path: Path, track: int | None = None, channel: str | None = None) -> Samples:
    sound = open_media(path, paced=False, track=track, channel=channel).sound
    assert sound is not None
    sound.open()
    samples = joined(all_blocks(sound))
    sound.close()
    return samples


def noise(count: int, level: float) -> NDArray[np.float32]:
    return np.random.default_rng(4).normal(0, level, count).astype(np.float32)


@pytest.mark.parametrize("factor", [-1.0, -0.6])
def test_channels_of_opposite_phase_do_not_cancel(tmp_path: Path, speech: Samples, factor: float) -> None:
    path = write(tmp_path / "inverted.wav", [speech, np.float32(factor) * speech])
    samples = read(path)
    assert abs(same(samples, speech)) > 0.99
    assert rms(samples) > 0.75 * rms(speech)
    assert "difference" in " ".join(open_media(path).notes)


@pytest.mark.parametrize("dead", [0, 1])
def test_a_dead_channel_is_left_out(tmp_path: Path, speech: Samples, dead: int) -> None:
    channels = [speech, speech]
    channels[dead] = np.zeros_like(speech)
    samples = read(write(tmp_path / "dead.wav", channels))
    assert rms(samples) == pytest.approx(rms(speech), rel=0.02)


@pytest.mark.slow
def test_a_channel_of_loud_noise_does_not_drown_the_other(tmp_path: Path, speech: Samples) -> None:
    peak = float(np.abs(speech).max())
    path = write(tmp_path / "noise.wav", [noise(len(speech), peak), speech])
    assert same(read(path), speech) > 0.99


def test_ordinary_stereo_is_mixed(tmp_path: Path, speech: Samples) -> None:
    path = write(tmp_path / "stereo.wav", [speech, np.float32(0.5) * speech])
    np.testing.assert_allclose(read(path), 0.75 * speech, atol=1e-5)
    assert open_media(path).notes == ()


@pytest.mark.parametrize(("channel", "gain"), [("left", 1.0), ("right", 0.5), ("2", 0.5), ("mix", 0.75)])
def test_a_channel_may_be_named(tmp_path: Path, speech: Samples, channel: str, gain: float) -> None:
    path = write(tmp_path / "stereo.wav", [speech, np.float32(0.5) * speech])
    np.testing.assert_allclose(read(path, channel=channel), gain * speech, atol=1e-5)


@pytest.mark.parametrize("channel", ["3", "0", "centre"])
def test_a_channel_that_is_not_there_is_one_sentence(tmp_path: Path, speech: Samples, channel: str) -> None:
    path = write(tmp_path / "stereo.wav", [speech, speech])
    with pytest.raises(SourceOpenError, match=f"has no channel '{channel}'"):
        open_media(path, channel=channel)


def test_an_offset_is_removed(tmp_path: Path, speech: Samples) -> None:
    for count in (1, 2):
        path = write(tmp_path / f"offset{count}.wav", [speech * np.float32(0.5) + np.float32(0.3)] * count)
        assert abs(float(read(path).mean())) < 2e-3


def test_not_a_number_and_infinity_are_silence_and_full_scale(tmp_path: Path) -> None:
    sound = np.full(RATE, 0.25, np.float32)
    sound[::2] = -0.25
    sound[100], sound[200], sound[300] = np.nan, np.inf, 1e30
    samples = read(write(tmp_path / "bad.wav", [sound]))
    assert np.isfinite(samples).all()
    assert float(np.abs(samples).max()) <= 1.0


@pytest.mark.parametrize("rate", [1, 8, 400])
def test_an_absurd_sample_rate_is_refused(tmp_path: Path, rate: int) -> None:
    path = tmp_path / "slow.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(bytes(2000))
    with pytest.raises(SourceOpenError, match=f"sample rate of {rate} Hz"):
        open_media(path)


def write_tracks(path: Path, tracks: list[NDArray[np.float32]], default: int | None = None) -> Path:
    with av.open(str(path), "w") as container:
        streams: list[Any] = [container.add_stream("flac", rate=RATE, layout="mono") for _ in tracks]
        for number, stream in enumerate(streams):
            stream.disposition = av.stream.Disposition.default if number == default else 0
        for stream, sound in zip(streams, tracks, strict=True):
            for start in range(0, len(sound), 1024):
                piece = (sound[None, start : start + 1024] * 32767).astype(np.int16)
                frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
                frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize("default", [None, 0])
def test_the_track_that_speaks_is_taken_and_the_others_are_named(
    tmp_path: Path, speech: Samples, default: int | None
) -> None:
    path = write_tracks(tmp_path / "two.mka", [np.zeros_like(speech), noise(len(speech), 0.05), speech], default)
    assert same(read(path), speech) > 0.99
    assert "Sound track 3" in open_media(path).notes[0]
    assert "1 is silent" in open_media(path).notes[0]


def test_the_default_track_is_taken_where_both_speak(tmp_path: Path, speech: Samples) -> None:
    quieter = np.float32(0.5) * speech
    path = write_tracks(tmp_path / "two.mka", [speech, quieter], default=1)
    assert rms(read(path)) == pytest.approx(rms(quieter), rel=0.05)


def test_a_track_may_be_named(tmp_path: Path, speech: Samples) -> None:
    path = write_tracks(tmp_path / "two.mka", [np.zeros_like(speech), speech])
    assert rms(read(path, track=1)) < 1e-4
    with pytest.raises(SourceOpenError, match="no sound track 3; it has 2"):
        open_media(path, track=3)


@pytest.mark.slow
def test_surround_of_opposite_fronts_keeps_its_speech(tmp_path: Path, speech: Samples) -> None:
    silent = np.zeros_like(speech)
    path = tmp_path / "six.wav"
    soundfile.write(path, np.stack([speech, -speech, silent, silent, silent, silent], axis=1), RATE, subtype="FLOAT")
    assert abs(same(read(path), speech)) > 0.99


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ALAW", "ULAW"])
def test_sample_formats_give_the_same_sound(tmp_path: Path, speech: Samples, subtype: str) -> None:
    path = write(tmp_path / "format.wav", [speech], subtype=subtype)
    assert same(read(path), speech) > 0.97


@pytest.mark.parametrize(("count", "alive"), [(4, 2), (6, 5), (8, 7)])
def test_one_channel_of_many_keeps_its_level(tmp_path: Path, speech: Samples, count: int, alive: int) -> None:
    channels = [np.zeros_like(speech)] * alive + [speech] + [np.zeros_like(speech)] * (count - alive - 1)
    path = write(tmp_path / "a.wav", channels)
    assert rms(read(path)) == pytest.approx(rms(speech), rel=0.02)
    assert open_media(path, paced=False).notes == (f"Of {count} channels channel {alive + 1} is used.",)


def test_clipped_sound_stays_within_full_scale(tmp_path: Path, speech: Samples) -> None:
    path = write(tmp_path / "a.wav", [np.clip(30 * speech, -1.0, 1.0)], rate=44_100)
    assert float(np.abs(read(path)).max()) <= 1.0


@pytest.mark.parametrize("form", ["fltp", "flt", "s16p", "s16", "u8"])
def test_joined_frames_are_those_converted_one_by_one(form: str) -> None:
    random = np.random.default_rng(1)
    frames = []
    for count in (1024, 1, 480):
        frame = av.AudioFrame(format=form, layout="stereo", samples=count)
        for plane in frame.planes:
            values = random.uniform(-0.9, 0.9, plane.buffer_size // 4).astype(np.float32)
            plane.update(values.tobytes() if form.startswith("flt") else random.bytes(plane.buffer_size))
        frame.sample_rate = 48_000
        frames.append(frame)
    apart = np.concatenate([as_float(frame) for frame in frames], axis=1)
    assert apart.shape == (2, 1505)
    np.testing.assert_array_equal(as_float(*frames), apart)


def test_frames_are_joined_up_to_a_length_and_of_one_form_only() -> None:
    def frame(rate: int, layout: str = "stereo") -> Any:
        made = av.AudioFrame(format="fltp", layout=layout, samples=1000)
        made.sample_rate = rate
        return made

    held = JoinedFrames(0.1)
    assert [held.add(frame(16_000)) for _ in range(2)] == [False, True]
    assert len(held.take()) == 2
    assert held.take() == []
    assert held.continues_with(frame(48_000))
    held.add(frame(16_000))
    assert held.continues_with(frame(16_000))
    assert not held.continues_with(frame(48_000))
    assert not held.continues_with(frame(16_000, "mono"))
