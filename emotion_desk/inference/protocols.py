"""Interfaces of inference: an engine runs one network, a reader answers the crops and the mel window of one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages import FaceReading, Mel, ModeFacts, Picture, VoiceReading

#: Outputs of a network by head name: float32, (rows, size).
Outputs = dict[str, NDArray[np.float32]]


class Engine(Protocol):
    """Runs one network."""

    @property
    def name(self) -> str:
        """Return the runtime and precision, for example ``onnx-fp32``."""
        ...

    def run(self, rows: NDArray[np.float32]) -> Outputs:
        """Run float32 rows (n, 3, size, size) through the network; one thread at a time."""
        ...


@runtime_checkable
class RunsHeads(Protocol):
    """An engine that can leave out the heads that nobody asked for."""

    def run_heads(self, rows: NDArray[np.float32], heads: Sequence[str]) -> Outputs:
        """Like :meth:`Engine.run`, but compute these heads only."""
        ...


class Reader(Protocol):
    """Turns face crops and a mel window into readings; in multi-task mode by one forward pass."""

    @property
    def mode(self) -> str:
        """Return ``multitask``, ``singles`` or ``compare``."""
        ...

    @property
    def engine(self) -> str:
        """Return the engine's name, for example ``onnx-fp32``."""
        ...

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        """Return a reading of each crop (uint8 BGR, any size) and, if given, of the mel window.

        Args:
            crops: uint8 (H, W, 3) BGR, any size.
            mel: decibels, (bands, frames); ``None``: the voice is not read.
        """
        ...


@runtime_checkable
class ReadsMany(Protocol):
    """A reader that processes the input of several steps in one batch, which costs less than one after the other."""

    def read_many(
        self, questions: Sequence[tuple[Sequence[Picture], Mel | None]]
    ) -> Sequence[tuple[tuple[FaceReading, ...], VoiceReading | None]]:
        """Return for each pair of crops and mel window what :meth:`Reader.read` returns."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class SecondAnswer:
    """The readings of the second mode in ``compare`` for the same input, and the time of both modes.

    Attributes:
        mode: the second mode.
        engine: what ran it.
        own_ms: time of the first mode, in milliseconds.
        other_ms: time of the second mode, in milliseconds.
        faces: readings of the crops, in order.
        voice: reading of the mel window, if there was one.
        facts: size and cost of both modes, if known.
    """

    mode: str
    engine: str
    own_ms: float
    other_ms: float
    faces: tuple[FaceReading, ...]
    voice: VoiceReading | None
    facts: tuple[ModeFacts, ModeFacts] | None = None


@runtime_checkable
class Comparing(Protocol):
    """A reader that runs a second mode as well."""

    @property
    def second(self) -> SecondAnswer | None:
        """Return the second mode's readings of the last call, ``None`` before the first call."""
        ...
