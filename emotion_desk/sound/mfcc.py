"""Mel frequency cepstral coefficients: the shape of each mel column in a few numbers.

A column of the decibel mel picture goes through a cosine transform (DCT-II, orthonormal; Davis & Mermelstein 1980):
the first coefficient is its loudness, the second its tilt, the next ones ever finer ripples.  Equal to torchaudio's
``MFCC`` and librosa's ``feature.mfcc`` on the same decibels (tests hold them to 1e-3 of coefficients of some hundred).
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from emotion_desk.errors import DataError
from emotion_desk.messages import Mel
from emotion_desk.sound.stft import Floats

#: Coefficients, unless others are asked for.
COEFFICIENTS: Final = 20


@cache
def dct(coefficients: int, bands: int) -> Floats:
    """Return the orthonormal DCT-II, float32 (coefficients, bands); do not write into it.

    Raises:
        DataError: more coefficients than bands, or none.
    """
    if not 1 <= coefficients <= bands:
        raise DataError(f"From {bands} bands come 1 to {bands} coefficients, not {coefficients}.")
    order = np.arange(coefficients)[:, None]
    made = np.cos(np.pi / bands * (np.arange(bands) + 0.5) * order) * np.sqrt(2.0 / bands)
    made[0] /= np.sqrt(2.0)
    matrix = np.asarray(made, np.float32)
    matrix.flags.writeable = False
    return matrix


def mfcc(picture: Mel, coefficients: int = COEFFICIENTS) -> Floats:
    """Return the coefficients of a decibel mel picture.

    Args:
        picture: decibels, float32 (bands, columns).
        coefficients: how many, at most as many as bands.

    Returns:
        float32, (coefficients, columns), in dB.
    """
    return np.asarray(dct(coefficients, picture.shape[0]) @ picture, np.float32)
