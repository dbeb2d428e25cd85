"""Measures the quality of a sample of a face or a voice, and names the problem in a sentence that helps to mend it.

The measures are computed from the picture and the sound, without a network.  The limits follow from 687 faces of LFW,
detected and cropped as live: 90 % of them have a sharpness of 0.04 to 0.22, a mean grey value of 85 to 152 and a
standard deviation of grey values of 33 to 65.  A blur of one pixel in 96 lowers the median sharpness from 0.10 to
0.023, a blur of two pixels to 0.006.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import MelWindow, Picture
from emotion_desk.opencv import cv2
from emotion_desk.vision.crop import INPUT_SIZE, resize_face

#: Side of the face in pixels: below the first value a sample is refused, from the second on it is good.
FACE_PX: Final = (48.0, 96.0)
#: Sharpness: variance of the Laplacian divided by the variance of the grey values; refused and good, as above.
SHARPNESS: Final = (0.012, 0.05)
#: Mean grey value (0 to 255) below and above which a face is too dark or too bright.
GREY: Final = (45.0, 215.0)
#: Standard deviation of the grey values: refused and good.
CONTRAST: Final = (14.0, 30.0)
#: Share of speech in the 2.3 s of the voice network's input: refused and good.
SPEECH: Final = (0.4, 0.8)
#: Level in dBFS: refused, because the noise of a microphone is about as loud, and good.
LEVEL_DBFS: Final = (-55.0, -40.0)
_APPEARANCE_SIDE: Final = 32


@dataclass(frozen=True, slots=True)
class FaceQuality:
    """Quality of a face crop.

    Attributes:
        side_px: side of the face in the frame, in pixels.
        sharpness: see :data:`SHARPNESS`.
        light: mean grey value, 0 to 255.
        contrast: standard deviation of the grey values.
        quality: 0 (refused) to 1.
        problem: one sentence on why the sample is refused; empty if it is not.
    """

    side_px: float
    sharpness: float
    light: float
    contrast: float
    quality: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class VoiceQuality:
    """Quality of a window of sound.

    Attributes:
        speech: share of speech, 0 to 1.
        level_dbfs: level in dBFS.
        quality: 0 (refused) to 1.
        problem: one sentence on why the sample is refused; empty if it is not.
    """

    speech: float
    level_dbfs: float
    quality: float
    problem: str = ""


def face_quality(crop: Picture, side_px: float) -> FaceQuality:
    """Return the quality of a face.

    Args:
        crop: uint8 BGR, (side, side, 3).
        side_px: side of the face in the frame, in pixels; the crop of a large face is scaled down.
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
    """Return the quality of the voice in a window of sound."""
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


def appearance(crop: Picture) -> NDArray[np.float32]:
    """Return a blurred grey picture of a face as a vector, float32 (1024,), with mean 0 and norm 1.

    The dot product of two of them is their correlation.  It falls when the head turns, and needs no network.
    """
    grey = cv2.cvtColor(resize_face(crop, _APPEARANCE_SIDE), cv2.COLOR_BGR2GRAY).astype(np.float32)
    blurred = cv2.GaussianBlur(grey, (0, 0), 1.0)
    blurred -= blurred.mean()
    return np.asarray(blurred.ravel() / max(float(np.linalg.norm(blurred)), 1e-6), np.float32)


def _share(value: float, limits: tuple[float, float]) -> float:
    """Return the position of a value between two limits, clipped to 0 to 1."""
    low, high = limits
    return min(1.0, max(0.0, (value - low) / (high - low)))
