"""The readings of a session as one tidy table: one row a reading and subject (a tracked face, or the voice).

The columns, their units and their order are said once, here; CSV, JSON Lines and Parquet all write these rows, and
:func:`readings_from_rows` turns them into the readings again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Box, Identity, PersonReading, SpeakerReading
from emotion_desk.sessions.format import TimedReading, reading_to_raw

Row = dict[str, Any]

FACE, VOICE, NOBODY = "face", "voice", "nobody"


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
    Column("subject", str, "", "face, voice, or nobody where there was neither"),
    Column("track", int, "", "number of the tracked face, empty for the voice"),
    Column("name", str, "", "who it is, empty for unknown"),
    Column("score", float, "cosine", "of the best match, empty without one"),
    Column("box_x", float, "px", "left edge of the face's box"),
    Column("box_y", float, "px", "upper edge of the box"),
    Column("box_width", float, "px", "width of the box"),
    Column("box_height", float, "px", "height of the box"),
    Column("speaking", bool, "", "whether somebody speaks, only for the voice"),
    Column("level_dbfs", float, "dBFS", "loudness, only for the voice"),
    *_emotion_columns("", "smoothed answer"),
    *_emotion_columns("fused_", "face and voice together, where the voice can be attributed"),
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
        base |= {name: raw[name] for name in ("time_s", "frame_s", "sound_s", "mode", "engine", "inference_ms")}
        for person in raw["people"]:
            box = dict(zip(("box_x", "box_y", "box_width", "box_height"), person["box"], strict=True))
            fused = {f"fused_{name}": share for name, share in (person["fused"] or {}).items()}
            yield (
                base
                | {"subject": FACE, "track": person["track"]}
                | _named(person["identity"])
                | box
                | person["emotion"]
                | fused
            )
        voice = raw["voice"]
        if voice is not None:
            said = {"subject": VOICE, "speaking": voice["speaking"], "level_dbfs": voice["level_dbfs"]}
            yield base | said | _named(voice["identity"]) | (voice["emotion"] or {})
        elif not raw["people"]:
            yield base | {"subject": NOBODY}


def _named(identity: Row) -> Row:
    """Return the columns of an identity; what else a session knows of it stands in the JSON Lines alone."""
    return {name: identity[name] for name in ("name", "score")}


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
        )


def _person(row: Row) -> PersonReading:
    emotion = _emotions(row, "")
    assert emotion is not None
    return PersonReading(
        row["track"],
        Box(row["box_x"], row["box_y"], row["box_width"], row["box_height"]),
        emotion,
        Identity(row["name"], row["score"]),
        _emotions(row, "fused_"),
    )


def _voice(row: Row) -> SpeakerReading:
    return SpeakerReading(row["speaking"], row["level_dbfs"], _emotions(row, ""), Identity(row["name"], row["score"]))


def _emotions(row: Row, prefix: str) -> dict[str, float] | None:
    return None if row[prefix + EMOTIONS[0]] is None else {name: row[prefix + name] for name in EMOTIONS}
