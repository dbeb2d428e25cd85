"""The whole desk on fakes: pace, failures, switching, stopping."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from emotion_desk.errors import DeskError, ModelError, SourceLostError, SourceOpenError
from emotion_desk.inference.protocols import Reader
from emotion_desk.messages import DeskEvent, DeskReading, FramePacket, Picture, Side, State
from emotion_desk.pipeline import source_thread as life
from emotion_desk.pipeline.desk import Desk
from emotion_desk.sources.protocol import PictureSource, SoundSource
from emotion_desk.vision.face_tracker import FaceTracker
from tests.pipeline.fakes import FakePicture, FakeReader, FakeSound, no_face, one_face, wait_until

Make = Callable[..., Desk]


@pytest.fixture
def make() -> Iterator[Make]:
    """Make desks that are stopped after the test."""
    desks: list[Desk] = []

    def _make(
        picture: PictureSource | None = None,
        sound: SoundSource | None = None,
        load: Callable[[], Reader] | None = None,
        finder: Callable[[], FaceTracker] = one_face,
    ) -> Desk:
        desk = Desk(picture, sound, load, finder)
        desks.append(desk)
        desk.start()
        return desk

    yield _make
    assert all([desk.stop() for desk in desks])


class Events:
    """Keeps all events of a desk, as draining forgets them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.seen: list[DeskEvent] = []

    def has(self, side: Side, state: State, count: int = 1) -> bool:
        self.seen += self._desk.events()
        return sum(event.side is side and event.state is state for event in self.seen) >= count

    def wait(self, side: Side, state: State, count: int = 1) -> str:
        assert wait_until(lambda: self.has(side, state, count)), self.seen
        return [event.text for event in self.seen if event.side is side and event.state is state][-1]


def ours() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("emotion-desk")]


def newest_reading(desk: Desk, is_wanted: Callable[[DeskReading], bool], timeout_s: float = 5.0) -> DeskReading:
    end = time.monotonic() + timeout_s
    while time.monotonic() < end:
        reading = desk.readings.take(0.1)
        if reading is not None and is_wanted(reading):
            return reading
    pytest.fail("the desk never said so")


def test_a_frame_goes_all_the_way(make: Make) -> None:
    desk = make(FakePicture(), None, lambda: FakeReader("sad"))
    reading = newest_reading(desk, lambda r: bool(r.people))
    person = reading.people[0]
    assert max(person.emotion, key=lambda name: person.emotion[name]) == "sad"
    assert person.identity.name is None
    assert (reading.mode, reading.engine) == ("multitask", "fake")
    assert reading.frame_stamp_ns is not None
    assert reading.published_ns > reading.frame_stamp_ns
    packet = desk.preview.take(1.0)
    assert packet is not None
    assert packet.faces[0].track_id == person.track_id == 1


def test_another_detector_takes_over_and_no_track_number_is_used_twice(make: Make) -> None:
    desk = make(FakePicture(), None, None)
    assert wait_until(lambda: _tracks(desk) == [1])
    desk.use_detector("haar")  # which finds nobody in a grey picture
    assert wait_until(lambda: _tracks(desk) == [])
    desk.capture.use_tracker(one_face)
    assert wait_until(lambda: _tracks(desk) == [2])


def _tracks(desk: Desk) -> list[int] | None:
    packet = desk.preview.take(1.0)
    return None if packet is None else [face.track_id for face in packet.faces]


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


def test_start_and_stop_leave_no_thread() -> None:
    for _ in range(20):
        desk = Desk(FakePicture(), FakeSound(np.zeros(16000)), FakeReader, one_face)
        desk.start()
        assert desk.preview.take(2.0) is not None
        assert desk.stop()
        assert ours() == []


def test_stop_is_idempotent_and_may_come_first() -> None:
    desk = Desk(None, None, None)
    assert desk.stop()
    desk = Desk(None, None, None)
    desk.start()
    assert {"emotion-desk-capture", "emotion-desk-audio", "emotion-desk-inference"} <= set(ours())
    assert desk.stop()
    assert desk.stop()
    with pytest.raises(DeskError, match="only once"):
        desk.start()


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


def test_detector_that_fails_leaves_the_picture(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def find(self, picture: Picture) -> list[object]:
            raise ArithmeticError("no")

        find_near = find

    with caplog.at_level(logging.ERROR):
        desk = make(FakePicture(), None, None, lambda: FaceTracker(Broken()))  # type: ignore[arg-type]
        events = Events(desk)
        assert wait_until(lambda: desk.figures().frames_processed > 20)
    texts = [event.text for event in desk.events() + events.seen if "ArithmeticError" in event.text]
    assert len(texts) == 1
    assert "cannot be analysed" in texts[0]


def test_finder_that_cannot_be_made_leaves_the_picture(make: Make) -> None:
    def missing() -> FaceTracker:
        raise ModelError("OpenCV's face cascade is missing.")

    desk = make(FakePicture(), None, None, missing)
    packet = desk.preview.take(2.0)
    assert packet is not None
    assert packet.faces == ()
    assert wait_until(lambda: any("cascade is missing" in event.text for event in desk.events()))


def test_figures_count_what_the_source_and_the_preview_drop(make: Make) -> None:
    source = FakePicture(fps=100)
    source.dropped = 1000  # from an earlier playing: not this desk's
    desk = make(source)
    assert wait_until(lambda: desk.figures().frames_processed > 10)
    source.dropped += 7
    assert wait_until(lambda: desk.figures().frames_read > desk.figures().frames_processed + 5)
    desk.use_picture(None)
    assert wait_until(lambda: not source.is_open)
    assert wait_until(lambda: desk.figures().frames_read == desk.figures().frames_processed + 7)
    figures = desk.figures()
    assert figures.frames_dropped == 7 + desk.preview.overwritten
    assert desk.preview.overwritten == figures.frames_processed - 1  # nobody took any


def test_frames_are_handed_on_and_never_copied_or_written(make: Make) -> None:
    source = FakePicture()
    source.picture.setflags(write=False)
    desk = make(source, None, FakeReader)
    packets: list[FramePacket] = []
    while len(packets) < 4:
        packet = desk.preview.take(2.0)
        assert packet is not None
        packets.append(packet)
    assert all(packet.frame.picture is source.picture for packet in packets)
    assert not np.shares_memory(packets[-1].faces[0].crop, source.picture)
