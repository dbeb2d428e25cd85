"""Augmentation of voices: what it does to a real tone, where it can be said."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from emotion_desk.modelling.data.augment_voice import (
    recording_conditions,
    reverberated,
    stretched_bands,
    vocal_tract_perturbation,
)
from emotion_desk.sound.mel import BANDS, FLOOR_DB, HOP, SAMPLE_RATE, band_centres, log_mel


def tone(hz: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    time = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    return log_mel(np.sin(2 * np.pi * hz * time).astype(np.float32))


@pytest.mark.parametrize("factor", [0.85, 1.0, 1.15])
@pytest.mark.parametrize("hz", [300.0, 1000.0, 3000.0])
def test_a_vocal_tract_multiplies_frequencies(hz: float, factor: float) -> None:
    loudest = int(stretched_bands(tone(hz), factor).mean(axis=1).argmax())
    wanted = int(tone(hz * factor).mean(axis=1).argmax())
    assert abs(loudest - wanted) <= 1


def test_a_factor_of_one_changes_nothing() -> None:
    mel = tone(500.0)
    np.testing.assert_allclose(stretched_bands(mel, 1.0), mel, atol=1e-3)


def test_what_comes_from_beyond_the_edge_is_as_loud_as_the_edge() -> None:
    mel = np.repeat(np.linspace(-60, 0, BANDS, dtype=np.float32)[:, None], 4, axis=1)
    assert (stretched_bands(mel, 0.8)[band_centres() > 6500] == mel[-1]).all()


def test_vocal_tracts_differ_and_come_from_torchs_generator() -> None:
    mel = tone(700.0)
    torch.manual_seed(1)
    first, second = vocal_tract_perturbation(mel), vocal_tract_perturbation(mel)
    torch.manual_seed(1)
    assert np.array_equal(first, vocal_tract_perturbation(mel))
    assert not np.array_equal(first, second)


def test_reverberation_prolongs_a_sound_by_its_time() -> None:
    mel = np.full((BANDS, 60), FLOOR_DB, np.float32)
    mel[:, 10] = -20.0
    seconds = 0.4
    tail = reverberated(mel, seconds, 0.0)[0]
    falling = tail[12:20]
    assert np.diff(falling) == pytest.approx(-60.0 * HOP / SAMPLE_RATE / seconds, rel=0.01)
    assert tail[:10].max() < FLOOR_DB + 4
    late = 10 * np.log10((10 ** (tail[11:] / 10)).sum())
    assert late == pytest.approx(-20.0, abs=0.3)


def test_recordings_differ_and_stay_mel_pictures() -> None:
    mel = tone(700.0)
    torch.manual_seed(2)
    recorded = [recording_conditions(mel) for _ in range(20)]
    assert all(one.shape == mel.shape and one.dtype == np.float32 for one in recorded)
    assert all(np.isfinite(one).all() and one.min() >= FLOOR_DB for one in recorded)
    assert len({one.tobytes() for one in recorded}) > 12
    torch.manual_seed(2)
    assert np.array_equal(recording_conditions(mel), recorded[0])
