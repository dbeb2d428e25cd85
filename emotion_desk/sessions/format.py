"""What a session folder holds, field by field, and how it gets in and out of JSON.

One module knows the names on disk, so that the recorder, the analysis of files, the review and the exporters cannot
disagree about them.  Times are seconds since the session's zero, the moment of its first frame or sample of sound, and
``media.mkv`` presents both at the very same times.  ``docs/formats.md`` is this module in words.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from emotion_desk.errors import SessionError
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, Compared, Emotions, Identity, PersonReading, SpeakerReading

FORMAT: Final = "emotion-desk session"
#: Version of the folder's layout; raise it together with a new entry in :data:`UPGRADES`.
VERSION: Final = 1

INFO_FILE: Final = "session.json"
MEDIA_FILE: Final = "media.mkv"
READINGS_FILE: Final = "readings.jsonl"
MARKS_FILE: Final = "marks.jsonl"

#: Kinds of sessions: made live, or by looking through a file.
RECORDING: Final = "recording"
ANALYSIS: Final = "analysis"

#: Loudness that stands for silence: JSON has no minus infinity.
SILENCE_DBFS: Final = -120.0
_MS: Final = 3

Raw = dict[str, Any]
#: What is written of an identity only where there is something to say, and its kind.
_IDENTITY_MORE: Final[Mapping[str, Callable[[Any], Any]]] = {
    "unknown": int,
    "by": str,
    "track_id": int,
    "because": str,
    "guess": bool,
}
_NOBODY: Final = Identity()
#: From each version of ``session.json`` to the next one.
UPGRADES: Final[dict[int, Callable[[Raw], Raw]]] = {}


@dataclass(frozen=True, slots=True)
class TimedReading:
    """One answer of the desk on the time line of its session.

    ``time_s`` is when it was given; ``frame_s`` and ``sound_s`` say which frame (equal to that frame's time in the
    media, to the millisecond) and which end of sound it speaks of, ``None`` where that side took no part.  Boxes are in
    pixels of the recorded picture.  ``compared`` is what a second mode said, in the mode that compares.
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
    """An event that somebody marked; ``number`` stays the same when it is edited."""

    number: int
    time_s: float
    label: str


@dataclass(frozen=True, slots=True)
class Counter:
    """Of one kind of thing: how many were offered to the recorder, written to disk, and dropped in between."""

    offered: int = 0
    written: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """What ``session.json`` says.

    Args:
        started: moment of the session's zero in UTC.
        kind: :data:`RECORDING` or :data:`ANALYSIS`.
        program: version of Emotion Desk that wrote it.
        finished: whether it was ended properly (or recovered since).
        ended: one sentence on why it ended.
        duration_s: from the zero to the end of media and readings; while it is recorded, so far.
        media: name of the media file in the folder, or the absolute path of an analysed file; ``None`` without media.
        keeps: which of ``picture``, ``sound`` and ``readings`` were to be kept.
        mode, engine: networks and runtime at the start (each reading names its own).
        devices: name of the ``picture`` and the ``sound`` source, ``None`` for a side that was off.
        models: name of each network and the SHA-256 of the file that was run.
        settings: options of the recording or analysis.
        size: width and height of the recorded picture in pixels.
        counters: by ``frames``, ``sound`` (blocks) and ``readings``.
        consent: the notice that the user agreed to, ``None`` where no device was used.
        recovered: what was lost, in one sentence, if the session had to be recovered.
    """

    started: datetime
    kind: str = RECORDING
    program: str = ""
    finished: bool = False
    ended: str | None = None
    duration_s: float | None = None
    media: str | None = MEDIA_FILE
    keeps: tuple[str, ...] = ("picture", "sound", "readings")
    mode: str = ""
    engine: str = ""
    devices: Mapping[str, str | None] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    size: tuple[int, int] | None = None
    counters: Mapping[str, Counter] = field(default_factory=dict)
    consent: str | None = None
    recovered: str | None = None
    version: int = VERSION


# session.json


