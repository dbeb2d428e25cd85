"""A burst is kept whole, a flood is not, and what comes before anybody looks is not lost."""

from __future__ import annotations

import threading

from emotion_desk.clock import NS_PER_S
from emotion_desk.pipeline.short_queue import KEPT, STALE_S, ShortQueue


def test_a_burst_is_taken_in_its_order() -> None:
    queue = ShortQueue[int]()
    assert queue.take() is None
    for number in range(KEPT):
        queue.put(number)
    assert [queue.take() for _ in range(KEPT + 1)] == [*range(KEPT), None]
    assert queue.dropped == 0
    assert queue.newest == KEPT - 1


def test_of_too_many_the_oldest_are_dropped_and_counted() -> None:
    queue = ShortQueue[int](most=2)
    queue.take()
    for number in range(5):
        queue.put(number)
    assert (queue.take(), queue.take(), queue.take(), queue.dropped) == (3, 4, None, 3)


def test_items_count_as_dropped_only_once_somebody_takes_them() -> None:
    queue = ShortQueue[int](most=1)
    for number in range(5):
        queue.put(number)
    assert (queue.take(), queue.dropped) == (4, 0)
    queue.put(5)
    queue.put(6)
    assert queue.dropped == 1


def test_what_has_waited_for_long_gives_way_to_what_is_newer() -> None:
    now = [0]
    queue = ShortQueue[int](clock=lambda: now[0])
    queue.take()
    queue.put(1)
    queue.put(2)
    now[0] = round(2 * STALE_S * NS_PER_S)
    queue.put(3)
    assert (queue.take(), queue.take(), queue.dropped) == (3, None, 2)
    queue.put(4)
    now[0] *= 2
    assert (queue.take(), queue.dropped) == (4, 2)  # there is no newer one


def test_cleared_items_are_not_counted() -> None:
    queue = ShortQueue[int](most=1)
    queue.take()
    queue.put(1)
    queue.clear()
    queue.put(2)
    assert (queue.take(), queue.dropped) == (2, 0)


def test_take_waits_for_an_item_but_not_for_ever() -> None:
    queue = ShortQueue[str]()
    assert queue.take(0.05) is None
    sender = threading.Timer(0.05, queue.put, ("now",))
    sender.start()
    assert queue.take(2.0) == "now"
    sender.join()


def test_the_listener_is_told_after_each_item() -> None:
    queue = ShortQueue[int]()
    told: list[int | None] = []
    queue.listener = lambda: told.append(queue.take())
    queue.put(1)
    queue.put(2)
    queue.listener = None
    queue.put(3)
    assert told == [1, 2]
    assert queue.take() == 3
