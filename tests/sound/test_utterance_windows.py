from __future__ import annotations

import numpy as np

from emotion_desk.messages import Mel
from emotion_desk.sound.mel import BANDS, FLOOR_DB, FRAMES
from emotion_desk.sound.utterance_windows import utterance_windows, voiced_span, window_at


def clip(silence: int, voice: int) -> Mel:
    picture = np.full((BANDS, silence + voice + silence), -90.0, np.float32)
    picture[20:40, silence : silence + voice] = -20.0
    return picture


def test_the_silent_ends_are_found() -> None:
    first, last = voiced_span(clip(50, 60))
    assert 40 <= first <= 50
    assert 110 <= last <= 120
    assert voiced_span(np.full((BANDS, 80), FLOOR_DB, np.float32)) == (0, 0)
    assert voiced_span(np.empty((BANDS, 0), np.float32)) == (0, 0)


def test_a_short_voice_lies_in_the_middle_of_one_window() -> None:
    (window,) = utterance_windows(clip(5, 30))
    assert window.shape == (BANDS, FRAMES)
    loud = np.flatnonzero(window[30] > -30)
    assert len(loud) == 30
    assert abs((loud[0] + loud[-1]) / 2 - FRAMES / 2) < 4


def test_a_long_voice_is_covered_by_overlapping_windows() -> None:
    windows = utterance_windows(clip(20, 5 * FRAMES))
    assert all(window.shape == (BANDS, FRAMES) for window in windows)
    assert 8 <= len(windows) <= 11


def test_silence_gives_no_window() -> None:
    assert utterance_windows(np.full((BANDS, 200), FLOOR_DB, np.float32)) == []


def test_a_window_outside_the_clip_is_silent() -> None:
    picture = clip(0, 10)
    assert (window_at(picture, 500) == FLOOR_DB).all()
    assert (window_at(picture, -500) == FLOOR_DB).all()
    around = window_at(picture, -3)
    assert (around[:, :3] == FLOOR_DB).all()
    np.testing.assert_array_equal(around[:, 3:13], picture)
