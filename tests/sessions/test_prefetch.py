"""A generator in a thread of its own: order, bounds, errors, and a consumer that leaves."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from emotion_desk.sessions.prefetch import THREAD_NAME, Prefetcher


@pytest.mark.parametrize("most", [1, 2, 3, 16])
def test_all_items_come_in_order(most: int) -> None:
    with Prefetcher((n for n in range(500)), most) as items:
        assert list(items) == list(range(500))


def _until(made: list[int], count: int) -> None:
    ends = time.monotonic() + 10
    while len(made) < count and time.monotonic() < ends:
        time.sleep(0.002)


def test_a_full_queue_is_filled_again_when_a_quarter_of_it_is_left() -> None:
    made: list[int] = []

    def numbers() -> Iterator[int]:
        for n in range(100):
            made.append(n)
            yield n

    with Prefetcher(numbers(), 8) as items:
        given = iter(items)
        assert next(given) == 0
        _until(made, 9)
        held = len(made)  # a full queue, and one more in the thread's hand
        assert held in {9, 10}
        for n in range(1, held - 4):
            assert next(given) == n
        time.sleep(0.05)
        assert len(made) == held, "three are left: the thread rests"
        assert next(given) == held - 4
        _until(made, held + 1)
        assert len(made) > held
        assert list(given) == list(range(held - 3, 100))


def test_an_error_comes_after_the_items_before_it() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("no more")

    with Prefetcher(broken(), 1) as items:
        given = iter(items)
        assert next(given) == 1
        with pytest.raises(ValueError, match="no more"):
            next(given)


@pytest.mark.parametrize("taken", [0, 1, 5])
def test_a_consumer_that_leaves_ends_the_thread_and_closes_the_generator(taken: int) -> None:
    closed = threading.Event()

    def endless() -> Iterator[int]:
        try:
            n = 0
            while True:
                yield n
                n += 1
        finally:
            closed.set()

    with Prefetcher(endless(), 4) as items:
        given = iter(items)
        for n in range(taken):
            assert next(given) == n
    assert closed.is_set()
    assert not any(thread.name.startswith(THREAD_NAME) for thread in threading.enumerate())
