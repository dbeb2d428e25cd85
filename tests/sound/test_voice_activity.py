"""Speech is told from silence, noise and clicks, and does not flicker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.messages import Samples
from emotion_desk.resources import shipped
from emotion_desk.sound.voice_activity import CHUNK, HANG_CHUNKS, VoiceActivityDetector, load_silero


def scripted(probabilities: Iterable[float]) -> VoiceActivityDetector:
    script: Iterator[float] = iter(probabilities)
    return VoiceActivityDetector(lambda chunk: next(script))


def verdicts(probabilities: list[float]) -> list[bool]:
    return [bool(verdict) for verdict in scripted(probabilities).push(np.zeros(CHUNK * len(probabilities), np.float32))]


def sound_of(path: Path) -> Samples:
    import av

    resampler = av.AudioResampler(format="flt", layout="mono", rate=16_000)
    with av.open(str(path)) as media:
        parts = [part.to_ndarray()[0] for frame in media.decode(audio=0) for part in resampler.resample(frame)]
    return np.concatenate(parts).astype(np.float32)


def test_one_loud_chunk_is_a_click() -> None:
    assert verdicts([0.0, 0.9, 0.0, 0.9, 0.0]) == [False] * 5


def test_speech_begins_at_the_second_chunk_and_bridges_pauses() -> None:
    assert verdicts([0.9, 0.9] + [0.1] * HANG_CHUNKS + [0.9]) == [False] + [True] * (HANG_CHUNKS + 2)


def test_speech_ends_after_the_hang_over() -> None:
    assert verdicts([0.9, 0.9] + [0.1] * (HANG_CHUNKS + 2)) == [False] + [True] * (HANG_CHUNKS + 1) + [False] * 2


def test_between_the_thresholds_all_stays_as_it_is() -> None:
    assert verdicts([0.4] * 20) == [False] * 20
    assert verdicts([0.9, 0.9] + [0.4] * 20) == [False] + [True] * 21


@pytest.mark.parametrize("step", [1, 100, 511, 512, 513, 5000])
def test_blocks_of_any_size_give_the_same_chunks(step: int) -> None:
    sound = np.arange(CHUNK * 6 + 7, dtype=np.float32)
    heard: list[Samples] = []

    def probability_of(chunk: Samples) -> float:
        heard.append(chunk.copy())
        return 1.0

    activity = VoiceActivityDetector(probability_of)
    count = sum(len(activity.push(sound[at : at + step])) for at in range(0, len(sound), step))
    assert count == 6
    assert np.array_equal(np.concatenate(heard), sound[: CHUNK * 6])


def test_reset_forgets_the_started_chunk() -> None:
    activity = scripted([0.9] * 9)
    activity.push(np.zeros(CHUNK * 3 + 400, np.float32))
    before = activity.speaking
    activity.reset()
    assert (before, activity.speaking) == (True, False)
    assert len(activity.push(np.zeros(CHUNK - 1, np.float32))) == 0


@pytest.mark.slow
def test_silero_finds_speech_in_the_demo_and_none_in_silence() -> None:
    speech = VoiceActivityDetector(load_silero()).push(sound_of(shipped("assets") / "demo.mp4"))
    assert speech.mean() > 0.3
    quiet = np.random.default_rng(1).normal(0, 0.02, 16_000 * 3).astype(np.float32)
    assert not VoiceActivityDetector().push(quiet).any()
    assert not VoiceActivityDetector().push(np.zeros(16_000, np.float32)).any()


def test_two_streams_do_not_disturb_each_other() -> None:
    sound = sound_of(shipped("assets") / "demo.mp4")[: CHUNK * 60]
    alone = VoiceActivityDetector(load_silero()).push(sound)
    one, other = VoiceActivityDetector(load_silero()), VoiceActivityDetector(load_silero())
    mixed = []
    for at in range(0, len(sound), CHUNK):
        mixed.append(one.push(sound[at : at + CHUNK]))
        other.push(np.zeros(CHUNK, np.float32))
    assert np.array_equal(np.concatenate(mixed), alone)
