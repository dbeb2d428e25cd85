"""The files of a session folder, and how readings are written to JSON and read back.

One module knows the field names of ``readings.jsonl``, so that the recorder, the analysis of files, the review and the
exporters cannot disagree about them.  Times are seconds since the session's zero, the moment of its first frame or
sample of sound; ``media.mkv`` presents both at the same times.  Keep in step with ``docs/formats.md``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, Compared, Emotions, Identity, PersonReading, SpeakerReading

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
        voice: the voice, ``None`` without sound.
        compared: the answers of the second mode, where two modes are compared.
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
        "sound_s": _seconds(reading.sound_s),
        "mode": reading.mode,
        "engine": reading.engine,
        "inference_ms": round(reading.inference_ms, 2),
        "people": [_person_to_raw(person) for person in reading.people],
        "voice": None if reading.voice is None else _voice_to_raw(reading.voice),
    }
    if reading.compared is not None:
        raw["compared"] = _compared_to_raw(reading.compared)
    return raw


def reading_from_raw(raw: Raw) -> TimedReading:
    """Build from one line of ``readings.jsonl``.

    Raises:
        One of :data:`DAMAGED`: a field is missing, of the wrong type, or a number that is not finite.
    """
    return TimedReading(
        time_s=_number(raw["time_s"]),
        frame_s=None if raw["frame_s"] is None else _number(raw["frame_s"]),
        sound_s=None if raw["sound_s"] is None else _number(raw["sound_s"]),
        mode=_text(raw["mode"]),
        engine=_text(raw["engine"]),
        inference_ms=_number(raw["inference_ms"]),
        people=tuple(_person(person) for person in raw["people"]),
        voice=None if raw["voice"] is None else _voice(raw["voice"]),
        compared=None if raw.get("compared") is None else _compared(raw["compared"]),
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
        own_ms=_number(raw["own_ms"]),
        other_ms=_number(raw["other_ms"]),
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
        "identity": _identity_to_raw(person.identity),
    }


def _person(raw: Raw) -> PersonReading:
    x, y, width, height = (_number(value) for value in raw["box"])
    return PersonReading(
        track_id=_integer(raw["track"]),
        box=Box(x, y, width, height),
        emotion=_emotions(raw["emotion"]),
        identity=_identity(raw["identity"]),
        fused=None if raw["fused"] is None else _emotions(raw["fused"]),
    )


def _voice(raw: Raw) -> SpeakerReading:
    return SpeakerReading(
        speaking=bool(raw["speaking"]),
        level_dbfs=_number(raw["level_dbfs"]),
        emotion=None if raw["emotion"] is None else _emotions(raw["emotion"]),
        identity=_identity(raw["identity"]),
    )


def _voice_to_raw(voice: SpeakerReading) -> Raw:
    level = voice.level_dbfs if math.isfinite(voice.level_dbfs) else SILENCE_DBFS
    return {
        "speaking": voice.speaking,
        "level_dbfs": round(max(SILENCE_DBFS, level), 1),
        "emotion": None if voice.emotion is None else _emotions_to_raw(voice.emotion),
        "identity": _identity_to_raw(voice.identity),
    }


def _emotions_to_raw(emotion: Emotions) -> dict[str, float]:
    return {name: round(float(emotion[name]), 5) for name in EMOTIONS}


def _emotions(raw: Raw) -> dict[str, float]:
    return {name: _number(raw[name]) for name in EMOTIONS}


def _identity_to_raw(identity: Identity) -> Raw:
    raw: Raw = {"name": identity.name, "score": None if identity.score is None else round(float(identity.score), 4)}
    more = {name: getattr(identity, name) for name in _OPTIONAL_IDENTITY}
    return raw | {name: value for name, value in more.items() if value != getattr(_NO_IDENTITY, name)}


def _identity(raw: Raw) -> Identity:
    more = {name: convert(raw[name]) for name, convert in _OPTIONAL_IDENTITY.items() if raw.get(name) is not None}
    name = None if raw["name"] is None else _text(raw["name"])
    return Identity(name, None if raw["score"] is None else _number(raw["score"]), **more)


def _seconds(value: float | None) -> float | None:
    return None if value is None else round(value, _MS)


def _number(value: Any) -> float:
    """Return a finite number that an exporter can write; ``True``, text and lists are none.

    Raises:
        ValueError, OverflowError: it is no such number.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= _LARGEST:
        raise ValueError("no number")
    return float(value)


def _integer(value: Any) -> int:
    number = _number(value)
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
