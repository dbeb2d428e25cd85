"""From what a network says at one tick to what the desk says: smoothed, fused, attributed.

Kept apart from the inference thread so that it can be tested without one: no locks, no clock, no network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from emotion_desk.inference.fusion import fuse, speaker_among
from emotion_desk.inference.protocols import Reader
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
from emotion_desk.people.active_speaker import MOUTH
from emotion_desk.people.recogniser import Recogniser

_VOICE: Final = "voice"


@dataclass(frozen=True, slots=True)
class Stand:
    """What is known now: the people of the newest read frame and the speaker of the newest sound."""

    frame_index: int | None = None
    frame_stamp_ns: int | None = None
    people: tuple[PersonReading, ...] = ()
    sound_stamp_ns: int | None = None
    voice: SpeakerReading | None = None


class Answers:
    """Keeps the present :class:`Stand`; used by one thread.

    Args:
        people: puts names to faces and voices; without it everybody is unknown.
    """

    def __init__(self, people: Recogniser | None = None) -> None:
        self._people = people
        self._faces = Smoother(FACE_S)
        self._voices = Smoother(VOICE_S)
        self._stand = Stand()

    @property
    def stand(self) -> Stand:
        """Return what is known now, with the fused answer where the voice can be attributed."""
        stand = self._stand
        voice = stand.voice.emotion if stand.voice is not None and stand.voice.speaking else None
        if voice is None:
            return stand
        speaker = self._speaker(stand)
        people = tuple(
            replace(person, fused=fuse(person.emotion, voice)) if person.track_id == speaker else person
            for person in stand.people
        )
        return replace(stand, people=people)

    @staticmethod
    def _speaker(stand: Stand) -> int | None:
        """Return the track that the voice belongs to: the only one, or the one whose mouth clearly moves."""
        if speaker_among(len(stand.people), speaking=True):
            return stand.people[0].track_id
        whose = stand.voice.identity if stand.voice is not None else Identity()
        return whose.track_id if whose.because == MOUTH and not whose.guess else None

    def new_network(self, reader: Reader | None = None) -> None:
        """Forget the answers of the network before: another one may judge otherwise."""
        if self._people is not None and reader is not None:
            self._people.network(reader)
        self._faces.clear()
        self._voices.clear()
        voice = self._stand.voice
        self._stand = replace(
            self._stand, people=(), voice=replace(voice, emotion=None, identity=Identity()) if voice else None
        )

    def picture(self, packet: FramePacket, readings: Sequence[FaceReading]) -> None:
        """Take in a frame and the answers to its faces (none of them, or one each)."""
        faces = packet.faces if readings else ()
        stamp = packet.frame.stamp_ns
        self._faces.keep_only({face.track_id for face in packet.faces})
        names = self._people.picture(packet, readings) if self._people is not None else {}
        people = tuple(
            PersonReading(
                face.track_id,
                face.box,
                self._faces.update(face.track_id, reading.emotion, stamp),
                names.get(face.track_id, Identity()),
            )
            for face, reading in zip(faces, readings, strict=True)
        )
        self._stand = replace(self._stand, frame_index=packet.frame.index, frame_stamp_ns=stamp, people=people)

    def picture_gone(self) -> None:
        """Take note that there is no picture any more."""
        self._faces.clear()
        if self._people is not None:
            self._people.picture_gone()
        self._stand = replace(self._stand, frame_index=None, frame_stamp_ns=None, people=())

    def sound(self, window: MelWindow, reading: VoiceReading | None) -> None:
        """Take in a stretch of sound and, if the network was asked, its answer; else the one before holds on."""
        emotion: Emotions | None = None
        if window.speaking:
            if reading is not None:
                emotion = self._voices.update(_VOICE, reading.emotion, window.stamp_ns)
            elif self._stand.voice is not None:
                emotion = self._stand.voice.emotion
        name = self._people.sound(window, reading) if self._people is not None else Identity()
        voice = SpeakerReading(window.speaking, window.level_dbfs, emotion, name)
        self._stand = replace(self._stand, sound_stamp_ns=window.stamp_ns, voice=voice)

    def sound_gone(self) -> None:
        """Take note that there is no sound any more."""
        self._voices.clear()
        if self._people is not None:
            self._people.sound_gone()
        self._stand = replace(self._stand, sound_stamp_ns=None, voice=None)
