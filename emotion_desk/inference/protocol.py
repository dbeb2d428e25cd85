"""What the pipeline needs of a network: one call a tick, all faces and the sound at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from emotion_desk.messages import FaceReading, Mel, Picture, VoiceReading


class Reader(Protocol):
    """Answers face crops and a mel picture; in multi-task mode by one forward pass."""

    @property
    def mode(self) -> str:
        """Return ``multitask`` or ``singles``."""
        ...

    @property
    def engine(self) -> str:
        """Return the engine's short name, for example ``onnx-fp32``."""
        ...

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        """Answer every crop (uint8 BGR, any size) and, if given, the mel picture in decibels (bands, frames)."""
        ...
