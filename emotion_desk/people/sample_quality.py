"""How good a sample of a face or a voice is, said so that somebody can do better.

The measures are plain ones of the picture itself.  Their limits were read off 687 faces of LFW, found and cut as live:
sharpness 0.04 to 0.22, a mean grey of 85 to 152 and a spread of greys of 33 to 65 hold nine in ten of them; blurred by
one pixel of 96 their median sharpness falls from 0.10 to 0.023, by two to 0.006.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import MelWindow, Picture
from emotion_desk.opencv import cv2
from emotion_desk.vision.crop import INPUT_SIZE, resize_face

#: Sides of a face in pixels: below the first nothing is taken, from the second on more is of no use.
FACE_PX: Final = (48.0, 96.0)
#: Sharpness, the variance of the Laplacian over the variance of the greys: likewise.
SHARPNESS: Final = (0.012, 0.05)
#: Mean grey, 0 to 255, outside of which a face is too dark or too bright, and least spread of greys.
GREY: Final = (45.0, 215.0)
CONTRAST: Final = (14.0, 30.0)
#: Share of speech in the 2.3 s that the network hears.
SPEECH: Final = (0.4, 0.8)
#: Loudness in dBFS below which a voice drowns in the noise of its microphone.
LEVEL_DBFS: Final = (-55.0, -40.0)
_LOOK_SIDE: Final = 32


@dataclass(frozen=True, slots=True)
class FaceQuality:
    """What can be said of a crop: ``side_px`` of the face, ``sharpness``, ``light`` (mean grey), ``contrast``.

    ``quality`` is 0 to 1; ``problem`` one sentence where the sample should not be taken, else empty.
    """

    side_px: float
    sharpness: float
    light: float
    contrast: float
    quality: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class VoiceQuality:
    """What can be said of a stretch of sound: share of ``speech``, ``level_dbfs``; the rest as for faces."""

    speech: float
    level_dbfs: float
    quality: float
    problem: str = ""


def face_quality(crop: Picture, side_px: float) -> FaceQuality:
    """Judge a face.

    Args:
        crop: BGR, uint8, square.
        side_px: side of the face in the picture that it was cut from; crops of large faces are scaled down.
    """
    grey = cv2.cvtColor(resize_face(crop, INPUT_SIZE), cv2.COLOR_BGR2GRAY).astype(np.float32)
    spread = float(grey.std())
    sharpness = float(cv2.Laplacian(grey, cv2.CV_32F).var() / max(spread**2, 1.0))
    light = float(grey.mean())
    problem = ""
    if side_px < FACE_PX[0]:
        problem = "The face is too small; come closer."
    elif light < GREY[0]:
        problem = "The face is too dark; turn towards the light."
    elif light > GREY[1]:
        problem = "The face is too bright; turn away from the light."
    elif spread < CONTRAST[0]:
        problem = "The face has too little contrast; change the light."
    elif sharpness < SHARPNESS[0]:
        problem = "The picture is blurred; hold still."
    quality = 0.0
    if not problem:
        shares = (_share(side_px, FACE_PX), _share(sharpness, SHARPNESS), _share(spread, CONTRAST))
        quality = float(0.2 + 0.8 * np.prod(shares) ** (1 / 3))
    return FaceQuality(side_px, sharpness, light, spread, quality, problem)


def voice_quality(window: MelWindow) -> VoiceQuality:
    """Judge the stretch of sound that the network hears."""
    level = float(window.level_dbfs)
    problem = ""
    if window.speech < SPEECH[0]:
        problem = "Go on reading: there is too little speech yet."
    elif level < LEVEL_DBFS[0]:
        problem = "The voice is too quiet; speak up or come closer."
    quality = 0.0
    if not problem:
        quality = float(0.2 + 0.8 * np.sqrt(_share(window.speech, SPEECH) * _share(level, LEVEL_DBFS)))
    return VoiceQuality(window.speech, level, quality, problem)


def look_of(crop: Picture) -> NDArray[np.float32]:
    """Return how a face looks from afar, float32 (1024,), centred and of length one.

    The product of two of them is their correlation; it falls when the head turns, whatever the network thinks of it.
    """
    grey = cv2.cvtColor(resize_face(crop, _LOOK_SIDE), cv2.COLOR_BGR2GRAY).astype(np.float32)
    seen = cv2.GaussianBlur(grey, (0, 0), 1.0)
    seen -= seen.mean()
    return np.asarray(seen.ravel() / max(float(np.linalg.norm(seen)), 1e-6), np.float32)


def _share(value: float, limits: tuple[float, float]) -> float:
    """Return where a value lies between two limits, 0 to 1."""
    low, high = limits
    return min(1.0, max(0.0, (value - low) / (high - low)))
