"""Values of panes: what a figure shows is what the file holds."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from emotion_desk.errors import DeskError
from emotion_desk.figures.sound_figures import FigureSettings, SoundAnalysis, network
from emotion_desk.figures.values import PANES, save_values, values
from emotion_desk.sound.mel import BANDS, FRAMES


@pytest.fixture(scope="module")
def analysis() -> SoundAnalysis:
    sound = 0.2 * np.sin(np.arange(8000) * 0.4).astype(np.float32)
    return SoundAnalysis(sound, FigureSettings(), "tone", at_s=0.25)


@pytest.mark.parametrize("pane", PANES)
def test_npz_holds_the_arrays_with_their_axes(analysis: SoundAnalysis, pane: str, tmp_path: Path) -> None:
    save_values(analysis, pane, tmp_path / "pane.npz")
    with np.load(tmp_path / "pane.npz") as stored:
        for name, array in values(analysis, pane).items():
            np.testing.assert_array_equal(stored[name], array)


def test_a_picture_as_csv_is_led_by_its_axes(analysis: SoundAnalysis, tmp_path: Path) -> None:
    save_values(analysis, "mel", tmp_path / "mel.csv")
    rows = list(csv.reader((tmp_path / "mel.csv").open(encoding="utf-8")))
    assert rows[0][0] == "frequency_hz / time_s"
    assert (len(rows), len(rows[0])) == (1 + BANDS, 1 + analysis.mel.shape[1])
    assert float(rows[1][0]) == pytest.approx(analysis.settings.bank.centres()[0])
    assert float(rows[5][7]) == pytest.approx(float(analysis.mel[4, 6]))


def test_a_curve_as_csv_has_a_column_for_each_array(analysis: SoundAnalysis, tmp_path: Path) -> None:
    save_values(analysis, "waveform", tmp_path / "wave.csv")
    rows = list(csv.reader((tmp_path / "wave.csv").open(encoding="utf-8")))
    assert rows[0] == ["time_s", "amplitude"]
    assert len(rows) == 1 + len(analysis.samples)


def test_what_the_network_sees_is_its_input(analysis: SoundAnalysis) -> None:
    assert values(analysis, "network")["input"].shape == (BANDS, FRAMES)
    drawn = network(analysis).axes["picture"].images[0].get_array()
    assert drawn is not None
    assert drawn.shape == (BANDS, FRAMES)


def test_a_folder_that_is_not_there_is_one_sentence(analysis: SoundAnalysis, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="could not be written"):
        save_values(analysis, "mfcc", tmp_path / "no" / "a.csv")
