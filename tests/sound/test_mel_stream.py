"""Columns block by block are the columns of the whole."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.messages import Samples, SoundBlock
from emotion_desk.sound.mel import FLOOR_DB, HOP, SAMPLE_RATE, WINDOW, log_mel
from emotion_desk.sound.mel_stream import LONGEST_GAP, MelColumns, MelStream, level_dbfs
from emotion_desk.sound.voice_activity import CHUNK, VoiceActivityDetector

START_NS = 3_000_000_000


def noise(samples: int, seed: int = 0) -> Samples:
    return (np.random.default_rng(seed).normal(0, 0.1, samples)).astype(np.float32)


def loud(chunk: Samples) -> float:
    return float(np.abs(chunk).mean() > 0.2)


def stream() -> MelStream:
    return MelStream(VoiceActivityDetector(loud))


def feed(into: MelStream, sound: Samples, step: int) -> list[MelColumns]:
    return [
        into.feed(SoundBlock(START_NS + at * 1_000_000_000 // SAMPLE_RATE, sound[at : at + step]))
        for at in range(0, len(sound), step)
    ]


@pytest.mark.parametrize("step", [37, 160, HOP, 512, 1600, 48_000])
def test_block_by_block_equals_at_once(step: int) -> None:
    sound = noise(SAMPLE_RATE * 2)
    parts = feed(stream(), sound, step)
    assert np.allclose(np.concatenate([part.mel for part in parts], axis=1), log_mel(sound), atol=1e-3)


@pytest.mark.parametrize("step", [100, 512, 9000])
def test_end_is_the_moment_of_the_last_sample_of_the_last_column(step: int) -> None:
    count = 0
    for part in feed(stream(), noise(SAMPLE_RATE), step):
        count += part.mel.shape[1]
        if part.mel.shape[1]:
            end = (count - 1) * HOP + WINDOW
            assert part.end_ns == pytest.approx(START_NS + end * 1_000_000_000 / SAMPLE_RATE, abs=100_000)


@pytest.mark.parametrize("step", [333, 512, 20_000])
def test_speech_marks_lie_where_the_speech_is(step: int) -> None:
    sound = np.zeros(SAMPLE_RATE * 4, np.float32)
    sound[SAMPLE_RATE : 2 * SAMPLE_RATE] = 0.5
    marks = np.concatenate([part.speech for part in feed(stream(), sound, step)])
    middles = (np.arange(len(marks)) * HOP + WINDOW / 2) / SAMPLE_RATE
    assert not marks[middles < 1.0].any()
    assert marks[(middles > 1.1) & (middles < 2.0)].all()
    assert not marks[middles > 2.35].any()


def test_lost_sound_becomes_silence() -> None:
    into = stream()
    first = into.feed(SoundBlock(START_NS, noise(4 * HOP + WINDOW)))
    lost = 10 * HOP
    later = START_NS + (4 * HOP + WINDOW + lost) * 1_000_000_000 // SAMPLE_RATE
    second = into.feed(SoundBlock(later, noise(WINDOW), lost=lost))
    both = np.concatenate([first.mel, second.mel], axis=1)
    whole = np.concatenate([noise(4 * HOP + WINDOW), np.zeros(lost, np.float32), noise(WINDOW)])
    assert np.allclose(both, log_mel(whole), atol=1e-3)
    assert (second.mel.min(axis=0) <= FLOOR_DB + 1).any()


def test_an_endless_gap_costs_no_endless_memory() -> None:
    columns = stream().feed(SoundBlock(START_NS, noise(WINDOW), lost=10**12))
    assert columns.mel.shape[1] <= LONGEST_GAP // HOP + 4


@pytest.mark.slow
def test_long_run_keeps_its_books_small() -> None:
    into = stream()
    block = noise(1024)
    for n in range(2000):
        into.feed(SoundBlock(START_NS + n * 64_000_000, block))
    assert len(into._decisions) <= 4
    assert len(into._rest) < WINDOW + HOP


def test_broken_samples_do_no_harm() -> None:
    into = stream()
    sound = np.array([np.nan, np.inf, -np.inf, 5.0] * (CHUNK), np.float32)
    columns = into.feed(SoundBlock(START_NS, sound))
    assert np.isfinite(columns.mel).all()
    assert columns.level_dbfs <= 3.1


def test_level_of_a_full_scale_sine_is_zero() -> None:
    sine = np.sin(np.arange(1600) * 2 * np.pi * 1000 / SAMPLE_RATE).astype(np.float32)
    assert level_dbfs(sine) == pytest.approx(0.0, abs=0.05)
    assert level_dbfs(sine * np.float32(0.1)) == pytest.approx(-20.0, abs=0.05)
    assert level_dbfs(np.zeros(100, np.float32)) == FLOOR_DB
    assert level_dbfs(np.empty(0, np.float32)) == FLOOR_DB


def test_reset_begins_anew() -> None:
    into = stream()
    into.feed(SoundBlock(START_NS, noise(5000, seed=1)))
    into.reset()
    sound = noise(5000, seed=2)
    assert np.allclose(into.feed(SoundBlock(START_NS, sound)).mel, log_mel(sound), atol=1e-3)


def test_the_level_ignores_an_offset_and_never_exceeds_full_scale() -> None:
    assert level_dbfs(np.full(1600, 0.35, np.float32)) == FLOOR_DB
    square = np.where(np.arange(1600) % 2, np.float32(1.0), np.float32(-1.0))
    assert level_dbfs(square.astype(np.float32)) == 0.0
    tone = (0.1 * np.sin(2 * np.pi * 1000 * np.arange(1600) / 16_000)).astype(np.float32)
    assert level_dbfs(tone + np.float32(0.5)) == pytest.approx(-20.0, abs=0.01)
