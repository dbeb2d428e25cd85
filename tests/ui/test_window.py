"""The window around a real desk on the demo clip."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emotion_desk.clock import now_ns
from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.messages import DeskEvent, Side, SpeakerReading, State
from emotion_desk.settings import SettingsFile
from emotion_desk.sources.screen import WAYLAND, Screen
from emotion_desk.ui.about_dialog import AboutDialog
from emotion_desk.ui.help_tour import HelpTour
from emotion_desk.ui.live.overlay import annotations_for
from emotion_desk.ui.review.page import ReviewPage
from emotion_desk.ui.settings_dialog import SettingsDialog
from emotion_desk.ui.source_controller import DEMO, NOTHING, Openers, SourceChoice
from emotion_desk.ui.widgets.theme import DARK, Theme, rgb
from emotion_desk.ui.window import MainWindow
from tests.ui.conftest import SINGLES_REASON, MakeWindow, emotions, packet, reading


def near(image: QImage, colour: tuple[int, int, int], tolerance: int = 24) -> int:
    """Count the pixels close to a colour."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    pixels = rows[:, : plain.width() * 3].reshape(-1, 3).astype(int)
    return int((np.abs(pixels - colour).max(axis=1) <= tolerance).sum())


@pytest.mark.slow
def test_the_demo_shows_box_card_and_moving_spectrogram(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    live_page = window.live_page
    qtbot.waitUntil(
        lambda: bool(live_page.people.cards) and live_page.people.cards[0].bars.values is not None, timeout=15000
    )
    happy = rgb(EMOTION_COLOURS["happy"])
    qtbot.waitUntil(lambda: near(live_page.picture.grab().toImage(), happy) > 200, timeout=5000)
    card = live_page.people.cards[0]
    assert card.chip.text.startswith(("happy", "sad"))
    assert card.title.full_text() == "Face 1"
    assert window.status.badge.text() == "DEMO"
    qtbot.waitUntil(lambda: window.status.fields["fps"].text() not in ("", "0 fps"), timeout=5000)
    assert window.status.engine.text() == "steady"
    qtbot.waitUntil(
        lambda: live_page.spectrogram.numbers is not None and live_page.spectrogram.numbers.max() > 60, timeout=8000
    )
    before = live_page.spectrogram.numbers
    assert before is not None
    qtbot.wait(300)
    after = live_page.spectrogram.numbers
    assert after is not None
    assert not np.array_equal(before, after)
    assert window.screen_latency.overall().p50 is not None


@pytest.mark.slow
def test_the_live_page_behind_another_draws_nothing_and_catches_up(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    live_page, fps = window.live_page, window.status.fields["fps"]
    qtbot.waitUntil(lambda: bool(live_page.people.cards) and live_page.lanes.history.steps > 0, timeout=15000)
    window.pages.show_page("Review")
    qtbot.waitUntil(lambda: fps.text() == "… fps", timeout=5000)
    live_page.people.clear()
    drawn, steps = live_page.lanes.drawn, live_page.lanes.history.steps
    qtbot.waitUntil(lambda: live_page.lanes.history.steps >= steps + 2, timeout=5000)
    assert live_page.lanes.drawn == drawn
    assert not live_page.people.cards

    window.pages.show_page("Live")
    qtbot.waitUntil(lambda: bool(live_page.people.cards), timeout=5000)
    qtbot.waitUntil(lambda: live_page.lanes.drawn > drawn, timeout=5000)
    qtbot.waitUntil(lambda: fps.text() != "… fps", timeout=5000)


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


def test_a_mode_that_is_not_there_is_greyed_with_the_reason(make_window: MakeWindow) -> None:
    window = make_window()
    singles, multitask = window.toolbar.modes["singles"], window.toolbar.modes["multitask"]
    assert not singles.isEnabled()
    assert singles.toolTip() == SINGLES_REASON
    assert multitask.isEnabled()
    assert multitask.isChecked()
    window.choose_mode("singles")
    assert window.modes.chosen == "multitask"
    assert multitask.isChecked()


def test_a_mode_that_is_there_loads(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(available={"multitask": None, "singles": None})
    window.toolbar.modes["singles"].trigger()
    assert window.modes.chosen == "singles"
    assert window.settings_file.values.mode == "singles"
    qtbot.waitUntil(lambda: "network is ready" in window.status.message.full_text(), timeout=5000)


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


def test_every_action_has_its_own_key_and_a_tooltip_that_names_it(make_window: MakeWindow) -> None:
    window = make_window()
    actions = window.actions()
    keys = [action.shortcut().toString() for action in actions]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    for action in (window.toolbar.open, window.toolbar.snapshot, window.toolbar.settings, window.toolbar.about):
        assert action.shortcut().toString() in action.toolTip()


@pytest.mark.parametrize(
    ("key", "modifier", "dialog"),
    [
        (Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier, AboutDialog),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, HelpTour),
        (Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier, SettingsDialog),
    ],
)
def test_keys_open_dialogs(
    make_window: MakeWindow, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, dialog: type
) -> None:
    window = make_window()
    with qtbot.waitActive(window, timeout=20_000):
        window.activateWindow()
    QTest.keyClick(window, key, modifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(dialog)), timeout=2000)
    window.findChildren(dialog)[0].reject()


@pytest.mark.parametrize(("key", "side"), [(Qt.Key.Key_1, "cameras"), (Qt.Key.Key_2, "microphones")])
def test_keys_open_the_pickers(make_window: MakeWindow, qtbot: QtBot, key: Qt.Key, side: str) -> None:
    window = make_window()
    with qtbot.waitActive(window, timeout=20_000):
        window.activateWindow()
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    picker = getattr(window.toolbar, side)
    assert picker.view().isVisible()
    QTest.keyClick(picker.view(), Qt.Key.Key_Escape)


def test_escape_dismisses_the_banner(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    with qtbot.waitActive(window, timeout=20_000):
        window.activateWindow()
    window.banner.show_topic("note", "Something.")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.banner.isVisible()


@pytest.mark.slow
def test_a_snapshot_has_the_frames_own_size_and_the_boxes(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    assert window.take_snapshot() is None or window.live_page.picture.packet is not None
    qtbot.waitUntil(lambda: bool(window.live_page.people.cards), timeout=10000)
    qtbot.waitUntil(lambda: window.live_page.people.cards[0].bars.values is not None, timeout=10000)
    with qtbot.waitSignal(window.saver.message, timeout=5000) as emitted:
        path = window.take_snapshot()
    assert path is not None
    assert str(path) in emitted.args[0]
    image = QImage(str(path))
    shown = window.live_page.picture.packet
    assert shown is not None
    assert (image.height(), image.width()) == shown.frame.picture.shape[:2]
    assert near(image, rgb(EMOTION_COLOURS["happy"])) > 200


def test_the_theme_switches_everything(make_window: MakeWindow, qapp: QApplication) -> None:
    window = make_window()
    light = window.live_page.grab().toImage().pixelColor(2, 2)
    window.apply({"theme": "dark"})
    dark = window.live_page.grab().toImage().pixelColor(2, 2)
    assert light.lightness() > 200
    assert dark.lightness() < 60
    assert qapp.palette().window().color().name() == DARK.window.lower()
    assert SettingsFile(window.settings_file.path).values.theme == "dark"
    window.apply({"theme": "light"})


def test_geometry_is_kept(make_window: MakeWindow, settings_file: SettingsFile) -> None:
    window = make_window()
    window.resize(970, 655)
    window.close()
    assert SettingsFile(settings_file.path).values.geometry
    again = make_window()
    again._restore()
    assert again.height() == 655  # the width is bound to the small screen that "offscreen" has


def test_it_fits_a_small_screen(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.resize(1024, 640)
    qtbot.wait(20)
    assert (window.width(), window.height()) == (1024, 640)
    about = window.toolbar.widgetForAction(window.toolbar.about)
    assert about.isVisible()
    assert about.geometry().right() < 1024
    assert window.live_page.picture.height() >= 180


def test_closing_stops_the_desk(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    qtbot.waitUntil(lambda: window.live_page.picture.packet is not None, timeout=8000)
    with qtbot.waitSignal(window.closed, timeout=6000):
        window.close()
    assert not window.isVisible()


def event(side: Side, state: State, text: str = "It changed.") -> DeskEvent:
    return DeskEvent(side, state, text, now_ns())


def quiet_window(make_window: MakeWindow) -> MainWindow:
    """A window that only the test's own events reach."""
    window = make_window()
    window.poller.stop()
    return window


def lit(window: MainWindow) -> list[str]:
    return [name for name, light in window.status.lights.items() if light.is_lit]


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


def test_a_file_does_not_replace_a_microphone_silently(make_window: MakeWindow) -> None:
    window = quiet_window(make_window)
    window.sources.adopt(NOTHING, SourceChoice("microphone", "Headset"))
    window.play_file(Path(__file__).parents[2] / "assets" / "demo.mp4")
    assert window.banner.topic == "microphone"
    assert "Headset is off" in window.banner.text.text()
    assert "microphone" in window.banner.button.text()


def panes(window: MainWindow) -> tuple[bool, bool, bool, str | None]:
    """Return whether there are cards, whether spectrogram and lanes are live, and what stands over the picture."""
    live = window.live_page
    return bool(live.people.cards), live.spectrogram.is_active, live.lanes.is_active, live.picture.ended


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


def test_frames_are_lost_only_while_the_live_page_is_in_front(
    make_window: MakeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = quiet_window(make_window)
    figures = window.desk.figures()

    def dropped(count: int) -> str:
        monkeypatch.setattr(window.desk, "figures", lambda: replace(figures, frames_dropped=count))
        window.poller.show_status()
        return window.status.fields["dropped"].text()

    assert dropped(2) == "2 dropped"
    window.pages.show_page("Review")
    assert dropped(50) == "2 dropped"
    window.pages.show_page("Live")
    assert dropped(51) == "3 dropped"


@pytest.mark.slow
def test_box_and_card_never_differ(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    live = window.live_page
    qtbot.waitUntil(lambda: bool(live.people.cards) and live.people.cards[0].bars.values is not None, timeout=15000)
    compared: list[tuple[str, str]] = []

    def compare() -> None:
        boxes = annotations_for(live.picture.packet, live.picture._reading) if live.picture.packet else []
        if boxes and live.people.cards and boxes[0].text:
            compared.append((boxes[0].text, live.people.cards[0].chip.text))

    timer = QTimer(window)
    timer.timeout.connect(compare)
    timer.start(3)
    qtbot.waitUntil(lambda: len(compared) > 50, timeout=15000)
    timer.stop()
    assert [pair for pair in compared if pair[0] != pair[1]] == []


def test_every_tool_is_visible_in_the_smallest_window(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.resize(window.minimumSize())
    bar = window.toolbar
    for action in (bar.open, bar.snapshot, bar.record, bar.settings, bar.about):
        button = bar.widgetForAction(action)
        qtbot.waitUntil(lambda button=button: button.isVisible() and bar.rect().contains(button.geometry()))  # type: ignore[misc]


def test_the_review_page_fits_the_smallest_window(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    page = window.pages.show_page("Review")
    assert isinstance(page, ReviewPage)
    page.banner.show_topic("note", "Something.", ("&Do", lambda: None))
    window.resize(window.minimumSize())
    qtbot.waitUntil(lambda: page.controls.isVisible() and page.picture.height() > 0)
    assert page.picture.geometry().bottom() < page.controls.geometry().top() + 1
    assert page.minimumSizeHint().height() <= window.pages.stack.height()


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
