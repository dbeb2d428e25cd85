"""A screen as a source of frames: by its name, at its pace, and refused where the system forbids it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceLostError, SourceOpenError
from emotion_desk.sources.paced_source import FPS, MOST_WIDTH
from emotion_desk.sources.protocol import PictureSource
from emotion_desk.sources.screen import UNREADABLE, WAYLAND, Screen, refusal, screen_names
from tests.fake_clock import FakeClock


class Screens:
    """Two screens of one colour each."""

    def __init__(self) -> None:
        wide = {"left": 0, "top": 0, "width": 3840, "height": 2160, "output": "HDMI-1"}
        small = {"left": 3840, "top": 0, "width": 64, "height": 48}
        self.monitors = [{}, wide, small]
        self.closed = False
        self.broken = False

    def grab(self, place: dict[str, Any]) -> SimpleNamespace:
        if self.broken:
            raise OSError("gone")
        width, height = place["width"], place["height"]
        raw = np.full((height, width, 4), (10, 20, 30, 255), np.uint8).tobytes()
        return SimpleNamespace(raw=raw, size=SimpleNamespace(width=width, height=height))

    def close(self) -> None:
        self.closed = True


def made(which: str, screens: Screens, clock: FakeClock) -> Screen:
    return Screen(which, opener=lambda: screens, clock=clock, refused=lambda: "")


def test_frames_come_at_their_pace_and_large_ones_are_reduced() -> None:
    screens, clock = Screens(), FakeClock()
    screen = made("Screen 1 (HDMI-1)", screens, clock)
    assert isinstance(screen, PictureSource)
    screen.open()
    frames = [screen.read(1.0) for _ in range(4)]
    assert [frame.index for frame in frames if frame is not None] == [0, 1, 2, 3]
    first, last = frames[0], frames[-1]
    assert first is not None
    assert last is not None
    assert (last.stamp_ns - first.stamp_ns) / NS_PER_S == pytest.approx(3 / FPS)
    assert first.picture.shape == (1080, MOST_WIDTH, 3)
    assert first.picture[0, 0].tolist() == [10, 20, 30]
    assert screen.read(0.01) is None
    screen.close()
    assert screens.closed
    assert screen.read(0.01) is None


def test_a_screen_is_found_by_its_name_and_may_be_lost() -> None:
    screens, clock = Screens(), FakeClock()
    screen = made("Screen 2", screens, clock)
    screen.open()
    frame = screen.read(1.0)
    assert frame is not None
    assert frame.picture.shape == (48, 64, 3)
    screens.broken = True
    with pytest.raises(SourceLostError, match="Screen 2 cannot be read any more"):
        screen.read(1.0)
    screens.broken = False
    screen.open()
    assert screen.read(1.0) is not None
    screen.close()
    with pytest.raises(
        SourceOpenError, match=r"no screen named 'Screen 3'; there is 'Screen 1 \(HDMI-1\)', 'Screen 2'"
    ):
        made("Screen 3", screens, clock).open()


def test_a_system_that_forbids_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal("linux", {"WAYLAND_DISPLAY": "wayland-0"}) == WAYLAND
    assert refusal("linux", {"XDG_SESSION_TYPE": "x11", "DISPLAY": ":0"}) == ""
    assert refusal("win32", {}) == ""
    monkeypatch.setattr("emotion_desk.sources.screen.refusal", lambda: WAYLAND)
    assert screen_names() == [UNREADABLE]
    with pytest.raises(SourceOpenError, match="Wayland"):
        Screen(UNREADABLE, refused=lambda: WAYLAND).open()


@pytest.mark.skipif("sys.platform != 'linux'", reason="an X server is started")
def test_the_screen_of_a_real_display_is_read(real_display: None) -> None:
    (name,) = screen_names()
    screen = Screen(name)
    screen.open()
    frame = screen.read(5.0)
    assert frame is not None
    assert frame.picture.shape == (480, 640, 3)
    screen.close()


def test_without_a_display_there_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    assert screen_names() == []
