"""Pictures that grow: piece by piece the same as at once, and never longer than asked."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_desk.messages import Samples
from emotion_desk.sound.filterbank import MelSettings, mel_spectrogram
from emotion_desk.sound.incremental_features import IncrementalFeatures
from emotion_desk.sound.mfcc import mfcc
from emotion_desk.sound.stft import StftSettings, spectrogram

CUT, BANK = StftSettings(400, 160, 512), MelSettings(40)


@pytest.fixture(scope="module")
def sound() -> Samples:
    return np.random.default_rng(5).normal(0, 0.1, 24_000).astype(np.float32)


def test_piece_by_piece_equals_at_once(sound: Samples) -> None:
    strip = IncrementalFeatures(CUT, BANK, 13)
    added = sum(strip.feed(piece) for piece in np.split(sound, [100, 700, 701, 9000, 20_000]))
    assert added == strip.mel.shape[1] == CUT.columns_in(len(sound))
    np.testing.assert_allclose(strip.spectrogram, spectrogram(sound, CUT), atol=1e-3)
    np.testing.assert_allclose(strip.mel, mel_spectrogram(sound, CUT, BANK), atol=1e-3)
    np.testing.assert_allclose(strip.mfcc, mfcc(mel_spectrogram(sound, CUT, BANK), 13), atol=1e-2)
    assert strip.first == 0


@pytest.mark.parametrize("pieces", [1, 7])
def test_it_keeps_the_newest(sound: Samples, pieces: int) -> None:
    strip = IncrementalFeatures(CUT, BANK, 13, seconds=0.5)
    for piece in np.array_split(sound, pieces):
        strip.feed(piece)
    assert strip.spectrogram.shape[1] == strip.mel.shape[1] == strip.mfcc.shape[1] == 50
    whole = spectrogram(sound, CUT)
    np.testing.assert_allclose(strip.spectrogram, whole[:, -50:], atol=1e-3)
    assert strip.first == (whole.shape[1] - 50) * CUT.hop
