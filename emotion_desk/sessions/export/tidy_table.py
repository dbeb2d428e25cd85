"""The readings of a session as one tidy table: one row a reading and subject (a tracked face, or the voice).

The columns, their units and their order are said once, here; CSV, JSON Lines and Parquet all write these rows, and
:func:`readings_from_rows` turns them into the readings again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTIONS
from emotion_desk.measures.affect import intensity, valence
from emotion_desk.measures.names import ACTION_UNITS, action_units
from emotion_desk.messages import NO_FACE, NOT_SEARCHED, Box, Headline, Identity, PersonReading, SpeakerReading
from emotion_desk.sessions.format import TimedReading, reading_to_raw

Row = dict[str, Any]

FACE, VOICE, NOBODY = "face", "voice", "nobody"
UNSURE: Final = "unsure"
_MEASURES: Final = (
    "arousal", "quality", "problem", "yaw", "pitch", "roll", "gaze_yaw", "gaze_pitch", "eye_left", "eye_right", "mouth",
)  # fmt: skip
_OF_THE_READING: Final = ("time_s", "frame_s", "frame", "sound_s", "mode", "engine", "inference_ms")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type (``int``, ``float``, ``str`` or ``bool``), its unit and what it says."""

    name: str
    kind: type
    unit: str
    meaning: str


def _emotion_columns(prefix: str, meaning: str) -> list[Column]:
    return [Column(f"{prefix}{name}", float, "probability", f"{meaning}: {name}") for name in EMOTIONS]


COLUMNS: Final[tuple[Column, ...]] = (
    Column("reading", int, "count", "number of the reading, from 0"),
    Column("time_s", float, "s", "when the answer was given, since the session's zero"),
    Column("frame_s", float, "s", "time of the frame that it speaks of, empty without picture"),
    Column("sound_s", float, "s", "end of the sound that it speaks of, empty without sound"),
    Column("frame", int, "", "number of that frame in its source, from 0"),
    Column("subject", str, "", "face; no face or not looked at, where the frame shows none; voice; nobody"),
    Column("track", int, "", "number of the tracked face, empty for the voice"),
    Column("name", str, "", "who it is, empty for unknown"),
    Column("unknown", int, "", "number of a person without a name"),
    Column("score", float, "cosine", "of the best match, empty without one"),
    Column("confidence", float, "0 to 1", "of the face's detection, empty where the detector gives none"),
    Column("headline", str, "", "the emotion that is shown, or unsure"),
    Column("headline_probability", float, "probability", "of the headline; of its first candidate where it is unsure"),
    Column("headline_first", str, "", "where it is unsure: the first candidate"),
    Column("headline_second", str, "", "where it is unsure: the second candidate"),
    Column("headline_basis", str, "", "what the headline was computed from: face, voice or together"),
    Column("box_x", float, "px", "left edge of the face's box"),
    Column("box_y", float, "px", "upper edge of the box"),
    Column("box_width", float, "px", "width of the box"),
    Column("box_height", float, "px", "height of the box"),
    Column("speaking", bool, "", "whether somebody speaks, only for the voice"),
    Column("level_dbfs", float, "dBFS", "loudness, only for the voice"),
    Column("utterance", int, "", "number of the utterance, only for the voice while somebody speaks"),
    Column("voice_from_s", float, "s", "begin of the speech that the voice's answer describes"),
    Column("voice_to_s", float, "s", "end of that speech"),
    *_emotion_columns("", "smoothed answer"),
    *_emotion_columns("corrected_", "face, corrected by the person's own neutral face; with a baseline"),
    *_emotion_columns("fused_", "face and voice together, where the voice can be attributed"),
    Column("valence", float, "-1 to 1", "of the headline's probabilities: happy minus the strongest negative emotion"),
    Column("arousal", float, "0 to 1", "activity of the action units against the last minute; with --measures"),
    Column("intensity", float, "0 to 1", "of the headline's emotion, by its action units; with --measures"),
    Column("quality", float, "0 to 1", "of the picture of the face: size, light, blur and pose; with --measures"),
    Column("problem", str, "", "what is poor about it; with --measures"),
    Column("yaw", float, "degrees", "head turned to the right of the picture; with --measures"),
    Column("pitch", float, "degrees", "head raised; with --measures"),
    Column("roll", float, "degrees", "head leaning to the right of the picture; with --measures"),
    Column("gaze_yaw", float, "degrees", "gaze to the right of the picture, relative to the head; with --measures"),
    Column("gaze_pitch", float, "degrees", "gaze up, relative to the head; with --measures"),
    Column("eye_left", float, "ratio", "height over width of the person's left eye; with --measures"),
    Column("eye_right", float, "ratio", "height over width of the person's right eye; with --measures"),
    Column("mouth", float, "ratio", "gap of the lips over the width of the mouth; with --measures"),
    *(
        Column(unit, float, "0 to 1", f"estimate of the action unit {name}; with --measures")
        for unit, (name, _) in ACTION_UNITS.items()
    ),
    Column("mode", str, "", "networks that answered"),
    Column("engine", str, "", "what ran them"),
    Column("inference_ms", float, "ms", "one call of the network, 0 where it rested and in analyses of files"),
)
NAMES: Final = tuple(column.name for column in COLUMNS)
_EMPTY: Final[Row] = dict.fromkeys(NAMES)


