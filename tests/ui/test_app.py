"""The whole program in a process of its own on a real X display, as a user starts it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emotion_desk.clock import now_ns
from emotion_desk.commands.options import WindowOptions
from emotion_desk.errors import SessionError
from emotion_desk.messages import DeskEvent, Side, State
from emotion_desk.settings import NOTICE_VERSION, SCHEMA
from emotion_desk.ui import app
from emotion_desk.ui.app import _end_in_time, application
from tests.ui.conftest import MakeWindow


def environment(display: str, folder: Path) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    return env | {"DISPLAY": display, "EMOTION_DESK_CONFIG": str(folder / "settings.json")}


def start(display: str, folder: Path, *options: str, seconds: float = 3.0) -> tuple[dict[str, Any], QImage]:
    report, shot = folder / "report.json", folder / "window.png"
    command = [sys.executable, "-m", "emotion_desk", *options]
    command += ["--seconds", str(seconds), "--report", str(report), "--screenshot", str(shot)]
    done = subprocess.run(
        command, env=environment(display, folder), capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    for trouble in ("Traceback", "Destroyed while thread", "Fatal Python error", "QPainter::", "QObject::"):
        assert trouble not in done.stderr
    figures: dict[str, Any] = json.loads(report.read_text())
    return figures, QImage(str(shot))


def wait_for_picture(running: subprocess.Popen[str]) -> None:
    """Wait until the program plays the demo clip, which it does after its signal handlers are installed.

    Before that it opens the clip for a moment, to see what it is.
    """
    deadline = time.monotonic() + 120
    seen = 0
    while time.monotonic() < deadline and running.poll() is None:
        with suppress(OSError):  # a file that is closed meanwhile, or the process is gone
            is_open = any(each.readlink().name == "demo.mp4" for each in Path(f"/proc/{running.pid}/fd").iterdir())
            seen = seen + 1 if is_open else 0
            if seen >= 5:
                return
        time.sleep(0.1)
    pytest.fail("the program did not get ready")


def colours(image: QImage) -> int:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32)
    return len(np.unique(pixels))


@pytest.mark.parametrize("stream", ["ws:99999", "csv:settings.json", "csv:nowhere/live.csv"])
def test_a_stream_that_cannot_be_opened_is_refused_before_anything_starts(
    stream: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "settings.json").write_text("{}")
    monkeypatch.setattr(app, "check_display", lambda: None)
    monkeypatch.setattr(app, "build", lambda *_arguments: pytest.fail("the desk was started"))
    with pytest.raises(SessionError):
        app.run_window(WindowOptions(demo=True, stream=stream))
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.slow
@pytest.mark.xvfb
def test_the_demo_plays(x_display: str, tmp_path: Path) -> None:
    report, image = start(x_display, tmp_path, "--demo", "--engine", "onnx-int8", seconds=2.0)
    assert report["frames_on_screen"] > 0
    assert report["first_picture_ms"] is not None
    assert report["faces_seen"] >= 1
    assert report["latency_ms"]["capture_to_screen"]["p50"] is not None
    assert report["event_loop"]["max_ms"] > 0
    assert image.width() >= 960
    assert colours(image) > 5000
    settings_file = json.loads((tmp_path / "settings.json").read_text())
    assert settings_file["schema"] == SCHEMA
    assert settings_file["consent"] == 0


@pytest.mark.xvfb
@pytest.mark.data
def test_a_file_plays_to_its_end(x_display: str, tmp_path: Path, ravdess_videos: list[Path]) -> None:
    report, image = start(x_display, tmp_path, "--file", str(ravdess_videos[0]), "--engine", "onnx-int8", seconds=5.0)
    assert report["frames_on_screen"] > 0
    assert report["faces_seen"] >= 1
    assert colours(image) > 5000


@pytest.mark.slow
@pytest.mark.xvfb
def test_nothing_is_opened_before_consent(x_display: str, tmp_path: Path) -> None:
    report, image = start(x_display, tmp_path, "--engine", "onnx-int8", seconds=1.0)
    assert report["frames_on_screen"] > 0
    assert not image.isNull()
    assert json.loads((tmp_path / "settings.json").read_text())["consent"] == 0


@pytest.mark.slow
@pytest.mark.xvfb
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_ctrl_c_closes_the_window(x_display: str, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"schema": SCHEMA, "consent": NOTICE_VERSION}))
    command = [sys.executable, "-m", "emotion_desk", "--demo", "--engine", "onnx-int8"]
    with subprocess.Popen(command, env=environment(x_display, tmp_path), stderr=subprocess.PIPE, text=True) as running:
        try:
            wait_for_picture(running)
            running.send_signal(signal.SIGINT)
            _out, errors = running.communicate(timeout=120)
        finally:
            running.kill()
    assert running.returncode == 0
    assert "Traceback" not in errors
    assert json.loads((tmp_path / "settings.json").read_text())["geometry"]


def test_the_seconds_count_from_when_the_networks_are_ready(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    ended: list[bool] = []
    window.closed.connect(lambda: ended.append(True))
    _end_in_time(window, WindowOptions(seconds=0.01))
    qtbot.wait(60)
    assert ended == []
    window.poller.event_received.emit(DeskEvent(Side.SOUND, State.RUNNING, "The sound is open.", now_ns()))
    qtbot.wait(60)
    assert ended == []
    window.poller.event_received.emit(DeskEvent(Side.NETWORK, State.RUNNING, "The networks are ready.", now_ns()))
    qtbot.waitUntil(lambda: ended == [True], timeout=8000)


def test_with_a_session_on_the_review_page_the_seconds_count_from_the_start(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    ended: list[bool] = []
    window.closed.connect(lambda: ended.append(True))
    _end_in_time(window, WindowOptions(seconds=0.01, review=tmp_path))
    qtbot.waitUntil(lambda: ended == [True], timeout=8000)


def test_the_windows_thread_need_not_wait_long_for_pythons_lock(qapp: QApplication) -> None:
    assert application() is qapp
    assert sys.getswitchinterval() == pytest.approx(0.0005)
