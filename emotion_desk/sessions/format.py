"""The files of a session folder, and how readings are written to JSON and read back.

One module knows the field names of ``readings.jsonl``, so that the recorder, the analysis of files, the review and the
exporters cannot disagree about them.  Times are seconds since the session's zero, the moment of its first frame or
sample of sound; ``media.mkv`` presents both at the same times.  Keep in step with ``docs/formats.md``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTIONS
from emotion_desk.measures.names import BLENDSHAPES
from emotion_desk.messages import (
    FACE,
    FACE_FOUND,
    NO_FACE,
    NOT_SEARCHED,
    TOGETHER,
    VOICE,
    Box,
    Compared,
    Emotions,
    FaceMeasures,
    Headline,
    Identity,
    PersonReading,
    SpeakerReading,
    Utterance,
)

INFO_FILE: Final = "session.json"
MEDIA_FILE: Final = "media.mkv"
READINGS_FILE: Final = "readings.jsonl"
MARKS_FILE: Final = "marks.jsonl"

#: Kinds of sessions: recorded live, or made by analysing a file.
RECORDING: Final = "recording"
ANALYSIS: Final = "analysis"

#: Level written for digital silence: JSON has no minus infinity.
SILENCE_DBFS: Final = -120.0
_MS: Final = 3
#: No time, pixel or count of a session is larger; a larger number is damage.
_LARGEST: Final = 1e9

Raw = dict[str, Any]
_NO_IDENTITY: Final = Identity()
_PICTURES: Final = (FACE_FOUND, NO_FACE, NOT_SEARCHED)
_BASES: Final = (FACE, VOICE, TOGETHER)
#: Fields of the measures beside the blendshapes; the first list is NaN where unknown, the rest ``None``.
_NEVER_NONE: Final = ("gaze_yaw", "gaze_pitch", "eye_left", "eye_right", "mouth", "certainty", "quality")
_MEASURES: Final = ("yaw", "pitch", "roll", *_NEVER_NONE, "arousal")
#: What a damaged line raises while it is converted.
DAMAGED: Final = (KeyError, TypeError, ValueError, OverflowError, AttributeError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class TimedReading:
    """One reading of the desk on the time line of its session.

    Args:
        time_s: when it was published.
        frame_s: time of the frame that it describes, equal to that frame's time in the media to the millisecond;
            ``None`` without picture.
        sound_s: end of the sound that it describes, ``None`` without sound.
        mode: the networks that answered.
        engine: the runtime and its precision.
        inference_ms: duration of the network call.
        people: tracked faces; boxes are in pixels of the recorded picture.
        voice: the voice, ``None`` without sound; its spans count from the session's zero.
        compared: the answers of the second mode, where two modes are compared.
        frame: number of the frame in its source, from 0; ``None`` without picture and in sessions of version 1.
        picture: ``face``, ``no face`` or ``not looked at``; ``None`` likewise.
        utterances: those that ended since the reading before; their spans count from the session's zero.
    """

    time_s: float
    frame_s: float | None
    sound_s: float | None
    mode: str
    engine: str
    inference_ms: float
    people: tuple[PersonReading, ...] = ()
    voice: SpeakerReading | None = None
    compared: Compared | None = None
    frame: int | None = None
    picture: str | None = None
    utterances: tuple[Utterance, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """An event that the user marked; ``number`` stays the same when the mark is edited."""

    number: int
    time_s: float
    label: str


def reading_to_raw(reading: TimedReading) -> Raw:
    """Return one line of ``readings.jsonl``."""
    raw: Raw = {
        "time_s": round(reading.time_s, _MS),
        "frame_s": _seconds(reading.frame_s),
        "frame": reading.frame,
        "picture": reading.picture,
        "sound_s": _seconds(reading.sound_s),
        "mode": reading.mode,
        "engine": reading.engine,
        "inference_ms": round(reading.inference_ms, 2),
        "people": [_person_to_raw(person) for person in reading.people],
        "voice": None if reading.voice is None else _voice_to_raw(reading.voice),
    }
    if reading.utterances:
        raw["utterances"] = [_utterance_to_raw(utterance) for utterance in reading.utterances]
    if reading.compared is not None:
        raw["compared"] = _compared_to_raw(reading.compared)
    return raw


def reading_from_raw(raw: Raw) -> TimedReading:
    """Build from one line of ``readings.jsonl``.

    Raises:
        One of :data:`DAMAGED`: a field is missing, of the wrong type, or a number that is not finite.
    """
    return TimedReading(
        time_s=number_of(raw["time_s"]),
        frame_s=None if raw["frame_s"] is None else number_of(raw["frame_s"]),
        sound_s=None if raw["sound_s"] is None else number_of(raw["sound_s"]),
        mode=_text(raw["mode"]),
        engine=_text(raw["engine"]),
        inference_ms=number_of(raw["inference_ms"]),
        people=tuple(_person(person) for person in raw["people"]),
        voice=None if raw["voice"] is None else _voice(raw["voice"]),
        compared=None if raw.get("compared") is None else _compared(raw["compared"]),
        frame=None if raw.get("frame") is None else _integer(raw["frame"]),
        picture=None if raw.get("picture") is None else _one_of(raw["picture"], _PICTURES),
        utterances=tuple(_utterance(utterance) for utterance in raw.get("utterances", ())),
    )


def _compared_to_raw(compared: Compared) -> Raw:
    return {
        "mode": compared.mode,
        "engine": compared.engine,
        "own_ms": round(compared.own_ms, 2),
        "other_ms": round(compared.other_ms, 2),
        "faces": compared.faces,
        "sound": compared.sound,
        "people": [_person_to_raw(person) for person in compared.people],
        "voice": None if compared.voice is None else _voice_to_raw(compared.voice),
    }


def _compared(raw: Raw) -> Compared:
    return Compared(
        mode=_text(raw["mode"]),
        engine=_text(raw["engine"]),
        own_ms=number_of(raw["own_ms"]),
        other_ms=number_of(raw["other_ms"]),
        faces=_integer(raw["faces"]),
        sound=bool(raw["sound"]),
        people=tuple(_person(person) for person in raw["people"]),
        voice=None if raw["voice"] is None else _voice(raw["voice"]),
    )


def _person_to_raw(person: PersonReading) -> Raw:
    return {
        "track": person.track_id,
        "box": [round(v, 1) for v in (person.box.x, person.box.y, person.box.width, person.box.height)],
        "emotion": _emotions_to_raw(person.emotion),
        "fused": None if person.fused is None else _emotions_to_raw(person.fused),
        "headline": _headline_to_raw(person.headline),
        "confidence": None if person.confidence is None else round(float(person.confidence), 4),
        "identity": _identity_to_raw(person.identity),
        **({} if person.measures is None else {"measures": _measures_to_raw(person.measures)}),
        **({} if person.corrected is None else {"corrected": _emotions_to_raw(person.corrected)}),
    }


def _measures_to_raw(measures: FaceMeasures) -> Raw:
    raw: Raw = {name: _finite(getattr(measures, name)) for name in _MEASURES}
    raw["problem"] = measures.problem
    raw["blendshapes"] = [round(value, 3) for value in measures.blendshapes]
    return raw


def _measures(raw: Raw | None) -> FaceMeasures | None:
    """Build measures; NaN, which JSON lacks, is written as ``null``."""
    if raw is None:
        return None
    shapes = tuple(number_of(value) for value in raw["blendshapes"])
    if len(shapes) != len(BLENDSHAPES):
        raise ValueError("no blendshapes")
    values = {name: None if raw[name] is None else number_of(raw[name]) for name in _MEASURES}
    known = {name: math.nan if values[name] is None else values[name] for name in _NEVER_NONE}
    return FaceMeasures(**(values | known), blendshapes=shapes, problem=_text(raw["problem"]))  # type: ignore[arg-type]


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 3)


def _person(raw: Raw) -> PersonReading:
    x, y, width, height = (number_of(value) for value in raw["box"])
    return PersonReading(
        track_id=_integer(raw["track"]),
        box=Box(x, y, width, height),
        emotion=_emotions(raw["emotion"]),
        identity=_identity(raw["identity"]),
        fused=None if raw["fused"] is None else _emotions(raw["fused"]),
        headline=_headline(raw.get("headline")),
        confidence=None if raw.get("confidence") is None else number_of(raw["confidence"]),
        measures=_measures(raw.get("measures")),
        corrected=None if raw.get("corrected") is None else _emotions(raw["corrected"]),
    )


def _voice(raw: Raw) -> SpeakerReading:
    return SpeakerReading(
        speaking=bool(raw["speaking"]),
        level_dbfs=number_of(raw["level_dbfs"]),
        emotion=None if raw["emotion"] is None else _emotions(raw["emotion"]),
        identity=_identity(raw["identity"]),
        headline=_headline(raw.get("headline")),
        from_ns=_nanoseconds(raw.get("from_s")),
        to_ns=_nanoseconds(raw.get("to_s")),
        utterance=None if raw.get("utterance") is None else _integer(raw["utterance"]),
    )


def _voice_to_raw(voice: SpeakerReading) -> Raw:
    level = voice.level_dbfs if math.isfinite(voice.level_dbfs) else SILENCE_DBFS
    return {
        "speaking": voice.speaking,
        "level_dbfs": round(max(SILENCE_DBFS, level), 1),
        "from_s": _seconds_of(voice.from_ns),
        "to_s": _seconds_of(voice.to_ns),
        "utterance": voice.utterance,
        "emotion": None if voice.emotion is None else _emotions_to_raw(voice.emotion),
        "headline": _headline_to_raw(voice.headline),
        "identity": _identity_to_raw(voice.identity),
    }


def _utterance_to_raw(utterance: Utterance) -> Raw:
    return {
        "number": utterance.number,
        "from_s": _seconds_of(utterance.from_ns),
        "to_s": _seconds_of(utterance.to_ns),
        "emotion": None if utterance.emotion is None else _emotions_to_raw(utterance.emotion),
        "headline": _headline_to_raw(utterance.headline),
        "identity": _identity_to_raw(utterance.identity),
    }


def _utterance(raw: Raw) -> Utterance:
    from_ns, to_ns = _nanoseconds(raw["from_s"]), _nanoseconds(raw["to_s"])
    if from_ns is None or to_ns is None:
        raise ValueError("no span")
    return Utterance(
        number=_integer(raw["number"]),
        from_ns=from_ns,
        to_ns=to_ns,
        emotion=None if raw["emotion"] is None else _emotions(raw["emotion"]),
        headline=_headline(raw["headline"]),
        identity=_identity(raw["identity"]),
    )


def _headline_to_raw(headline: Headline | None) -> Raw | None:
    if headline is None:
        return None
    return {
        "emotion": headline.emotion,
        "candidates": list(headline.candidates),
        "probability": round(headline.probability, 5),
        "basis": headline.basis,
    }


def _headline(raw: Raw | None) -> Headline | None:
    if raw is None:
        return None
    candidates = tuple(_one_of(name, EMOTIONS) for name in raw["candidates"])
    emotion = None if raw["emotion"] is None else _one_of(raw["emotion"], EMOTIONS)
    if len(candidates) != (2 if emotion is None else 1) or (emotion is not None and candidates[0] != emotion):
        raise ValueError("no headline")
    return Headline(emotion, candidates, number_of(raw["probability"]), _one_of(raw["basis"], _BASES))


def _emotions_to_raw(emotion: Emotions) -> dict[str, float]:
    return {name: round(float(emotion[name]), 5) for name in EMOTIONS}


def _emotions(raw: Raw) -> dict[str, float]:
    return {name: number_of(raw[name]) for name in EMOTIONS}


def _identity_to_raw(identity: Identity) -> Raw:
    raw: Raw = {"name": identity.name, "score": None if identity.score is None else round(float(identity.score), 4)}
    more = {name: getattr(identity, name) for name in _OPTIONAL_IDENTITY}
    return raw | {name: value for name, value in more.items() if value != getattr(_NO_IDENTITY, name)}


def _identity(raw: Raw) -> Identity:
    more = {name: convert(raw[name]) for name, convert in _OPTIONAL_IDENTITY.items() if raw.get(name) is not None}
    name = None if raw["name"] is None else _text(raw["name"])
    return Identity(name, None if raw["score"] is None else number_of(raw["score"]), **more)


def _seconds(value: float | None) -> float | None:
    return None if value is None else round(value, _MS)


def _seconds_of(stamp_ns: int | None) -> float | None:
    return None if stamp_ns is None else round(stamp_ns / NS_PER_S, _MS)


def _nanoseconds(value: Any) -> int | None:
    return None if value is None else round(number_of(value) * NS_PER_S)


def _one_of(value: Any, choices: Collection[str]) -> str:
    if not isinstance(value, str) or value not in choices:
        raise ValueError("no such choice")
    return value


def number_of(value: Any) -> float:
    """Return a finite number that an exporter can write; ``True``, text and lists are none.

    Raises:
        ValueError, OverflowError: it is no such number.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= _LARGEST:
        raise ValueError("no number")
    return float(value)


def _integer(value: Any) -> int:
    number = number_of(value)
    if number != int(number):
        raise ValueError("no whole number")
    return int(number)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")  # noqa: TRY004 - one kind of error for all damage
    return value


#: Fields of an identity that are written only where they differ from the default, and their types.
_OPTIONAL_IDENTITY: Final[Mapping[str, Callable[[Any], Any]]] = {
    "unknown": _integer,
    "by": _text,
    "track_id": _integer,
    "because": _text,
    "guess": bool,
}
