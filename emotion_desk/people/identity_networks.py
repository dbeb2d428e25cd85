"""Runs the identity networks beside the reading network and puts their embeddings into its readings.

Each network has a schedule of its own.  A network that cannot be loaded is disabled with a warning: the desk then names
nobody by that modality, and goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from emotion_desk.errors import DeskError
from emotion_desk.inference.face_embedder import NAME as FACES
from emotion_desk.inference.voice_embedder import NAME as VOICES
from emotion_desk.messages import FaceReading, FramePacket, MelWindow, VoiceReading
from emotion_desk.people.embedder_ids import Embedders
from emotion_desk.people.embedding_schedule import FaceEmbeddingSchedule, VoiceEmbeddingSchedule
from emotion_desk.people.person_records import FACE, VOICE

logger = logging.getLogger(__name__)


class IdentityNetworks:
    """The identity networks of faces and voices; without one, the embeddings of the reading network stay.

    Args:
        face: schedule of the network of faces, or ``None``.
        voice: schedule of the network of voices, or ``None``.
        on_disabled: called with the modality of a network that could not be loaded.
    """

    def __init__(
        self,
        face: FaceEmbeddingSchedule | None,
        voice: VoiceEmbeddingSchedule | None,
        on_disabled: Callable[[str], None],
    ) -> None:
        self.face = face
        self.voice = voice
        self._on_disabled = on_disabled

    def warm(self) -> None:
        """Load the networks, from any thread; :meth:`load` handles those that cannot be loaded."""
        for schedule in (self.face, self.voice):
            if schedule is not None:
                with suppress(DeskError):
                    schedule.warm()

    def load(self) -> None:
        """Load the networks and disable those that cannot be loaded."""
        self._with_each(lambda schedule: schedule.warm())

    def provided(self, made_by: Embedders) -> Embedders:
        """Return the ids without those of identity networks that do not run here.

        What the reading network says must not be taken for the answer of such a network.
        """
        for modality, schedule, name in ((FACE, self.face, FACES), (VOICE, self.voice, VOICES)):
            if schedule is None and made_by.get(modality, "").startswith(f"{name}:"):
                made_by = {other: model for other, model in made_by.items() if other != modality}
        return made_by

    def with_faces(
        self, packet: FramePacket, readings: Sequence[FaceReading], *, closely: bool
    ) -> Sequence[FaceReading]:
        """Return the readings with the identity network's embeddings, ``None`` where none is due."""
        if self.face is None or len(readings) != len(packet.faces):
            return readings
        try:
            found = self.face.at(packet, closely=closely)
        except DeskError as error:
            self._disable(FACE, error)
            found = {}
        return [
            replace(reading, embedding=found.get(face.track_id))
            for face, reading in zip(packet.faces, readings, strict=True)
        ]

    def with_voice(self, window: MelWindow, reading: VoiceReading | None, *, closely: bool) -> VoiceReading | None:
        """Return the reading with the identity network's embedding, ``None`` if none is due."""
        if self.voice is None or reading is None:
            return reading
        try:
            return replace(reading, embedding=self.voice.at(window, closely=closely))
        except DeskError as error:
            self._disable(VOICE, error)
            return replace(reading, embedding=None)

    def catch_up(self) -> None:
        """Embed what was due and has waited until the reading was published."""
        self._with_each(lambda schedule: schedule.catch_up())

    def forget_faces(self) -> None:
        """Forget the tracks, so that each face is embedded as a new one."""
        if self.face is not None:
            self.face.forget()

    def forget_voice(self) -> None:
        """Forget the voice, so that the next one is embedded as a new one."""
        if self.voice is not None:
            self.voice.forget()

    def _with_each(self, act: Callable[[FaceEmbeddingSchedule | VoiceEmbeddingSchedule], object]) -> None:
        """Do something with each network, and disable those with which it fails."""
        for modality, schedule in ((FACE, self.face), (VOICE, self.voice)):
            if schedule is not None:
                try:
                    act(schedule)
                except DeskError as error:
                    self._disable(modality, error)

    def _disable(self, modality: str, error: DeskError) -> None:
        logger.warning("nobody is named by %s: %s", modality, error)
        if modality == FACE:
            self.face = None
        else:
            self.voice = None
        self._on_disabled(modality)
