"""Selects the fastest engine: measured once on this machine for these weights, and kept in a file.

No rule predicts whether a processor has fast int8 instructions, whether the driver of a graphics card works, or whether
copying to the card costs more than it gains. So each candidate runs a few times and the least median wins.
"""

from __future__ import annotations

import hashlib
import json
import logging
import platform
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np

from emotion_desk.atomic_file import write_atomically
from emotion_desk.catalogue import networks_of, primary_mode
from emotion_desk.errors import DeskError
from emotion_desk.inference.engines import device_engines
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.modes import Mode, load_mode
from emotion_desk.machine import cpu_name
from emotion_desk.plain_file import make_private_folder
from emotion_desk.settings import settings_path
from emotion_desk.sound.mel import BANDS, FRAMES
from emotion_desk.translatable import joined, translatable
from emotion_desk.vision.crop import INPUT_SIZE

logger = logging.getLogger(__name__)

FORMAT: Final = 1
FILE: Final = "engines.json"
#: Choices that are kept: one for each pair of machine and weights.
_MOST_KEPT: Final = 32
_WARM_UP: Final = 3
_ROUNDS: Final = 15
#: Measuring ends after this time even if fewer rounds were done.
_LONGEST_S: Final = 4.0


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """The selected engine.

    Attributes:
        engine: its name.
        measured_ms: median time of each candidate, in milliseconds.
        failed: one sentence for each candidate that could not be used.
    """

    engine: str
    measured_ms: Mapping[str, float] = field(default_factory=dict)
    failed: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """Return the choice in one or two sentences; empty if there was one candidate only."""
        fastest_first = sorted(self.measured_ms.items(), key=lambda item: item[1])
        figures = joined((translatable("{engine} {ms:.1f} ms", engine=name, ms=ms) for name, ms in fastest_first), ", ")
        measured = [translatable("Measured here: {figures}.", figures=figures)] if len(self.measured_ms) > 1 else []
        return joined((*self.failed, *measured))


def candidates(store: ModelStore, mode: str) -> list[str]:
    """Return the engines that could run all networks of a mode; torch is the reference and never faster.

    Raises:
        ModelError: the weights are not released.
    """
    parts = [store.entry(name).files for name in networks_of(mode)]
    found = ["onnx-int8"] if all("int8" in files for files in parts) else []
    # Float32 takes four times the memory; the four single networks run in it only where somebody names the engine.
    found += ["onnx-fp32"] if len(parts) == 1 or all("onnx" in files for files in parts) else []
    if find_spec("openvino") is not None:
        found += [name.replace("onnx", "openvino") for name in found]
    return found + device_engines() if found else ["auto"]


def select_engine(
    store: ModelStore, mode: str, progress: Callable[[str], None], *, again: bool = False
) -> EngineChoice:
    """Return the engine for a mode: the one in the file, or the fastest after measuring.

    Args:
        store: the weights.
        mode: one of :data:`~emotion_desk.catalogue.MODES`; in ``compare`` both modes get the same engine.
        progress: called with one sentence for each engine that is being measured.
        again: measure even if the file holds a choice.

    Raises:
        DeskError: no engine can run the mode.
    """
    names = candidates(store, mode)
    if len(names) == 1:
        return EngineChoice(names[0])
    key = fingerprint(store, mode, names)
    kept = _read()
    if not again and (known := _choice(kept.get(key))) is not None and known.engine in names:
        return known
    choice = measure(store, mode, names, progress)
    kept.pop(key, None)
    kept[key] = {"engine": choice.engine, "measured_ms": dict(choice.measured_ms), "failed": list(choice.failed)}
    _write(dict(list(kept.items())[-_MOST_KEPT:]))
    return choice


def measure(store: ModelStore, mode: str, names: Sequence[str], progress: Callable[[str], None]) -> EngineChoice:
    """Run one face and one mel window in each engine, in turn, and return the one with the least median.

    Raises:
        DeskError: no engine works.
    """
    timed = primary_mode(mode)
    loaded: dict[str, Mode] = {}
    failed: dict[str, str] = {}
    taken: dict[str, list[float]] = {}
    rng = np.random.default_rng(0)
    rows = [
        rng.normal(0, 1, shape).astype(np.float32) for shape in ((1, 3, INPUT_SIZE, INPUT_SIZE), (1, 3, BANDS, FRAMES))
    ]
    for name in names:
        progress(translatable("Measuring which engine is fastest here: {name}.", name=name))
        try:
            loaded[name] = load_mode(timed, name, store)
            for _ in range(_WARM_UP):
                loaded[name].answer(*rows)
        except Exception as error:
            logger.info("the engine %s cannot be used", name, exc_info=error)
            loaded.pop(name, None)
            failed[name] = (
                str(error)
                if isinstance(error, DeskError)
                else translatable("The engine '{name}' fails here.", name=name)
            )
    if not loaded:
        raise DeskError(joined(failed.values()))
    begun = perf_counter()
    for _ in range(_ROUNDS):
        for name, network in loaded.items():
            before = perf_counter()
            network.answer(*rows)
            taken.setdefault(name, []).append((perf_counter() - before) * 1e3)
        if perf_counter() - begun > _LONGEST_S:
            break
    medians = {name: round(float(np.median(times)), 3) for name, times in taken.items()}
    return EngineChoice(min(medians, key=lambda name: medians[name]), medians, tuple(failed.values()))


def fingerprint(store: ModelStore, mode: str, names: Sequence[str]) -> str:
    """Return the key of a choice: a hash of processor, system, runtime, mode, engines and weights."""
    import onnxruntime

    files = [
        f"{name}/{part}:{file.sha256}"
        for name in networks_of(mode)
        for part, file in sorted(store.entry(name).files.items())
    ]
    parts = [cpu_name(), platform.platform(), onnxruntime.__version__, mode, *names, *files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def choices_path() -> Path:
    """Return the file of choices: it lies beside the settings."""
    return settings_path().with_name(FILE)


def _choice(raw: object) -> EngineChoice | None:
    if not isinstance(raw, dict):
        return None
    try:
        measured = {str(name): float(ms) for name, ms in raw["measured_ms"].items()}
        return EngineChoice(str(raw["engine"]), measured, tuple(str(text) for text in raw["failed"]))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None


def _read() -> dict[str, Any]:
    """Return the choices of the file by fingerprint; none if it is missing or damaged."""
    with suppress(OSError, ValueError, RecursionError):
        raw = json.loads(choices_path().read_text(encoding="utf-8"))
        if isinstance(raw, dict) and raw.get("format") == FORMAT and isinstance(raw.get("choices"), dict):
            return dict(raw["choices"])
    return {}


def _write(choices: Mapping[str, Any]) -> None:
    """Write the choices; where that is not possible, the next start measures again."""
    path = choices_path()
    content = json.dumps({"format": FORMAT, "choices": choices}, indent=1) + "\n"
    try:
        make_private_folder(path.parent)
        write_atomically(path, content.encode())
    except OSError as error:
        logger.warning("the choice of an engine cannot be kept: %s", error)
