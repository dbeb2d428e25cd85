"""Networks of a running desk that are busy, raise, are missing or are changed."""

from __future__ import annotations

import logging
import threading

import numpy as np
import pytest

from emotion_desk.errors import ModelError
from emotion_desk.inference.protocols import Reader
from emotion_desk.messages import Side, State
from emotion_desk.pipeline.desk import Desk
from tests.pipeline.desks import Events, Make, newest_reading, ours
from tests.pipeline.fakes import FakePicture, FakeReader, FakeSound, no_face, wait_until


def test_a_network_that_is_busy_does_not_stop_the_picture(make: Make) -> None:
    reader = FakeReader()
    desk = make(FakePicture(fps=200), None, lambda: reader)
    newest_reading(desk, lambda r: bool(r.people))
    reader.may_answer.clear()
    try:
        results = desk.figures().results
        for _ in range(20):
            assert desk.preview.take(2.0) is not None
        assert desk.figures().results <= results + 1  # the call that had begun
    finally:
        reader.may_answer.set()
    assert wait_until(lambda: desk.figures().results > results + 1)


def test_a_load_that_takes_long_cannot_block_the_stop() -> None:
    is_loading, may_end = threading.Event(), threading.Event()

    def load() -> Reader:
        is_loading.set()
        may_end.wait()
        return FakeReader()

    desk = Desk(None, None, load)
    desk.start()
    try:
        assert is_loading.wait(2.0)
        assert not desk.stop(timeout_s=0.4)
    finally:
        may_end.set()
    assert desk.stop()
    assert desk.figures().engine == ""


def test_a_reader_that_raises_is_reported_once_and_recovers(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    reader = FakeReader()
    desk = make(FakePicture(), None, lambda: reader)
    events = Events(desk)
    newest_reading(desk, lambda r: bool(r.people))
    with caplog.at_level(logging.ERROR):
        reader.raises = ValueError("bad shape")
        text = events.wait(Side.NETWORK, State.LOST)
        assert text == "The network could not answer: ValueError (bad shape)."
        failing = len(reader.calls)
        assert wait_until(lambda: len(reader.calls) >= failing + 2)
    assert [record.exc_info is not None for record in caplog.records] == [True]
    assert not events.has(Side.NETWORK, State.LOST, count=2)
    assert newest_reading(desk, lambda r: r.frame_index is not None and not r.people).people == ()
    reader.raises = None
    assert events.wait(Side.NETWORK, State.RUNNING, count=2) == "The network answers again."
    newest_reading(desk, lambda r: bool(r.people))


def test_weights_that_fail_leave_picture_and_sound(make: Make) -> None:
    def load() -> Reader:
        raise ModelError("The weights of 'multitask' are missing.")

    desk = make(FakePicture(), FakeSound(np.zeros(16000)), load)
    events = Events(desk)
    assert events.wait(Side.NETWORK, State.FAILED) == "The weights of 'multitask' are missing."
    desk.preview.clear()
    assert desk.preview.take(2.0) is not None
    assert newest_reading(desk, lambda r: r.voice is not None).engine == ""
    assert desk.figures().results == 0


def test_new_network_takes_over_warm_and_old_one_answers_until_then(make: Make) -> None:
    may_load = threading.Event()
    new = FakeReader("angry", engine="new")

    def load_new() -> Reader:
        may_load.wait(5)
        return new

    old = FakeReader("happy", engine="old")
    desk = make(FakePicture(), None, lambda: old)
    newest_reading(desk, lambda r: bool(r.people))
    desk.use_reader(load_new)
    before = len(old.calls)
    assert wait_until(lambda: len(old.calls) > before + 3)
    may_load.set()
    reading = newest_reading(desk, lambda r: r.engine == "new" and bool(r.people))
    assert max(reading.people[0].emotion, key=lambda name: reading.people[0].emotion[name]) == "angry"
    assert reading.people[0].emotion["angry"] > 0.8  # nothing of the old network's answers is mixed in
    assert new.calls[:2] == [(1, True), (1, False)]
    assert wait_until(lambda: "emotion-desk-loader" not in ours())


def test_network_that_cannot_answer_does_not_take_over(make: Make) -> None:
    broken = FakeReader(engine="broken")
    broken.raises = RuntimeError("no kernel")
    desk = make(FakePicture(), None, lambda: FakeReader(engine="old"))
    events = Events(desk)
    newest_reading(desk, lambda r: bool(r.people))
    desk.use_reader(lambda: broken)
    text = events.wait(Side.NETWORK, State.FAILED)
    assert text == "The network could not be loaded: RuntimeError (no kernel). The one before goes on."
    assert desk.figures().engine == "old"


def test_without_anybody_the_network_rests(make: Make) -> None:
    reader = FakeReader()
    desk = make(FakePicture(fps=60), FakeSound(np.zeros(16000)), lambda: reader, no_face)
    assert wait_until(lambda: desk.figures().engine == "fake")
    warm = len(reader.calls)
    readings, frames = desk.readings.count, desk.figures().frames_processed
    assert wait_until(lambda: desk.readings.count >= readings + 4)
    assert len(reader.calls) == warm
    assert desk.readings.count - readings < desk.figures().frames_processed - frames  # some a second, not each frame
    assert desk.figures().results == 0
    reading = newest_reading(desk, lambda r: r.voice is not None)
    assert reading.voice is not None
    assert not reading.voice.speaking
    assert reading.voice.emotion is None
