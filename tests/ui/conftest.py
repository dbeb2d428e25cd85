"""The window's tests: Qt off screen, settings of their own, a reader that needs no weights."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.clock import now_ns
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import (
    Box,
    DeskReading,
    FaceReading,
    Frame,
    FramePacket,
    Mel,
    PersonReading,
    Picture,
    SpeakerReading,
    TrackedFace,
    VoiceReading,
)
from emotion_desk.pipeline.desk import Desk
from emotion_desk.settings import SettingsFile
from emotion_desk.sources.demo import open_demo
from emotion_desk.ui.language import use as use_language
from emotion_desk.ui.mode_control import ModeControl
from emotion_desk.ui.source_controller import DEMO, SourceController
from emotion_desk.ui.widgets.theme import LIGHT, Theme, apply_theme
from emotion_desk.ui.window import MainWindow
from tests.conftest import GRACE_S

SINGLES_REASON = "The single models are not released yet."


@pytest.fixture(autouse=True)
def _no_key_is_held() -> None:
    """Release the modifiers of the test before: Qt keeps those of the last event, and lists select by them."""
    held = QApplication.instance() is not None and QGuiApplication.keyboardModifiers()
    if held and held != Qt.KeyboardModifier.NoModifier:
        QTest.keyClick(QWidget(), Qt.Key.Key_Control)


@pytest.fixture(autouse=True, scope="session")
def _english() -> None:
    """Write numbers as in English, whatever the language of this machine."""
    use_language("en")


@pytest.fixture(params=("de", "pl"))
def language(request: pytest.FixtureRequest, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Use another language during a test."""
    monkeypatch.delenv("EMOTION_DESK_LANGUAGE")
    use_language(request.param)
    yield request.param
    use_language("en")


class SteadyReader:
    """Answers happy for every face and sad for every sound."""

    mode = "multitask"
    engine = "steady"

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        faces = tuple(FaceReading(emotions("happy")) for _ in crops)
        return faces, None if mel is None else VoiceReading(emotions("sad"))


def emotions(strongest: str, share: float = 0.79) -> dict[str, float]:
    rest = (1.0 - share) / (len(EMOTIONS) - 1)
    return {name: share if name == strongest else rest for name in EMOTIONS}


def picture(width: int = 640, height: int = 360, value: int = 40) -> NDArray[np.uint8]:
    return np.full((height, width, 3), value, np.uint8)


def packet(*tracks: int, stamp_ns: int | None = None, index: int = 0) -> FramePacket:
    crop = np.full((60, 60, 3), 128, np.uint8)
    faces = tuple(
        TrackedFace(track, Box(60.0 + 200 * place, 120, 100, 100), crop) for place, track in enumerate(tracks)
    )
    return FramePacket(Frame(index, now_ns() if stamp_ns is None else stamp_ns, picture()), faces)


def reading(
    *tracks: int, stamp_ns: int | None = None, emotion: str = "happy", voice: SpeakerReading | None = None
) -> DeskReading:
    stamp = now_ns() if stamp_ns is None else stamp_ns
    people = tuple(PersonReading(track, Box(60, 120, 100, 100), emotions(emotion)) for track in tracks)
    return DeskReading(0, "multitask", "steady", stamp, 5.0, 0, stamp, stamp, people, voice)


@pytest.fixture
def settings_file(tmp_path: Path) -> SettingsFile:
    settings = SettingsFile(tmp_path / "settings.json")
    settings.change(theme="light", snapshot_folder=str(tmp_path / "pictures"))
    return settings


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    apply_theme(qapp, LIGHT)
    return LIGHT


MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(qtbot: QtBot, settings_file: SettingsFile, theme: Theme) -> Iterator[MakeWindow]:
    """Windows around a desk, closed at the end; on demand the desk plays the demo and a reader answers."""
    made: list[MainWindow] = []
    before = set(threading.enumerate())

    def make(*, demo: bool = False, available: dict[str, str | None] | None = None) -> MainWindow:
        clip = open_demo() if demo else None
        desk = Desk(clip.picture if clip else None, clip.sound if clip else None, SteadyReader if demo else None)
        sources = SourceController(desk)
        if demo:
            sources.adopt(DEMO, DEMO)
        known = available or {"multitask": None, "singles": SINGLES_REASON}
        modes = ModeControl(known, "multitask", lambda _mode: desk.use_reader(SteadyReader))
        window = MainWindow(desk, sources, settings_file, modes)
        made.append(window)
        desk.start()
        window.resize(1100, 700)
        window.show()
        window.start()
        return window

    yield make
    for window in made:
        window.close()
        qtbot.wait(1)
        assert not [timer for timer in window.findChildren(QTimer) if timer.isActive()]
        window.deleteLater()
    qtbot.wait(1)
    deadline = time.monotonic() + GRACE_S
    while time.monotonic() < deadline and set(threading.enumerate()) - before:
        time.sleep(0.02)
    assert not set(threading.enumerate()) - before


@pytest.fixture
def x_display() -> Iterator[str]:
    """A real X server of its own."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    read_end, write_end = os.pipe()
    # Without -noreset it begins anew after its last client, and refuses whoever connects meanwhile.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write_end,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        number = pipe.readline().strip()
    try:
        if not number:
            pytest.skip("Xvfb does not start here")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


def quiet_window(make_window: MakeWindow) -> MainWindow:
    """A window that only the test's own events reach."""
    window = make_window()
    window.poller.stop()
    return window
