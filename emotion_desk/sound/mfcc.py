"""Mel frequency cepstral coefficients (MFCC).

An orthonormal DCT-II is applied to each column of the mel spectrogram in decibels (Davis & Mermelstein 1980).  The
first coefficient is the level, the second the spectral tilt, the others describe finer structure.  Equal to
torchaudio's ``MFCC`` and librosa's ``feature.mfcc`` on the same decibels (tests compare to 1e-3).
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from emotion_desk.errors import DataError
from emotion_desk.messages import Mel
from emotion_desk.sound.stft import Floats
from emotion_desk.translatable import translatable

#: Default number of coefficients.
COEFFICIENTS: Final = 20


@cache
def dct(coefficients: int, bands: int) -> Floats:
    """Return the orthonormal DCT-II, float32 (coefficients, bands), read-only.

    Raises:
        DataError: more coefficients than bands, or none.
    """
    if not 1 <= coefficients <= bands:
        raise DataError(
            translatable(
                "From {bands} bands come 1 to {bands} coefficients, not {coefficients}.",
                bands=bands,
                coefficients=coefficients,
            )
        )
    order = np.arange(coefficients)[:, None]
    made = np.cos(np.pi / bands * (np.arange(bands) + 0.5) * order) * np.sqrt(2.0 / bands)
    made[0] /= np.sqrt(2.0)
    matrix = np.asarray(made, np.float32)
    matrix.flags.writeable = False
    return matrix


def mfcc(picture: Mel, coefficients: int = COEFFICIENTS) -> Floats:
    """Return the coefficients of a mel spectrogram in decibels.

    Args:
        picture: decibels, float32 (bands, columns).
        coefficients: their number, at most the number of bands.

    Returns:
        float32, (coefficients, columns), in dB.
    """
    return np.asarray(dct(coefficients, picture.shape[0]) @ picture, np.float32)
