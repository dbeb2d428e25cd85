"""The one catalogue of modes, networks and engines: names only, so that ``--help`` can list them at once.

A mode is a way to answer the four questions of the desk: face emotion, face identity, voice emotion, voice identity.
``multitask`` answers them with one network, ``singles`` with four, ``compare`` runs both on the same input.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: The four questions. A network may have further heads of a closed set, for example ``voice_actor``.
FACE_HEADS: Final = ("face_emotion", "face_identity")
VOICE_HEADS: Final = ("voice_emotion", "voice_identity")

MULTITASK: Final = "multitask"
SINGLE_MODELS: Final = "singles"
COMPARE: Final = "compare"
#: Modes whose networks can run alone, as an analysis of files needs them.
ANALYSIS_MODES: Final = (MULTITASK, SINGLE_MODELS)
#: Modes of the live desk.
MODES: Final = (*ANALYSIS_MODES, COMPARE)
#: Modes that settings or scripts may still name, each with the sentence that the user gets.
RETIRED_MODES: Final[Mapping[str, str]] = {
    "student": "The mode 'student' was never released and has been removed; choose multitask, singles or compare."
}

#: Network name in the manifest of each single-task network, by head.
SINGLES: Final[Mapping[str, str]] = {head: f"single-{head.replace('_', '-')}" for head in (*FACE_HEADS, *VOICE_HEADS)}

#: Engines that run a network on the processor in ONNX Runtime; ``auto`` measures which engine is fastest.
CPU_ENGINES: Final = ("auto", "onnx", "onnx-int8", "onnx-fp32")
#: ONNX Runtime's execution provider of each accelerator, by the word in the engine's name.
PROVIDERS: Final[Mapping[str, str]] = {
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
}
#: The reference engine; it needs the extra ``train``.
TORCH_ENGINE: Final = "torch"
#: Engines of the live desk.
ENGINES: Final = (
    *CPU_ENGINES,
    *(f"onnx-{device}" for device in PROVIDERS),
    "openvino-int8",
    "openvino-fp32",
    TORCH_ENGINE,
)
#: Engines whose results do not depend on the machine; an analysis of files uses these.
ANALYSIS_ENGINES: Final = (*CPU_ENGINES, TORCH_ENGINE)

HAAR: Final = "haar"
BLAZE: Final = "blaze"
BOTH: Final = "both"
#: Face detectors: OpenCV's Haar cascade, BlazeFace, and both together.
DETECTORS: Final = (HAAR, BLAZE, BOTH)
#: What is taken for a face: what is found, each picture as a whole, or ``auto``: what is found, and small square
#: pictures in which nothing is found as a whole.
AUTO: Final = "auto"
WHOLE: Final = "whole"
FACES: Final = (AUTO, "found", WHOLE)


def primary_mode(mode: str) -> str:
    """Return the mode whose results are the desk's: in ``compare`` those of the multi-task network."""
    return MULTITASK if mode == COMPARE else mode


def networks_of(mode: str) -> tuple[str, ...]:
    """Return the names of the networks that a mode runs; a network's own name is a mode of that network alone."""
    if mode == COMPARE:
        return (MULTITASK, *SINGLES.values())
    return tuple(SINGLES.values()) if mode == SINGLE_MODELS else (mode,)


def is_face_head(head: str) -> bool:
    """Return whether a head reads faces; all others read sound."""
    return head.startswith("face_")
