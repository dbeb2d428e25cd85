"""Each person's own neutral: spans of a session in which a face is known to be neutral, and answers corrected by them.

``baseline.json`` beside the readings holds what was measured of each span.  The readings on disk stay as the networks
gave them; :class:`~emotion_desk.sessions.reader.Session` corrects them while they are read
(:mod:`emotion_desk.inference.baseline`), so that window, tables, captions and report agree, and one switch undoes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import msgspec

from emotion_desk.atomic_file import write_atomically
from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SessionError
from emotion_desk.inference.baseline import baseline_of, correct
from emotion_desk.inference.fusion import fuse
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import FACE, TOGETHER, Emotions, PersonReading
from emotion_desk.pipeline.headline import HeadlineFilter, PoorPictures
from emotion_desk.plain_file import read_bounded
from emotion_desk.sessions.format import DAMAGED, TimedReading, number_of
from emotion_desk.translatable import translatable
from emotion_desk.wording import display_name

BASELINE_FILE: Final = "baseline.json"
_FORMAT: Final = "emotion-desk baseline"
_LARGEST_BYTES: Final = 1_000_000
#: A shorter span says too little; 5 to 10 s are recommended.
SHORTEST_S: Final = 1.0
#: Answers that a baseline needs.
_LEAST_ANSWERS: Final = 3


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the face of one person is answered when it is neutral.

    Attributes:
        subject: name of the person, as shown.
        tracks: the tracked faces that are this person.
        from_s, to_s: the neutral span in seconds of the session; ``None`` where it was measured before it.
        answers: how many answers it has.
        emotion: their normalised geometric mean.
    """

    subject: str
    tracks: tuple[int, ...]
    from_s: float | None
    to_s: float | None
    answers: int
    emotion: Emotions


@dataclass(frozen=True)
class Baselines:
    """The baselines of a session, one a person, and whether answers are corrected by them."""

    each: tuple[Baseline, ...] = ()
    is_on: bool = True

    def of(self, track: int) -> Baseline | None:
        """Return the baseline of a tracked face."""
        return self._by_track.get(track)

    @cached_property
    def _by_track(self) -> dict[int, Baseline]:
        return {track: one for one in reversed(self.each) for track in one.tracks}

    def with_those(self, new: Iterable[Baseline]) -> Baselines:
        """Return these with others added, switched on; a person's new baseline replaces the one before."""
        added = tuple(new)
        taken = {track for one in added for track in one.tracks}
        kept = [one for one in self.each if not taken.intersection(one.tracks)]
        return Baselines((*kept, *added), True)


def measure(
    readings: Iterable[TimedReading], span: tuple[float, float], subject: str | None = None
) -> tuple[Baseline, ...]:
    """Return the baseline of each person with enough good answers in a span, or of one person.

    Args:
        readings: with one identity a track, not corrected.
        span: begin and end in seconds of the session.
        subject: name of the person, or for somebody without a name what is shown instead, as ``Face 1``.

    Raises:
        SessionError: the span is shorter than a second, or holds no such answers.
    """
    start_s, end_s = span
    if end_s - start_s < SHORTEST_S - 1e-6:
        raise SessionError(translatable("A neutral span needs a second or more; five to ten are best."))
    tracks: dict[str, set[int]] = {}
    answers: dict[str, dict[tuple[int, float], Emotions]] = {}
    for reading in readings:
        time_s = reading.time_s if reading.frame_s is None else reading.frame_s
        for person in reading.people:
            name = display_name(person.identity, person.track_id)
            tracks.setdefault(name, set()).add(person.track_id)
            is_poor = person.measures is not None and bool(person.measures.problem)
            if start_s <= time_s <= end_s and not is_poor:
                answers.setdefault(name, {})[person.track_id, time_s] = person.emotion
    wanted = [name for name in answers if subject is None or name.casefold() == subject.casefold()]
    enough = [name for name in wanted if len(answers[name]) >= _LEAST_ANSWERS]
    if not enough:
        whose = translatable("a face") if subject is None else translatable("the face of '{name}'", name=subject)
        raise SessionError(
            translatable(
                "There are too few answers to {whose} between {start_s:g} and {end_s:g} s.",
                whose=whose,
                start_s=start_s,
                end_s=end_s,
            )
        )
    return tuple(
        Baseline(
            name,
            tuple(sorted(tracks[name])),
            start_s,
            end_s,
            len(answers[name]),
            baseline_of(answers[name].values()) or {},
        )
        for name in enough
    )


