"""The plain data that flows through the desk: frames, faces, sound, readings, events and figures.

All are frozen; arrays inside are treated as read-only by everyone who did not make them, so that a frame
is never copied on its way from the camera to the screen.  Stamps are nanoseconds of :mod:`emotion_desk.clock`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

import numpy as np
from numpy.typing import NDArray

#: A BGR picture, uint8, shape (height, width, 3).
Picture = NDArray[np.uint8]
#: Mono sound, float32 in [-1, 1], shape (samples,), 16 kHz unless said otherwise.
Samples = NDArray[np.float32]
#: Log-mel picture in decibels, float32, shape (bands, frames).
Mel = NDArray[np.float32]
#: An L2-normalised identity vector, float32, shape (dimensions,).
Embedding = NDArray[np.float32]
#: Probability of each emotion name; sums to one.
Emotions = Mapping[str, float]

#: What a headline is computed from.
FACE, VOICE, TOGETHER = "face", "voice", "together"
#: What is known of the faces in a frame; ``NOT_SEARCHED``: no face is known and the detector did not run.
FACE_FOUND, NO_FACE, NOT_SEARCHED = "face", "no face", "not looked at"


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in picture pixels; ``x, y`` is the upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """Return the middle point ``(x, y)`` in pixels."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlap(self, other: Box) -> float:
        """Return intersection over union with another box, 0 to 1."""
        w = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        h = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        if w <= 0 or h <= 0:
            return 0.0
        shared = w * h
        return shared / (self.width * self.height + other.width * other.height - shared)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture as its source gave it.

    ``stamp_ns`` is the moment of capture; for files the presentation time on the playback's own time line.
    ``media_s`` is the position in the file in seconds, ``None`` for live sources.
    """

    index: int
    stamp_ns: int
    picture: Picture
    media_s: float | None = None


@dataclass(frozen=True, slots=True)
class FaceMeasures:
    """What is measured of a face beside its emotion (:mod:`emotion_desk.measures`); unknown values are NaN or ``None``.

    Attributes:
        yaw, pitch, roll: head pose in degrees, positive to the right of the picture, up, and clockwise.
        gaze_yaw, gaze_pitch: gaze relative to the head in degrees, positive to the right of the picture and up.
        eye_left, eye_right: aspect ratio of the person's left and right eye, about 0.3 open.
        mouth: gap between the lips over the width of the mouth.
        certainty: that the landmarks are on a face, 0 to 1.
        quality: of the picture of the face, 0 (poor) to 1; what is poor is said by ``problem``, empty otherwise.
        blendshapes: the 52 coefficients, 0 to 1, in the order of :data:`emotion_desk.measures.names.BLENDSHAPES`.
        arousal: 0 to 1, ``None`` before it was followed over time.
    """

    yaw: float | None
    pitch: float | None
    roll: float | None
    gaze_yaw: float
    gaze_pitch: float
    eye_left: float
    eye_right: float
    mouth: float
    certainty: float
    blendshapes: tuple[float, ...]
    quality: float = 1.0
    problem: str = ""
    arousal: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class TrackedFace:
    """A face followed over time: a stable id, where it is, and its crop (square BGR, any size).

    ``missed`` counts the detections in a row that did not find it (0: seen at the last one).  ``confidence`` is that of
    the detector when it last found it, 0 to 1 (see :class:`emotion_desk.vision.geometry.Detection`).
    """

    track_id: int
    box: Box
    crop: Picture
    missed: int = 0
    confidence: float = 1.0
    measures: FaceMeasures | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FramePacket:
    """A frame with its tracked faces.

    ``searched`` is false if the detector did not run on it.  ``unseen`` are further tracks that the last detection did
    not find: their boxes may show the background, so they are not given to a network.
    """

    frame: Frame
    faces: tuple[TrackedFace, ...] = ()
    searched: bool = True
    unseen: frozenset[int] = frozenset()

    @property
    def tracks(self) -> frozenset[int]:
        """Return the ids of all followed faces."""
        return self.unseen.union(face.track_id for face in self.faces)

    def found_only(self) -> FramePacket:
        """Return the packet with the faces that the last detection found; the others become :attr:`unseen`."""
        if all(face.missed == 0 for face in self.faces):
            return self
        found = tuple(face for face in self.faces if face.missed == 0)
        return replace(self, faces=found, unseen=self.tracks - {face.track_id for face in found})


@dataclass(frozen=True, slots=True, eq=False)
class SoundBlock:
    """Consecutive mono samples at 16 kHz; ``stamp_ns`` belongs to the first sample.

    ``lost`` counts samples known to be lost between the block before and this one.
    """

    stamp_ns: int
    samples: Samples
    lost: int = 0


@dataclass(frozen=True, slots=True)
class SpeechSpan:
    """One utterance as far as it is known: speech without a pause of more than 0.38 s.

    ``number`` counts the utterances of a source from 1.  ``from_ns`` and ``to_ns`` are the begin and the end of speech,
    resolved to the 32 ms of the voice activity detector; ``to_ns`` moves on until ``ended``.
    """

    number: int
    from_ns: int
    to_ns: int
    ended: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class MelWindow:
    """The newest 2.3 s of sound in the network's format.

    ``stamp_ns`` is the moment of its last sample, ``speech`` the share of speech in it (0 to 1), ``speaking`` whether
    there is enough speech for the voice network, ``level_dbfs`` the present level.  ``sound`` returns the samples of
    the window, as long as they are kept (some seconds).  ``utterance`` is the present or the last utterance of the
    source, ``None`` before the first one or where no detector runs.
    """

    stamp_ns: int
    mel: Mel
    speech: float
    speaking: bool
    level_dbfs: float
    sound: Callable[[], Samples] | None = None
    utterance: SpeechSpan | None = None

    @property
    def is_speech_now(self) -> bool:
        """Return whether somebody speaks at the end of the window; short pauses count as speech."""
        return self.speaking if self.utterance is None else not self.utterance.ended

    @property
    def is_answerable(self) -> bool:
        """Return whether the voice network runs on the window.

        It holds enough speech of the present utterance, or of one that ended less than half a second ago.
        """
        span = self.answered_span
        if span is None or self.utterance is None or not self.speaking:
            return self.speaking
        is_recent = not self.utterance.ended or self.stamp_ns - self.utterance.to_ns <= AFTER_SPEECH_NS
        return is_recent and span[1] - span[0] >= LEAST_SPEECH_NS

    @property
    def answered_span(self) -> tuple[int, int] | None:
        """Return begin and end (ns) of the speech that an answer to the window describes, ``None`` without any."""
        if self.utterance is None:
            return None
        begin = max(self.utterance.from_ns, self.stamp_ns - WINDOW_NS)
        return begin, max(begin, min(self.utterance.to_ns, self.stamp_ns))


#: Length of a mel window: 96 columns of 384 samples at 16 kHz (:mod:`emotion_desk.sound.mel`).
WINDOW_NS: Final = 96 * 384 * 1_000_000_000 // 16_000
#: Speech of the present utterance that an answer needs.
LEAST_SPEECH_NS: Final = 500_000_000
#: For so long after the end of speech the answer to it stays.
AFTER_SPEECH_NS: Final = 500_000_000


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


class Side(Enum):
    """Which part of the desk an event speaks of."""

    PICTURE = "picture"
    SOUND = "sound"
    NETWORK = "network"


class State(Enum):
    """What became of that part; ``DEGRADED`` says that it goes on without a part of what it should do."""

    NONE = "none"
    OPENING = "opening"
    RUNNING = "running"
    DEGRADED = "degraded"
    ENDED = "ended"
    LOST = "lost"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """A change worth telling the user, with one plain sentence.

    Attributes:
        device: name of the source that the side was given, where the event is such a change; empty: none.
    """

    side: Side
    state: State
    text: str
    stamp_ns: int
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and 95th percentile of a duration in milliseconds; ``None`` before anything was measured."""

    p50: float | None = None
    p95: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Live figures of a running desk, for the status bar and the report."""

    seconds: float
    frames_read: int
    frames_processed: int
    frames_dropped: int
    preview_fps: float
    results: int
    results_per_second: float
    inference_ms: Spread
    capture_to_result_ms: Spread
    sound_blocks: int
    overflows: int
    faces_seen: int
    engine: str
    mode: str
