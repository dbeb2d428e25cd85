"""Enrolling somebody, frame by frame: what to do next, how good the samples are, and which of them are taken.

It knows neither Qt nor a camera.  It is shown every frame and every window of sound together with what the network said
of them: live by the desk's inference thread (``Recogniser.enrolment``), from files by
:mod:`emotion_desk.people.enrol_from_files`.
A dialog looks at :attr:`EnrolmentSession.progress` on its timer.  Nothing is written: whoever cancels lets go of it.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Embedding, FaceReading, FramePacket, MelWindow, Picture, TrackedFace, VoiceReading
from emotion_desk.people.embedder_ids import Embedders
from emotion_desk.people.person_records import FACE, MODALITIES, MOST_PROTOTYPES, VOICE, Prototype, now
from emotion_desk.people.sample_quality import FaceQuality, VoiceQuality, face_quality, look_of, voice_quality
from emotion_desk.vision.crop import MARGIN

#: Samples of a face in each step of the guided capture, and the least for an enrolment by face.
FACES_A_STEP: Final = 3
LEAST_FACES: Final = 5
#: Seconds of speech for a whole capture, and the least for an enrolment by voice.
SPEECH_S: Final = 5.0
LEAST_SPEECH_S: Final = 2.0
#: A step of the face ends after so long with what there is, and never sooner than this.
_STEP_S: Final = (1.0, 4.0)
#: How much two looks must differ (one minus their correlation) to be two samples: half of what lies between two
#: neighbouring pictures of somebody who sits still and talks (RAVDESS, median 0.06 within a clip).
_NOVEL: Final = 0.02
#: Mean difference of the looks that counts as a full spread: a head that turns passes it, one that only talks does not.
_SPREAD: Final = 0.15
#: Below this cosine to those taken before a sample is somebody else's: faces of strangers lie around 0, voices around
#: 0.15, and nineteen in twenty clips of one speaker above 0.4, whatever the feeling.
_SAME: Final = {FACE: 0.2, VOICE: 0.2}
#: Two samples of a voice lie so far apart in speech: half of what the network hears at once.
_VOICE_EVERY_S: Final = 1.1
#: Samples that are kept while it goes on; the most telling of them become prototypes.
_MOST_SAMPLES: Final = 4 * MOST_PROTOTYPES
#: Windows of sound lie 0.1 s apart; a longer pause between two of them was no speech.
_LONGEST_STEP_S: Final = 0.3


class Step(Enum):
    """What the person is asked to do."""

    STRAIGHT = "Look straight into the camera."
    LEFT = "Turn your head a little to the left."
    RIGHT = "Turn your head a little to the right."
    READ = "Read the sentence aloud."
    DONE = "Done."


#: Something to read aloud; its sounds are many, its words are plain.
SENTENCE: Final = (
    "The quick brown fox jumps over the lazy dog, while the sun, shining through a cloud, "
    "warms the stones of the garden wall."
)


@dataclass(frozen=True, slots=True)
class EnrolmentProgress:
    """How far it is; a new one each time it is asked for.

    Attributes:
        step: what to do now.
        face: of the last face that was looked at, ``None`` before the first.
        voice: likewise.
        hint: one sentence on why the last sample was not taken; empty where all is well.
        faces: samples of the face that were taken.
        voices: samples of the voice that were taken.
        speech_s: seconds of speech heard.
        spread: how much the looks of the face differ, 0 to 1; 1 is enough.
        face_ready: whether there is enough for an enrolment by face.
        voice_ready: whether there is enough for an enrolment by voice.
        missing: modalities that the present network cannot tell apart.
    """

    step: Step
    face: FaceQuality | None
    voice: VoiceQuality | None
    hint: str
    faces: int
    voices: int
    speech_s: float
    spread: float
    face_ready: bool
    voice_ready: bool
    missing: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Return whether somebody can be enrolled with what there is."""
        return self.face_ready or self.voice_ready

    @property
    def done(self) -> bool:
        """Return whether everything that was asked for is there."""
        return self.step is Step.DONE


@dataclass(slots=True)
class _Face:
    prototype: Prototype
    look: NDArray[np.float32]
    crop: Picture


