"""Changes that keep the answer: what they do to a real tone, where it can be said."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from emotion_desk.modelling.data.augment import another_throat, stretched_bands
from emotion_desk.sound.mel import BANDS, SAMPLE_RATE, band_centres, log_mel


def tone(hz: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    time = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    return log_mel(np.sin(2 * np.pi * hz * time).astype(np.float32))


@pytest.mark.parametrize("factor", [0.85, 1.0, 1.15])
@pytest.mark.parametrize("hz", [300.0, 1000.0, 3000.0])
def test_another_throat_multiplies_frequencies(hz: float, factor: float) -> None:
    loudest = int(stretched_bands(tone(hz), factor).mean(axis=1).argmax())
    wanted = int(tone(hz * factor).mean(axis=1).argmax())
    assert abs(loudest - wanted) <= 1


def test_a_factor_of_one_changes_nothing() -> None:
    mel = tone(500.0)
    np.testing.assert_allclose(stretched_bands(mel, 1.0), mel, atol=1e-3)


def test_what_comes_from_beyond_the_edge_is_as_loud_as_the_edge() -> None:
    mel = np.repeat(np.linspace(-60, 0, BANDS, dtype=np.float32)[:, None], 4, axis=1)
    assert (stretched_bands(mel, 0.8)[band_centres() > 6500] == mel[-1]).all()


def test_throats_differ_and_come_from_torchs_generator() -> None:
    mel = tone(700.0)
    torch.manual_seed(1)
    first, second = another_throat(mel), another_throat(mel)
    torch.manual_seed(1)
    assert np.array_equal(first, another_throat(mel))
    assert not np.array_equal(first, second)
