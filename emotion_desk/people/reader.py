"""A predictor whose faces carry the embeddings that they are named by; for files, where every face is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from emotion_desk.inference.face_embedder import load_face_embedder
from emotion_desk.inference.predictor import Predictor, load_predictor
from emotion_desk.messages import FaceReading, Mel, Picture, Samples, VoiceReading
from emotion_desk.people.looks import Embedder


class PeopleReader:
    """Answers faces and voices as a predictor does.

    Args:
        predictor: the desk's own network.
        embedder: what faces are named by; ``None``: that same network.
    """

    def __init__(self, predictor: Predictor, embedder: Embedder | None = None) -> None:
        self._predictor = predictor
        self._embedder = embedder

    def read_faces(self, crops: Sequence[Picture]) -> list[FaceReading]:
        """Read face pictures; see :meth:`Predictor.read_faces`."""
        readings = self._predictor.read_faces(crops)
        if self._embedder is None or not readings:
            return readings
        return [
            replace(reading, embedding=embedding)
            for reading, embedding in zip(readings, self._embedder.embed(crops), strict=True)
        ]

    def read(self, crops: Sequence[Picture], mel: Mel | None) -> tuple[tuple[FaceReading, ...], VoiceReading | None]:
        """Read faces and a mel window; see :meth:`Predictor.read`."""
        voice = self._predictor.read([], mel)[1]
        return tuple(self.read_faces(crops)), voice

    def read_voice(self, samples: Samples, sample_rate: int) -> VoiceReading:
        """Read a stretch of voice; see :meth:`Predictor.read_voice`."""
        return self._predictor.read_voice(samples, sample_rate)


def load_people_reader(mode: str = "multitask", engine: str = "auto") -> PeopleReader:
    """Load the networks that tell people apart in a mode.

    Raises:
        ModelError: weights are missing, damaged or not released.
        EngineError: the engine is not available here.
    """
    return PeopleReader(load_predictor(mode, engine), load_face_embedder())
