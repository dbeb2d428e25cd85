"""Whole-clip mel pictures as they are kept in files: fixed-point decibels, and the settings they were made with.

Sixteen bits hold a decibel in steps of 1/256 (half floats would have steps of 1/16 at the quiet end).  A file of mel
pictures is only good for the settings it was made with, so these are kept beside it and compared.
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
    """Return everything that a whole-clip mel picture depends on (not its later cut to a window)."""
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
    """Return a mel picture, decibels (bands, columns), as it is kept: int16, (columns, bands)."""
    steps = np.clip(np.rint(picture.T * _STEPS), _LIMITS.min, _LIMITS.max)
    return np.ascontiguousarray(steps, np.int16)


def from_steps(kept: NDArray[Any]) -> Mel:
    """Return what :func:`to_steps` made as decibels, float32, (bands, columns), to within 1/512 dB."""
    return np.ascontiguousarray(kept.T, np.float32) / np.float32(_STEPS)
