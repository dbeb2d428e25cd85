"""The bar that pauses and seeks a file on the live page, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from emotion_desk.messages import Side
from emotion_desk.ui.source_controller import NOTHING
from tests.sources.clips import write_clip
from tests.ui.conftest import MakeWindow


def test_a_file_is_paused_and_sought_by_mouse_and_by_key(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    transport = window.transport
    assert not transport.isVisible()
    with qtbot.waitActive(window, timeout=20_000):  # keys belong to the active window
        window.activateWindow()
    window.sources.loop = True  # so that it does not end while a busy machine looks elsewhere
    window.play_file(write_clip(tmp_path / "clip.mp4"))
    qtbot.waitUntil(lambda: window.live_page.picture.packet is not None, timeout=8000)
    qtbot.waitUntil(transport.isVisible, timeout=2000)
    QTest.mouseClick(transport.button, Qt.MouseButton.LeftButton)
    assert window.sources.is_paused
    assert transport.button.accessibleName() == "Play"
    playback = window.sources.playback
    assert playback is not None
    assert playback.duration_s is not None

    slider = transport.slider
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, slider.height() // 2))
    assert playback.clock.position_s == pytest.approx(playback.duration_s / 2, abs=playback.duration_s / 20)

    def shown_s() -> float:
        packet = window.live_page.picture.packet
        return packet.frame.media_s or 0.0 if packet is not None else 0.0

    qtbot.waitUntil(lambda: abs(shown_s() - playback.clock.position_s) < 0.2, timeout=8000)
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert playback.clock.position_s == 0.0
    QTest.keyClick(window, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert transport.button.accessibleName() == "Pause"
    window.pages.show_page("Review")
    assert not transport.on.isEnabled()
    window.pages.show_page("Live")
    assert transport.on.isEnabled()
    window.choose_source(NOTHING, Side.PICTURE)
    assert not transport.isVisible()


def test_the_bar_of_a_file_that_has_ended_stays_and_plays_it_again(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    transport = window.transport
    window.play_file(write_clip(tmp_path / "clip.mp4", seconds=1.0))
    qtbot.waitUntil(lambda: window.sources.ended_playback is not None, timeout=8000)
    assert transport.isVisible()
    assert transport.button.accessibleName() == "Play"
    assert transport.place.text() == "0:01 / 0:01"
    assert not transport.slider.isEnabled()
    assert window.banner.isVisible()
    QTest.mouseClick(transport.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.live_page.picture.ended is None and transport.slider.isEnabled(), timeout=8000)
    assert not window.banner.isVisible()
