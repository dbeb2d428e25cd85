"""What ``--version`` prints: one line, or the whole build with libraries and weights for an error report."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from contextlib import suppress
from typing import Final

from emotion_desk.commands.argument_parser import PROGRAM
from emotion_desk.errors import DeskError
from emotion_desk.version import __version__

_LIBRARIES: Final = ("onnxruntime", "opencv-python", "PySide6_Essentials", "av", "numpy", "sounddevice")


def version_text(verbose: bool = False) -> str:
    """Return the text; ``verbose`` adds Python, system, libraries, and each network with the start of its hash."""
    first = f"{PROGRAM} {__version__}"
    if not verbose:
        return first
    kind = "frozen program" if getattr(sys, "frozen", False) else "Python package"
    lines = [
        first,
        f"build: {kind}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        f"libraries: {', '.join(f'{name} {_library(name)}' for name in _LIBRARIES)}",
    ]
    return "\n".join([*lines, *_weights()])


def _library(name: str) -> str:
    for distribution in (name, f"{name}-headless"):  # a frozen program has the OpenCV without windows
        with suppress(importlib.metadata.PackageNotFoundError):
            return importlib.metadata.version(distribution)
    return "(no version)"


def _weights() -> list[str]:
    from emotion_desk.inference.model_store import ModelStore

    try:
        models = ModelStore().verify()
    except DeskError as error:
        return [f"weights: {error}"]
    return [f"weights: {model.name}, {model.text}" for model in models]
