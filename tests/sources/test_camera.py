"""Cameras that work, hang, raise, fail and are slow: none of them may hang the desk."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceError, SourceLostError, SourceOpenError
from emotion_desk.messages import Frame
from emotion_desk.sources.camera import Camera, _CaptureThread
from emotion_desk.sources.protocol import PictureSource
from tests.fake_clock import FakeClock

#: A driver gives the processor away so long between two pictures, whatever rate the test's clock shows.
_YIELD_S = 0.001


class FakeDevice:
    """A camera at 100 pictures a second of a test's clock, whose pictures are numbered in their pixels."""

    def __init__(self, clock: FakeClock | None = None) -> None:
        self._clock = clock or FakeClock()
        self.grabbed = 0
        self.released = 0

    def grab(self) -> bool:
        time.sleep(_YIELD_S)
        self._clock.advance(0.01)
        self.grabbed += 1
        return True

    def retrieve(self) -> tuple[bool, Any]:
        return True, np.full((48, 64, 3), self.grabbed % 256, np.uint8)

    def release(self) -> None:
        self.released += 1


class HangingDevice(FakeDevice):
    """Gives some frames and then blocks until the test lets it go."""

    def __init__(self, release: threading.Event, frames: int = 3) -> None:
        super().__init__()
        self._let_go = release
        self._frames = frames
        self.hangs = threading.Event()

    def grab(self) -> bool:
        if self.grabbed >= self._frames:
            self.hangs.set()
            self._let_go.wait(30)
            return False
        return super().grab()


@pytest.fixture
def release() -> Iterator[threading.Event]:
    """Give the event that lets hanging drivers go; set at the end, so that no thread stays."""
    event = threading.Event()
    yield event
    event.set()


def frames_of(camera: Camera, count: int) -> list[Frame]:
    frames: list[Frame] = []
    deadline = time.monotonic() + 5
    while len(frames) < count and time.monotonic() < deadline:
        frame = camera.read(0.5)
        if frame is not None:
            frames.append(frame)
    return frames


