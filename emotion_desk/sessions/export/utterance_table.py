"""A session as one row an utterance: who spoke, from when to when, and with which emotion by voice and by face."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Utterance
from emotion_desk.sessions.export import voice_columns
from emotion_desk.sessions.export.tidy_table import Column, Row, headline_cells
from emotion_desk.sessions.format import TimedReading
from emotion_desk.sessions.utterances import utterances_of

UTTERANCE_COLUMNS: Final[tuple[Column, ...]] = (
    Column("utterance", int, "", "number of the utterance, from 1"),
    Column("from_s", float, "s", "begin of speech, since the session's zero"),
    Column("to_s", float, "s", "end of speech"),
    Column("seconds", float, "s", "length"),
    Column("name", str, "", "who spoke, empty for unknown"),
    Column("unknown", int, "", "number of a speaker without a name"),
    Column("track", int, "", "number of the tracked face that spoke, empty if no face is attributed"),
    Column("score", float, "cosine", "of the best match of the speaker, empty without one"),
    Column("headline", str, "", "the emotion that is shown, or unsure; empty if the utterance was too short"),
    Column("headline_probability", float, "probability", "of the headline; of its first candidate where it is unsure"),
    Column("headline_first", str, "", "where it is unsure: the first candidate"),
    Column("headline_second", str, "", "where it is unsure: the second candidate"),
    Column("headline_basis", str, "", "what the headline was computed from"),
    *(Column(name, float, "probability", f"voice, mean over the utterance: {name}") for name in EMOTIONS),
    Column("face_readings", int, "count", "readings of the speaker's face during the utterance"),
    *(
        Column(f"face_{name}", float, "probability", f"face of the speaker, mean over them: {name}")
        for name in EMOTIONS
    ),
    *voice_columns.COLUMNS,
)
_EMPTY: Final[Row] = {column.name: None for column in UTTERANCE_COLUMNS}


def utterance_rows(
    readings: Iterable[TimedReading], voice: Callable[[float, float], Row] | None = None
) -> Iterator[Row]:
    """Yield one row an utterance, in the order in which they begin.

    Args:
        readings: of a session.
        voice: returns the columns of the voice between two moments; without it they are empty.
    """
    kept = list(readings)
    for one in utterances_of(kept):
        from_s, to_s = round(one.from_ns / NS_PER_S, 3), round(one.to_ns / NS_PER_S, 3)
        count, face = _face(kept, one, from_s, to_s)
        identity = one.identity
        yield (
            _EMPTY
            | {"utterance": one.number, "from_s": from_s, "to_s": to_s, "seconds": round(to_s - from_s, 3)}
            | {"name": identity.name, "unknown": identity.unknown, "track": identity.track_id}
            | {"score": None if identity.score is None else round(float(identity.score), 4)}
            | headline_cells(one.shown)
            | {name: round(float(share), 5) for name, share in (one.emotion or {}).items()}
            | {"face_readings": count}
            | {f"face_{name}": round(float(share), 5) for name, share in zip(EMOTIONS, face, strict=False)}
            | ({} if voice is None else voice(from_s, to_s))
        )


def _face(
    readings: Iterable[TimedReading], one: Utterance, from_s: float, to_s: float
) -> tuple[int, NDArray[np.float64]]:
    """Return how many readings of the speaker's face lie in an utterance, and their mean; (0, empty) if none."""
    track = one.identity.track_id
    shares = [
        [person.emotion[name] for name in EMOTIONS]
        for reading in readings
        if track is not None and reading.frame_s is not None and from_s <= reading.frame_s <= to_s
        for person in reading.people
        if person.track_id == track
    ]
    return len(shares), np.mean(shares, axis=0) if shares else np.empty(0)
