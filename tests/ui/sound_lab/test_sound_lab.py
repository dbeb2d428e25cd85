"""The sound lab around a desk that plays the demo clip, and around files."""

from __future__ import annotations

import threading
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from emotion_desk.pipeline.desk import Desk
from emotion_desk.settings import SettingsFile
from emotion_desk.sound.filterbank import MelSettings
from emotion_desk.sound.mel import fit_frames, log_mel, mel_input
from emotion_desk.sound.stft import StftSettings, spectrogram
from emotion_desk.sources.demo import open_demo
from emotion_desk.ui.pages import Page, PageContext
from emotion_desk.ui.sound_lab import frequency_scales
from emotion_desk.ui.sound_lab import page as lab_page
from emotion_desk.ui.sound_lab.attribution_thread import THREAD_NAME
from emotion_desk.ui.sound_lab.page import LabPage, build
from emotion_desk.ui.sound_lab.panes import Title
from emotion_desk.ui.sound_lab.why_panel import support_words, warmth
from emotion_desk.ui.widgets.theme import DARK, Theme

#: Each builds the whole laboratory, with the pictures of ten seconds of sound.
pytestmark = pytest.mark.slow

RATE = 16_000


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk(None, open_demo().sound, None)
    made.start()
    yield made
    assert made.stop(60.0)


@pytest.fixture
def emitted() -> list[str]:
    return []


@pytest.fixture
def page(desk: Desk, settings_file: SettingsFile, theme: Theme, emitted: list[str], qtbot: QtBot) -> Iterator[LabPage]:
    made = build(PageContext(desk, settings_file, theme, emitted.append))
    assert isinstance(made, LabPage)
    made.resize(1280, 700)
    made.show()
    yield made
    made.hide()
    made.finish()
    made.deleteLater()
    qtbot.wait(1)


def tone(seconds: float = 1.0, hz: float = 1000.0) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.asarray(0.3 * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE), np.float32)


def why_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == THREAD_NAME]


def test_live_it_draws_what_the_desk_hears(page: LabPage, desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(page.samples) > RATE and float(np.abs(page.samples).max()) > 0.01, timeout=60_000)
    assert page.strip.mel.shape[1] > 20
    assert page.strip.fed >= len(page.samples)
    before = page.draws
    qtbot.waitUntil(lambda: page.draws > before + 2, timeout=30_000)


def test_hidden_it_costs_nothing(page: LabPage, qtbot: QtBot) -> None:
    page.show_sound(np.zeros(RATE, np.float32), "silence")
    page.buttons.why.setChecked(True)
    assert why_threads()
    assert "silent" in page.why.answer.text()
    page.hide()
    assert not [timer for timer in page.findChildren(QTimer) if timer.isActive()]
    qtbot.waitUntil(lambda: not why_threads(), timeout=10_000)
    drawn = page.draws
    qtbot.wait(300)
    assert page.draws == drawn
    page.show()
    qtbot.waitUntil(lambda: page.draws > drawn, timeout=10_000)


def test_a_file_is_frozen_and_explained(page: LabPage, demo_clip: Path, emitted: list[str], qtbot: QtBot) -> None:
    page.loader.load(demo_clip)
    qtbot.waitUntil(lambda: page.name == demo_clip.name, timeout=60_000)
    assert not page.is_live
    assert not page.buttons.live.isChecked()
    assert any(demo_clip.name in text for text in emitted)
    np.testing.assert_allclose(page.strip.spectrogram, spectrogram(page.samples, page.settings.cut), atol=1e-3)
    loud = int(page.strip.mel.max(axis=0).argmax())
    page.move_window(page.settings.cut.times(loud + 1)[-1])
    page.buttons.why.setChecked(True)
    qtbot.waitUntil(lambda: page.why.picture.image is not None, timeout=120_000)
    assert "Voice" in page.why.answer.text()
    rows = [[cell.text() for at in range(3) if (cell := page.why.table.item(row, at))] for row in range(4)]
    assert rows[0][0::2] == ["as it is", "as strong"]
    assert {row[2] for row in rows} <= {"as strong", "stronger", "weaker", "much weaker"}


def test_a_file_without_sound_is_one_sentence(page: LabPage, tmp_path: Path, emitted: list[str], qtbot: QtBot) -> None:
    (tmp_path / "no.wav").write_text("nothing")
    page.loader.load(tmp_path / "no.wav")
    qtbot.waitUntil(lambda: bool(emitted), timeout=20_000)
    assert "no.wav" in emitted[0]
    assert page.is_live


def test_the_window_and_what_the_network_sees_follow_the_marker(page: LabPage) -> None:
    sound = np.concatenate((tone(2.0, 500.0), tone(2.0, 3000.0)))
    page.show_sound(sound, "tones")
    page.move_window(1.0)
    assert "strongest at 500 Hz" in page.pane_stack.spectrum.title.text()
    page.move_window(3.0)
    assert "strongest at 3000 Hz" in page.pane_stack.spectrum.title.text()
    end = page._seen_end()
    expected = mel_input(fit_frames(log_mel(page._heard_by_network())))[0, 0, ::-1]
    np.testing.assert_array_equal(page.pane_stack.seen.image, (expected * 63.75 + 127.5).astype(np.uint8))
    assert end == len(sound)
    page.move_window(99.0)
    assert page.at_s == 4.0
    page.move_window(-1.0)
    assert page.at_s == 0.0


