"""Collects the samples of one person for an enrolment, judges their quality, and says what the person should do next.

An :class:`EnrolmentSession` receives frames and windows of sound with the network's predictions: live from the
inference thread (``Recogniser.enrolment``), from files by :mod:`emotion_desk.people.enrol_from_files`.  A dialog polls
:attr:`EnrolmentSession.progress`.  The session writes nothing; to cancel an enrolment, drop it.
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
from emotion_desk.people.sample_quality import VoiceQuality, appearance, voice_quality
from emotion_desk.vision.crop import MARGIN
from emotion_desk.vision.face_quality import FaceQuality, face_quality

#: Samples of a face in each step of the guided capture, and the least number for an enrolment by face.
FACES_A_STEP: Final = 3
LEAST_FACES: Final = 5
#: Seconds of speech in a complete capture, and the least for an enrolment by voice.
SPEECH_S: Final = 5.0
LEAST_SPEECH_S: Final = 2.0
#: Shortest and longest duration of a step of the face in seconds.
_STEP_S: Final = (1.0, 4.0)
#: Least difference of appearance (one minus correlation) between two samples of a face.  Pictures of a seated person
#: who talks differ by a median of 0.06 (RAVDESS, within a clip).
_NOVEL: Final = 0.02
#: Mean difference of appearance of all samples that counts as full variety: a head that turns exceeds it, a head that
#: only talks does not.
_VARIETY: Final = 0.15
#: Least cosine to the mean of the samples taken before; below it, a sample belongs to another person.  Between
#: strangers the cosine is around 0 for faces and 0.15 for voices; 95 % of the clips of one speaker are above 0.4, in
#: any emotion.
_SAME: Final = {FACE: 0.2, VOICE: 0.2}
#: Seconds of speech between two samples of a voice: half the length of the voice network's input.
_VOICE_EVERY_S: Final = 1.1
#: Most samples kept during an enrolment; the most diverse of them become prototypes.
_MOST_SAMPLES: Final = 4 * MOST_PROTOTYPES
#: Windows of sound arrive every 0.1 s.  A longer interval is a gap and counts as this many seconds of speech at most.
_LONGEST_STEP_S: Final = 0.3


class Step(Enum):
    """Instructions to the person, in the order in which they are given."""

    STRAIGHT = "Look straight into the camera."
    LEFT = "Turn your head a little to the left."
    RIGHT = "Turn your head a little to the right."
    READ = "Read the sentence aloud."
    DONE = "Done."


#: The sentence to read aloud; it holds most sounds of English.
SENTENCE: Final = (
    "The quick brown fox jumps over the lazy dog, while the sun, shining through a cloud, "
    "warms the stones of the garden wall."
)


@dataclass(frozen=True, slots=True)
class EnrolmentProgress:
    """State of an enrolment at one moment.

    Attributes:
        step: the present instruction.
        face: quality of the last face, ``None`` before the first.
        voice: quality of the last window of sound, ``None`` before the first.
        hint: one sentence on why the last sample was not taken; empty if it was.
        faces: number of samples of the face.
        voices: number of samples of the voice.
        speech_s: seconds of speech so far.
        variety: how much the samples of the face differ in appearance, 0 to 1 (sufficient).
        face_ready: whether the samples suffice for an enrolment by face.
        voice_ready: whether the samples suffice for an enrolment by voice.
        missing: modalities for which the present network has no embeddings.
    """

    step: Step
    face: FaceQuality | None
    voice: VoiceQuality | None
    hint: str
    faces: int
    voices: int
    speech_s: float
    variety: float
    face_ready: bool
    voice_ready: bool
    missing: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Return whether the samples suffice for an enrolment by face or by voice."""
        return self.face_ready or self.voice_ready

    @property
    def done(self) -> bool:
        """Return whether all steps are complete."""
        return self.step is Step.DONE


@dataclass(slots=True)
class _Face:
    prototype: Prototype
    appearance: NDArray[np.float32]
    crop: Picture


