"""Measures the quality of a sample of a voice, and the appearance of a face, by which samples are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import MelWindow, Picture
from emotion_desk.opencv import cv2
from emotion_desk.vision.crop import resize_face
from emotion_desk.vision.face_quality import share_between

#: Share of speech in the 2.3 s of the voice network's input: refused and good.
SPEECH: Final = (0.4, 0.8)
#: Level in dBFS: refused, because the noise of a microphone is about as loud, and good.
LEVEL_DBFS: Final = (-55.0, -40.0)
_APPEARANCE_SIDE: Final = 32


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
        quality = float(0.2 + 0.8 * np.sqrt(share_between(window.speech, SPEECH) * share_between(level, LEVEL_DBFS)))
    return VoiceQuality(window.speech, level, quality, problem)


def appearance(crop: Picture) -> NDArray[np.float32]:
    """Return a blurred grey picture of a face as a vector, float32 (1024,), with mean 0 and norm 1.

    The dot product of two of them is their correlation.  It falls when the head turns, and needs no network.
    """
    grey = cv2.cvtColor(resize_face(crop, _APPEARANCE_SIDE), cv2.COLOR_BGR2GRAY).astype(np.float32)
    blurred = cv2.GaussianBlur(grey, (0, 0), 1.0)
    blurred -= blurred.mean()
    return np.asarray(blurred.ravel() / max(float(np.linalg.norm(blurred)), 1e-6), np.float32)
