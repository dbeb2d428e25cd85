"""The watchdog measures how long the event loop stood still."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.clock import NS_PER_MS
from emotion_desk.ui.widgets import event_loop_watchdog
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


def test_the_percentile_is_that_of_the_beats(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0]
    monkeypatch.setattr(event_loop_watchdog, "now_ns", lambda: now[0])
    dog = Watchdog()
    assert dog.report()["p999_ms"] is None
    for beat in range(2000):
        late_ms = 40.0 if beat == 7 else 14.2 if beat % 400 == 3 else 0.3
        now[0] += round((10 + late_ms) * NS_PER_MS)
        dog._beat()
    assert dog.percentile_ms(50) == 0.5
    assert dog.report()["p999_ms"] == 14.5
    assert dog.percentile_ms(100) == 40.0
