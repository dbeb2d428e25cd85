"""Running desks of the tests, and waiting for what they say."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from emotion_desk.messages import DeskEvent, DeskReading, Side, State
from emotion_desk.pipeline.desk import Desk
from tests.pipeline.fakes import wait_until

Make = Callable[..., Desk]


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
