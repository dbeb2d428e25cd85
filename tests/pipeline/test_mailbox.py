"""Newest wins, what nobody took is counted."""

from __future__ import annotations

import threading

from emotion_desk.pipeline.mailbox import Mailbox


def test_newest_wins_and_the_rest_is_counted() -> None:
    box = Mailbox[int]()
    for n in range(5):
        box.put(n)
    assert (box.take(), box.take(), box.overwritten, box.count) == (4, None, 4, 5)


def test_take_waits_for_an_item_but_not_for_ever() -> None:
    box = Mailbox[str]()
    assert box.take(0.05) is None
    sender = threading.Timer(0.05, box.put, ("now",))
    sender.start()
    assert box.take(2.0) == "now"
    sender.join()


def test_cleared_items_are_not_counted_as_dropped() -> None:
    box = Mailbox[int]()
    box.put(1)
    box.clear()
    box.put(2)
    assert (box.take(), box.overwritten) == (2, 0)
