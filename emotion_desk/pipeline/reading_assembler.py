"""Assembles the desk's reading from predictions of the network: smoothed, attributed, fused, with headlines.

Separate from the inference thread, so that it can be tested without one: no locks, no clock, no network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from emotion_desk.inference.fusion import fuse
from emotion_desk.inference.smoothing import FACE_S, FACTORS, VOICE_S, Smoother
from emotion_desk.labels import USUAL_PACE
from emotion_desk.measures.affect import Arousal
from emotion_desk.measures.names import action_units
from emotion_desk.messages import (
    FACE,
    FACE_FOUND,
    NO_FACE,
    NOT_SEARCHED,
    TOGETHER,
    VOICE,
    Emotions,
    FaceMeasures,
    FaceReading,
    FramePacket,
    Identity,
    MelWindow,
    PersonReading,
    SpeakerReading,
    TrackedFace,
    Utterance,
    VoiceReading,
)
from emotion_desk.pipeline.headline import HeadlineFilter, PoorPictures
from emotion_desk.pipeline.utterance_tracker import UtteranceTracker

if TYPE_CHECKING:
    from emotion_desk.people.own_neutral import OwnNeutrals

#: The voice's key among those of the faces, whose tracks count from 1.
_VOICE_KEY: Final = 0
#: Measures that were made live are valid for later frames for so long.
MEASURES_LAST_NS: Final = 300_000_000


@dataclass(frozen=True, slots=True)
class DeskState:
    """The latest known state: the people of the newest answered frame and the speaker of the newest sound."""

    frame_index: int | None = None
    frame_stamp_ns: int | None = None
    people: tuple[PersonReading, ...] = ()
    sound_stamp_ns: int | None = None
    voice: SpeakerReading | None = None
    picture: str | None = None


class ReadingAssembler:
    """Keeps the present :class:`DeskState`; used by one thread.

    Args:
        pace: how soon headlines change (:data:`emotion_desk.labels.PACES`).
        neutrals: each person's own neutral, by which answers are corrected; ``None``: none is known.
        network: id of the network that answers to faces.
    """

    def __init__(self, pace: str = USUAL_PACE, neutrals: OwnNeutrals | None = None, network: str = "") -> None:
        self._neutrals = neutrals
        self._network = network
        self._faces = Smoother(FACE_S)
        self._voices = Smoother(VOICE_S)
        self._headlines = HeadlineFilter(pace)
        self._poor = PoorPictures()
        self._utterances = UtteranceTracker()
        self._arousal: dict[int, Arousal] = {}
        self._offered: tuple[int, Mapping[int, FaceMeasures]] = (0, {})
        self._state = DeskState()

    @property
    def state(self) -> DeskState:
        """Return the present state, with fused answers where the voice is attributed, and headlines."""
        return self._state

    def use_pace(self, pace: str) -> None:
        """Change how soon headlines change."""
        self._headlines = HeadlineFilter(pace)

    def use_smoothing(self, smoothing: str) -> None:
        """Change how much the emotions are smoothed (:data:`emotion_desk.labels.SMOOTHINGS`); from any thread."""
        self._faces.constant_s, self._voices.constant_s = FACTORS[smoothing] * FACE_S, FACTORS[smoothing] * VOICE_S

    def offer_measures(self, stamp_ns: int, measures: Mapping[int, FaceMeasures]) -> None:
        """Pass measures of faces that were made beside the inference; from any thread."""
        self._offered = (stamp_ns, measures)

    def take_utterances(self) -> tuple[Utterance, ...]:
        """Return the utterances that ended since the last call."""
        return self._utterances.take()

    def end_utterances(self) -> None:
        """End the present utterance: there is no more sound."""
        self._utterances.end()

    def update_headlines(self) -> None:
        """Fuse and compute the headlines after :meth:`add_picture` and :meth:`add_sound` of one step."""
        state = self._state
        stamp_ns = max(state.frame_stamp_ns or 0, state.sound_stamp_ns or 0)
        speaker = self._speaker(state)
        said = state.voice.emotion if state.voice is not None else None
        people = []
        for person in state.people:
            fused = fuse(person.of_face, said) if said is not None and person.track_id == speaker else None
            basis = FACE if fused is None else TOGETHER
            is_poor = self._poor.is_poor(person.track_id, person.measures, stamp_ns)
            update = self._headlines.update_poor if is_poor else self._headlines.update
            headline = update(person.track_id, fused or person.of_face, basis, stamp_ns)
            people.append(replace(person, fused=fused, headline=headline))
        voice = state.voice
        if voice is not None and voice.emotion is None:
            self._headlines.discard(_VOICE_KEY)
        elif voice is not None and voice.emotion is not None and voice.headline is None:  # new sound
            heard_ns = state.sound_stamp_ns or 0
            voice = replace(voice, headline=self._headlines.update(_VOICE_KEY, voice.emotion, VOICE, heard_ns))
        self._state = replace(state, people=tuple(people), voice=voice)

    @staticmethod
    def _speaker(state: DeskState) -> int | None:
        """Return the track that the voice belongs to beyond doubt, ``None`` if there is none."""
        whose = state.voice.identity if state.voice is not None else Identity()
        return None if whose.guess else whose.track_id

    def reset_network(self, network: str = "") -> None:
        """Discard the answers of the network before: answers of two networks must not be averaged.

        Args:
            network: id of the new one.
        """
        self._network = network
        self._faces.clear()
        self._voices.clear()
        self._headlines.clear()
        voice = self._state.voice
        if voice is not None:
            voice = replace(voice, emotion=None, headline=None, identity=Identity())
        self._state = replace(self._state, people=(), voice=voice)

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
        present = packet.tracks
        self._faces.keep_only(present)
        self._headlines.keep_only({*present, _VOICE_KEY})
        self._poor.keep_only(present)
        self._arousal = {track: one for track, one in self._arousal.items() if track in present}
        people = tuple(
            self._corrected(
                PersonReading(
                    face.track_id,
                    face.box,
                    self._faces.update(face.track_id, reading.emotion, stamp),
                    identities.get(face.track_id, Identity()),
                    confidence=face.confidence,
                    measures=self._with_arousal(face, stamp),
                ),
                stamp,
            )
            for face, reading in zip(faces, readings, strict=True)
        )
        nothing = NO_FACE if packet.searched else NOT_SEARCHED
        self._state = replace(
            self._state,
            frame_index=packet.frame.index,
            frame_stamp_ns=stamp,
            people=people,
            picture=FACE_FOUND if packet.faces else nothing,
        )

    def _corrected(self, person: PersonReading, stamp_ns: int) -> PersonReading:
        """Return a reading with the answer as the person's own neutral corrects it, where that is known."""
        neutrals = self._neutrals
        if neutrals is None:
            return person
        problem = person.measures.problem if person.measures is not None else ""
        neutrals.add(self._network, person.track_id, person.emotion, stamp_ns, problem)
        answer = neutrals.corrected(self._network, person.track_id, person.identity, person.emotion)
        return person if answer is None else replace(person, corrected=answer)

    def _with_arousal(self, face: TrackedFace, stamp_ns: int) -> FaceMeasures | None:
        """Return the measures of a face with its arousal, which needs the minute before."""
        measures = face.measures
        offered_ns, offered = self._offered
        if measures is None and 0 <= stamp_ns - offered_ns <= MEASURES_LAST_NS:
            measures = offered.get(face.track_id)
        if measures is None:
            return None
        follower = self._arousal.setdefault(face.track_id, Arousal())
        return replace(measures, arousal=follower.update(action_units(measures.blendshapes), stamp_ns))

    def end_picture(self) -> None:
        """Clear the picture's side: its source was closed."""
        self._faces.clear()
        self._headlines.keep_only({_VOICE_KEY})
        self._state = replace(self._state, frame_index=None, frame_stamp_ns=None, people=(), picture=None)

    def add_sound(self, window: MelWindow, reading: VoiceReading | None, identity: Identity) -> None:
        """Add a window of sound.

        Args:
            window: the newest one.
            reading: the answer to it, if the network was asked; else the one before stays valid.
            identity: who speaks.
        """
        before = self._state.voice
        self._utterances.add(window, reading.emotion if reading is not None else None, identity)
        utterance = self._utterances.number
        if before is not None and before.utterance is not None and before.utterance != utterance:
            self._voices.clear()  # perhaps somebody else
            self._headlines.discard(_VOICE_KEY)
            before = None
        emotion: Emotions | None = None
        span: tuple[int, int] | None = None
        if window.is_answerable:
            if reading is not None:
                emotion = self._voices.update(_VOICE_KEY, reading.emotion, window.stamp_ns)
                span = window.answered_span
            elif before is not None and before.emotion is not None:
                emotion = before.emotion
                span = (before.from_ns, before.to_ns) if before.from_ns is not None and before.to_ns else None
        from_ns, to_ns = span or (None, None)
        voice = SpeakerReading(
            window.is_speech_now,
            window.level_dbfs,
            emotion,
            identity,
            from_ns=from_ns,
            to_ns=to_ns,
            utterance=utterance,
        )
        self._state = replace(self._state, sound_stamp_ns=window.stamp_ns, voice=voice)

    def end_sound(self) -> None:
        """Clear the sound's side: its source was closed."""
        self._voices.clear()
        self._utterances.end()
        self._headlines.discard(_VOICE_KEY)
        self._state = replace(self._state, sound_stamp_ns=None, voice=None)
