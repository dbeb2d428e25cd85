"""Both modes at once: the multi-task network and the four single ones answer the same crops and the same sound.

Pictures and sound are made into rows once, so that whatever differs comes from the networks.  Which side begins changes
from call to call: the second one finds caches and clocks as the first one left them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.modes import COMPARE, SINGLES
from emotion_desk.inference.predictor import Predictor, network_rows
from emotion_desk.inference.protocols import SecondAnswer
from emotion_desk.machine import resident_mb, return_memory
from emotion_desk.messages import FaceReading, Mel, ModeFacts, Picture, VoiceReading
from emotion_desk.sound.mel import BANDS, FRAMES
from emotion_desk.vision.crop import INPUT_SIZE

Rows = NDArray[np.float32]
Answer = tuple[tuple[FaceReading, ...], VoiceReading | None]


class CompareReader:
    """Answers with a first mode, and keeps what a second one says; one thread at a time.

    Args:
        first: whose answers are the desk's.
        second: whose answers are kept beside them.
        facts: of both, in this order.
    """

    mode = COMPARE

    def __init__(self, first: Predictor, second: Predictor, facts: tuple[ModeFacts, ModeFacts] | None = None) -> None:
        self._first = first
        self._other = second
        self._facts = facts
        self._other_begins = False
        self.second: SecondAnswer | None = None

    @property
    def engine(self) -> str:
        """Return the engine's name, or both where they differ."""
        return " and ".join(dict.fromkeys((self._first.engine, self._other.engine)))

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> Answer:
        """Ask both and return the first one's answer; :attr:`second` holds the other one's."""
        if len(crops) == 0 and mel is None:
            return (), None
        faces, sounds = network_rows(crops, mel)
        order = [self._first, self._other]
        if self._other_begins:
            order.reverse()
        self._other_begins = not self._other_begins
        answers = {id(reader): _timed(reader, faces, sounds) for reader in order}
        (own, own_ms), (other, other_ms) = answers[id(self._first)], answers[id(self._other)]
        self.second = SecondAnswer(
            self._other.mode, self._other.engine, own_ms, other_ms, other[0], other[1], self._facts
        )
        return own


def _timed(reader: Predictor, faces: Rows, sounds: Rows) -> tuple[Answer, float]:
    begun = perf_counter()
    answer = reader.read_rows(faces, sounds)
    return answer, (perf_counter() - begun) * 1e3


def load_with_facts(load: Callable[[], Predictor], store: ModelStore) -> tuple[Predictor, ModeFacts]:
    """Load a mode, let it answer once, and tell what it holds.

    Raises:
        ModelError: the weights are missing or damaged.
        EngineError: the engine is not available.
    """
    before = resident_mb()
    reader = load()
    size = np.zeros((1, 3, INPUT_SIZE, INPUT_SIZE), np.float32), np.zeros((1, 3, BANDS, FRAMES), np.float32)
    reader.read_rows(*size)
    return_memory()
    after = resident_mb()
    grown = None if before is None or after is None else max(0.0, after - before)
    return reader, facts_of(store, reader.mode, reader.engine, grown)


def facts_of(store: ModelStore, mode: str, engine: str, memory_mb: float | None = None) -> ModeFacts:
    """Return what a mode's networks hold, from the manifest; weights count in the form that the engine runs.

    Raises:
        ModelError: they are not released.
    """
    singles = mode == "singles"
    entries = {head: store.entry(name) for head, name in SINGLES.items()} if singles else {}
    whole = list(entries.values()) if singles else [store.entry(mode)]
    part = "int8" if "int8" in engine else "weights"

    def macs(side: str) -> int:
        asked = [entry for head, entry in entries.items() if head.startswith(side)] if singles else whole
        return sum(entry.macs for entry in asked) if all(entry.macs for entry in asked) else 0

    return ModeFacts(
        mode,
        engine,
        sum(entry.parameters for entry in whole),
        sum(entry.weight_bytes(part if part in entry.files else next(iter(entry.files))) for entry in whole),
        macs("face_"),
        macs("voice_"),
        memory_mb,
    )
