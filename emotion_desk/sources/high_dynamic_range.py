"""HDR10 pictures for networks that learned from ordinary ones.

HDR10 codes absolute luminance up to 10,000 cd/m² (SMPTE ST 2084, "PQ").  Read as ordinary video it is flat and grey:
white paper has 148 of 255.  Hybrid log-gamma, the other kind of HDR, was made to be read as ordinary video.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import Picture

#: FFmpeg's number of the transfer function (``AVCOL_TRC_SMPTE2084``).
_PQ: Final = 16
#: Constants of ST 2084, section 5.2.
_M1: Final = 2610 / 16384
_M2: Final = 2523 / 4096 * 128
_C1: Final = 3424 / 4096
_C2: Final = 2413 / 4096 * 32
_C3: Final = 2392 / 4096 * 32
#: Luminance of white paper (ITU-R BT.2408), in cd/m².
_WHITE: Final = 203.0
#: Share of it from which on brighter parts are compressed instead of cut.
_KNEE: Final = 0.7


def to_standard_range(picture: Picture, frame: Any) -> Picture:
    """Return a picture (uint8, BGR) in ordinary video values; the same object if the frame is no HDR10."""
    if getattr(frame, "color_trc", None) != _PQ:
        return picture
    from emotion_desk.opencv import cv2

    return np.asarray(cv2.LUT(picture, _table()), np.uint8)


@cache
def _table() -> NDArray[np.uint8]:
    """Return the ordinary value of each PQ value, uint8 (256,)."""
    code = (np.arange(256) / 255.0) ** (1 / _M2)
    luminance = 10_000.0 * (np.maximum(code - _C1, 0.0) / (_C2 - _C3 * code)) ** (1 / _M1)
    linear = luminance / _WHITE
    rest = 1.0 - _KNEE
    bent = np.where(linear <= _KNEE, linear, _KNEE + rest * (1.0 - np.exp(-(linear - _KNEE) / rest)))
    # sRGB (IEC 61966-2-1)
    coded = np.where(bent <= 0.0031308, 12.92 * bent, 1.055 * np.maximum(bent, 1e-9) ** (1 / 2.4) - 0.055)
    return np.asarray(np.clip(np.round(255.0 * coded), 0, 255), np.uint8)