class EnrolmentSession:
    """Collects the samples of one person; all methods are thread-safe.

    Args:
        modalities: :data:`~emotion_desk.people.person_records.FACE`, ``VOICE`` or both; steps of other modalities are
            left out.
        track_id: track of the person; ``None``: the only face in the picture, and frames with several are refused.
        guided: whether the person is guided through steps, as in the dialog; files are processed without.

    Example:
        >>> session = EnrolmentSession()
        >>> session.progress.step.value
        'Look straight into the camera.'
        >>> session.prototypes()
        ()
    """

    def __init__(
        self, modalities: Collection[str] = MODALITIES, track_id: int | None = None, *, guided: bool = True
    ) -> None:
        self._lock = threading.Lock()
        self._modalities = frozenset(modalities)
        self._track_id = track_id
        faces = (Step.STRAIGHT, Step.LEFT, Step.RIGHT) if FACE in self._modalities and guided else ()
        self._steps = (*faces, *((Step.READ,) if VOICE in self._modalities and guided else ()), Step.DONE)
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
        self._sampled_speech_s = 0.0
        self._window_ns: int | None = None
        self._missing: frozenset[str] = frozenset()

    # -- called by the dialog ----------------------------------------------------------------------------------

    @property
    def progress(self) -> EnrolmentProgress:
        """Return the present state."""
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
                variety=self._variety(),
                face_ready=len(self._faces) >= LEAST_FACES,
                voice_ready=bool(self._voices) and self._speech_s >= LEAST_SPEECH_S,
                missing=tuple(one for one in MODALITIES if one in self._missing),
            )

    def prototypes(
        self, *, least_faces: int = LEAST_FACES, least_speech_s: float = LEAST_SPEECH_S
    ) -> tuple[Prototype, ...]:
        """Return the samples as prototypes, without the modalities that have too few.

        Args:
            least_faces: least number of samples of the face.
            least_speech_s: least seconds of speech.
        """
        with self._lock:
            faces = [face.prototype for face in self._faces] if len(self._faces) >= least_faces else []
            return (*faces, *(self._voices if self._speech_s >= least_speech_s else ()))

    def thumbnail(self) -> Picture | None:
        """Return the face crop of the highest quality, uint8 BGR; ``None`` if no face was taken."""
        with self._lock:
            if not self._faces:
                return None
            return max(self._faces, key=lambda face: face.prototype.quality).crop

    def skip(self) -> None:
        """Go on to the next step."""
        with self._lock:
            self._advance()

    # -- called by the inference thread ------------------------------------------------------------------------

    def add_frame(self, packet: FramePacket, readings: Sequence[FaceReading], made_by: Embedders) -> None:
        """Process a frame.

        Args:
            packet: the frame with its faces.
            readings: the predictions for these faces in the same order; empty if there are none.
            made_by: ids of the networks that computed the embeddings.
        """
        if FACE not in self._modalities:
            return
        with self._lock:
            self._note_missing(FACE, made_by)
            found = self._own_face(packet.faces, readings)
            if found is not None:
                face, reading = found
                side = max(face.box.width, face.box.height) * (1 + 2 * MARGIN)
                self._face = face_quality(face.crop, side)
                self._face_hint = self._face.problem
                if not self._face.problem and reading.embedding is not None and FACE in made_by:
                    self._take_face(face, reading.embedding, made_by[FACE], self._face)
            self._advance_if_complete(packet.frame.stamp_ns)

    def add_sound(
        self, window: MelWindow, reading: VoiceReading | None, made_by: Embedders, speech_s: float | None = None
    ) -> None:
        """Process a window of sound.

        Args:
            window: the window.
            reading: the prediction for it, ``None`` if there is none.
            made_by: ids of the networks that computed the embeddings.
            speech_s: seconds of speech that the window adds; ``None``: the time since the window before, as live.
        """
        if VOICE not in self._modalities:
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
            self._advance_if_complete(window.stamp_ns)

    # -- internal; the lock is held ----------------------------------------------------------------------------

    def _note_missing(self, modality: str, made_by: Embedders) -> None:
        self._missing = self._missing - {modality} if modality in made_by else self._missing | {modality}

    def _own_face(
        self, faces: Sequence[TrackedFace], readings: Sequence[FaceReading]
    ) -> tuple[TrackedFace, FaceReading] | None:
        """Return the face of the person who is enrolled; if there is none, set the hint and return ``None``."""
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
        vector = appearance(face.crop)
        if self._faces and 1.0 - max(float(one.appearance @ vector) for one in self._faces) < _NOVEL:
            self._face_hint = "Move your head a little." if self._variety() < 1.0 else ""
            return
        prototype = Prototype(FACE, embedding, model, quality.quality, now())
        self._faces.append(_Face(prototype, vector, face.crop))
        self._in_step += 1
        if len(self._faces) > _MOST_SAMPLES:
            self._faces.remove(min(self._faces, key=lambda one: one.prototype.quality))

    def _take_voice(self, embedding: Embedding, model: str, quality: VoiceQuality) -> None:
        if self._voices and self._voices[0].model != model:
            self._voices.clear()
        if self._voices and self._speech_s - self._sampled_speech_s < _VOICE_EVERY_S:
            return
        if not self._belongs(self._voices, embedding):
            self._voice_hint = "This sounds like somebody else."
            return
        self._sampled_speech_s = self._speech_s
        self._voices.append(Prototype(VOICE, embedding, model, quality.quality, now()))
        if len(self._voices) > _MOST_SAMPLES:
            self._voices.remove(min(self._voices, key=lambda one: one.quality))

    def _keep_model(self, model: str) -> None:
        """Drop the samples of the face when the network changes: embeddings of two networks cannot be compared."""
        if self._faces and self._faces[0].prototype.model != model:
            self._faces.clear()

    @staticmethod
    def _belongs(taken: Sequence[Prototype], embedding: Embedding) -> bool:
        """Return whether an embedding belongs to the person of the samples taken before."""
        if not taken or taken[0].vector.shape != embedding.shape:
            return True
        least = _SAME[taken[0].modality]
        mean = np.mean([one.vector for one in taken], axis=0)
        return float(mean @ embedding) >= least * float(np.linalg.norm(mean))

    def _variety(self) -> float:
        """Return the mean difference of appearance of all pairs of samples, divided by :data:`_VARIETY`, at most 1."""
        count = len(self._faces)
        if count < 2:
            return 0.0
        vectors = np.stack([face.appearance for face in self._faces])
        correlation = float((vectors.sum(axis=0) ** 2).sum() - count) / (count * (count - 1))
        return min(1.0, max(0.0, (1.0 - correlation) / _VARIETY))

    def _advance_if_complete(self, stamp_ns: int) -> None:
        """Go to the next step when this one has its samples, or has some and has lasted too long."""
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
