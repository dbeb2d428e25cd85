"""The whole desk on fakes: what goes through it, starting and stopping, face detection."""

from __future__ import annotations

import logging

import numpy as np
import pytest

from emotion_desk.errors import DeskError, ModelError
from emotion_desk.messages import FramePacket, Picture
from emotion_desk.pipeline.desk import Desk
from emotion_desk.vision.face_tracker import FaceTracker
from tests.pipeline.desks import Events, Make, newest_reading, ours
from tests.pipeline.fakes import FakePicture, FakeReader, FakeSound, one_face, wait_until


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
    assert figures.frames_dropped == 7  # nobody has taken any yet, so that none was late


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
