"""The watchdog measures how long the event loop stood still."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from emotion_desk.ui.widgets.event_loop_watchdog import STALL_MS, Watchdog


def test_the_watchdog_sees_a_stall(qtbot: QtBot) -> None:
    dog = Watchdog()
    dog.start()
    qtbot.wait(60)
    quiet = dog.stall_count
    time.sleep(STALL_MS / 1000 + 0.08)
    qtbot.wait(60)
    dog.stop()
    assert dog.stall_count == quiet + 1
    assert dog.max_ms >= STALL_MS
    assert dog.stalls[-1].ms >= STALL_MS
    assert dog.report()["over_100_ms"] == dog.stall_count
