"""A device that was lost is opened again when it is back."""

from __future__ import annotations

import threading

import pytest

from emotion_desk.errors import SourceLostError, SourceOpenError
from emotion_desk.messages import Side, State
from emotion_desk.pipeline import source_thread
from emotion_desk.pipeline.event_log import EventLog
from emotion_desk.pipeline.source_thread import SourceThread


class Device:
    """A microphone or file that is lost after one item and comes back when it is plugged in."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.name = "Plug microphone"
        self.plugged = True
        self.tried = threading.Event()
        self.opened = 0

    def open(self) -> None:
        self.tried.set()
        if not self.plugged:
            raise SourceOpenError("There is no microphone named 'Plug microphone'.")
        self.opened += 1

    def read(self, timeout_s: float) -> int | None:
        if not self.plugged:
            raise SourceLostError("Plug microphone was unplugged.")
        return None

    def close(self) -> None:
        pass


class Thread(SourceThread[Device, int]):
    def __init__(self, events: EventLog, first: Device) -> None:
        super().__init__("test-source", Side.SOUND, "sound", events, first)
        self.begun = threading.Semaphore(0)
        self.finished = threading.Semaphore(0)

    def _begin(self, source: Device) -> None:
        self.begun.release()

    def _finish(self) -> None:
        self.finished.release()

    def _handle(self, source: Device, item: int) -> None:
        raise AssertionError


@pytest.mark.parametrize("kind", ["microphone", "camera"])
def test_a_device_that_comes_back_is_opened_again(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_thread, "RETRY_S", 0.01)
    events, device = EventLog(), Device(kind)
    thread = Thread(events, device)
    thread.start()
    assert thread.begun.acquire(timeout=10)
    device.plugged = False
    assert thread.finished.acquire(timeout=10)
    device.tried.clear()
    assert device.tried.wait(10)  # it is tried while it is missing
    device.plugged = True
    assert thread.begun.acquire(timeout=10)
    thread.ask_stop()
    assert thread.join(10)
    told = events.drain()
    assert [event.state for event in told] == [State.OPENING, State.RUNNING, State.LOST, State.RUNNING]
    assert told[-1].text == "Plug microphone is back."


@pytest.mark.parametrize("kind", ["microphone", "camera"])
def test_a_device_whose_driver_raises_anything_is_opened_again(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_thread, "RETRY_S", 0.01)
    device = Device(kind)
    monkeypatch.setattr(device, "read", lambda _timeout_s: 1 // 0)
    thread = Thread(EventLog(), device)
    thread.start()
    assert thread.begun.acquire(timeout=10)
    assert thread.begun.acquire(timeout=10)
    thread.ask_stop()
    assert thread.join(10)


@pytest.mark.parametrize("kind", ["microphone", "camera"])
def test_a_device_that_hung_is_opened_again(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_thread, "RETRY_S", 0.01)
    monkeypatch.setattr(source_thread, "READ_LIMIT_S", 0.0)
    hangs, returns = threading.Event(), threading.Event()
    device = Device(kind)

    def hang(_timeout_s: float) -> None:
        if not hangs.is_set():
            hangs.set()
            returns.wait(10)

    monkeypatch.setattr(device, "read", hang)
    thread = Thread(EventLog(), device)
    thread.start()
    assert hangs.wait(10)
    thread.check()
    assert thread.begun.acquire(timeout=10)
    assert thread.begun.acquire(timeout=10)
    returns.set()
    thread.ask_stop()
    assert thread.join(10)


def test_a_device_is_found_again_within_five_seconds() -> None:
    assert source_thread.RETRY_S < 2.0  # and opening has its own limit; a microphone is listed in some 0.1 s


def test_another_source_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_thread, "RETRY_S", 0.01)
    device, other = Device("camera"), Device("file")
    thread = Thread(EventLog(), device)
    thread.start()
    assert thread.begun.acquire(timeout=10)
    device.plugged = False
    assert thread.finished.acquire(timeout=10)
    thread.use(other)
    assert thread.begun.acquire(timeout=10)
    device.plugged = True
    other.plugged = False  # a file that is lost is not tried again
    assert thread.finished.acquire(timeout=10)
    opened = (device.opened, other.opened)
    thread.ask_stop()
    assert thread.join(10)
    assert opened == (device.opened, other.opened) == (1, 1)