class EnrolmentSession:
    """Collects the samples of one person; shown by one thread, looked at by any.

    Args:
        wants: :data:`~emotion_desk.people.person_records.FACE`, ``VOICE`` or both; steps that nobody wants are left
        out.
        track_id: the face that is meant where several are in the picture; without it nobody else may be there.
        guided: whether the steps follow one another; files are looked at without.

    Example:
        >>> session = EnrolmentSession()
        >>> session.progress.step.value
        'Look straight into the camera.'
        >>> session.prototypes()
        ()
    """

    def __init__(
        self, wants: Collection[str] = MODALITIES, track_id: int | None = None, *, guided: bool = True
    ) -> None:
        self._lock = threading.Lock()
        self._wants = frozenset(wants)
        self._track_id = track_id
        faces = (Step.STRAIGHT, Step.LEFT, Step.RIGHT) if FACE in self._wants and guided else ()
        self._steps = (*faces, *((Step.READ,) if VOICE in self._wants and guided else ()), Step.DONE)
        self._faces: list[_Face] = []
        self._voices: list[Prototype] = []
        self._at = 0
        self._begun_ns: int | None = None
        self._in_step = 0
        self._face: FaceQuality | None = None
        self._voice: VoiceQuality | None = None
        self._face_hint = ""
        self._voice_hint = ""
        self._speech_s = 0.0
        self._heard_s = 0.0
        self._window_ns: int | None = None
        self._missing: frozenset[str] = frozenset()

    # -- looked at ---------------------------------------------------------------------------------------------

    @property
    def progress(self) -> EnrolmentProgress:
        """Return how far it is."""
        with self._lock:
            step = self._steps[self._at]
            return EnrolmentProgress(
                step=step,
                face=self._face,
                voice=self._voice,
                hint=self._voice_hint if step is Step.READ else self._face_hint or self._voice_hint,
                faces=len(self._faces),
                voices=len(self._voices),
                speech_s=self._speech_s,
                spread=self._spread(),
                face_ready=len(self._faces) >= LEAST_FACES,
                voice_ready=bool(self._voices) and self._speech_s >= LEAST_SPEECH_S,
                missing=tuple(one for one in MODALITIES if one in self._missing),
            )

    def prototypes(
        self, *, least_faces: int = LEAST_FACES, least_speech_s: float = LEAST_SPEECH_S
    ) -> tuple[Prototype, ...]:
        """Return what was taken; a modality with less than the least is left out."""
        with self._lock:
            faces = [face.prototype for face in self._faces] if len(self._faces) >= least_faces else []
            return (*faces, *(self._voices if self._speech_s >= least_speech_s else ()))

    def thumbnail(self) -> Picture | None:
        """Return the best crop, BGR, for a thumbnail that the user may tick; ``None`` where no face was taken."""
        with self._lock:
            if not self._faces:
                return None
            return max(self._faces, key=lambda face: face.prototype.quality).crop

    def skip(self) -> None:
        """Go on to the next step with what there is."""
        with self._lock:
            self._advance()

    # -- shown -------------------------------------------------------------------------------------------------

    def picture(self, packet: FramePacket, readings: Sequence[FaceReading], made_by: Embedders) -> None:
        """Look at a frame.

        Args:
            packet: the frame with its faces.
            readings: the network's answers to them, in order, or none.
            made_by: ids of the networks that made the embeddings.
        """
        if FACE not in self._wants:
            return
        with self._lock:
            self._note_missing(FACE, made_by)
            found = self._meant(packet.faces, readings)
            if found is not None:
                face, reading = found
                side = max(face.box.width, face.box.height) * (1 + 2 * MARGIN)
                self._face = face_quality(face.crop, side)
                self._face_hint = self._face.problem
                if not self._face.problem and reading.embedding is not None and FACE in made_by:
                    self._take_face(face, reading.embedding, made_by[FACE], self._face)
            self._go_on(packet.frame.stamp_ns)

    def sound(
        self, window: MelWindow, reading: VoiceReading | None, made_by: Embedders, speech_s: float | None = None
    ) -> None:
        """Listen to a window of sound.

        Args:
            window: what was heard.
            reading: the network's answer, ``None`` where it was not asked.
            made_by: ids of the networks that made the embeddings.
            speech_s: seconds of speech that it adds; ``None``: live, where windows follow one another by their stamps.
        """
        if VOICE not in self._wants:
            return
        with self._lock:
            self._note_missing(VOICE, made_by)
            since = 0.0 if self._window_ns is None else (window.stamp_ns - self._window_ns) / NS_PER_S
            self._window_ns = window.stamp_ns
            if speech_s is not None:
                self._speech_s += speech_s
            elif window.speaking:
                self._speech_s += min(max(since, 0.0), _LONGEST_STEP_S)
            self._voice = voice_quality(window)
            self._voice_hint = self._voice.problem
            if reading is not None and reading.embedding is not None and VOICE in made_by and not self._voice.problem:
                self._take_voice(reading.embedding, made_by[VOICE], self._voice)
            self._go_on(window.stamp_ns)

    # -- inside; the lock is held ------------------------------------------------------------------------------

    def _note_missing(self, modality: str, made_by: Embedders) -> None:
        self._missing = self._missing - {modality} if modality in made_by else self._missing | {modality}

    def _meant(
        self, faces: Sequence[TrackedFace], readings: Sequence[FaceReading]
    ) -> tuple[TrackedFace, FaceReading] | None:
        """Return the face of the person who is enrolled, or say why there is none."""
        if not faces:
            self._face, self._face_hint = None, "No face is to be seen."
            return None
        if len(faces) != len(readings):
            return None
        both = list(zip(faces, readings, strict=True))
        own = next((pair for pair in both if pair[0].track_id == self._track_id), None)
        if own is not None:
            return own if own[0].missed == 0 else None
        if len(faces) > 1:
            self._face, self._face_hint = None, "Only the person who is enrolled may be in the picture."
            return None
        return both[0] if faces[0].missed == 0 else None

    def _take_face(self, face: TrackedFace, embedding: Embedding, model: str, quality: FaceQuality) -> None:
        self._keep_model(model)
        if not self._belongs([one.prototype for one in self._faces], embedding):
            self._face_hint = "This looks like somebody else."
            return
        look = look_of(face.crop)
        if self._faces and 1.0 - max(float(one.look @ look) for one in self._faces) < _NOVEL:
            self._face_hint = "Move your head a little." if self._spread() < 1.0 else ""
            return
        prototype = Prototype(FACE, embedding, model, quality.quality, now())
        self._faces.append(_Face(prototype, look, face.crop))
        self._in_step += 1
        if len(self._faces) > _MOST_SAMPLES:
            self._faces.remove(min(self._faces, key=lambda one: one.prototype.quality))

    def _take_voice(self, embedding: Embedding, model: str, quality: VoiceQuality) -> None:
        if self._voices and self._voices[0].model != model:
            self._voices.clear()
        if self._voices and self._speech_s - self._heard_s < _VOICE_EVERY_S:
            return
        if not self._belongs(self._voices, embedding):
            self._voice_hint = "This sounds like somebody else."
            return
        self._heard_s = self._speech_s
        self._voices.append(Prototype(VOICE, embedding, model, quality.quality, now()))
        if len(self._voices) > _MOST_SAMPLES:
            self._voices.remove(min(self._voices, key=lambda one: one.quality))

    def _keep_model(self, model: str) -> None:
        """Begin anew when another network answers: its embeddings cannot be mixed with those before."""
        if self._faces and self._faces[0].prototype.model != model:
            self._faces.clear()

    @staticmethod
    def _belongs(taken: Sequence[Prototype], embedding: Embedding) -> bool:
        if not taken or taken[0].vector.shape != embedding.shape:
            return True
        least = _SAME[taken[0].modality]
        mean = np.mean([one.vector for one in taken], axis=0)
        return float(mean @ embedding) >= least * float(np.linalg.norm(mean))

    def _spread(self) -> float:
        """Return the mean difference of all pairs of looks, 1 from :data:`_SPREAD` on."""
        count = len(self._faces)
        if count < 2:
            return 0.0
        looks = np.stack([face.look for face in self._faces])
        alike = float((looks.sum(axis=0) ** 2).sum() - count) / (count * (count - 1))
        return min(1.0, max(0.0, (1.0 - alike) / _SPREAD))

    def _go_on(self, stamp_ns: int) -> None:
        """Go to the next step when this one has what it wants, or has lasted too long."""
        step = self._steps[self._at]
        if step is Step.DONE:
            return
        if self._begun_ns is None or stamp_ns < self._begun_ns:
            self._begun_ns = stamp_ns
        lasted = (stamp_ns - self._begun_ns) / NS_PER_S
        if step is Step.READ:
            if self._speech_s >= SPEECH_S and self._voices:
                self._advance()
            return
        is_full = lasted >= _STEP_S[0] and self._in_step >= FACES_A_STEP
        is_late = lasted >= _STEP_S[1] and len(self._faces) >= FACES_A_STEP
        if is_full or is_late:
            self._advance()

    def _advance(self) -> None:
        self._at = min(self._at + 1, len(self._steps) - 1)
        self._begun_ns = None
        self._in_step = 0
