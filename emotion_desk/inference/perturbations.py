"""Perturbs a face or a voice in ways that should not change its emotion.

How much the probabilities change under them shows how robust a prediction is.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from emotion_desk.messages import Mel, Picture
from emotion_desk.sound.mel import FLOOR_DB, band_centres

_DARKER: Final = 0.5
_BLUR: Final = 0.02
_CUT_HZ: Final = 2000.0
_CUT_DB: Final = 60.0
_QUIETER_DB: Final = 20.0


def perturbed_faces(crop: Picture) -> dict[str, Picture]:
    """Return a face crop unchanged and perturbed, by the description of the perturbation.

    Args:
        crop: uint8 BGR, (height, width, 3); the results have the same shape.
    """
    from emotion_desk.opencv import cv2

    sigma = max(0.6, _BLUR * max(crop.shape[:2]))
    return {
        "as it is": crop,
        "flipped": np.ascontiguousarray(crop[:, ::-1]),
        "half as bright": np.asarray(crop * _DARKER, np.uint8),
        "blurred": np.asarray(cv2.GaussianBlur(crop, (0, 0), sigma), np.uint8),
    }


def perturbed_voices(picture: Mel) -> dict[str, Mel]:
    """Return a log-mel spectrogram unchanged and perturbed, by the description of the perturbation.

    A filter attenuates: it subtracts decibels.  Values below the floor of the scale are clipped to it.

    Args:
        picture: decibels, float32 (bands, columns); the results have the same shape.
    """
    centres = band_centres()[:, None]
    return {
        "as it is": picture,
        f"{_QUIETER_DB:g} dB quieter": np.maximum(picture - np.float32(_QUIETER_DB), FLOOR_DB),
        "without highs (> 2 kHz)": _attenuated(picture, centres > _CUT_HZ),
        "without lows (< 300 Hz)": _attenuated(picture, centres < 300.0),
    }


def _attenuated(picture: Mel, bands: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Mel:
    return np.asarray(np.maximum(picture - np.where(bands, _CUT_DB, 0.0), FLOOR_DB), np.float32)
