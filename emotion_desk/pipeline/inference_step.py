"""One step of inference, from new input to a reading: no thread, no lock, no clock.

A step consists of :meth:`InferenceStep.request` (what the network is asked), the call of the network,
:meth:`InferenceStep.identify` (who is there), :meth:`InferenceStep.update` (smoothing and fusion) and
:meth:`InferenceStep.reading`.  The inference worker runs it live and the analysis of files on the file's own time, so
both give the same answers to the same pictures and sound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.inference.protocols import Reader, SecondAnswer
from emotion_desk.labels import USUAL_PACE, USUAL_SMOOTHING
from emotion_desk.messages import (
    Compared,
    DeskReading,
    FaceMeasures,
    FaceReading,
    FramePacket,
    Identity,
    Mel,
    MelWindow,
    Picture,
    Utterance,
    VoiceReading,
)
from emotion_desk.people.active_speaker import SpeakerAttribution
from emotion_desk.people.embedder_ids import face_answerer
from emotion_desk.pipeline.reading_assembler import DeskState, ReadingAssembler
from emotion_desk.vision.crop import network_view

if TYPE_CHECKING:  # an analysis without enrolled people begins without them
    from emotion_desk.people.own_neutral import OwnNeutrals
    from emotion_desk.people.recogniser import Recogniser

#: Shortest interval between two calls of the voice network; its window of 2.3 s changes little in between.
VOICE_EVERY_S: Final = 0.19
#: Shortest interval between two readings without a call of the network (nobody is there).
IDLE_EVERY_S: Final = 0.1
#: A frame is expected for this long after the last one; sound then waits for it, so that both share one call.
PICTURE_LIVE_S: Final = 0.15
SHARE_WAIT_S: Final = 0.06

#: Answers of a network: the faces in the order of the request, and the voice if it was requested.
Prediction = tuple[tuple[FaceReading, ...], VoiceReading | None]


@dataclass(frozen=True, slots=True)
class StepInput:
    """The input that arrived since the last step; ``*_gone`` when the source of that side was closed."""

    packet: FramePacket | None = None
    picture_gone: bool = False
    window: MelWindow | None = None
    sound_gone: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class InferenceRequest:
    """One call of the network: the crops of the faces (uint8 BGR, any size), and the mel window if it is due."""

    crops: list[Picture]
    mel: Mel | None


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is there: faces by track, and the speaker."""

    faces: Mapping[int, Identity] = field(default_factory=dict)
    voice: Identity = field(default_factory=Identity)