def rows(readings: Iterable[TimedReading]) -> Iterator[Row]:
    """Yield the rows; every one has all columns, ``None`` where there is no value."""
    for index, reading in enumerate(readings):
        raw = reading_to_raw(reading)  # rounded as on disk
        base = _EMPTY | {"reading": index}
        base |= {name: raw[name] for name in _OF_THE_READING}
        for place, person in enumerate(raw["people"]):
            box = dict(zip(("box_x", "box_y", "box_width", "box_height"), person["box"], strict=True))
            fused = {f"fused_{name}": share for name, share in (person["fused"] or {}).items()}
            yield (
                base
                | {"subject": FACE, "track": person["track"], "confidence": person["confidence"]}
                | _named(person["identity"])
                | headline_cells(reading.people[place].shown)
                | {"valence": round(valence(reading.people[place].shown_emotions), 5)}
                | _measure_cells(person.get("measures"))
                | {"intensity": _intensity(reading.people[place])}
                | box
                | person["emotion"]
                | {f"corrected_{name}": share for name, share in person.get("corrected", {}).items()}
                | fused
            )
        if not raw["people"] and raw["picture"] in (NO_FACE, NOT_SEARCHED):
            yield base | {"subject": raw["picture"]}
        voice = raw["voice"]
        if voice is not None and reading.voice is not None:
            said = {name: voice[name] for name in ("speaking", "level_dbfs", "utterance")}
            said |= {"subject": VOICE, "voice_from_s": voice["from_s"], "voice_to_s": voice["to_s"]}
            shown = headline_cells(reading.voice.shown)
            yield base | said | _named(voice["identity"]) | shown | (voice["emotion"] or {})
        elif not raw["people"] and raw["picture"] is None:
            yield base | {"subject": NOBODY}


def _intensity(person: PersonReading) -> float | None:
    if person.measures is None:
        return None
    found = intensity(person.shown.emotion, action_units(person.measures.blendshapes))
    return None if found is None else round(found, 5)


def _named(identity: Row) -> Row:
    """Return the columns of an identity; what else a session knows of it stands in the JSON Lines alone."""
    return {"name": identity["name"], "score": identity["score"], "unknown": identity.get("unknown")}


def _measure_cells(measures: Row | None) -> Row:
    """Return the columns of the measures; the blendshapes themselves stand in the JSON Lines of the session alone."""
    if measures is None:
        return {}
    units = action_units(measures["blendshapes"])
    return {name: measures[name] for name in _MEASURES} | {unit: round(value, 3) for unit, value in units.items()}


def headline_cells(headline: Headline | None) -> Row:
    """Return the columns of a headline; none without one."""
    if headline is None:
        return {}
    cells: Row = {"headline_probability": round(headline.probability, 5), "headline_basis": headline.basis}
    if headline.emotion is not None:
        return cells | {"headline": headline.emotion}
    first, second = headline.candidates
    return cells | {"headline": UNSURE, "headline_first": first, "headline_second": second}


def _headline(row: Row) -> Headline | None:
    if row["headline"] is None:
        return None
    emotion = None if row["headline"] == UNSURE else row["headline"]
    candidates = (row["headline_first"], row["headline_second"]) if emotion is None else (emotion,)
    return Headline(emotion, candidates, row["headline_probability"], row["headline_basis"])


def readings_from_rows(table: Iterable[Row]) -> Iterator[TimedReading]:
    """Yield the readings that rows were made of."""
    for _, group in groupby(table, key=lambda row: row["reading"]):
        members = list(group)
        first = members[0]
        voices = [_voice(row) for row in members if row["subject"] == VOICE]
        yield TimedReading(
            time_s=first["time_s"],
            frame_s=first["frame_s"],
            sound_s=first["sound_s"],
            mode=first["mode"] or "",
            engine=first["engine"] or "",
            inference_ms=first["inference_ms"],
            people=tuple(_person(row) for row in members if row["subject"] == FACE),
            voice=voices[0] if voices else None,
            frame=first["frame"],
            picture=_picture(first),
        )


def _picture(first: Row) -> str | None:
    """Return what a reading's first row says of the picture; tables of version 1 have no frame numbers."""
    if first["frame"] is None:
        return None
    return first["subject"] if first["subject"] in (FACE, NO_FACE, NOT_SEARCHED) else None


def _person(row: Row) -> PersonReading:
    emotion = _emotions(row, "")
    assert emotion is not None
    return PersonReading(
        row["track"],
        Box(row["box_x"], row["box_y"], row["box_width"], row["box_height"]),
        emotion,
        Identity(row["name"], row["score"], row["unknown"]),
        _emotions(row, "fused_"),
        _headline(row),
        row["confidence"],
        corrected=_emotions(row, "corrected_"),
    )


def _voice(row: Row) -> SpeakerReading:
    return SpeakerReading(
        row["speaking"],
        row["level_dbfs"],
        _emotions(row, ""),
        Identity(row["name"], row["score"], row["unknown"]),
        _headline(row),
        _nanoseconds(row["voice_from_s"]),
        _nanoseconds(row["voice_to_s"]),
        row["utterance"],
    )


def _nanoseconds(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * NS_PER_S)


def _emotions(row: Row, prefix: str) -> dict[str, float] | None:
    return None if row.get(prefix + EMOTIONS[0]) is None else {name: row[prefix + name] for name in EMOTIONS}
