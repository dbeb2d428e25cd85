"""Changing the network while it runs: at a frame, without a gap, told step by step; and two networks at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from emotion_desk.clock import now_ns
from emotion_desk.inference.protocols import Reader, SecondAnswer
from emotion_desk.messages import (
    Box,
    DeskEvent,
    DeskReading,
    FaceReading,
    Frame,
    FramePacket,
    Mel,
    MelWindow,
    Picture,
    Side,
    State,
    TrackedFace,
    VoiceReading,
)
from emotion_desk.people.active_speaker import MOUTH, Attribution, Mouths
from emotion_desk.pipeline.event_log import EventLog
from emotion_desk.pipeline.inference_step import InferenceStep, StepInput
from emotion_desk.pipeline.inference_worker import InferenceWorker
from emotion_desk.pipeline.live_metrics import LiveMetrics
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.pipeline.model_loader import ReaderLoader
from emotion_desk.sound.mel import BANDS, FRAMES
from tests.pipeline.fakes import FakeReader, sure_of, wait_until

CROP = np.full((40, 40, 3), 90, np.uint8)


def packet() -> FramePacket:
    return FramePacket(Frame(0, now_ns(), CROP), (TrackedFace(1, Box(0, 0, 20, 20), CROP),))


def window() -> MelWindow:
    return MelWindow(now_ns(), np.zeros((BANDS, FRAMES), np.float32), 0.9, True, -20.0)


class Both(FakeReader):
    """Says one thing, and keeps that another says something else."""

    mode = "compare"
    second: SecondAnswer | None = None

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        answer = super().read(crops, mel)
        other = FaceReading(sure_of("angry"))
        voice = VoiceReading(sure_of("angry")) if mel is not None else None
        self.second = SecondAnswer("singles", "fake", 5.0, 15.0, tuple(other for _ in crops), voice)
        return answer


def run_step(step: InferenceStep, reader: FakeReader, new: StepInput) -> DeskReading:
    request = step.request(new)
    assert request is not None
    step.update(new, reader.read(request.crops, request.mel), getattr(reader, "second", None))
    reading = step.reading(reader, now_ns(), 20.0, asked=True)
    assert reading is not None
    return reading


def test_both_answers_are_in_the_reading_and_go_with_their_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Mouths, "speaker", lambda _mouths: Attribution(1, MOUTH, guess=False))
    step = InferenceStep()
    reading = run_step(step, Both("happy"), StepInput(packet(), window=window()))

    assert reading.compared is not None
    assert (reading.compared.own_ms, reading.compared.other_ms) == (5.0, 15.0)
    assert (reading.compared.faces, reading.compared.sound) == (1, True)
    assert max(reading.people[0].emotion, key=reading.people[0].emotion.__getitem__) == "happy"
    (other,) = reading.compared.people
    assert max(other.emotion, key=other.emotion.__getitem__) == "angry"
    assert other.fused is not None
    assert reading.compared.voice is not None

    step.use_network()
    assert run_step(step, FakeReader(), StepInput(packet())).compared is None


def test_a_new_network_takes_over_at_a_frame_so_that_nobody_is_missing() -> None:
    readings: Mailbox[DeskReading] = Mailbox()
    worker = InferenceWorker(readings, EventLog(), LiveMetrics())
    worker.start()
    seen: list[DeskReading] = []
    stop = threading.Event()

    def sound() -> None:  # keeps coming between frames, and must not bring the new network in
        while not stop.wait(0.01):
            worker.offer_sound(window())

    noise = threading.Thread(target=sound)
    noise.start()
    try:
        worker.use(FakeReader("happy", engine="old"))
        for number in range(30):
            if number == 15:
                threading.Thread(target=worker.use, args=(FakeReader("sad", engine="new"),)).start()
            worker.offer_picture(packet())
            reading = readings.take(1.0)
            if reading is not None:
                seen.append(reading)
            stop.wait(0.02)
    finally:
        stop.set()
        noise.join()
        worker.ask_stop()
        assert worker.join(5.0)

    new = [reading for reading in seen if reading.engine == "new"]
    assert new
    assert new[0].people, "the first answer of the new network speaks of nobody"


def test_whoever_hands_over_waits_until_the_one_before_is_free() -> None:
    worker = InferenceWorker(Mailbox(), EventLog(), LiveMetrics())
    worker.start()
    try:
        assert worker.use(FakeReader())
        assert worker.use(FakeReader(engine="next"))
        assert worker.reader is not None
        assert worker.reader.engine == "next"
    finally:
        worker.ask_stop()
        assert worker.join(5.0)


def test_loading_reports_its_steps_and_the_message_about_the_engine() -> None:
    class Loader:
        note = ""

        def load(self, report: Callable[[str], None]) -> Reader:
            report("Loading the single models, 2 of 4.")
            self.note = "Measured here: fake 1.0 ms."
            return FakeReader()

        def __call__(self) -> Reader:
            raise AssertionError("there is a better way")

    events = EventLog()
    loader = ReaderLoader(lambda _reader: None, events)
    loader.load(Loader())
    told: list[DeskEvent] = []

    def is_ready() -> bool:
        told.extend(events.drain())
        return any(event.state is State.RUNNING for event in told)

    assert wait_until(is_ready)
    assert loader.join(5.0)

    assert all(event.side is Side.NETWORK for event in told)
    assert [event.text for event in told if event.state is State.OPENING][-1] == "Loading the single models, 2 of 4."
    assert told[-1].text == "The network is ready: multitask, fake. Measured here: fake 1.0 ms."
