"""A window of another program as a source: what it shows, covered or not, and what happens when it goes away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import numpy as np
import pytest

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SourceLostError, SourceOpenError
from emotion_desk.messages import Picture
from emotion_desk.sources.paced_source import FPS
from emotion_desk.sources.protocol import PictureSource
from emotion_desk.sources.screen import WAYLAND
from emotion_desk.sources.screen_window import ONLY_X11, ScreenWindow, window_names
from emotion_desk.sources.xcb import XError, XWindow
from tests.fake_clock import FakeClock

#: A program with a window of one colour, which does what it is told by its standard input.
_PROGRAM = """
import sys, threading
from PySide6.QtCore import QMetaObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.setWindowTitle(sys.argv[1])
window.setStyleSheet(f"background: {sys.argv[2]}")
window.setGeometry(40, 30, 320, 200)
window.show()
def take(line):
    exec(line, {"window": window, "app": app})
class Lines(QTimer):
    pass
lines = []
def read():
    for line in sys.stdin:
        lines.append(line)
threading.Thread(target=read, daemon=True).start()
def look():
    while lines:
        take(lines.pop(0))
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
app.exec()
"""


class Display:
    """A display with windows of one colour."""

    def __init__(self, *titles: str) -> None:
        self.shown = dict(enumerate(titles, 1))
        self.hidden: set[int] = set()
        self.picture_size = (48, 64)
        self.composing = True
        self.closed = 0

    def close(self) -> None:
        self.closed += 1

    def composes(self) -> bool:
        return self.composing

    def windows(self) -> list[XWindow]:
        return [XWindow(number, title) for number, title in self.shown.items() if number not in self.hidden]

    def exists(self, number: int) -> bool:
        return number in self.shown

    def is_shown(self, number: int) -> bool:
        return number in self.shown and number not in self.hidden

    def watch(self, number: int) -> None:
        pass

    def picture(self, number: int) -> Picture:
        if not self.is_shown(number):
            raise XError("gone")
        return np.full((*self.picture_size, 3), 10 * number, np.uint8)


def made(which: str, display: Display, clock: FakeClock) -> ScreenWindow:
    return ScreenWindow(which, opener=lambda: display, clock=clock, refused=lambda: "")


def test_frames_come_at_their_pace_and_keep_their_size() -> None:
    display, clock = Display("Call", "Player"), FakeClock()
    window = made("Player", display, clock)
    assert isinstance(window, PictureSource)
    window.open()
    first, second = window.read(1.0), window.read(1.0)
    assert first is not None
    assert second is not None
    assert (second.stamp_ns - first.stamp_ns) / NS_PER_S == pytest.approx(1 / FPS)
    assert first.picture.shape == (48, 64, 3)
    assert first.picture[0, 0].tolist() == [20, 20, 20]
    display.picture_size = (96, 64)  # it is made higher: black beside it
    third = window.read(1.0)
    assert third is not None
    assert third.picture.shape == (48, 64, 3)
    assert third.picture[24, 32].tolist() == [20, 20, 20]
    assert third.picture[24, 2].tolist() == [0, 0, 0]
    window.close()
    assert display.closed == 1
    assert window.read(0.01) is None


def test_a_window_that_is_minimised_is_lost_and_comes_back_whatever_its_title() -> None:
    display, clock = Display("Call"), FakeClock()
    window = made("Call", display, clock)
    window.open()
    display.hidden.add(1)
    with pytest.raises(SourceLostError, match="'Call' is minimised or on another desktop"):
        window.read(1.0)
    with pytest.raises(SourceOpenError, match="is minimised"):
        window.open()
    display.hidden.clear()
    display.shown[1] = "Call (2 people)"
    window.open()
    assert window.read(1.0) is not None
    del display.shown[1]
    with pytest.raises(SourceLostError, match="The window 'Call' was closed"):
        window.read(1.0)
    with pytest.raises(SourceOpenError, match="There is no window named 'Call' now"):
        window.open()
    display.shown[7] = "Call"
    window.open()
    assert window.read(1.0) is not None
    assert display.closed >= 4


def test_windows_of_one_title_are_told_apart() -> None:
    display, clock = Display("Call", "Call"), FakeClock()
    second = made("Call (2)", display, clock)
    second.open()
    frame = second.read(1.0)
    assert frame is not None
    assert frame.picture[0, 0].tolist() == [20, 20, 20]


def test_a_system_that_cannot_do_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceOpenError, match="Wayland"):
        ScreenWindow("Call", refused=lambda: WAYLAND).open()
    display = Display("Call")
    display.composing = False
    with pytest.raises(SourceOpenError) as caught:
        made("Call", display, FakeClock()).open()
    assert str(caught.value) == ONLY_X11
    monkeypatch.setattr("emotion_desk.sources.screen_window.refusal", lambda: WAYLAND)
    assert window_names() == []


def test_without_a_display_there_is_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    assert window_names() == []


@contextmanager
def program(title: str, colour: str) -> Iterator[Callable[[str], None]]:
    """Run a program with a window of one colour; yields what tells it something."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, title, colour], stdin=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL
    )
    stdin = process.stdin
    assert stdin is not None

    def tell(line: str) -> None:
        stdin.write(line + "\n")
        stdin.flush()

    try:
        yield tell
    finally:
        process.kill()
        process.wait(10)
        stdin.close()


def until(holds: Callable[[], bool]) -> None:
    deadline = monotonic() + 30
    while not holds():
        assert monotonic() < deadline
        sleep(0.05)


@pytest.mark.skipif("sys.platform != 'linux'", reason="an X server is started")
def test_a_real_window_is_read_under_another_one_and_followed(
    real_display: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    with program("Sprechstunde mit Ärztin", "#204080") as tell:
        until(lambda: window_names() == ["Sprechstunde mit Ärztin"])
        window = ScreenWindow("Sprechstunde mit Ärztin")
        window.open()

        def colour() -> list[int]:
            frame = window.read(5.0)
            assert frame is not None
            assert frame.picture.shape == (200, 320, 3)
            return [int(value) for value in frame.picture[100, 160]]

        until(lambda: colour() == [0x80, 0x40, 0x20])
        with program("Message", "#ffffff"):
            until(lambda: set(window_names()) == {"Sprechstunde mit Ärztin", "Message"})
            sleep(0.5)
            assert colour() == [0x80, 0x40, 0x20]
        tell("window.resize(160, 300)")
        until(lambda: colour() == [0x80, 0x40, 0x20])
        tell("window.setStyleSheet('background: #00ff00')")
        until(lambda: colour() == [0, 0xFF, 0])
        tell("window.hide()")
        with pytest.raises(SourceLostError, match="minimised"):
            until(lambda: window.read(1.0) is None)
        tell("window.show()")
        until(lambda: bool(window_names()))
        window.open()
        assert window.read(5.0) is not None
        tell("app.quit()")
        with pytest.raises(SourceLostError, match="was closed"):
            until(lambda: window.read(1.0) is None)
        window.close()
