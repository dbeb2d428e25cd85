"""Loads what measures faces: the networks of landmarks and blendshapes, after checking their bytes.

Their weights lie beside those of the face detector, in ``models/faces`` (card and licence there).  They run in the
thread pool of all networks: ONNX Runtime allows no other one beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from emotion_desk.errors import ModelError
from emotion_desk.inference.model_store import file_sha256
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.inference.thread_pool import share_threads
from emotion_desk.measures.blendshapes import BlendshapeNetwork
from emotion_desk.measures.face_meter import FaceMeter
from emotion_desk.resources import shipped
from emotion_desk.translatable import translatable
from emotion_desk.vision.landmarks import LandmarkDetector

LANDMARKS_FILE: Final = "face-landmarks.onnx"
BLENDSHAPES_FILE: Final = "face-blendshapes.onnx"
#: SHA-256 of the released files.
_HASHES: Final = {
    LANDMARKS_FILE: "7de2f9dd38a8e81701ac74998104a37790e0516a11686139f321038c4031cd88",
    BLENDSHAPES_FILE: "dca2cd22de62bd760006261d6fa25858d6d6c51441774b5ae19d1e0fd3089e25",
}


def load_face_meter(rate: float | None = None) -> FaceMeter:
    """Load the networks.

    Args:
        rate: most frames a second that are measured in an analysis; ``None``: all.

    Raises:
        ModelError: weights are missing or damaged.
        EngineError: ONNX Runtime is not installed.
    """
    landmarks, blendshapes = require_weights()
    share_threads(spared=1)  # they may be the first networks of the process
    return FaceMeter(LandmarkDetector(OnnxEngine(landmarks)), BlendshapeNetwork(OnnxEngine(blendshapes)), rate)


def require_weights() -> tuple[Path, Path]:
    """Return the files of landmarks and blendshapes after comparing their hashes.

    Raises:
        ModelError: one is missing, or is not the released file.
    """
    return _verified(LANDMARKS_FILE), _verified(BLENDSHAPES_FILE)


def _verified(name: str) -> Path:
    file = shipped("models") / "faces" / name
    try:
        digest = file_sha256(file)
    except OSError as error:
        raise ModelError(
            translatable(
                "The weights '{name}' of the face measures are missing in '{parent}'.", name=name, parent=file.parent
            )
        ) from error
    if digest != _HASHES[name]:
        raise ModelError(
            translatable(
                "The weights '{name}' of the face measures are damaged; install Emotion Desk again.", name=name
            )
        )
    return file
