"""Face measures in the window: off at first, switched by key, drawn, on the card, remembered, refused in words."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from emotion_desk.inference import face_meters
from emotion_desk.measures.face_meter import Measured
from emotion_desk.messages import Box
from emotion_desk.pipeline.landmark_worker import THREAD_NAME, LandmarkWorker, TrackLandmarks
from emotion_desk.settings import SettingsFile
from emotion_desk.vision.landmarks import LINES, POINTS, Landmarks
from tests.measures.made import MEASURES
from tests.ui.conftest import MakeWindow, packet


class Ring:
    """Takes every face for a circle."""

    def measure(self, _picture: object, box: Box, _track: int, _crop: object) -> Measured:
        at = np.linspace(0, 2 * np.pi, POINTS, dtype=np.float32)
        x, y = box.centre
        points = np.stack((x + np.cos(at) * box.width / 3, y + np.sin(at) * box.height / 3), axis=1)
        return Measured(Landmarks(points.astype(np.float32), 1.0), MEASURES)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """Weights are there, and a detector that needs no network."""
    monkeypatch.setattr(face_meters, "require_weights", lambda: (tmp_path, tmp_path))
    monkeypatch.setattr(LandmarkWorker.__init__, "__defaults__", (Ring,))


def running() -> bool:
    return any(thread.name == THREAD_NAME for thread in threading.enumerate())


def bright(image: QImage | None) -> int:
    assert image is not None
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return int((pixels[..., :3].min(axis=2) > 200).sum())


@pytest.mark.usefixtures("installed")
def test_it_is_drawn_while_it_is_on(make_window: MakeWindow, settings_file: SettingsFile, qtbot: QtBot) -> None:
    window = make_window()
    window.poller.stop()  # the test shows what it wants
    view = window.live_page.picture
    switch = view.geometry_switch
    assert not switch.is_on
    assert not running()
    view.show_packet(packet(1), None)
    before = bright(view.snapshot())
    assert switch.action.shortcut().toString() == "Ctrl+G"
    assert "(Ctrl+G)" in switch.button.toolTip()
    switch.action.trigger()
    assert (settings_file.values.face_geometry, switch.action.text()[0]) == (True, "●")
    view.show_packet(packet(1), None)
    qtbot.waitUntil(lambda: switch.geometry() is not None, timeout=20_000)
    assert bright(view.snapshot()) > before + 50
    switch.action.trigger()
    assert (settings_file.values.face_geometry, switch.action.text()[0]) == (False, "○")
    assert bright(view.snapshot()) == before
    qtbot.waitUntil(lambda: not running(), timeout=10_000)


@pytest.mark.usefixtures("installed")
def test_it_is_remembered_and_ends_with_the_window(make_window: MakeWindow, settings_file: SettingsFile) -> None:
    settings_file.change(face_geometry=True)
    window = make_window()
    assert window.live_page.picture.geometry_switch.is_on
    assert running()
    window.close()
    assert not running()


def test_missing_weights_are_reported(
    make_window: MakeWindow, settings_file: SettingsFile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(face_meters, "shipped", lambda _folder: tmp_path)
    window = make_window()
    window.live_page.picture.geometry_switch.action.trigger()
    assert not window.live_page.picture.geometry_switch.is_on
    assert "face-landmarks.onnx' of the face measures are missing" in window.banner.text.text()
    assert not settings_file.values.face_geometry
    assert not running()


def test_geometry_of_someone_else_is_not_drawn() -> None:
    assert TrackLandmarks(0, {7: np.zeros((POINTS, 2), np.float32)}).points_in(packet(1, stamp_ns=0)) == []


def test_the_lines_name_points_that_there_are() -> None:
    assert max(max(line) for several in LINES.values() for line in several) < POINTS
