"""The review page as somebody uses it, around a session of the demo clip."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from emotion_desk.sessions import batch_jobs
from emotion_desk.sessions.format import INFO_FILE, READINGS_FILE
from emotion_desk.ui.review.controls import COMMANDS
from emotion_desk.ui.review.page import ReviewPage
from emotion_desk.ui.sound_lab import attribution_thread
from emotion_desk.ui.sound_lab.attribution_thread import AttributionRequest, AttributionResult
from emotion_desk.ui.sound_lab.why_dialog import WhyDialog
from emotion_desk.ui.widgets.theme import DARK
from emotion_desk.vision.crop import cut_face
from tests.sessions.made import LookingReader
from tests.ui.review.conftest import FPS, PATIENCE_MS, TURN_S, opened, press, shows, write_session


def test_a_session_is_shown_with_its_readings(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    shows(qtbot, page, 0)
    page.player.go(0.5)
    shows(qtbot, page, 15)
    packet = page.picture.packet
    assert packet is not None
    assert [face.track_id for face in packet.faces] == [1]
    assert packet.faces[0].box.x == pytest.approx(115.0, abs=0.5)
    assert "frame 16 of 300" in page.controls.now.full_text()
    assert "Ana: happy 79 %" in page.controls.now.full_text()
    assert page.timelines.spectrum is not None
    assert page.timelines.spectrum.numbers.max() > 100
    page.timelines.grab()
    place, _line = page.timelines._places[0]
    middle = place.center()
    middle.setX(page.timelines._x(2.0))
    assert "angry 79 %" in page.timelines.text_at(middle)
    page.set_theme(DARK)
    assert page.timelines.grab().toImage().pixelColor(2, 2).lightness() < 60


def test_keys_step_and_jump(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    with qtbot.waitActive(page, timeout=20_000):
        page.activateWindow()
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Right)
    shows(qtbot, page, 2)
    press(page, Qt.Key.Key_Left)
    shows(qtbot, page, 1)
    press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    shows(qtbot, page, 1 + FPS)
    press(page, Qt.Key.Key_PageDown)
    assert page.playback_clock.position_s == pytest.approx(TURN_S, abs=0.01)
    shows(qtbot, page, round(TURN_S * FPS))
    press(page, Qt.Key.Key_PageUp)
    assert page.playback_clock.position_s == pytest.approx(1.0, abs=0.01)
    press(page, Qt.Key.Key_End)
    shows(qtbot, page, 299)
    press(page, Qt.Key.Key_Home)
    shows(qtbot, page, 0)
    press(page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.timelines.axis.span_s < 9.0
    press(page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.timelines.axis.span_s == pytest.approx(10.0, abs=0.1)


@pytest.mark.slow
def test_it_plays_at_four_times_the_speed_and_rests_when_hidden(
    page: ReviewPage, session_folder: Path, qtbot: QtBot
) -> None:
    opened(qtbot, page, session_folder)
    page.player.set_speed(4.0)
    page.player.go(8.0)
    press(page, Qt.Key.Key_Space)
    assert page.playback_clock.playing
    assert page.controls.sound.text() == "silent"
    qtbot.waitUntil(lambda: not page.playback_clock.playing, timeout=PATIENCE_MS)
    assert page.playback_clock.position_s == page.playback_clock.end_s
    shows(qtbot, page, 299)
    page.player.go(0.0)
    page.player.set_speed(0.25)
    page.player.toggle()
    page.hide()
    assert not page.playback_clock.playing


def test_sound_is_played_or_its_absence_is_said(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    with qtbot.waitSignal(page.player.silent, timeout=PATIENCE_MS) as answer_of:
        page.player.toggle()
    qtbot.waitUntil(lambda: page.playback_clock.position_s > 0.2, timeout=PATIENCE_MS)
    assert page.controls.sound.text() == ("silent" if answer_of.args[0] else "")
    assert page.controls.sound.toolTip() == answer_of.args[0]
    page.player.toggle()
    assert not page.playback_clock.playing


def test_a_session_whose_media_is_missing_shows_its_readings(page: ReviewPage, tmp_path: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, write_session(tmp_path / "talk", str(tmp_path / "gone.mp4")))
    assert "'gone.mp4' of this session is missing" in page.banner.text.text()
    assert len(page.readings.people) == 1
    assert page.playback_clock.end_s == pytest.approx(3.0, abs=0.1)
    page.player.step(1)
    assert page.playback_clock.position_s > 0


def test_what_cannot_be_opened_is_said_in_one_sentence(
    page: ReviewPage, session_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.loader.failed, timeout=PATIENCE_MS):
        page.open(tmp_path)
    assert "not a session" in page.banner.text.text()
    (session_folder / INFO_FILE).write_text("{")
    with qtbot.waitSignal(page.loader.failed, timeout=PATIENCE_MS):
        page.open(session_folder)
    assert "damaged" in page.banner.text.text()
    assert not page.actions_by_name["play"].isEnabled()


def test_damaged_readings_are_counted(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    with (session_folder / READINGS_FILE).open("a") as file:
        file.write('{"time_s": 4.0, "fra')
    opened(qtbot, page, session_folder)
    assert page.banner.text.text() == "One line of the readings could not be read and was left out."
    assert len(page.readings.people) == 1


def test_a_plain_file_plays_and_says_how_to_analyse_it(page: ReviewPage, demo_clip: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, demo_clip)
    shows(qtbot, page, 0)
    assert "not analysed" in page.banner.text.text()
    assert not page.actions_by_name["mark"].isEnabled()


def test_an_analysis_is_cancelled_and_leaves_nothing(
    page: ReviewPage, demo_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(batch_jobs, "load_reader", lambda options: LookingReader())
    page._context.settings_file.change(record_folder=str(tmp_path / "sessions"))
    opened(qtbot, page, demo_clip)
    page.act("analyse")
    assert page.analysis.background.running
    assert page.banner.button.text() == "&Cancel"
    page.banner.button.click()
    assert page.analysis.background._job is None
    assert page.loading.text() == ""
    assert "not analysed" in page.banner.text.text()
    page.analysis.background.finish(60.0)
    assert page.opened is not None
    assert page.opened.session is None
    assert [
        path for path in (tmp_path / "sessions").rglob("session.json") if '"finished": true' in path.read_text()
    ] == []


def test_a_part_that_is_dragged_over_is_analysed_on_its_own(
    page: ReviewPage, session_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(batch_jobs, "load_reader", lambda options: LookingReader())
    page._context.settings_file.change(record_folder=str(tmp_path / "sessions"))
    opened(qtbot, page, session_folder)
    page.act("analyse_part")  # nothing is selected
    assert not page.analysis.background.running
    page.timelines.span_selected.emit((1.0, 1.4))
    with qtbot.waitSignals([page.analysis.done, page.loader.done], timeout=PATIENCE_MS):
        page.act("analyse_part")
    assert page.opened is not None
    session = page.opened.session
    assert session is not None
    assert session.folder.name.endswith(" 1.00-1.40 s")
    assert session.info.ended is not None
    assert session.info.ended.startswith("The file was analysed from 1 s to 1.4 s.")
    times = [reading.frame_s for reading in session.readings() if reading.frame_s is not None]
    assert 1.0 <= min(times) <= max(times) < 1.4


def test_every_action_has_its_own_key_and_says_so(page: ReviewPage) -> None:
    assert len({command.keys for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        action = page.actions_by_name[command.name]
        assert not action.shortcut().isEmpty()
        assert command.keys in action.toolTip()
    for button in page.controls.buttons.values():
        assert button.toolTip()
        assert button.accessibleName()


def test_a_click_on_the_groove_seeks_there(page: ReviewPage, session_folder: Path, qtbot: QtBot) -> None:
    opened(qtbot, page, session_folder)
    slider = page.controls.seek
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, slider.rect().center())
    length = page.playback_clock.end_s - page.playback_clock.start_s
    assert page.playback_clock.position_s == pytest.approx(page.playback_clock.start_s + length / 2, rel=0.02)
    assert not slider.isSliderDown()


def test_sound_keeps_its_pitch_at_other_speeds(page: ReviewPage) -> None:
    assert {0.5, 1.0, 1.5, 2.0} <= {float(page.controls.speed.itemData(n)) for n in range(page.controls.speed.count())}
    for speed, audible in ((0.25, False), (0.5, True), (1.5, True), (2.0, True), (4.0, False)):
        page.playback_clock.set_speed(speed)
        assert page.player._is_audible == audible


def test_an_answer_is_explained_for_the_chosen_person(
    page: ReviewPage, session_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, ...]] = []

    def explain(_explainer: object, request: AttributionRequest) -> AttributionResult:
        assert request.face is not None
        asked.append(request.face.shape)
        return AttributionResult(request, error="Explained.")

    monkeypatch.setattr(attribution_thread, "Explainer", lambda _store: object())
    monkeypatch.setattr(attribution_thread, "explain", explain)
    press(page, Qt.Key.Key_W)
    assert not page.findChildren(WhyDialog)  # nothing is open
    opened(qtbot, page, session_folder)
    shows(qtbot, page, 0)
    page.player.go(0.5)
    shows(qtbot, page, 15)
    page.values.choose(1)
    QTest.mouseClick(page.values.why, Qt.MouseButton.LeftButton)
    dialog = page.why.dialog
    assert dialog is not None
    assert (dialog.track_id, dialog.windowTitle()) == (1, "Why this answer · Ana")
    qtbot.waitUntil(lambda: dialog.panel.answer.text() == "Explained.", timeout=PATIENCE_MS)
    packet = page.picture.packet
    assert packet is not None
    expected = cut_face(packet.frame.picture, packet.faces[0].box).shape
    assert set(asked) == {expected}
    dialog.close()
