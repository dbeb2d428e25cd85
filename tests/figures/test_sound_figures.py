"""The six figures: drawn of real sound, labelled, and refused in words where there is nothing to draw."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import DataError
from emotion_desk.figures.sheet import FigureSheet
from emotion_desk.figures.sound_figures import FIGURES, FigureSettings, SoundAnalysis
from emotion_desk.messages import Samples
from emotion_desk.sound.filterbank import MelSettings, mel_spectrogram
from emotion_desk.sound.mfcc import mfcc
from emotion_desk.sound.stft import StftSettings, spectrogram

RATE = 16_000


def tone(seconds: float, hz: float = 1000.0) -> Samples:
    t = np.arange(round(seconds * RATE)) / RATE
    loudness = np.exp(-((t - seconds * 0.7) ** 2) / (0.02 * seconds**2))
    return np.asarray(0.5 * loudness * np.sin(2 * np.pi * hz * t), np.float32)


def test_a_study_holds_the_numbers_of_the_sound_room() -> None:
    sound, settings = tone(0.5), FigureSettings()
    analysis = SoundAnalysis(sound, settings, "tone")
    np.testing.assert_array_equal(analysis.spectrogram, spectrogram(sound, settings.stft))
    np.testing.assert_array_equal(analysis.mel, mel_spectrogram(sound, settings.stft, settings.bank))
    np.testing.assert_array_equal(analysis.mfcc, mfcc(analysis.mel, 20))
    assert analysis.middle_s == pytest.approx(0.35, abs=0.02)
    assert settings.stft.frequencies()[analysis.frame.argmax()] == pytest.approx(1000, abs=16)
    assert SoundAnalysis(sound, settings, "tone", at_s=0.1).middle_s == pytest.approx(0.1, abs=0.01)


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_axis_has_a_name_and_every_picture_a_colour_bar(name: str) -> None:
    sheet = FIGURES[name](SoundAnalysis(tone(0.3), FigureSettings(), "tone"))
    drawn = [axes for axes in sheet.axes.values() if axes.has_data()]
    assert drawn
    for axes in drawn:
        assert axes.get_xlabel()
        assert axes.get_ylabel()
    pictures = sum(len(axes.images) for axes in drawn)
    bars = [axes for axes in sheet.figure.axes if axes not in sheet.axes.values()]
    assert len(bars) == pictures
    assert all("(dB)" in axes.get_ylabel() for axes in bars)


@pytest.mark.slow
def test_a_figure_is_saved_as_both_kinds(tmp_path: Path) -> None:
    files = FIGURES["4-spectrogram"](SoundAnalysis(tone(0.3), FigureSettings(), "tone")).save(
        tmp_path / "4-spectrogram"
    )
    assert [file.suffix for file in files] == [".png", ".svg"]
    assert files[0].read_bytes().startswith(b"\x89PNG")
    text = files[1].read_text(encoding="utf-8")
    assert "Frequency (kHz)" in text
    assert "Level (dB)" in text


@pytest.mark.slow
def test_a_sound_shorter_than_a_window_is_drawn() -> None:
    analysis = SoundAnalysis(tone(0.02), FigureSettings(), "short")
    assert analysis.spectrogram.shape[1] == 1
    for draw in FIGURES.values():
        draw(analysis)


def test_one_coefficient_is_enough() -> None:
    settings = FigureSettings(StftSettings(), MelSettings(12), 1)
    sheet = FIGURES["5-mfcc"](SoundAnalysis(tone(0.3), settings, "tone"))
    assert list(sheet.axes) == ["first"]


def test_nothing_is_refused() -> None:
    with pytest.raises(DataError, match="no sound"):
        SoundAnalysis(np.empty(0, np.float32), FigureSettings(), "none")
    with pytest.raises(DataError, match="silent"):
        SoundAnalysis(np.full(RATE, 2e-5, np.float32), FigureSettings(), "silent")


@pytest.mark.filterwarnings("error:Glyph")
@pytest.mark.parametrize("title", ["محمد.wav", "李小龍.wav", "김민준.wav", "प्रिया.wav", "Łucja.wav"])
def test_titles_of_any_script_have_all_their_glyphs(tmp_path: Path, title: str) -> None:
    with FigureSheet(title, 2.0, [["wave"]]) as sheet:
        pass
    sheet.save_as(tmp_path / "figure.png")
