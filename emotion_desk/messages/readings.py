"""What the networks say of faces and sound, and what the desk makes of it: identities, headlines and readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from emotion_desk.messages.frames import Box, FaceMeasures

#: An L2-normalised identity vector, float32, shape (dimensions,).
Embedding = NDArray[np.float32]
#: Probability of each emotion name; sums to one.
Emotions = Mapping[str, float]

#: What a headline is computed from.
FACE, VOICE, TOGETHER = "face", "voice", "together"
#: What is known of the faces in a frame; ``NOT_SEARCHED``: no face is known and the detector did not run.
FACE_FOUND, NO_FACE, NOT_SEARCHED = "face", "no face", "not looked at"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who someone is; ``name`` is ``None`` for unknown, ``score`` the cosine of the best match if there was one.

    ``unknown`` numbers somebody whom nobody enrolled, the same number for the same person as long as the desk runs.
    ``by`` says what the name rests on: ``face``, ``voice`` or ``face and voice``.  Of a voice, ``track_id`` is the face
    that it is attributed to, ``because`` of its ``mouth`` or its mere ``presence``; ``guess`` says that it may well be
    otherwise.
    """

    name: str | None = None
    score: float | None = None
    unknown: int | None = None
    by: str = ""
    track_id: int | None = None
    because: str = ""
    guess: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class FaceReading:
    """What a network says of one face crop; ``embedding`` is ``None`` where that head was never trained."""

    emotion: dict[str, float]
    embedding: Embedding | None = None


@dataclass(frozen=True, slots=True, eq=False)
class VoiceReading:
    """What a network says of one stretch of sound; ``embedding`` is ``None`` where that head was never trained."""

    emotion: dict[str, float]
    embedding: Embedding | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """The one emotion that is shown and written for a person, a voice or an utterance.

    It is computed once, in :mod:`emotion_desk.pipeline.headline`; window, tables, captions, report and streams read it.

    Attributes:
        emotion: the label, ``None`` where the answer is unsure.
        candidates: the most probable emotions, best first: one if sure, two if unsure.
        probability: of the first candidate.
        basis: what it was computed from: :data:`FACE`, :data:`VOICE` or :data:`TOGETHER`.
    """

    emotion: str | None
    candidates: tuple[str, ...]
    probability: float
    basis: str

    @property
    def text(self) -> str:
        """Return it in words: ``happy`` or ``unsure (neutral / sad)``."""
        return self.emotion if self.emotion is not None else f"unsure ({' / '.join(self.candidates)})"

    @classmethod
    def strongest(cls, emotions: Emotions, basis: str) -> Headline:
        """Return the most probable emotion, however small its probability."""
        name = max(emotions, key=emotions.__getitem__)
        return cls(name, (name,), float(emotions[name]), basis)


@dataclass(frozen=True, slots=True, eq=False)
class PersonReading:
    """The desk's smoothed answer for one tracked face.

    ``emotion`` is the face's answer.  ``fused`` joins face and voice where the voice can be attributed to this face,
    else ``None``.  ``headline`` is what is shown; :attr:`shown` always has a value.  ``confidence`` is that of the
    newest detection, 0 to 1, ``None`` where the detector gives none.  ``measures`` are there where they are asked for.
    ``corrected`` is the face's answer without the bias of the person's neutral face, ``None`` without a baseline
    (:mod:`emotion_desk.inference.baseline`); fused answer and headline are then computed from it.
    """

    track_id: int
    box: Box
    emotion: Emotions
    identity: Identity = field(default_factory=Identity)
    fused: Emotions | None = None
    headline: Headline | None = None
    confidence: float | None = None
    measures: FaceMeasures | None = None
    corrected: Emotions | None = None

    @property
    def shown(self) -> Headline:
        """Return the headline; for readings made without one, the strongest emotion."""
        if self.headline is not None:
            return self.headline
        return Headline.strongest(self.fused or self.of_face, TOGETHER if self.fused else FACE)

    @property
    def of_face(self) -> Emotions:
        """Return the face's answer, corrected where there is a baseline."""
        return self.emotion if self.corrected is None else self.corrected

    @property
    def shown_emotions(self) -> Emotions:
        """Return the probabilities that the headline was computed from."""
        return self.fused if self.fused is not None and self.shown.basis == TOGETHER else self.of_face


