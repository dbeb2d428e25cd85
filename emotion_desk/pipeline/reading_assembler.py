"""Assembles the desk's reading from predictions of the network: smoothed, attributed, fused.

Separate from the inference thread, so that it can be tested without one: no locks, no clock, no network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from emotion_desk.inference.fusion import fuse
from emotion_desk.inference.smoothing import FACE_S, VOICE_S, Smoother
from emotion_desk.messages import (
    Emotions,
    FaceReading,
    FramePacket,
    Identity,
    MelWindow,
    PersonReading,
    SpeakerReading,
    VoiceReading,
)

_VOICE: Final = "voice"


@dataclass(frozen=True, slots=True)
class DeskState:
    """The latest known state: the people of the newest answered frame and the speaker of the newest sound."""

    frame_index: int | None = None
    frame_stamp_ns: int | None = None
    people: tuple[PersonReading, ...] = ()
    sound_stamp_ns: int | None = None
    voice: SpeakerReading | None = None


class ReadingAssembler:
    """Keeps the present :class:`DeskState`; used by one thread."""

    def __init__(self) -> None:
        self._faces = Smoother(FACE_S)
        self._voices = Smoother(VOICE_S)
        self._state = DeskState()

    @property
    def state(self) -> DeskState:
        """Return the present state, with the fused answer where the voice can be attributed."""
        state = self._state
        voice = state.voice.emotion if state.voice is not None and state.voice.speaking else None
        if voice is None:
            return state
        speaker = self._speaker(state)
        people = tuple(
            replace(person, fused=fuse(person.emotion, voice)) if person.track_id == speaker else person
            for person in state.people
        )
        return replace(state, people=people)

    @staticmethod
    def _speaker(state: DeskState) -> int | None:
        """Return the track that the voice belongs to beyond doubt, ``None`` if there is none."""
        whose = state.voice.identity if state.voice is not None else Identity()
        return None if whose.guess else whose.track_id

    def reset_network(self) -> None:
        """Discard the answers of the network before: answers of two networks must not be averaged."""
        self._faces.clear()
        self._voices.clear()
        voice = self._state.voice
        self._state = replace(
            self._state, people=(), voice=replace(voice, emotion=None, identity=Identity()) if voice else None
        )

    def add_picture(
        self, packet: FramePacket, readings: Sequence[FaceReading], identities: Mapping[int, Identity]
    ) -> None:
        """Add a frame.

        Args:
            packet: the frame with its faces.
            readings: the answers to its faces, in order, or none.
            identities: who the faces are, by track; a missing track is unknown.
        """
        faces = packet.faces if readings else ()
        stamp = packet.frame.stamp_ns
        self._faces.keep_only({face.track_id for face in packet.faces})
        people = tuple(
            PersonReading(
                face.track_id,
                face.box,
                self._faces.update(face.track_id, reading.emotion, stamp),
                identities.get(face.track_id, Identity()),
            )
            for face, reading in zip(faces, readings, strict=True)
        )
        self._state = replace(self._state, frame_index=packet.frame.index, frame_stamp_ns=stamp, people=people)

    def end_picture(self) -> None:
        """Clear the picture's side: its source was closed."""
        self._faces.clear()
        self._state = replace(self._state, frame_index=None, frame_stamp_ns=None, people=())

    def add_sound(self, window: MelWindow, reading: VoiceReading | None, identity: Identity) -> None:
        """Add a window of sound.

        Args:
            window: the newest one.
            reading: the answer to it, if the network was asked; else the one before stays valid.
            identity: who speaks.
        """
        emotion: Emotions | None = None
        if window.speaking:
            if reading is not None:
                emotion = self._voices.update(_VOICE, reading.emotion, window.stamp_ns)
            elif self._state.voice is not None:
                emotion = self._state.voice.emotion
        voice = SpeakerReading(window.speaking, window.level_dbfs, emotion, identity)
        self._state = replace(self._state, sound_stamp_ns=window.stamp_ns, voice=voice)

    def end_sound(self) -> None:
        """Clear the sound's side: its source was closed."""
        self._voices.clear()
        self._state = replace(self._state, sound_stamp_ns=None, voice=None)
