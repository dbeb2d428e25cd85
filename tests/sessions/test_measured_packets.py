"""Measuring beside decoding: the same packets in the same order, without pictures; the source ends in its thread."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceError
from emotion_desk.measures.face_meter import FaceMeter, Measured
from emotion_desk.messages import Box, Frame, FramePacket, Picture, TrackedFace
from emotion_desk.pipeline.thread_priority import STEP
from emotion_desk.sessions.measured_packets import measured_packets
from tests.measures.made import MEASURES


class Meter(FaceMeter):
    """Gives every face the same measures."""

    def __init__(self, rate: float | None = None) -> None:
        super().__init__(None, None, rate)  # type: ignore[arg-type]

    def measure(
        self, picture: Picture, box: Box, track: int | None = None, crop: Picture | None = None
    ) -> Measured | None:
        assert picture.shape == (90, 120, 3)
        return Measured(None, MEASURES)  # type: ignore[arg-type]


class Source:
    """Yields packets with pictures and remembers the threads that it ran and was closed in."""

    def __init__(self, count: int, fails_at: int | None = None) -> None:
        self.threads: set[str] = set()
        self.closed = False
        self._count, self._fails_at = count, fails_at

    def packets(self) -> Iterator[FramePacket]:
        try:
            for number in range(self._count):
                if number == self._fails_at:
                    raise SourceError("The file is damaged.")
                self.threads.add(threading.current_thread().name)
                picture = np.zeros((90, 120, 3), np.uint8)
                face = TrackedFace(1, Box(10, 10, 50, 50), picture[10:60, 10:60])
                yield FramePacket(Frame(number, number * NS_PER_S // 30, picture), (face,))
        finally:
            self.closed = True


def test_due_frames_are_measured_in_order_and_pictures_are_dropped() -> None:
    source = Source(9)
    found = list(measured_packets(source.packets(), Meter(10.0)))
    assert [packet.frame.index for packet in found] == list(range(9))
    assert [packet.faces[0].measures is not None for packet in found] == [True, False, False] * 3
    assert {packet.frame.picture.size for packet in found} == {0}
    assert threading.current_thread().name not in source.threads


@pytest.mark.skipif(sys.platform != "linux", reason="priorities of threads are those of Linux")
def test_decoding_gives_way_to_measuring() -> None:
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    def packets() -> Iterator[FramePacket]:
        decoding.append(niceness())
        yield from Source(1).packets()

    decoding: list[int] = []
    here = niceness()
    assert len(list(measured_packets(packets(), Meter()))) == 1
    assert decoding == [min(19, here + STEP)]
    assert niceness() == here


def test_who_stops_reading_ends_the_source() -> None:
    source = Source(1000)
    reading = measured_packets(source.packets(), Meter())
    next(reading)
    reading.close()  # type: ignore[attr-defined]
    assert source.closed


def test_a_failure_of_the_source_comes_after_what_was_read() -> None:
    reading = measured_packets(Source(5, fails_at=2).packets(), Meter())
    assert [next(reading).frame.index, next(reading).frame.index] == [0, 1]
    with pytest.raises(SourceError, match="damaged"):
        next(reading)
