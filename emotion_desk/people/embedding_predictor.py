"""A predictor whose readings carry the identity networks' embeddings, for files: every crop and window is embedded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from emotion_desk.inference.face_embedder import load_face_embedder
from emotion_desk.inference.predictor import Predictor, load_predictor
from emotion_desk.inference.voice_embedder import VoiceEmbedder, load_voice_embedder
from emotion_desk.messages import FaceReading, MelWindow, Picture, Samples, VoiceReading
from emotion_desk.people.embedding_schedule import CropEmbedder
from emotion_desk.sound.mel import SAMPLE_RATE
from emotion_desk.vision.crop import network_view


class PeopleReader:
    """Answers faces and voices as a predictor does.

    Args:
        predictor: the desk's own network.
        faces: what faces are named by; ``None``: that same network.
        voices: what voices are named by; ``None``: likewise.
    """

    def __init__(
        self, predictor: Predictor, faces: CropEmbedder | None = None, voices: VoiceEmbedder | None = None
    ) -> None:
        self._predictor = predictor
        self._faces = faces
        self._voices = voices

    def read_faces(self, crops: Sequence[Picture]) -> list[FaceReading]:
        """Read crops of :func:`emotion_desk.vision.crop.cut_face`; see :meth:`Predictor.read_faces`."""
        readings = self._predictor.read_faces([network_view(crop) for crop in crops])
        if self._faces is None or not readings:
            return readings
        return [
            replace(reading, embedding=embedding)
            for reading, embedding in zip(readings, self._faces.embed(crops), strict=True)
        ]

    def read_window(self, window: MelWindow) -> VoiceReading | None:
        """Read one window of sound."""
        reading = self._predictor.read([], window.mel)[1]
        if self._voices is None or reading is None or window.sound is None:
            return reading
        return replace(reading, embedding=self._voices.embed_windows(window.sound()[None]))

    def read_voice(self, samples: Samples) -> VoiceReading:
        """Read a stretch of voice at 16 kHz; see :meth:`Predictor.read_voice`."""
        reading = self._predictor.read_voice(samples, SAMPLE_RATE)
        return reading if self._voices is None else replace(reading, embedding=self._voices.embed(samples))


def load_people_reader(mode: str = "multitask", engine: str = "auto") -> PeopleReader:
    """Load the networks that embed faces and voices in a mode.

    Raises:
        ModelError: weights are missing, damaged or not released.
        EngineError: the engine is not available here.
    """
    return PeopleReader(load_predictor(mode, engine), load_face_embedder(), load_voice_embedder())
