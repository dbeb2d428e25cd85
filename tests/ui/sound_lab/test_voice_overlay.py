"""Pitch and formants over the spectrogram of a frozen voice."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.pipeline.desk import Desk
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.pages import PageContext
from emotion_desk.ui.sound_lab.page import LabPage
from emotion_desk.ui.widgets.theme import Theme
from tests.sound.test_voice_measures import voice


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def lab(settings_file: SettingsFile, theme: Theme, said: list[str], qtbot: QtBot) -> Iterator[LabPage]:
    """Return the lab around a desk without sources, at a frozen sound."""
    made = LabPage(PageContext(Desk(None, None, None), settings_file, theme, said.append))
    qtbot.addWidget(made)
    made.resize(1280, 700)
    yield made
    made.finish()


def measured(lab: LabPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not lab.voice.busy, timeout=30_000)


def test_pitch_lies_where_the_voice_is(lab: LabPage, said: list[str], qtbot: QtBot) -> None:
    lab.buttons.curves.setChecked(True)
    assert "frozen" in said[-1]
    lab.show_sound(voice(200.0), "buzz", 3.0)
    measured(lab, qtbot)
    times, rows = lab.voice.pitch.getData()
    scale = lab.pane_stack.stft.scale
    assert scale is not None
    assert np.nanmedian(rows) == pytest.approx(scale.row_of(200.0), abs=0.5)
    assert times[0] >= 3.0
    assert times[-1] <= 4.5
    assert "selection: pitch 200 Hz" in lab.pane_stack.wave.title.text()
    lab.controls.axis.setCurrentIndex(1)
    logarithmic = lab.pane_stack.stft.scale
    assert logarithmic is not None
    assert np.nanmedian(lab.voice.pitch.getData()[1]) == pytest.approx(logarithmic.row_of(200.0), abs=1.5)
    lab.buttons.curves.setChecked(False)
    assert lab.voice.pitch.getData()[0] is None or not len(lab.voice.pitch.getData()[0])
    assert lab.pane_stack.wave.title.text() == "Waveform"


def test_silence_is_said_to_have_no_voice(lab: LabPage, qtbot: QtBot) -> None:
    lab.show_sound(np.zeros(16_000, np.float32), "silence")
    lab.buttons.curves.setChecked(True)
    measured(lab, qtbot)
    assert lab.pane_stack.wave.title.text().endswith("selection: no voice")


def test_without_the_extra_one_sentence_says_so(
    lab: LabPage,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setitem(sys.modules, "parselmouth", None)
    lab.show_sound(voice(200.0), "buzz")
    lab.buttons.curves.setChecked(True)
    measured(lab, qtbot)
    assert any("pip install emotion-desk[voice]" in text for text in said)