def until_lost(camera: Camera) -> SourceLostError:
    """Read until the camera is lost and return the error."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            camera.read(0.01)
        except SourceLostError as error:
            return error
    raise AssertionError("the loss was not noticed")


def test_healthy_camera_gives_stamped_frames() -> None:
    clock = FakeClock()
    device = FakeDevice(clock)
    camera = Camera(0, opener=lambda: device, clock=clock)
    assert isinstance(camera, PictureSource)
    camera.open()
    frames = frames_of(camera, 10)
    camera.close()

    assert camera.name == "Camera 0"
    assert camera.kind == "camera"
    assert all(later.stamp_ns > earlier.stamp_ns for earlier, later in itertools.pairwise(frames))
    assert all(later.index > earlier.index for earlier, later in itertools.pairwise(frames))
    assert frames[-1].stamp_ns <= clock.now_ns()
    assert frames[0].media_s is None
    assert device.released == 1
    assert not [thread for thread in threading.enumerate() if thread.name == "emotion-desk-camera"]


def test_newest_frame_wins_and_the_rest_is_counted() -> None:
    device = FakeDevice()
    camera = Camera(0, opener=lambda: device)
    camera.open()
    first = frames_of(camera, 1)[0]
    seen = device.grabbed
    wait_for(lambda: device.grabbed > seen + 20)
    second = frames_of(camera, 1)[0]
    camera.close()

    assert second.index - first.index > 10
    assert camera.dropped >= second.index - first.index - 1


def test_a_slow_camera_is_waited_for_but_not_longer_than_asked() -> None:
    may_go_on = threading.Event()

    class Slow(FakeDevice):
        def grab(self) -> bool:
            return may_go_on.wait(30) and super().grab()

    camera = Camera(0, opener=Slow)
    camera.open()
    early = camera.read(0.02)
    may_go_on.set()
    frames = frames_of(camera, 2)
    camera.close()

    assert early is None
    assert len(frames) == 2


def test_a_driver_that_hangs_at_open_is_given_up(release: threading.Event, caplog: pytest.LogCaptureFixture) -> None:
    device = FakeDevice()

    def opener() -> FakeDevice:
        release.wait(30)
        return device

    camera = Camera("Cam", opener=opener, open_limit_s=0.3)
    with caplog.at_level(logging.WARNING), pytest.raises(SourceOpenError, match="Cam does not answer"):
        camera.open()

    assert "left behind" in caplog.text
    release.set()
    wait_for(lambda: device.released == 1)  # what it opened in the end is not kept


def test_a_driver_that_hangs_at_read_is_lost_and_can_be_opened_again(release: threading.Event) -> None:
    clock = FakeClock()
    hanging = HangingDevice(release)
    devices = iter([hanging, FakeDevice()])
    camera = Camera(0, opener=lambda: next(devices), stall_limit_s=0.4, clock=clock)
    camera.open()
    assert frames_of(camera, 1)
    wait_for(hanging.hangs.is_set)
    clock.advance(0.5)
    error = until_lost(camera)
    camera.close()
    assert hanging.released == 0  # closing did not wait for the driver
    camera.open()
    again = frames_of(camera, 3)
    camera.close()

    assert "hangs" in str(error)
    assert len(again) == 3


def test_the_default_limits_are_the_promised_ones(release: threading.Event) -> None:
    clock = FakeClock()
    hanging = HangingDevice(release)
    camera = Camera(0, opener=lambda: hanging, clock=clock)
    camera.open()
    wait_for(hanging.hangs.is_set)
    frames_of(camera, 1)
    clock.advance(2.9)
    assert camera.read(0.01) is None
    clock.advance(0.2)
    error = until_lost(camera)
    camera.close()

    assert str(error) == "Camera 0 hangs: no picture for 3 seconds."


def test_a_thread_left_behind_cannot_disturb_the_next_opening(release: threading.Event) -> None:
    clock = FakeClock()
    hanging = HangingDevice(release, frames=0)
    devices: Iterator[FakeDevice] = iter([hanging, FakeDevice()])
    camera = Camera(0, opener=lambda: next(devices), clock=clock)
    camera.open()
    clock.advance(5.1)
    until_lost(camera)
    camera.close()
    camera.open()
    release.set()
    wait_for(lambda: hanging.released == 1)
    frames = frames_of(camera, 5)
    camera.close()

    assert len(frames) == 5


def test_a_driver_that_raises_at_open(release: threading.Event) -> None:
    def opener() -> FakeDevice:
        raise RuntimeError("USB says no\nand more")

    camera = Camera(0, opener=opener)
    with pytest.raises(SourceOpenError, match=r"^Camera 0 failed: USB says no\.$"):
        camera.open()


def test_a_driver_that_raises_at_read() -> None:
    class Raising(FakeDevice):
        def grab(self) -> bool:
            if self.grabbed > 3:
                raise OSError("pulled out")
            return super().grab()

    device = Raising()
    camera = Camera(0, opener=lambda: device)
    camera.open()
    error = until_lost(camera)
    camera.close()

    assert str(error) == "Camera 0 failed: pulled out."
    assert device.released == 1


@pytest.mark.parametrize("method", ["grab", "retrieve"])
def test_a_camera_that_says_no_for_long_was_unplugged(method: str) -> None:
    class Unplugged(FakeDevice):
        def grab(self) -> bool:
            if method == "grab" and self.grabbed > 3:
                return False
            return super().grab()

        def retrieve(self) -> tuple[bool, Any]:
            return super().retrieve() if method == "grab" or self.grabbed <= 3 else (False, None)

    clock = FakeClock()
    began_ns = clock.now_ns()
    camera = Camera(0, opener=Unplugged, clock=clock)
    camera.open()
    assert frames_of(camera, 1)
    error = until_lost(camera)
    camera.close()

    assert "unplugged" in str(error)
    assert (clock.now_ns() - began_ns) / NS_PER_S == pytest.approx(1.0, abs=0.1)


def test_a_camera_lost_before_open_returns_was_opened_and_its_frame_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Raising(FakeDevice):
        def grab(self) -> bool:
            if self.grabbed == 3:
                raise RuntimeError("pulled out")
            return super().grab()

    wait_opened = _CaptureThread.wait_opened

    def wait_late(reader: _CaptureThread, limit_s: float) -> None:
        reader._thread.join()
        wait_opened(reader, limit_s)

    monkeypatch.setattr(_CaptureThread, "wait_opened", wait_late)
    camera = Camera(0, opener=Raising)
    camera.open()
    assert [frame.index for frame in frames_of(camera, 1)] == [2]
    assert str(until_lost(camera)) == "Camera 0 failed: pulled out."
    camera.close()


def test_single_failed_frames_are_forgiven() -> None:
    class Flickering(FakeDevice):
        def retrieve(self) -> tuple[bool, Any]:
            return super().retrieve() if self.grabbed % 3 else (False, None)

    clock = FakeClock()
    device = Flickering(clock)
    camera = Camera(0, opener=lambda: device, clock=clock)
    camera.open()
    wait_for(lambda: device.grabbed > 200)  # two seconds of the camera
    frames = frames_of(camera, 10)
    camera.close()

    assert len(frames) == 10


@pytest.mark.parametrize("shape", [(48, 64), (48, 64, 1), (48, 64, 4)])
def test_grey_and_four_channel_cameras_become_bgr(shape: tuple[int, ...]) -> None:
    class Odd(FakeDevice):
        def retrieve(self) -> tuple[bool, Any]:
            return True, np.full(shape, 9, np.uint8)

    camera = Camera(0, opener=Odd)
    camera.open()
    frame = frames_of(camera, 1)[0]
    camera.close()

    assert frame.picture.shape == (48, 64, 3)
    assert frame.picture.flags.c_contiguous
    assert (frame.picture == 9).all()


def test_close_from_another_thread_ends_a_waiting_read(release: threading.Event) -> None:
    hanging = HangingDevice(release)
    camera = Camera(0, opener=lambda: hanging)
    camera.open()
    wait_for(hanging.hangs.is_set)
    frames_of(camera, 1)
    answers: list[Frame | None] = []

    def wait_on() -> None:
        while camera.read(10.0) is not None:
            pass
        answers.append(None)

    reader = threading.Thread(target=wait_on, daemon=True)
    reader.start()
    camera.close()
    reader.join(5.0)

    assert answers == [None]


def test_closed_camera_gives_nothing_and_closes_twice() -> None:
    camera = Camera(0, opener=FakeDevice)
    assert camera.read(0.01) is None
    camera.open()
    camera.close()
    camera.close()
    assert camera.read(0.01) is None


@pytest.mark.skipif(Path("/dev/video97").exists(), reason="there is such a camera")
def test_opencv_says_no_in_one_sentence() -> None:
    camera = Camera(97)
    with pytest.raises(SourceOpenError, match=r"^Camera 97 cannot be opened; .*\?$") as caught:
        camera.open()
    assert isinstance(caught.value, SourceError)


def wait_for(condition: Callable[[], bool], limit_s: float = 10.0) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