class InferenceStep:
    """Holds the state from step to step; used by one thread.

    Args:
        people: names faces and voices; without it everybody is unknown.
        pace: how soon headlines change (:data:`emotion_desk.labels.PACES`).
        every_frame: give a reading for each frame, also where nothing was asked; live, such readings are rare.
        neutrals: each person's own neutral, by which answers are corrected.
    """

    def __init__(
        self,
        people: Recogniser | None = None,
        pace: str = USUAL_PACE,
        *,
        every_frame: bool = False,
        neutrals: OwnNeutrals | None = None,
    ) -> None:
        self._people = people
        self._neutrals = neutrals
        self._every_frame = every_frame
        self._attribution = SpeakerAttribution()
        self._pace, self._smoothing = pace, USUAL_SMOOTHING
        self._assembler = ReadingAssembler(pace, neutrals)
        self._utterances: list[Utterance] = []
        self._index = 0
        self._asked_voice_ns: int | None = None
        self._idle_ns: int | None = None
        self._published = DeskState()
        self._second_people: Recogniser | None = None
        self._second_assembler: ReadingAssembler | None = None
        self._second: SecondAnswer | None = None

    def use_network(self, reader: Reader | None = None) -> None:
        """Discard the answers of the network before; ``reader`` is the new one."""
        if self._people is not None and reader is not None:
            self._people.network(reader)
        known = reader is not None and self._neutrals is not None
        self._assembler.reset_network(face_answerer(reader.mode) if known and reader is not None else "")
        self._asked_voice_ns = None
        self._second_people = self._second_assembler = self._second = None

    def request(self, step: StepInput) -> InferenceRequest | None:
        """Return the call that the input needs, ``None`` if it needs none; assumes that the call is made."""
        crops = [network_view(face.crop) for face in step.packet.faces] if step.packet is not None else []
        mel = step.window.mel if step.window is not None and self._is_voice_due(step.window) else None
        return InferenceRequest(crops, mel) if crops or mel is not None else None

    def update(self, step: StepInput, prediction: Prediction | None, second: SecondAnswer | None = None) -> None:
        """Process the answer to :meth:`request`; ``None`` if there was no request or no answer.

        Args:
            step: the input that the answer is about.
            prediction: answer of the network.
            second: answer of a second mode to the same request; it is processed in the same way, on its own.
        """
        if second is not None:
            self._second = second
            if self._second_assembler is None:
                network = face_answerer(second.mode) if self._neutrals is not None else ""
                self._second_assembler = ReadingAssembler(self._pace, self._neutrals, network)
                self._second_assembler.use_smoothing(self._smoothing)
                self._second_people = self._people.beside(second.mode) if self._people is not None else None
        if self._second_assembler is not None:
            other = None if second is None else (second.faces, second.voice)
            _assemble(self._second_assembler, step, other, self.identify(self._second_people, step, other))
            self._second_assembler.take_utterances()
        _assemble(self._assembler, step, prediction, self.identify(self._people, step, prediction))
        self._utterances += self._assembler.take_utterances()
        if step.sound_gone:
            self._asked_voice_ns = None

    def use_pace(self, pace: str) -> None:
        """Change how soon headlines change; from any thread."""
        self._pace = pace
        self._assembler.use_pace(pace)

    def use_smoothing(self, smoothing: str) -> None:
        """Change how much the emotions are smoothed; from any thread."""
        self._smoothing = smoothing
        for assembler in (self._assembler, self._second_assembler):
            if assembler is not None:
                assembler.use_smoothing(smoothing)

    def offer_measures(self, stamp_ns: int, measures: Mapping[int, FaceMeasures]) -> None:
        """Pass the newest measures of faces, by track; from any thread."""
        self._assembler.offer_measures(stamp_ns, measures)

    def identify(self, people: Recogniser | None, step: StepInput, prediction: Prediction | None) -> Identities:
        """Embed and match the faces and the voice of the input.

        Args:
            people: names them; ``None``: everybody is unknown.
            step: the input.
            prediction: answers to it, whose embeddings are used where no identity network is loaded.
        """
        if people is None:
            return Identities(voice=self._attribute(step))
        faces, voice = prediction if prediction is not None else ((), None)
        names: Mapping[int, Identity] = {}
        speaker = Identity()
        if step.picture_gone:
            people.picture_gone()
        elif step.packet is not None:
            names = people.picture(step.packet, faces)
        if step.sound_gone:
            people.sound_gone()
        elif step.window is not None:
            speaker = people.sound(step.window, voice)
        return Identities(names, speaker)

    def _attribute(self, step: StepInput) -> Identity:
        """Return which track speaks, where nobody is recognised by name."""
        if step.picture_gone:
            self._attribution.end_picture()
        elif step.packet is not None:
            self._attribution.see(step.packet.faces, step.packet.frame.stamp_ns, step.packet.unseen)
        if step.sound_gone:
            self._attribution.end_sound()
        elif step.window is not None:
            self._attribution.update(step.window.stamp_ns, speaking=step.window.is_answerable)
        speaker = self._attribution.speaker
        if speaker is None:
            return Identity()
        return Identity(track_id=speaker.track_id, because=speaker.because, guess=speaker.guess)

    def reading(self, reader: Reader | None, now_ns: int, inference_ms: float, *, asked: bool) -> DeskReading | None:
        """Return the present reading.

        Args:
            reader: the network.
            now_ns: stamp of the reading.
            inference_ms: time of the call.
            asked: whether there was a call.  Without one, readings come at :data:`IDLE_EVERY_S`, when somebody left and
                when an utterance ended.

        Returns:
            The reading, ``None`` if none is due.
        """
        state = self._assembler.state
        if not asked:
            has_left = bool(self._published.people) and not state.people
            is_new = self._every_frame and state.frame_stamp_ns != self._published.frame_stamp_ns
            is_early = self._idle_ns is not None and now_ns - self._idle_ns < IDLE_EVERY_S * NS_PER_S
            if is_early and not has_left and not is_new and not self._utterances:
                return None
            self._idle_ns = now_ns
        self._published = state
        utterances, self._utterances = tuple(self._utterances), []
        self._index += 1
        return DeskReading(
            index=self._index,
            mode=reader.mode if reader is not None else "",
            engine=reader.engine if reader is not None else "",
            published_ns=now_ns,
            inference_ms=inference_ms if asked else 0.0,
            frame_index=state.frame_index,
            frame_stamp_ns=state.frame_stamp_ns,
            sound_stamp_ns=state.sound_stamp_ns,
            people=state.people,
            voice=state.voice,
            compared=self._compared(asked=asked),
            picture=state.picture,
            utterances=utterances,
        )

    def catch_up(self) -> None:
        """Do what has waited until the reading was published: mouths, and identity networks for the next reading."""
        self._attribution.catch_up()
        if self._people is not None:
            self._people.catch_up()

    def end(self, reader: Reader | None, now_ns: int) -> DeskReading | None:
        """Return a last reading with the utterance that the end of the sound cut off, ``None`` if there is none."""
        self._assembler.end_utterances()
        self._utterances += self._assembler.take_utterances()
        return self.reading(reader, now_ns, 0.0, asked=False) if self._utterances else None

    def _compared(self, *, asked: bool) -> Compared | None:
        """Return the present answer of the second mode, ``None`` where there is none."""
        if self._second_assembler is None or self._second is None:
            return None
        second, state = self._second, self._second_assembler.state
        return Compared(
            mode=second.mode,
            engine=second.engine,
            own_ms=second.own_ms if asked else 0.0,
            other_ms=second.other_ms if asked else 0.0,
            faces=len(second.faces) if asked else 0,
            sound=asked and second.voice is not None,
            people=state.people,
            voice=state.voice,
            facts=second.facts,
        )

    def _is_voice_due(self, window: MelWindow) -> bool:
        """Return whether the voice network should run on this window, and record that it does."""
        if not window.is_answerable:
            return False
        since = None if self._asked_voice_ns is None else window.stamp_ns - self._asked_voice_ns
        if since is not None and 0 <= since < VOICE_EVERY_S * NS_PER_S:
            return False
        self._asked_voice_ns = window.stamp_ns
        return True


def _assemble(
    assembler: ReadingAssembler, step: StepInput, prediction: Prediction | None, identities: Identities
) -> None:
    readings, voice = prediction if prediction is not None else ((), None)
    if step.picture_gone:
        assembler.end_picture()
    elif step.packet is not None:
        assembler.add_picture(step.packet, readings, identities.faces)
    if step.sound_gone:
        assembler.end_sound()
    elif step.window is not None:
        assembler.add_sound(step.window, voice, identities.voice)
    assembler.update_headlines()
