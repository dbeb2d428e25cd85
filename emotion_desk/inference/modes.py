"""Multi-task, student or single models: ways to answer the same four questions from the same rows.

Multi-task is one forward pass over faces and sound together; every head reads every row and the caller's rows are
picked out afterwards.  The student is a smaller network that does the same, taught by the first.  Single models are
four networks, each run over the rows of its own kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DeskError, ModelError
from emotion_desk.inference.engines import Engine, Outputs, load_engine
from emotion_desk.inference.manifest import Head
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.protocols import Reader

#: The four questions of the desk; a network may have closed sets (``voice_actor``) beside them.
FACE_HEADS: Final = ("face_emotion", "face_identity")
VOICE_HEADS: Final = ("voice_emotion", "voice_identity")
#: Each single-task network answers one question; its name in the manifest is ``single-`` and the head's words.
SINGLES: Final[Mapping[str, str]] = {head: f"single-{head.replace('_', '-')}" for head in (*FACE_HEADS, *VOICE_HEADS)}
#: The mode that asks both of the others.
COMPARE: Final = "compare"
#: The small network; an extra, offered where its weights are there.
STUDENT: Final = "student"
MODES: Final = ("multitask", "singles", COMPARE, STUDENT)


class Mode(Protocol):
    """Answers rows of faces and rows of sound."""

    @property
    def name(self) -> str:
        """Return ``multitask``, ``singles`` or ``student``."""
        ...

    @property
    def engine(self) -> str:
        """Return the engine's name."""
        ...

    @property
    def heads(self) -> Mapping[str, Head]:
        """Return what is known of each head."""
        ...

    def answer(self, faces: NDArray[np.float32], sounds: NDArray[np.float32]) -> Outputs:
        """Return each face head's output for the face rows, each voice head's for the sound rows."""
        ...


class OneNetwork:
    """One network, one forward pass over all the rows that one of its heads can read."""

    def __init__(self, engine: Engine, heads: Mapping[str, Head], name: str) -> None:
        self._engine = engine
        self.heads = heads
        self.name = name
        self._sees = any(_of_faces(head) for head in heads)
        self._hears = not all(_of_faces(head) for head in heads)

    @property
    def engine(self) -> str:
        """Return the engine's name."""
        return self._engine.name

    def answer(self, faces: NDArray[np.float32], sounds: NDArray[np.float32]) -> Outputs:
        """Answer all rows in one pass."""
        given = [rows for rows, wanted in ((faces, self._sees), (sounds, self._hears)) if wanted and len(rows)]
        if not given:
            return {}
        outputs = self._engine.run(np.concatenate(given) if len(given) > 1 else given[0])
        split = len(faces) if self._sees else 0
        return {head: output[:split] if _of_faces(head) else output[split:] for head, output in outputs.items()}


class MultiTask(OneNetwork):
    """The network with all heads."""

    def __init__(self, engine: Engine, heads: Mapping[str, Head]) -> None:
        super().__init__(engine, heads, "multitask")


class Singles:
    """Four networks, each over its own rows."""

    name = "singles"

    def __init__(self, engines: Mapping[str, Engine], heads: Mapping[str, Head]) -> None:
        self._engines = engines
        self.heads = heads

    @property
    def engine(self) -> str:
        """Return the engine's name, or the names where the four do not run alike."""
        return " and ".join(sorted({engine.name for engine in self._engines.values()}))

    def answer(self, faces: NDArray[np.float32], sounds: NDArray[np.float32]) -> Outputs:
        """Answer with one pass a network."""
        outputs: Outputs = {}
        for head, engine in self._engines.items():
            rows = faces if _of_faces(head) else sounds
            if len(rows):
                outputs |= engine.run(rows)
        return outputs


def one_answer(mode: str) -> str:
    """Return the mode whose answers count: where two networks are compared, those of the multi-task network."""
    return "multitask" if mode == COMPARE else mode


def _of_faces(head: str) -> bool:
    return head.startswith("face_")


def load_network(store: ModelStore, name: str, engine: str = "auto") -> Mode:
    """Load one network of a store, whatever heads it has; it is a mode of its own name.

    Raises:
        ModelError: its weights are missing or damaged.
        EngineError: the engine is not available.
    """
    return OneNetwork(load_engine(store, name, engine), store.entry(name).heads, name)


def load_mode(
    mode: str, engine: str = "auto", store: ModelStore | None = None, tell: Callable[[str], None] = lambda _text: None
) -> Mode:
    """Load a mode's networks.

    Args:
        mode: ``multitask``, ``student`` or ``singles``.
        engine: what runs them.
        store: another folder of weights than the shipped one.
        tell: is told in a sentence each what is being loaded.

    Raises:
        ModelError: the mode is unknown, or its weights are missing or damaged.
        EngineError: the engine is not available.
    """
    store = store or ModelStore()
    if mode == "multitask":
        tell("Loading the multi-task network.")
        return MultiTask(load_engine(store, "multitask", engine), store.entry("multitask").heads)
    if mode in ("singles", STUDENT) and (reason := available_modes(store)[mode]):
        raise ModelError(reason)
    if mode == STUDENT:
        tell("Loading the student.")
        return load_network(store, STUDENT, engine)
    if mode == "singles":
        engines: dict[str, Engine] = {}
        for number, (head, name) in enumerate(SINGLES.items(), 1):
            tell(f"Loading the single models, {number} of {len(SINGLES)}.")
            engines[head] = load_engine(store, name, engine)
        heads = {head: spec for name in SINGLES.values() for head, spec in store.entry(name).heads.items()}
        return Singles(engines, heads)
    raise ModelError(f"There is no mode '{mode}' with networks of its own; choose 'multitask', 'singles' or 'student'.")


def available_modes(store: ModelStore | None = None) -> dict[str, str | None]:
    """Return each mode with ``None`` where its weights are released, else with the reason why it cannot be used.

    Quick: looks at the manifest only; hashes are checked when weights are loaded.
    """
    try:
        released = set((store or ModelStore()).entries)
    except DeskError as error:
        return dict.fromkeys(MODES, str(error))
    missing = [name for name in SINGLES.values() if name not in released]
    multitask = None if "multitask" in released else "The multi-task weights are not installed."
    singles = f"The weights of the single models are not released yet ({len(missing)} of 4 are missing)."
    student = None if STUDENT in released else "The student's weights are not released yet."
    reasons = {"multitask": multitask, "singles": singles if missing else None}
    return {**reasons, COMPARE: multitask or reasons["singles"], STUDENT: student}


def reader_loader(mode: str = "multitask", engine: str = "auto", *, measure: bool = False) -> Callable[[], Reader]:
    """Return what loads a mode; it takes a second or two, so call it off the window's thread.

    Args:
        mode: one of :data:`MODES`.
        engine: what runs the networks; ``auto`` takes what was measured to be fastest here.
        measure: measure the engines again.
    """
    from emotion_desk.inference.mode_loader import ModeLoader

    return ModeLoader(mode, engine, measure=measure)