def test_a_long_file_is_shown_from_the_chosen_position(page: LabPage, tmp_path: Path, qtbot: QtBot) -> None:
    wave_form = np.sin(2 * np.pi * 440 * np.arange(10 * RATE) / RATE)
    sound = np.concatenate([level * wave_form for level in (0.1, 0.2, 0.3, 0.4)])
    with wave.open(str(tmp_path / "long.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound * 32767).astype("<i2").tobytes())
    page.loader.load(tmp_path / "long.wav")
    qtbot.waitUntil(lambda: page.name == "long.wav", timeout=60_000)
    assert len(page.samples) == 30 * RATE
    assert page.controls.start.isEnabled()
    page.controls.start.setValue(35)
    qtbot.waitUntil(lambda: page.start_s == 35.0, timeout=60_000)
    assert len(page.samples) == 5 * RATE
    assert np.abs(page.samples).max() == pytest.approx(0.4, abs=0.01)
    assert page.at_s == pytest.approx(37.5)
    page.pane_stack.selection.setRegion((36.0, 37.0))
    assert len(page.selected()) == RATE
    page.buttons.live.setChecked(True)
    assert not page.controls.start.isEnabled()


def test_arrow_keys_move_the_window(page: LabPage, qtbot: QtBot) -> None:
    page.show_sound(tone(), "tone")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=10_000)
    before = page.at_s
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert page.at_s == pytest.approx(before + page.hop_s)
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert page.at_s == pytest.approx(before - 9 * page.hop_s)
    QTest.keyClick(page, Qt.Key.Key_BracketLeft)
    page.move_window(0.75)
    QTest.keyClick(page, Qt.Key.Key_BracketRight)
    assert page.pane_stack.selection.getRegion() == pytest.approx((before - 9 * page.hop_s, 0.75))


def test_controls_wrap_where_there_is_no_room(page: LabPage) -> None:
    layout = page.controls._upper
    assert layout.heightForWidth(2400) < layout.heightForWidth(900) < layout.heightForWidth(400)
    for box in page.controls.findChildren(QComboBox):
        assert box.width() >= box.sizeHint().width()


def test_titles_are_cut_with_dots_and_kept_whole(qtbot: QtBot) -> None:
    title = Title("What the network sees")
    qtbot.addWidget(title)
    title.resize(60, 20)
    assert title.grab().width() == 60
    assert title.text() == "What the network sees"


def test_controls_change_the_pictures(page: LabPage) -> None:
    page.show_sound(tone(), "tone")
    controls = page.controls
    controls.hop_ms.setCurrentIndex(controls.hop_ms.findData(8))
    controls.bands.setCurrentIndex(controls.bands.findData(40))
    controls.coefficients.setCurrentIndex(controls.coefficients.findData(13))
    assert page.strip.mel.shape[0] == 40
    assert page.strip.mfcc.shape[0] == 13
    assert page.strip.mel.shape[1] == 1 + (RATE - 1024) // 128
    controls.window_ms.setCurrentIndex(controls.window_ms.findData(64))
    controls.fft.setCurrentIndex(controls.fft.findData(512))
    assert page.settings.cut.fft == 1024
    controls.axis.setCurrentIndex(1)
    assert page.pane_stack.stft.scale is not None
    assert page.pane_stack.stft.scale.rows == 256


def test_the_cursor_is_linked(page: LabPage) -> None:
    page.show_sound(tone(), "tone")
    page.link.moved.emit(0.5, 1000.0)
    for pane in (page.pane_stack.wave, page.pane_stack.stft, page.pane_stack.mel, page.pane_stack.mfcc):
        assert pane._upright.isVisible()
        assert pane._upright.value() == 0.5
    for pane in (page.pane_stack.stft, page.pane_stack.mel):
        assert pane._level.isVisible()
    assert page.pane_stack.spectrum._upright.value() == 1.0
    assert "0.500 s" in page.readout.text()
    assert "1000 Hz" in page.readout.text()
    level = float(page.readout.text().split("·")[-1].split()[0])
    assert level == pytest.approx(20 * np.log10(0.3), abs=1.5)
    page.link.moved.emit(None, None)
    assert not page.pane_stack.wave._upright.isVisible()


def test_freezing_keeps_the_moment(page: LabPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(page.samples) > RATE // 2, timeout=60_000)
    assert page.buttons.live.iconText() == "● Live"
    page.buttons.live.setChecked(False)
    assert page.buttons.live.iconText() == "○ Live"
    settings_file = page.samples.copy()
    qtbot.wait(300)
    np.testing.assert_array_equal(page.samples, settings_file)
    assert 0 <= page.at_s <= len(settings_file) / RATE
    page.buttons.live.setChecked(True)
    assert page.is_live


@pytest.mark.parametrize("name", ["mel.svg", "mel.csv", "mel.npz"])
def test_a_pane_is_saved(page: LabPage, name: str, tmp_path: Path, emitted: list[str], qtbot: QtBot) -> None:
    page.show_sound(tone(), "tone")
    page.save_pane("Mel and filter bank", tmp_path / name)
    qtbot.waitUntil(lambda: any("Saved" in text for text in emitted), timeout=60_000)
    assert (tmp_path / name).stat().st_size > 1000


def test_the_menu_of_panes_opens_at_its_button_and_proposes_a_name(page: LabPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.show_sound(tone(), "laugh.wav")
    button = page.controls.button_of(page.buttons.save)
    page.buttons.save.trigger()
    (menu,) = page.findChildren(QMenu)
    assert menu.pos() == button.mapToGlobal(button.rect().bottomLeft())
    assert menu.pos().x() > page.mapToGlobal(page.rect().topLeft()).x() + 100
    next(action for action in menu.actions() if action.text() == "&Spectrogram").trigger()
    menu.close()
    (dialog,) = page.findChildren(QFileDialog)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["laugh spectrogram.png"]
    dialog.reject()
    qtbot.wait(1)


def test_the_frozen_sound_is_named_over_the_panes(page: LabPage) -> None:
    page.show_sound(tone(), "laugh.wav")
    page.resize(860, 480)  # as in the smallest window
    QApplication.processEvents()
    assert page.buttons.source_label.full_text() == "laugh.wav"
    assert page.buttons.source_label.width() > page.buttons.source_label.fontMetrics().horizontalAdvance("laugh.wav")
    page.buttons.live.setChecked(True)
    assert page.buttons.source_label.full_text() == "Live"


def test_without_a_source_the_page_says_what_to_do(
    settings_file: SettingsFile, theme: Theme, emitted: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab_page, "_SILENT_S", 0.2)
    made = build(PageContext(Desk(None, None, None), settings_file, theme, emitted.append))
    assert isinstance(made, LabPage)
    qtbot.addWidget(made, before_close_func=lambda _page: made.finish())
    made.show()
    assert made.buttons.source_label.full_text() == "Live"
    qtbot.waitUntil(lambda: "Choose a microphone" in made.buttons.source_label.full_text())
    made.show_sound(tone(), "laugh.wav")
    assert made.buttons.source_label.full_text() == "laugh.wav"
    made.hide()


def test_the_coefficients_are_dark_in_the_dark_theme(page: LabPage) -> None:
    page.show_sound(np.zeros(RATE, np.float32), "silence.wav")
    page.set_theme(DARK)
    page.draw()
    shot = page.pane_stack.mfcc.plot.grab().toImage()
    middle = shot.pixelColor(shot.width() * 3 // 4, shot.height() // 2)
    assert middle.lightness() < 60


def test_the_selection_is_what_is_played(page: LabPage) -> None:
    page.show_sound(tone(), "tone")
    page.pane_stack.selection.setRegion((0.25, 0.5))
    np.testing.assert_array_equal(page.selected(), page.samples[4000:8000])


def test_everything_has_a_key_and_says_its_unit(page: LabPage) -> None:
    for box in page.controls.findChildren(QComboBox):
        assert "(Alt+" in box.toolTip()
        assert box.accessibleName()
    keys = [action.shortcut().toString() for action in page.controls.findChildren(QAction) if action.text()]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    tips = " ".join(pane.toolTip() for pane in page.pane_stack.panes)
    for unit in ("(s)", "(Hz)", "dB", "(ms)", "kHz"):
        assert unit in tips


def test_it_is_a_page_and_follows_the_theme(page: LabPage) -> None:
    assert isinstance(page, Page)
    page.set_theme(DARK)
    assert page.pane_stack.wave.plot.backgroundBrush().color().name().upper() == DARK.panel


def test_scales_name_the_frequencies_of_their_rows() -> None:
    cut, bank = StftSettings(), MelSettings()
    for scale in (frequency_scales.linear(cut), frequency_scales.logarithmic(cut), frequency_scales.mel(bank)):
        row = scale.row_of(1000.0)
        assert row is not None
        hz = scale.hz_at(row)
        assert hz is not None
        assert hz == pytest.approx(1000.0, rel=0.01)
        assert scale.row_of(20_000.0) is None
    assert frequency_scales.numbers(20).hz_at(3.0) is None
    shown = frequency_scales.logarithmic(cut).shown(np.arange(cut.bins, dtype=np.float32)[:, None])
    assert (np.diff(shown[:, 0]) >= 0).all()


def test_only_what_speaks_for_the_answer_is_warm() -> None:
    layer = warmth(np.array([[-2.0, 0.0, 4.0]], np.float32))
    assert layer[0, :, 3].tolist()[:2] == [0, 0]
    assert layer[0, 2, 3] > 100


def test_support_is_shown_in_words() -> None:
    found = [support_words(probability, 0.6) for probability in (0.6, 0.62, 0.8, 0.4, 0.2)]
    assert found == ["as strong", "as strong", "stronger", "weaker", "much weaker"]
