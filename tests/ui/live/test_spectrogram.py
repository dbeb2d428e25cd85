"""The spectrogram: columns on whole pixels, fixed levels, labels of frequencies."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.clock import NS_PER_S
from emotion_desk.pipeline.mel_ring import SpectrogramView
from emotion_desk.ui.live.scroll import ColumnCounter, columns_on_pixels
from emotion_desk.ui.live.spectrogram import Spectrogram, band_of
from emotion_desk.ui.widgets.theme import Theme


@pytest.mark.parametrize("scale", [0.31, 1.0, 2.17, 3.9])
def test_a_step_moves_the_picture_by_whole_pixels(scale: float) -> None:
    width = 300
    before = columns_on_pixels(1000, scale, width)
    for end in range(1001, 1030):
        after = columns_on_pixels(end, scale, width)
        moved = int(np.floor(end * scale)) - int(np.floor((end - 1) * scale))
        # The last pixel may wait for its column; all others only move.
        np.testing.assert_array_equal(after[: width - moved - 1], before[moved : width - 1])
        assert after[-1] <= end - 1
        before = after


def test_columns_are_numbered_without_drift() -> None:
    counter = ColumnCounter()
    rng = np.random.default_rng(3)
    counter.advance(0, 0.024)
    for count in range(1, 5000):
        jitter = int(rng.integers(-4_000_000, 4_000_000))
        assert counter.advance(count * 24_000_000 + jitter, 0.024) == count


def test_the_spectrogram_has_fixed_levels_and_marks_speech(theme: Theme, qtbot: QtBot) -> None:
    plot = Spectrogram(theme)
    qtbot.addWidget(plot)
    plot.resize(700, 160)
    plot.show()
    mel = np.full((96, 417), -50.0, np.float32)
    mel[40] = 0.0
    speech = np.zeros(417, np.bool_)
    speech[-50:] = True
    view = SpectrogramView(mel, speech, 10 * NS_PER_S, 0.024)
    assert plot.show_view(view)
    assert not plot.show_view(view)
    numbers = plot.numbers
    assert numbers is not None
    assert numbers.shape == (96, plot.pixels)
    assert set(np.unique(numbers)) == {0, 127, 255} or set(np.unique(numbers)) == {127, 255}
    assert plot.grab().width() == 700


def test_an_empty_spectrogram_is_shown(theme: Theme, qtbot: QtBot) -> None:
    plot = Spectrogram(theme)
    qtbot.addWidget(plot)
    empty = SpectrogramView(np.empty((96, 0), np.float32), np.empty(0, np.bool_), 0, 0.024)
    assert plot.show_view(empty)
    assert plot.numbers is not None
    assert plot.numbers.max() == 0


def test_frequencies_lie_in_order() -> None:
    places = [band_of(hz) for hz in (100, 250, 1000, 4000, 8000)]
    assert places == sorted(places)
    assert 0 <= places[0] < places[-1] <= 97


def test_a_low_spectrogram_has_as_many_labels_as_fit(qtbot: QtBot, theme: Theme) -> None:
    plot = Spectrogram(theme)
    qtbot.addWidget(plot)

    def labels(height: int) -> list[str]:
        plot.resize(400, height)
        plot.show()
        qtbot.wait(20)
        (ticks, _) = plot.getPlotItem().getAxis("left")._tickLevels
        return [words for _at, words in ticks]

    assert labels(200) == ["250", "1000", "2500", "6000"]
    assert labels(56) == ["250", "2500"]
