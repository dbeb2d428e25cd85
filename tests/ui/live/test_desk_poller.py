"""Frames are shown as they arrive: those of a burst one by one, and none holds up a window that paints nothing."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.messages import Side
from emotion_desk.pipeline.short_queue import KEPT
from emotion_desk.ui.live import desk_poller
from emotion_desk.ui.live.lanes import STEP_S
from emotion_desk.ui.window import MainWindow
from tests.ui.conftest import MakeWindow, packet, quiet_window, reading


def waiting_window(make_window: MakeWindow, qtbot: QtBot) -> MainWindow:
    """Return a shown window that takes frames only when it is told of one."""
    window = quiet_window(make_window)
    window.sources.active[Side.PICTURE] = True
    window.show()
    qtbot.waitExposed(window)
    window.desk.preview._clock = lambda: 0  # however busy the machine is, no frame waits for too long
    window.desk.preview.take()
    window.desk.preview.listener = window.poller._frame_arrived.emit
    return window


def test_every_frame_of_a_burst_is_painted(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = waiting_window(make_window, qtbot)
    painted: list[int] = []
    picture = window.live_page.picture
    picture.painted.connect(lambda: painted.append(picture.packet.frame.index if picture.packet is not None else -1))
    for index in range(KEPT):
        window.desk.preview.put(packet(1, index=index))
    qtbot.waitUntil(lambda: len(painted) == KEPT)
    assert painted == list(range(KEPT))
    assert window.desk.figures().frames_dropped == 0


def test_a_frame_does_not_wait_for_a_timer(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = waiting_window(make_window, qtbot)
    with qtbot.waitSignal(window.live_page.picture.painted):
        window.desk.preview.put(packet(1))


def test_frames_are_taken_where_nothing_is_painted(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = waiting_window(make_window, qtbot)
    picture = window.live_page.picture
    picture.setUpdatesEnabled(False)  # as in a window that is minimised
    window.desk.preview.put(packet(1, index=0))
    qtbot.waitUntil(lambda: picture.is_painting)
    for _ in range(2):  # as the timer does
        picture.look_whether_painted()
    assert not picture.is_painting
    for index in range(1, 3 * KEPT):
        window.desk.preview.put(packet(1, index=index))
        qtbot.wait(1)
    qtbot.waitUntil(lambda: window.desk.preview.take() is None)
    assert window.desk.figures().frames_dropped == 0
    picture.setUpdatesEnabled(True)
    with qtbot.waitSignal(window.live_page.picture.painted):
        window.desk.preview.put(packet(1, index=99))


def test_the_lanes_keep_the_time_when_the_machine_is_busy(
    make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = quiet_window(make_window)
    now_s = 100.0
    monkeypatch.setattr(desk_poller, "monotonic", lambda: now_s)
    history, poller = window.live_page.lanes.history, window.poller
    poller.poll()
    poller.step_lanes()
    window.sources.active[Side.PICTURE] = True
    before = history.steps
    for passed_s in (0.24, 0.27, 0.25, 3.0, 0.01, 0.3):
        now_s += passed_s
        window.desk.readings.put(reading(1))
        poller.poll()
        poller.step_lanes()
    assert history.steps - before == round((now_s - 100.0) / STEP_S)
    (key,) = history.keys(None)
    assert history.weight(key, None)[1] == 8  # of the three seconds that were not seen, the last one is known
