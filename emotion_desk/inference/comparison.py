"""Runs two modes on the same input: the multi-task network and the four single-task networks.

Crops and sound are preprocessed once, so that every difference comes from the networks. The two modes take turns in
running first, because the second one finds the caches and clock rates that the first one left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from emotion_desk.catalogue import COMPARE, SINGLE_MODELS, SINGLES
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.predictor import Predictor, network_rows
from emotion_desk.inference.protocols import SecondAnswer
from emotion_desk.machine import resident_mb, return_memory
from emotion_desk.messages import FaceReading, Mel, ModeFacts, Picture, VoiceReading
from emotion_desk.sound.mel import BANDS, FRAMES
from emotion_desk.vision.crop import INPUT_SIZE

Rows = NDArray[np.float32]
Answer = tuple[tuple[FaceReading, ...], VoiceReading | None]


class CompareReader:
    """Returns the readings of a first mode and keeps those of a second one; one thread at a time.

    Args:
        first: its readings are the desk's.
        second: its readings are kept in :attr:`second`.
        facts: size and cost of both, in this order.

    Attributes:
        second: the second mode's readings of the last call, ``None`` before the first call.
    """

    mode = COMPARE

    def __init__(self, first: Predictor, second: Predictor, facts: tuple[ModeFacts, ModeFacts] | None = None) -> None:
        self._first = first
        self._second = second
        self._facts = facts
        self._other_first = False
        self.second: SecondAnswer | None = None

    @property
    def engine(self) -> str:
        """Return the engine's name, or both names if they differ."""
        return " and ".join(dict.fromkeys((self._first.engine, self._second.engine)))

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> Answer:
        """Run both modes; return the first one's readings and keep the second one's in :attr:`second`."""
        if len(crops) == 0 and mel is None:
            return (), None
        faces, sounds = network_rows(crops, mel)
        order = [self._first, self._second]
        if self._other_first:
            order.reverse()
        self._other_first = not self._other_first
        answers = {id(reader): _timed(reader, faces, sounds) for reader in order}
        (own, own_ms), (other, other_ms) = answers[id(self._first)], answers[id(self._second)]
        self.second = SecondAnswer(
            self._second.mode, self._second.engine, own_ms, other_ms, other[0], other[1], self._facts
        )
        return own


def _timed(reader: Predictor, faces: Rows, sounds: Rows) -> tuple[Answer, float]:
    begun = perf_counter()
    answer = reader.read_rows(faces, sounds)
    return answer, (perf_counter() - begun) * 1e3


def load_with_facts(load: Callable[[], Predictor], store: ModelStore) -> tuple[Predictor, ModeFacts]:
    """Load a mode, run it once, and return it with its size and cost.

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
    """Return size and cost of a mode's networks from the manifest; weights count as they are stored.

    Raises:
        ModelError: a network is not released.
    """
    singles = mode == SINGLE_MODELS
    entries = {head: store.entry(name) for head, name in SINGLES.items()} if singles else {}
    whole = list(entries.values()) if singles else [store.entry(mode)]

    def macs(side: str) -> int:
        asked = [entry for head, entry in entries.items() if head.startswith(side)] if singles else whole
        return sum(entry.macs for entry in asked) if all(entry.macs for entry in asked) else 0

    return ModeFacts(
        mode,
        engine,
        sum(entry.parameters for entry in whole),
        sum(entry.weight_bytes(entry.part_of(engine) or next(iter(entry.files))) for entry in whole),
        macs("face_"),
        macs("voice_"),
        memory_mb,
    )
