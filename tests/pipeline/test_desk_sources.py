"""Sources of a running desk that end, raise, hang or are changed."""

from __future__ import annotations

import logging
import threading

import pytest

from emotion_desk.errors import SourceLostError, SourceOpenError
from emotion_desk.messages import Side, State
from emotion_desk.pipeline import source_thread as life
from emotion_desk.pipeline.desk import Desk
from tests.pipeline.desks import Events, Make, newest_reading, ours
from tests.pipeline.fakes import FakePicture, FakeReader, one_face, wait_until


def test_a_source_that_hangs_cannot_block_the_stop() -> None:
    source = FakePicture()
    desk = Desk(source, None, FakeReader, one_face)
    desk.start()
    try:
        assert desk.preview.take(2.0) is not None
        source.hang.set()
        assert source.hangs.wait(2.0)
        assert not desk.stop(timeout_s=0.5)
        assert ours() == ["emotion-desk-capture"]
        assert source.closed  # from outside, which frees a well-behaved driver
    finally:
        source.hang.clear()
        source.release.set()
    assert desk.stop()
    assert ours() == []


def test_a_source_that_hangs_is_given_up_and_opens_again(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(life, "READ_LIMIT_S", 0.4)
    source, other = FakePicture(), FakePicture("Other")
    desk = make(source, None, FakeReader)
    events = Events(desk)
    newest_reading(desk, lambda r: bool(r.people))
    source.hang.set()
    try:
        assert events.wait(Side.PICTURE, State.LOST) == "Fake camera does not answer any more."
        assert newest_reading(desk, lambda r: r.frame_index is None).people == ()
        assert wait_until(lambda: source.closed == 1)
        desk.use_picture(other)
        events.wait(Side.PICTURE, State.RUNNING, count=2)
        desk.preview.clear()
        assert desk.preview.take(2.0) is not None
    finally:
        source.hang.clear()
        source.release.set()
    assert wait_until(lambda: ours().count("emotion-desk-capture") == 1)
    desk.use_picture(source)
    events.wait(Side.PICTURE, State.RUNNING, count=3)
    assert source.is_open
    assert not events.has(Side.PICTURE, State.LOST, count=2)


def test_a_source_that_hangs_while_opening_leaves_the_one_before(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(life, "OPEN_LIMIT_S", 0.3)
    may_open = threading.Event()

    class Sleepy(FakePicture):
        def open(self) -> None:
            may_open.wait()
            super().open()

    first, sleepy = FakePicture("One"), Sleepy("Sleepy")
    desk = make(first)
    events = Events(desk)
    events.wait(Side.PICTURE, State.RUNNING)
    desk.use_picture(sleepy)
    try:
        assert events.wait(Side.PICTURE, State.FAILED) == "Sleepy does not answer. One stays in use."
        desk.preview.clear()
        assert desk.preview.take(2.0) is not None
        assert first.is_open
    finally:
        may_open.set()
    assert wait_until(lambda: sleepy.closed >= 2 and not sleepy.is_open)  # let go as soon as it came back


def test_file_ends_and_opens_again(make: Make) -> None:
    source = FakePicture("clip.mp4", fps=200, frames=8)
    desk = make(source, None, FakeReader)
    events = Events(desk)
    assert events.wait(Side.PICTURE, State.ENDED) == "clip.mp4 has ended."
    assert newest_reading(desk, lambda r: r.frame_index is None).people == ()
    desk.use_picture(source)
    events.wait(Side.PICTURE, State.ENDED, count=2)
    assert source.opened == 2
    assert desk.figures().frames_processed == 16
    assert desk.figures().faces_seen == 2  # another playing, other tracks: nobody's calm answer leaks over


@pytest.mark.parametrize("error", [SourceLostError("Fake camera is gone."), RuntimeError("driver\nexploded")])
def test_a_source_that_raises_costs_one_event(make: Make, error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    source = FakePicture()
    desk = make(source, None, FakeReader)
    events = Events(desk)
    assert desk.preview.take(2.0) is not None
    with caplog.at_level(logging.ERROR):
        source.raises = error
        text = events.wait(Side.PICTURE, State.LOST)
    assert text.count("\n") == 0
    assert "Fake camera" in text
    if isinstance(error, RuntimeError):
        assert caplog.records[0].exc_info is not None
    source.raises = None
    desk.use_picture(source)
    events.wait(Side.PICTURE, State.RUNNING, count=2)
    desk.preview.clear()
    assert desk.preview.take(2.0) is not None
    assert not events.has(Side.PICTURE, State.LOST, count=2)


def test_next_source_that_cannot_be_opened_leaves_the_old_one(make: Make) -> None:
    first, second = FakePicture("One"), FakePicture("Two")
    second.refuses = SourceOpenError("Two is used by another program.")
    desk = make(first)
    events = Events(desk)
    events.wait(Side.PICTURE, State.RUNNING)
    desk.use_picture(second)
    assert events.wait(Side.PICTURE, State.FAILED) == "Two is used by another program. One stays in use."
    desk.preview.clear()
    assert desk.preview.take(2.0) is not None
    assert (first.opened, first.closed) == (1, 0)
    second.refuses = None
    desk.use_picture(second)
    events.wait(Side.PICTURE, State.RUNNING, count=2)
    assert wait_until(lambda: first.closed == 1)
    assert not first.is_open
    assert second.is_open


def test_same_device_is_closed_before_it_is_opened(make: Make) -> None:
    first = FakePicture("Webcam")
    desk = make(first)
    events = Events(desk)
    events.wait(Side.PICTURE, State.RUNNING)
    desk.use_picture(first)  # refuses to open while open
    events.wait(Side.PICTURE, State.RUNNING, count=2)
    assert (first.opened, first.closed, first.is_open) == (2, 1, True)
    again = FakePicture("Webcam")
    desk.use_picture(again)
    events.wait(Side.PICTURE, State.RUNNING, count=3)
    assert (first.is_open, again.is_open) == (False, True)


def test_no_source_and_back(make: Make) -> None:
    source = FakePicture()
    desk = make()
    events = Events(desk)
    events.wait(Side.PICTURE, State.NONE)
    desk.use_picture(source)
    events.wait(Side.PICTURE, State.RUNNING)
    desk.use_picture(None)
    events.wait(Side.PICTURE, State.NONE, count=2)
    assert not source.is_open


def test_of_many_requests_the_last_counts(make: Make) -> None:
    desk = make()
    sources = [FakePicture(f"Camera {n}") for n in range(6)]
    for source in sources:
        desk.use_picture(source)
    assert wait_until(lambda: sources[-1].is_open)
    assert wait_until(lambda: [source.is_open for source in sources] == [False] * 5 + [True])