def corrected(readings: Iterable[TimedReading], baselines: Baselines) -> Iterator[TimedReading]:
    """Yield readings with corrected answers, fused answers and headlines; the faces' raw answers stay beside them.

    With baselines that are switched off, corrections that were recorded live are taken back.
    """
    headlines, poor = HeadlineFilter(), PoorPictures()
    for reading in readings:
        people = tuple(_corrected(person, reading, baselines, headlines, poor) for person in reading.people)
        yield replace(reading, people=people)


def _corrected(
    person: PersonReading, reading: TimedReading, baselines: Baselines, headlines: HeadlineFilter, poor: PoorPictures
) -> PersonReading:
    stamp_ns = round(max(reading.frame_s or 0.0, reading.sound_s or 0.0) * NS_PER_S)
    is_poor = poor.is_poor(person.track_id, person.measures, stamp_ns)
    own = baselines.of(person.track_id) if baselines.is_on else None
    if own is None and (baselines.is_on or person.corrected is None):
        return person
    answer = None if own is None else correct(person.emotion, own.emotion)
    shown = answer or person.emotion
    said = reading.voice.emotion if reading.voice is not None else None
    fused = fuse(shown, said) if person.fused is not None and said is not None else None
    update = headlines.update_poor if is_poor else headlines.update
    headline = update(person.track_id, fused or shown, FACE if fused is None else TOGETHER, stamp_ns)
    return replace(person, corrected=answer, fused=fused, headline=headline)


def read_baselines(folder: Path) -> Baselines | None:
    """Return the baselines of a session, ``None`` where there are none or their file is damaged."""
    try:
        raw = msgspec.json.decode(read_bounded(folder / BASELINE_FILE, _LARGEST_BYTES))
        if raw["format"] != _FORMAT or not isinstance(raw["on"], bool):
            return None
        return Baselines(tuple(_baseline(one) for one in raw["baselines"]), raw["on"])
    except (OSError, msgspec.MsgspecError, *DAMAGED):
        return None


def write_baselines(folder: Path, baselines: Baselines) -> None:
    """Keep baselines with a session.

    Raises:
        SessionError: the file cannot be written.
    """
    raw = {
        "format": _FORMAT,
        "version": 1,
        "on": baselines.is_on,
        "baselines": [
            {
                "subject": one.subject,
                "tracks": list(one.tracks),
                "from_s": None if one.from_s is None else round(one.from_s, 3),
                "to_s": None if one.to_s is None else round(one.to_s, 3),
                "answers": one.answers,
                "emotion": {name: round(float(one.emotion[name]), 6) for name in EMOTIONS},
            }
            for one in baselines.each
        ],
    }
    path = folder / BASELINE_FILE
    try:
        write_atomically(path, json.dumps(raw, indent=2, ensure_ascii=False) + "\n")
    except OSError as error:
        raise SessionError(
            translatable("'{path}' cannot be written: {reason}.", path=path, reason=error.strerror or error)
        ) from error


def _baseline(raw: Any) -> Baseline:
    subject = raw["subject"]
    emotion = {name: number_of(raw["emotion"][name]) for name in EMOTIONS}
    if not isinstance(subject, str) or not all(0.0 <= share <= 1.0 for share in emotion.values()):
        raise ValueError("no baseline")
    return Baseline(
        subject,
        tuple(int(number_of(track)) for track in raw["tracks"]),
        None if raw["from_s"] is None else number_of(raw["from_s"]),
        None if raw["to_s"] is None else number_of(raw["to_s"]),
        int(number_of(raw["answers"])),
        emotion,
    )
