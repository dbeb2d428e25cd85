"""The face detectors by their names: Haar's cascade, BlazeFace, and both together.

BlazeFace's weights lie beside the other weights, in ``models/faces`` (card and licence there).  It runs in the thread
pool of all networks: ONNX Runtime allows no other one beside it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final
from weakref import finalize

from emotion_desk.catalogue import BLAZE, HAAR
from emotion_desk.errors import ModelError
from emotion_desk.inference.model_store import file_sha256
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.inference.thread_pool import share_threads
from emotion_desk.opencv import cv2
from emotion_desk.resources import shipped
from emotion_desk.translatable import translatable
from emotion_desk.vision.blaze_detector import POSSIBLE, BlazeDetector
from emotion_desk.vision.blazeface import BlazeFace
from emotion_desk.vision.combined_detector import CombinedDetector
from emotion_desk.vision.detector import Detector, HaarDetector, load_cascade

FOLDER: Final = "faces"
FILE: Final = "blazeface-short-range.onnx"
SHA256: Final = "db5378e459bcdc3cf19ca34de7c20d57cd910cc4901776ee3e1b8b55eca30075"
#: Side of the square that the network reads, in pixels.
_SIDE: Final = 128
#: Cascades of pictures that are done.  A cascade serves one thread at a time, and reading it takes as long as a search.
_free_cascades: Final[list[cv2.CascadeClassifier]] = []


def load_detector(name: str, *, thorough: bool = False) -> Detector:
    """Load a face detector.

    Args:
        name: one of :data:`~emotion_desk.catalogue.DETECTORS`.
        thorough: search single pictures for small faces, too; takes ten times as long.

    Raises:
        ModelError: its weights are missing or damaged.
        EngineError: ONNX Runtime is not installed.
    """
    if name == HAAR:
        return _haar(thorough)
    network = _network(shipped("models") / FOLDER / FILE)
    blaze = BlazeDetector(BlazeFace(network, _SIDE, POSSIBLE), thorough=thorough)
    return blaze if name == BLAZE else CombinedDetector(_haar(thorough), blaze)


def _haar(thorough: bool) -> HaarDetector:
    """Return Haar's detector; of a single picture one with the cascade of an earlier picture, if one is free."""
    if not thorough:
        return HaarDetector()
    try:
        cascade = _free_cascades.pop()
    except IndexError:
        cascade = load_cascade()
    detector = HaarDetector(cascade)
    finalize(detector, _free_cascades.append, cascade).atexit = False
    return detector


@cache
def _network(file: Path) -> OnnxEngine:
    """Load BlazeFace's graph after checking its bytes; it has no state, so that all detectors share it."""
    try:
        digest = file_sha256(file)
    except OSError as error:
        raise ModelError(
            translatable(
                "The face detector's file '{file}' is missing; install Emotion Desk again, or use the detector 'haar'.",
                file=FILE,
            )
        ) from error
    if digest != SHA256:
        raise ModelError(
            translatable("The face detector's file '{file}' is damaged; install Emotion Desk again.", file=FILE)
        )
    share_threads(spared=1)  # it may be the first network of the process
    return OnnxEngine(file)
