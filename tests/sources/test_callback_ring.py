"""The hand-over from the sound callback: order, wrapping, overwriting, and a reader beside a writer."""

from __future__ import annotations

import threading
import time

import numpy as np
from numpy.typing import NDArray

from emotion_desk.sources.callback_ring import CallbackRing


def ramp(first: int, count: int) -> NDArray[np.float32]:
    return np.arange(first, first + count, dtype=np.float32).reshape(-1, 1)


def test_what_goes_in_comes_out_once() -> None:
    ring = CallbackRing(10)
    ring.write(ramp(0, 4))
    ring.write(ramp(4, 3))

    first, samples, lost = ring.read()

    assert (first, lost) == (0, 0)
    assert samples.ravel().tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert ring.read()[1].size == 0


def test_wrapping_keeps_order() -> None:
    ring = CallbackRing(5)
    got: list[float] = []
    for first in range(0, 40, 4):
        ring.write(ramp(first, 4))
        got += ring.read()[1].ravel().tolist()

    assert got == list(range(40))
    assert ring.lost == 0


def test_a_late_reader_gets_the_newest_and_the_rest_is_counted() -> None:
    ring = CallbackRing(8, channels=2)
    for first in range(0, 20, 4):
        ring.write(np.repeat(ramp(first, 4), 2, axis=1))

    first, samples, lost = ring.read()

    assert (first, lost, ring.lost) == (12, 12, 12)
    assert samples[:, 1].tolist() == list(range(12, 20))


def test_a_block_larger_than_the_ring_leaves_its_end() -> None:
    ring = CallbackRing(4)
    ring.write(ramp(0, 11))

    first, samples, lost = ring.read()

    assert (first, lost) == (7, 7)
    assert samples.ravel().tolist() == [7, 8, 9, 10]


def test_beside_a_fast_writer_nothing_is_torn_and_everything_is_accounted_for() -> None:
    """The writer laps the reader on purpose; whatever is read must still be consecutive numbers."""
    ring = CallbackRing(4_096)
    total = 1_500_000
    done = threading.Event()

    def write() -> None:
        for first in range(0, total, 1_000):
            ring.write(ramp(first, 1_000))
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    read = 0
    while True:
        last_round = done.is_set()
        first, samples, _ = ring.read()
        if samples.size:
            assert np.array_equal(samples.ravel(), ramp(first, samples.shape[0]).ravel())
        read += samples.shape[0]
        if last_round:
            break
        time.sleep(0.001)
    writer.join()

    assert read + ring.lost == total
    assert ring.lost > 0
