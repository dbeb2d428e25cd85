"""The settings and the sound with which transforms are compared to those of other libraries."""

from __future__ import annotations

from typing import Final

import numpy as np

from emotion_desk.messages import Samples
from emotion_desk.sound.filterbank import MelSettings
from emotion_desk.sound.mel import SAMPLE_RATE
from emotion_desk.sound.stft import StftSettings

SETTINGS: Final = [
    StftSettings(),
    StftSettings(window=400, hop=160, fft=512, taper="hamming"),
    StftSettings(window=512, hop=128, fft=512, taper="blackman", centred=True),
    StftSettings(window=2048, hop=512, fft=2048, centred=True),
    StftSettings(window=1000, hop=333, fft=1024, taper="rectangular", sample_rate=44_100),
]
BANKS: Final = [
    MelSettings(),
    MelSettings(40, 0.0, 8000.0),
    MelSettings(64, 20.0, 7600.0),
    MelSettings(128, 0.0, 8000.0),
    MelSettings(80),
]
PAIRS: Final = list(zip(SETTINGS, BANKS, strict=True))


def rising_tone() -> Samples:
    """Return a rising tone in noise, two seconds of 16 kHz, float32."""
    t = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    noise = np.random.default_rng(0).normal(0, 0.01, len(t))
    return (0.4 * np.sin(2 * np.pi * (200 * t + 700 * t**2)) + noise).astype(np.float32)
