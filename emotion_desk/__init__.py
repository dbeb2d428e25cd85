"""Emotion Desk: who is there and which emotion they show, by face and by voice, on your own machine.

Importing the package loads neither Qt nor torch nor OpenCV; a public name loads what it needs when it is first used.
Telemetry of third-party libraries is switched off here, because this module runs before all others of the package.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from emotion_desk.telemetry import disable_telemetry
from emotion_desk.version import __version__ as __version__

disable_telemetry()

if TYPE_CHECKING:
    from emotion_desk.inference.predictor import Predictor as Predictor
    from emotion_desk.inference.predictor import load_predictor as load_predictor
    from emotion_desk.labels import EMOTIONS as EMOTIONS
    from emotion_desk.messages import FaceReading as FaceReading
    from emotion_desk.messages import VoiceReading as VoiceReading
    from emotion_desk.sessions.reader import Session as Session
    from emotion_desk.sessions.reader import open_session as open_session

__all__ = [
    "EMOTIONS",
    "FaceReading",
    "Predictor",
    "Session",
    "VoiceReading",
    "__version__",
    "load_predictor",
    "open_session",
]

_MODULES = {
    "EMOTIONS": "emotion_desk.labels",
    "FaceReading": "emotion_desk.messages",
    "VoiceReading": "emotion_desk.messages",
    "Predictor": "emotion_desk.inference.predictor",
    "Session": "emotion_desk.sessions.reader",
    "open_session": "emotion_desk.sessions.reader",
    "load_predictor": "emotion_desk.inference.predictor",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used."""
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module 'emotion_desk' has no attribute {name!r}")
    return getattr(importlib.import_module(module), name)
