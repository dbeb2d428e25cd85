"""Stores log-mel spectrograms as fixed-point decibels, together with the settings that they were computed with.

The values are int16 in steps of 1/256 dB; float16 would have steps of 1/16 dB at low levels.  A file of spectrograms
can only be used with the settings that it was made with, so these are stored and compared.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import Mel
from emotion_desk.sound import mel

_STEPS: Final = 256
_LIMITS: Final = np.iinfo(np.int16)


def mel_settings() -> dict[str, int | float]:
    """Return all settings that a spectrogram of a clip depends on."""
    return {
        "sample_rate": mel.SAMPLE_RATE,
        "window": mel.WINDOW,
        "taper": mel.TAPER,
        "hop": mel.HOP,
        "bands": mel.BANDS,
        "lowest_hz": mel.LOWEST_HZ,
        "highest_hz": mel.HIGHEST_HZ,
        "floor_db": mel.FLOOR_DB,
    }


def to_steps(picture: Mel) -> NDArray[np.int16]:
    """Return a spectrogram, decibels (bands, columns), in its stored form: int16, (columns, bands)."""
    steps = np.clip(np.rint(picture.T * _STEPS), _LIMITS.min, _LIMITS.max)
    return np.ascontiguousarray(steps, np.int16)


def from_steps(kept: NDArray[Any]) -> Mel:
    """Return a stored spectrogram in decibels, float32 (bands, columns), exact to 1/512 dB."""
    return np.ascontiguousarray(kept.T, np.float32) / np.float32(_STEPS)
