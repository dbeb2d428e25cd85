"""The log-mel picture: against torchaudio, block by block, and at its edges."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.errors import DataError
from emotion_desk.messages import Samples
from emotion_desk.sound import mel
from emotion_desk.sound.mel import BANDS, FLOOR_DB, FRAMES, HOP, SAMPLE_RATE, WINDOW, fit_frames, log_mel, mel_input


@pytest.fixture(scope="module")
def sound() -> Samples:
    """A rising tone in noise, two seconds."""
    t = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    noise = np.random.default_rng(0).normal(0, 0.01, len(t))
    return (0.4 * np.sin(2 * np.pi * (200 * t + 700 * t**2)) + noise).astype(np.float32)


@pytest.mark.train
def test_equals_torchaudio(sound: Samples) -> None:
    torch = pytest.importorskip("torch", reason="the extra 'train' is not installed")
    torchaudio = pytest.importorskip("torchaudio", reason="the extra 'train' is not installed")
    reference = torchaudio.transforms.MelSpectrogram(
        sample_rate=SAMPLE_RATE,
        n_fft=WINDOW,
        win_length=mel.TAPER,
        hop_length=HOP,
        f_min=mel.LOWEST_HZ,
        f_max=mel.HIGHEST_HZ,
        n_mels=BANDS,
        power=2.0,
        center=False,
        norm=None,
        mel_scale="htk",
    )
    power = reference(torch.from_numpy(sound)).numpy() * (2 / np.hanning(mel.TAPER + 1)[:-1].sum()) ** 2
    expected = 10 * np.log10(np.maximum(power, 10 ** (FLOOR_DB / 10)))
    ours = log_mel(sound)
    assert ours.shape == expected.shape == (BANDS, 1 + (len(sound) - WINDOW) // HOP)
    np.testing.assert_allclose(ours, expected, atol=0.02)


def test_columns_block_by_block_equal_those_at_once(sound: Samples) -> None:
    whole = log_mel(sound)
    for first, count in ((0, 1), (5, 3), (40, 20)):
        part = log_mel(sound[first * HOP : (first + count - 1) * HOP + WINDOW])
        np.testing.assert_allclose(part, whole[:, first : first + count], atol=1e-3)


def test_a_full_scale_sine_is_near_zero_decibels_in_its_band() -> None:
    t = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    centre = float(mel.band_centres()[60])
    picture = log_mel(np.sin(2 * np.pi * centre * t).astype(np.float32))
    assert int(picture.mean(axis=1).argmax()) == 60
    assert -4 < picture[60].mean() < 4


def test_short_silent_and_wrong_sound() -> None:
    assert log_mel(np.zeros(WINDOW - 1, np.float32)).shape == (BANDS, 0)
    assert (log_mel(np.zeros(WINDOW, np.float32)) == FLOOR_DB).all()
    with pytest.raises(DataError, match="mono"):
        log_mel(np.zeros((100, 2), np.float32))


def test_every_band_sees_something() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, SAMPLE_RATE).astype(np.float32)
    assert log_mel(noise).min() > FLOOR_DB + 10


def test_the_row_ignores_gain_and_is_bounded(sound: Samples) -> None:
    loud, quiet = mel_input(log_mel(sound)), mel_input(log_mel(sound * np.float32(0.1)))
    np.testing.assert_allclose(loud, quiet, atol=0.02)
    assert loud.shape[:2] == (1, 3)
    assert -2.001 <= loud.min() < loud.max() <= 2.001
    assert mel_input(np.full((BANDS, FRAMES), FLOOR_DB, np.float32)).max() <= -1.9


def test_low_frequencies_are_at_the_bottom(sound: Samples) -> None:
    low = log_mel(np.sin(2 * np.pi * 100 * np.arange(SAMPLE_RATE) / SAMPLE_RATE).astype(np.float32))
    row = mel_input(low)[0, 0]
    assert row[-BANDS // 4 :].mean() > row[: BANDS // 4].mean()


def test_fitting_keeps_the_newest_columns() -> None:
    picture = np.arange(BANDS * 100, dtype=np.float32).reshape(BANDS, 100)
    np.testing.assert_array_equal(fit_frames(picture, 10), picture[:, 90:])
    padded = fit_frames(picture[:, :4], 10)
    assert (padded[:, :6] == FLOOR_DB).all()
    np.testing.assert_array_equal(padded[:, 6:], picture[:, :4])
