"""Runs the networks of a mode on rows of face input and rows of mel input.

Multi-task is one forward pass: face rows and mel rows form one batch, every head reads every row, and the rows that a
head was trained for are picked out afterwards. Single models are four networks, each run on the rows of its own kind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from emotion_desk.catalogue import (
    ANALYSIS_MODES,
    COMPARE,
    MODES,
    MULTITASK,
    RETIRED_MODES,
    SINGLE_MODELS,
    SINGLES,
    is_face_head,
)
from emotion_desk.errors import DeskError, ModelError
from emotion_desk.inference.engines import load_engine
from emotion_desk.inference.manifest import Head
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.protocols import Engine, Outputs, RunsHeads
from emotion_desk.translatable import translatable


class Mode(Protocol):
    """The loaded networks of a mode."""

    @property
    def name(self) -> str:
        """Return ``multitask`` or ``singles``, or the name of one network that was loaded alone."""
        ...

    @property
    def engine(self) -> str:
        """Return the engine's name."""
        ...

    @property
    def heads(self) -> Mapping[str, Head]:
        """Return the description of each head by name."""
        ...

    def answer(self, faces: NDArray[np.float32], sounds: NDArray[np.float32]) -> Outputs:
        """Return each face head's output for the face rows and each voice head's output for the mel rows.

        Args:
            faces: float32 (n, 3, size, size), as :func:`emotion_desk.vision.crop.face_input` makes them.
            sounds: float32 (m, 3, bands, frames), as :func:`emotion_desk.sound.mel.mel_input` makes them.
        """
        ...


class OneNetwork:
    """One network, one forward pass over all rows that one of its heads can read."""

    def __init__(self, engine: Engine, heads: Mapping[str, Head], name: str) -> None:
        self._engine = engine
        self.heads = heads
        self.name = name
        self._face_heads = [head for head in heads if is_face_head(head)]
        self._voice_heads = [head for head in heads if not is_face_head(head)]

    @property
    def engine(self) -> str:
        """Return the engine's name."""
        return self._engine.name

    def answer(
        self, faces: NDArray[np.float32], sounds: NDArray[np.float32], heads: Collection[str] | None = None
    ) -> Outputs:
        """Run all rows in one pass; see :meth:`Mode.answer`.

        Args:
            faces: rows of faces.
            sounds: rows of sound.
            heads: the heads that are asked; ``None``: all.
        """
        of_faces = [head for head in self._face_heads if heads is None or head in heads]
        of_voices = [head for head in self._voice_heads if heads is None or head in heads]
        batches = [rows for rows, wanted in ((faces, of_faces), (sounds, of_voices)) if wanted and len(rows)]
        if not batches:
            return {}
        if len(batches) == 1 and isinstance(self._engine, RunsHeads):
            return self._engine.run_heads(batches[0], of_faces if of_faces and len(faces) else of_voices)
        outputs = self._engine.run(np.concatenate(batches) if len(batches) > 1 else batches[0])
        split = len(faces) if of_faces else 0
        return {
            head: output[:split] if is_face_head(head) else output[split:]
            for head, output in outputs.items()
            if heads is None or head in heads
        }


class MultiTask(OneNetwork):
    """The network with all heads."""

    def __init__(self, engine: Engine, heads: Mapping[str, Head]) -> None:
        super().__init__(engine, heads, MULTITASK)


class Singles:
    """Four networks, each run on the rows of its own kind."""

    name = SINGLE_MODELS

    def __init__(self, engines: Mapping[str, Engine], heads: Mapping[str, Head]) -> None:
        self._engines = engines
        self.heads = heads

    @property
    def engine(self) -> str:
        """Return the engine's name, or several names if the four networks run on different engines."""
        return " and ".join(sorted({engine.name for engine in self._engines.values()}))

    def answer(self, faces: NDArray[np.float32], sounds: NDArray[np.float32]) -> Outputs:
        """Run one pass for each network."""
        outputs: Outputs = {}
        for head, engine in self._engines.items():
            rows = faces if is_face_head(head) else sounds
            if len(rows):
                outputs |= engine.run(rows)
        return outputs


def load_network(store: ModelStore, name: str, engine: str = "auto") -> Mode:
    """Load one network of a store, whatever heads it has, as a mode of its own name.

    Raises:
        ModelError: its weights are missing or damaged.
        EngineError: the engine is not available.
    """
    return OneNetwork(load_engine(store, name, engine), store.entry(name).heads, name)


def load_mode(
    mode: str,
    engine: str = "auto",
    store: ModelStore | None = None,
    progress: Callable[[str], None] = lambda _text: None,
    *,
    several_rows: bool = False,
) -> Mode:
    """Load a mode's networks.

    Args:
        mode: ``multitask`` or ``singles``.
        engine: one of :data:`~emotion_desk.catalogue.ENGINES`.
        store: another folder of weights than the shipped one.
        progress: called with one sentence for each network that is being loaded.
        several_rows: calls usually have several rows, as in an analysis; live most have one.

    Raises:
        ModelError: the mode is unknown, or its weights are missing or damaged.
        EngineError: the engine is not available.
    """
    store = store or ModelStore()
    if mode in RETIRED_MODES:
        raise ModelError(RETIRED_MODES[mode])
    if mode == MULTITASK:
        progress(translatable("Loading the multi-task network."))
        return MultiTask(load_engine(store, MULTITASK, engine, several_rows=several_rows), store.entry(MULTITASK).heads)
    if mode == SINGLE_MODELS:
        if reason := available_modes(store)[mode]:
            raise ModelError(reason)
        engines: dict[str, Engine] = {}
        for number, (head, name) in enumerate(SINGLES.items(), 1):
            progress(translatable("Loading the single models, {number} of {count}.", number=number, count=len(SINGLES)))
            engines[head] = load_engine(store, name, engine, several_rows=several_rows)
        heads = {head: spec for name in SINGLES.values() for head, spec in store.entry(name).heads.items()}
        return Singles(engines, heads)
    known = " or ".join(f"'{name}'" for name in ANALYSIS_MODES)
    raise ModelError(
        translatable("There is no mode '{mode}' with networks of its own; choose {known}.", mode=mode, known=known)
    )


def available_modes(store: ModelStore | None = None) -> dict[str, str | None]:
    """Return for each mode ``None`` if its weights are installed, else one sentence with the reason.

    Fast: reads the manifest only. Hashes are checked when weights are loaded.
    """
    try:
        released = set((store or ModelStore()).entries)
    except DeskError as error:
        return dict.fromkeys(MODES, str(error))
    missing = [name for name in SINGLES.values() if name not in released]
    multitask = None if MULTITASK in released else translatable("The multi-task weights are not installed.")
    singles = translatable(
        "The weights of the single models are not released yet ({count} of 4 are missing).", count=len(missing)
    )
    reasons = {MULTITASK: multitask, SINGLE_MODELS: singles if missing else None}
    return {**reasons, COMPARE: multitask or reasons[SINGLE_MODELS]}