def info_to_raw(info: SessionInfo) -> Raw:
    """Return the content of ``session.json``."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "kind": info.kind,
        "program": info.program,
        "started": info.started.isoformat(),
        "finished": info.finished,
        "ended": info.ended,
        "duration_s": info.duration_s,
        "media": info.media,
        "keeps": list(info.keeps),
        "mode": info.mode,
        "engine": info.engine,
        "devices": dict(info.devices),
        "models": dict(info.models),
        "settings": dict(info.settings),
        "size": list(info.size) if info.size else None,
        "counters": {
            name: {"offered": c.offered, "written": c.written, "dropped": c.dropped}
            for name, c in info.counters.items()
        },
        "consent": info.consent,
        "recovered": info.recovered,
    }


def info_from_raw(raw: object) -> SessionInfo:
    """Build from the content of ``session.json``, older versions included.

    Raises:
        SessionError: it is of another kind, or written by a newer Emotion Desk.
    """
    try:
        raw = upgrade(raw)
        return SessionInfo(
            started=datetime.fromisoformat(raw["started"]),
            kind=str(raw["kind"]),
            program=str(raw["program"]),
            finished=bool(raw["finished"]),
            ended=raw["ended"],
            duration_s=None if raw["duration_s"] is None else float(raw["duration_s"]),
            media=raw["media"],
            keeps=tuple(raw["keeps"]),
            mode=str(raw["mode"]),
            engine=str(raw["engine"]),
            devices=dict(raw["devices"]),
            models=dict(raw["models"]),
            settings=dict(raw["settings"]),
            size=(int(raw["size"][0]), int(raw["size"][1])) if raw["size"] else None,
            counters={
                name: Counter(int(c["offered"]), int(c["written"]), int(c["dropped"]))
                for name, c in raw["counters"].items()
            },
            consent=raw["consent"],
            recovered=raw["recovered"],
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise SessionError(f"The file '{INFO_FILE}' of the session is damaged.") from error


def upgrade(raw: object) -> Raw:
    """Bring the content of ``session.json`` to the present version.

    Raises:
        SessionError: it is no session, or of a newer version.
    """
    version = raw.get("version") if isinstance(raw, dict) and raw.get("format") == FORMAT else None
    if not isinstance(raw, dict) or not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise SessionError(f"The file '{INFO_FILE}' does not describe a session.")
    if version > VERSION:
        raise SessionError("The session was written by a newer Emotion Desk.")
    while version < VERSION:
        raw = UPGRADES[version](dict(raw))
        version += 1
    return {**raw, "version": VERSION}


def read_info(folder: Path) -> SessionInfo:
    """Read ``session.json`` of a folder.

    Raises:
        SessionError: it is missing or cannot be understood.
    """
    path = folder / INFO_FILE
    try:
        return info_from_raw(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise SessionError(f"'{folder}' is not a session: it has no {INFO_FILE}.") from error
    except OSError as error:
        raise SessionError(f"'{path}' cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise SessionError(f"'{path}' is damaged.") from error


def write_info(folder: Path, info: SessionInfo, *, durable: bool = True) -> None:
    """Write ``session.json`` so that a reader finds the old file or the whole new one.

    Args:
        folder: the session.
        info: what to write.
        durable: wait until the disk has it; without, it survives a crash of the process but not of the machine.

    Raises:
        SessionError: the disk is full or the folder went away.
    """
    text = json.dumps(info_to_raw(info), indent=2, ensure_ascii=False) + "\n"
    path = folder / INFO_FILE
    beside = folder / f".{INFO_FILE}.{os.getpid()}.part"
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise SessionError(f"'{path}' cannot be written: {error.strerror or error}.") from error


# readings.jsonl


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
        KeyError, TypeError, ValueError: a field is missing or of the wrong kind.
    """
    return TimedReading(
        time_s=float(raw["time_s"]),
        frame_s=None if raw["frame_s"] is None else float(raw["frame_s"]),
        sound_s=None if raw["sound_s"] is None else float(raw["sound_s"]),
        mode=str(raw["mode"]),
        engine=str(raw["engine"]),
        inference_ms=float(raw["inference_ms"]),
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
        mode=str(raw["mode"]),
        engine=str(raw["engine"]),
        own_ms=float(raw["own_ms"]),
        other_ms=float(raw["other_ms"]),
        faces=int(raw["faces"]),
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
    x, y, width, height = (float(value) for value in raw["box"])
    return PersonReading(
        track_id=int(raw["track"]),
        box=Box(x, y, width, height),
        emotion=_emotions(raw["emotion"]),
        identity=_identity(raw["identity"]),
        fused=None if raw["fused"] is None else _emotions(raw["fused"]),
    )


def _voice(raw: Raw) -> SpeakerReading:
    return SpeakerReading(
        speaking=bool(raw["speaking"]),
        level_dbfs=float(raw["level_dbfs"]),
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
    return {name: float(raw[name]) for name in EMOTIONS}


def _identity_to_raw(identity: Identity) -> Raw:
    raw: Raw = {"name": identity.name, "score": None if identity.score is None else round(float(identity.score), 4)}
    more = {name: getattr(identity, name) for name in _IDENTITY_MORE}
    return raw | {name: value for name, value in more.items() if value != getattr(_NOBODY, name)}


def _identity(raw: Raw) -> Identity:
    more = {name: kind(raw[name]) for name, kind in _IDENTITY_MORE.items() if raw.get(name) is not None}
    return Identity(raw["name"], None if raw["score"] is None else float(raw["score"]), **more)


def _seconds(value: float | None) -> float | None:
    return None if value is None else round(value, _MS)
