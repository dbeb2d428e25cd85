"""What the window shows of its sources: devices after consent, files, their ends and their failures."""

from __future__ import annotations

import wave
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from emotion_desk.clock import now_ns
from emotion_desk.messages import DeskEvent, Side, SpeakerReading, State
from emotion_desk.settings import SettingsFile
from emotion_desk.sources.screen import WAYLAND, Screen
from emotion_desk.ui.source_controller import DEMO, NOTHING, Openers, SourceChoice
from emotion_desk.ui.widgets.theme import Theme
from emotion_desk.ui.window import MainWindow
from tests.ui.conftest import MakeWindow, emotions, packet, quiet_window, reading


def event(side: Side, state: State, text: str = "It changed.") -> DeskEvent:
    return DeskEvent(side, state, text, now_ns())


def lit(window: MainWindow) -> list[str]:
    return [name for name, light in window.status.lights.items() if light.is_lit]


def panes(window: MainWindow) -> tuple[bool, bool, bool, str | None]:
    """Return whether there are cards, whether spectrogram and lanes are live, and what stands over the picture."""
    live = window.live_page
    return bool(live.people.cards), live.spectrogram.is_active, live.lanes.is_active, live.picture.ended


def test_a_source_that_ends_is_reported_and_opens_again(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    clip = Path(__file__).parents[2] / "assets" / "demo.mp4"
    window.play_file(clip)
    assert window.status.badge.text() == "FILE"
    assert window.toolbar.cameras.shown == SourceChoice("file", str(clip))
    qtbot.waitUntil(lambda: window.live_page.picture.packet is not None, timeout=8000)
    qtbot.waitUntil(lambda: "open" in window.status.message.full_text(), timeout=8000)
    window.handle_event(DeskEvent(Side.PICTURE, State.LOST, "The file was lost.", now_ns()))
    assert window.banner.isVisible()
    assert window.banner.text.text() == "The file was lost."
    QTest.mouseClick(window.banner.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.banner.isVisible(), timeout=8000)
    shown = window.live_page.picture.packet
    qtbot.waitUntil(lambda: window.live_page.picture.packet is not shown, timeout=8000)


def test_a_file_that_cannot_be_played_leaves_what_was_on(make_window: MakeWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window = make_window()
    (tmp_path / "broken.mp4").write_bytes(b"nothing")
    window.play_file(tmp_path / "broken.mp4")
    assert "broken.mp4" in window.banner.text.text()
    assert window.sources.wanted[Side.PICTURE] == NOTHING
    assert window.toolbar.cameras.shown == NOTHING
    window.choose_source(DEMO, Side.PICTURE)
    qtbot.waitUntil(lambda: window.live_page.picture.packet is not None, timeout=8000)
    assert not window.banner.isVisible()


def test_a_file_without_a_picture_does_not_stay_opening(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window()
    path = tmp_path / "voice.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(32_000))
    window.play_file(path)
    assert window.live_page.picture._waiting == "voice.wav has no picture"


def test_a_file_does_not_replace_a_microphone_silently(make_window: MakeWindow) -> None:
    window = quiet_window(make_window)
    window.sources.adopt(NOTHING, SourceChoice("microphone", "Headset"))
    window.play_file(Path(__file__).parents[2] / "assets" / "demo.mp4")
    assert window.banner.topic == "microphone"
    assert "Headset is off" in window.banner.text.text()
    assert "microphone" in window.banner.button.text()


def test_after_the_end_all_panes_are_cleared_or_dimmed_at_once(make_window: MakeWindow, theme: Theme) -> None:
    window = quiet_window(make_window)
    live = window.live_page
    window.sources.adopt(SourceChoice("file", "/clip.mp4"), SourceChoice("file", "/clip.mp4"))
    for side in (Side.PICTURE, Side.SOUND):
        window.handle_event(event(side, State.RUNNING))
    shown = packet(1)
    live.picture.show_packet(shown, reading(1))
    live.people.show_packet(shown, now_ns())
    live.voice.show_reading(SpeakerReading(True, -20.0, emotions("sad")))
    assert panes(window) == (True, True, True, None)

    window.handle_event(event(Side.SOUND, State.ENDED, "clip.mp4 ended."))
    assert live.voice.chip.text == "no sound"
    assert panes(window) == (True, False, True, None)
    window.handle_event(event(Side.PICTURE, State.ENDED, "clip.mp4 ended."))
    assert panes(window) == (False, False, False, "clip.mp4 ended.")
    assert window.status.badge.text() == "IDLE"

    window.handle_event(event(Side.PICTURE, State.RUNNING))
    live.picture.show_packet(packet(1), None)
    assert panes(window) == (False, False, True, None)


def test_device_lights_are_lit_while_a_device_is_open_whatever_else_plays(make_window: MakeWindow) -> None:
    window = quiet_window(make_window)
    assert lit(window) == []
    window.sources.adopt(SourceChoice("file", "/clip.mp4"), SourceChoice("microphone", "Headset"))
    window.handle_event(event(Side.SOUND, State.OPENING))
    assert lit(window) == ["MIC"]
    window.handle_event(event(Side.SOUND, State.RUNNING))
    window.handle_event(event(Side.PICTURE, State.RUNNING))
    assert window.status.badge.text() == "FILE"
    assert lit(window) == ["MIC"]
    assert "Headset" in window.status.lights["MIC"].toolTip()
    window.handle_event(event(Side.SOUND, State.LOST))
    assert lit(window) == []


def test_no_device_before_consent(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    opened: list[str] = []

    class GoneError(Exception):
        pass

    def camera(which: str, _size: tuple[int, int], _fps: float) -> object:
        opened.append(which)
        raise GoneError

    window.sources._openers = Openers(camera=camera)  # type: ignore[arg-type]
    window.choose_source(SourceChoice("camera", "Cam"), Side.PICTURE)
    dialog = window.gate.dialog
    assert dialog is not None
    assert dialog.isVisible()
    text = " ".join(label.text() for label in dialog.findChildren(type(window.banner.text)))
    assert "Art. 5(1)(f)" in text
    assert "stay on this machine" in text
    QTest.mouseClick(dialog.decline, Qt.MouseButton.LeftButton)
    assert opened == []
    assert not window.settings_file.values.consented
    assert window.toolbar.cameras.shown == NOTHING
    window.choose_source(SourceChoice("camera", "Cam"), Side.PICTURE)
    dialog = window.gate.dialog
    assert dialog is not None
    assert opened == []
    with qtbot.captureExceptions() as raised:
        QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    assert opened == ["Cam"]
    assert raised[0][0] is GoneError
    assert SettingsFile(window.settings_file.path).values.consented


def test_return_does_not_agree(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.choose_source(SourceChoice("microphone", "Mic"), Side.SOUND)
    dialog = window.gate.dialog
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not window.settings_file.values.consented


def test_a_screen_is_a_source_after_consent_and_is_shown_while_it_is_open(
    make_window: MakeWindow, qtbot: QtBot, settings_file: SettingsFile
) -> None:
    asked: list[str] = []

    def screen(which: str) -> Screen:
        asked.append(which)
        return Screen(which, refused=lambda: WAYLAND)

    window = make_window()
    window.sources._openers = Openers(screen=screen)
    window._show_devices([SourceChoice("camera", "USB"), SourceChoice("screen", "Screen 1")], [])
    assert SourceChoice("screen", "Screen 1") in window.toolbar.cameras.choices()
    window.choose_source(SourceChoice("screen", "Screen 1"), Side.PICTURE)
    assert asked == []  # first comes the notice
    settings_file.change(consent=1, camera="USB")
    window.choose_source(SourceChoice("screen", "Screen 1"), Side.PICTURE)
    assert asked == ["Screen 1"]
    qtbot.waitUntil(lambda: "Wayland" in window.banner.text.text(), timeout=8000)
    assert settings_file.values.camera == "USB"
    window.sources.wanted[Side.PICTURE] = SourceChoice("screen", "Screen 1")
    window.handle_event(DeskEvent(Side.PICTURE, State.RUNNING, "Screen 1 is open.", now_ns()))
    assert window.status.lights["SCREEN"].is_lit
    assert window.status.lights["SCREEN"].isVisible()
    assert window.status.badge.text() == "LIVE"
