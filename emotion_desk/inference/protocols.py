"""What the pipeline needs of a network: one call a tick, all faces and the sound at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from emotion_desk.messages import FaceReading, Mel, ModeFacts, Picture, VoiceReading


class Reader(Protocol):
    """Answers face crops and a mel picture; in multi-task mode by one forward pass."""

    @property
    def mode(self) -> str:
        """Return ``multitask``, ``singles`` or ``compare``."""
        ...

    @property
    def engine(self) -> str:
        """Return the engine's short name, for example ``onnx-fp32``."""
        ...

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        """Answer every crop (uint8 BGR, any size) and, if given, the mel picture in decibels (bands, frames)."""
        ...


@runtime_checkable
class ReadsMany(Protocol):
    """A reader that answers several questions at once, which costs less than one after the other."""

    def read_many(
        self, questions: Sequence[tuple[Sequence[Picture], Mel | None]]
    ) -> Sequence[tuple[tuple[FaceReading, ...], VoiceReading | None]]:
        """Answer crops and mel window of each question."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class SecondAnswer:
    """What a second mode answered to the same question, and how long each of the two took in milliseconds."""

    mode: str
    engine: str
    own_ms: float
    other_ms: float
    faces: tuple[FaceReading, ...]
    voice: VoiceReading | None
    facts: tuple[ModeFacts, ModeFacts] | None = None


@runtime_checkable
class Comparing(Protocol):
    """A reader that asks a second mode as well."""

    @property
    def second(self) -> SecondAnswer | None:
        """Return what the second mode said at the last call, ``None`` before the first."""
        ...