@dataclass(frozen=True, slots=True, eq=False)
class SpeakerReading:
    """The desk's smoothed answer for the sound.

    ``speaking`` says whether somebody speaks now.  ``emotion`` is ``None`` while there is no answer: in silence, and at
    the beginning of speech.  ``from_ns`` and ``to_ns`` limit the speech that it describes, ``None`` without an answer;
    ``utterance`` is the number of the utterance, ``None`` in silence.
    """

    speaking: bool
    level_dbfs: float
    emotion: Emotions | None = None
    identity: Identity = field(default_factory=Identity)
    headline: Headline | None = None
    from_ns: int | None = None
    to_ns: int | None = None
    utterance: int | None = None

    @property
    def shown(self) -> Headline | None:
        """Return the headline, ``None`` without an answer; for readings made without one, the strongest emotion."""
        if self.emotion is None:
            return None
        return self.headline or Headline.strongest(self.emotion, VOICE)


@dataclass(frozen=True, slots=True, eq=False)
class Utterance:
    """One utterance that has ended: who spoke, from when to when, and with which emotion.

    ``emotion`` is the normalised geometric mean of the voice network's answers to it, ``None`` where it was too short
    for an answer.  ``headline`` is ``None`` likewise.
    """

    number: int
    from_ns: int
    to_ns: int
    emotion: Emotions | None = None
    headline: Headline | None = None
    identity: Identity = field(default_factory=Identity)

    @property
    def shown(self) -> Headline | None:
        """Return the headline, ``None`` without an answer; for utterances made without one, the strongest emotion."""
        if self.emotion is None:
            return None
        return self.headline or Headline.strongest(self.emotion, VOICE)


@dataclass(frozen=True, slots=True)
class ModeFacts:
    """Size and cost of the networks of a mode.

    ``macs_face`` and ``macs_sound`` are the multiply-accumulates for one face and for one sound window; 0: unknown.
    ``memory_mb`` is the growth of the process when they were loaded and warmed up; ``None``: the system has no figure.
    """

    mode: str
    engine: str
    parameters: int
    weight_bytes: int
    macs_face: int = 0
    macs_sound: int = 0
    memory_mb: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Predictions of a second mode for the same faces and sound as the reading that has this.

    ``own_ms`` and ``other_ms`` are the inference times of the reading's own networks and of the second mode, 0 if none
    ran.  ``faces`` (their number) and ``sound`` are what both processed at this tick; ``facts`` are those of both, in
    this order.
    """

    mode: str
    engine: str
    own_ms: float
    other_ms: float
    faces: int = 0
    sound: bool = False
    people: tuple[PersonReading, ...] = ()
    voice: SpeakerReading | None = None
    facts: tuple[ModeFacts, ModeFacts] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class DeskReading:
    """One answer of the desk; it says which frame and which sound it speaks of.

    ``frame_stamp_ns`` or ``sound_stamp_ns`` is ``None`` where that side took no part.  ``compared`` is there in the
    mode that compares; ``inference_ms`` is then the time of both.  ``picture`` is :data:`FACE_FOUND`, :data:`NO_FACE`
    or :data:`NOT_SEARCHED`, ``None`` without a frame.  ``utterances`` are those that ended since the reading before.
    """

    index: int
    mode: str
    engine: str
    published_ns: int
    inference_ms: float
    frame_index: int | None = None
    frame_stamp_ns: int | None = None
    sound_stamp_ns: int | None = None
    people: tuple[PersonReading, ...] = ()
    voice: SpeakerReading | None = None
    compared: Compared | None = None
    picture: str | None = None
    utterances: tuple[Utterance, ...] = ()
