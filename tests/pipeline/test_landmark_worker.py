"""The thread that measures faces: what it hands over, how it ends, what it says when it cannot work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import cast

import numpy as np
import pytest

from emotion_desk.errors import ModelError
from emotion_desk.measures.face_meter import FaceMeter, Measured
from emotion_desk.messages import Box, Frame, FramePacket, Picture, TrackedFace
from emotion_desk.pipeline.landmark_worker import THREAD_NAME, LandmarkWorker, TrackLandmarks
from emotion_desk.vision.landmarks import Landmarks
from tests.measures.made import MEASURES
from tests.pipeline.fakes import wait_until

PICTURE = np.zeros((100, 200, 3), np.uint8)


class Corners:
    """Finds two points: the corners of the box; none in boxes at the left edge."""

    def measure(self, _picture: Picture, box: Box, _track: int, _crop: Picture) -> Measured | None:
        if box.x == 0:
            return None
        corners = [(box.x, box.y), (box.x + box.width, box.y + box.height)]
        return Measured(Landmarks(np.array(corners, np.float32), 1.0), MEASURES)


def corners() -> FaceMeter:
    return cast("FaceMeter", Corners())


def packet(stamp_ns: int, *boxes: Box) -> FramePacket:
    faces = tuple(TrackedFace(number, box, PICTURE) for number, box in enumerate(boxes, start=1))
    return FramePacket(Frame(0, stamp_ns, PICTURE), faces)


def wait_for(happened: Callable[[], bool]) -> None:
    assert wait_until(happened, 20.0)


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == THREAD_NAME]


def test_points_move_with_the_box_they_were_found_in() -> None:
    finder = LandmarkWorker(corners)
    heard: list[TrackLandmarks] = []
    finder.listener = heard.append
    finder.start()
    finder.start()
    assert len(threads()) == 1
    finder.offer(packet(1000, Box(10, 20, 40, 60), Box(0, 0, 10, 10)))
    wait_for(lambda: finder.found.newest is not None)
    found = finder.found.newest
    assert found is not None
    assert list(found.shapes) == [1]
    assert found.measures == {1: MEASURES}
    wait_for(lambda: heard == [found])
    (points,) = found.points_in(packet(2000, Box(50, 50, 20, 30)))
    np.testing.assert_allclose(points, [(50, 50), (70, 80)])
    finder.finish()
    assert not threads()
    assert finder.found.newest is None


def test_geometry_that_is_too_old_is_not_drawn() -> None:
    shape = {1: np.zeros((2, 2), np.float32)}
    now = packet(10_000_000_000, Box(0, 0, 10, 10))
    assert TrackLandmarks(9_800_000_000, shape).points_in(now)
    assert not TrackLandmarks(9_000_000_000, shape).points_in(now)


def test_it_may_be_started_again() -> None:
    finder = LandmarkWorker(corners)
    for stamp in (1, 2):
        finder.start()
        finder.offer(packet(stamp, Box(10, 20, 40, 60)))
        wait_for(lambda: finder.found.newest is not None)
        finder.stop()
    finder.finish()


def test_missing_weights_are_reported_and_end_the_thread() -> None:
    def load() -> FaceMeter:
        raise ModelError("no weights")

    finder = LandmarkWorker(load)
    finder.start()
    wait_for(lambda: not threads())
    assert finder.failed.take() == "no weights"


def test_a_detector_that_breaks_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    class Broken:
        def measure(self, _picture: Picture, _box: Box, _track: int, _crop: Picture) -> Measured | None:
            raise ZeroDivisionError

    finder = LandmarkWorker(lambda: cast("FaceMeter", Broken()))
    finder.start()
    finder.offer(packet(1, Box(10, 20, 40, 60)))
    wait_for(lambda: finder.failed.newest is not None)
    wait_for(lambda: not threads())
    assert "switched off" in (finder.failed.take() or "")
    assert "face measures failed" in caplog.text
