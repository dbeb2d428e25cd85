"""Segments of time in which the headline of a subject stays the same, for captions and annotations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Emotions, FaceMeasures, Headline, Identity, Utterance
from emotion_desk.sessions.export.safe_text import one_line
from emotion_desk.sessions.format import TimedReading
from emotion_desk.sessions.utterances import UtteranceCollector
from emotion_desk.wording import display_name

VOICE: Final = "Voice"
#: Names of tiers that a person of the same name must not share.
RESERVED: Final = frozenset({VOICE, "Speech", "Marks"})

#: A subject without a reading for longer than this was away.
GAP_S: Final = 0.5
#: How long the last reading of a segment holds if no other follows soon.
_HOLD_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment, in seconds of the session.

    ``emotion`` is ``None`` where the headline is unsure; ``text`` is the headline in words; ``share`` is the mean
    probability of the headline's first candidate.
    """

    subject: str
    start_s: float
    end_s: float
    emotion: str | None
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Observation:
    """What one reading says of one subject at a moment: that of the frame, or the end of the sound described."""

    subject: str
    time_s: float
    headline: Headline
    emotions: Emotions
    measures: FaceMeasures | None = None


@dataclass(slots=True)
class _Open:
    start_s: float
    last_s: float
    headline: Headline
    total: float
    count: int


def segments(readings: Iterable[TimedReading]) -> list[Segment]:
    """Return the segments of all subjects by start: ``Voice``, names, or ``Unknown 1`` and so on for the unknown.

    A face's segment ends where the next one of its subject begins, or a tenth of a second after its last reading.  The
    voice has one for each utterance, from its begin to its end.
    """
    running: dict[str, _Open] = {}
    done: list[Segment] = []
    utterances = UtteranceCollector()
    for reading in readings:
        utterances.add(reading)
        for seen in face_observations(reading):
            subject, time_s, headline = seen.subject, seen.time_s, seen.headline
            now = running.get(subject)
            if now is not None and now.headline.text == headline.text and time_s - now.last_s <= GAP_S:
                now.last_s = time_s
                now.total += headline.probability
                now.count += 1
                continue
            if now is not None:
                done.append(_close(subject, now, time_s if time_s - now.last_s <= GAP_S else None))
            running[subject] = _Open(time_s, time_s, headline, headline.probability, 1)
    done += [_of_utterance(one) for one in utterances.result() if one.shown is not None]
    done += [_close(subject, now, None) for subject, now in running.items()]
    return sorted((s for s in done if s.end_s > s.start_s), key=lambda s: (s.start_s, s.subject))


def subject_of(identity: Identity, track: int) -> str:
    """Return how a face is called in files; a name that the program uses itself gets a mark."""
    name = one_line(display_name(identity, track)) or f"Face {track}"
    return f"{name} (person)" if name in RESERVED else name


def observations(reading: TimedReading) -> list[Observation]:
    """Return what a reading says of each face and of the voice."""
    found = face_observations(reading)
    voice = reading.voice
    if voice is not None and voice.shown is not None and voice.emotion is not None:
        time_s = reading.time_s if reading.sound_s is None else reading.sound_s
        found.append(Observation(VOICE, time_s, voice.shown, voice.emotion))
    return found


def face_observations(reading: TimedReading) -> list[Observation]:
    """Return what a reading says of each face."""
    time_s = reading.time_s if reading.frame_s is None else reading.frame_s
    return [
        Observation(
            subject_of(person.identity, person.track_id),
            time_s,
            person.shown,
            person.shown_emotions,
            person.measures,
        )
        for person in reading.people
    ]


def _of_utterance(one: Utterance) -> Segment:
    assert one.shown is not None
    start_s, end_s = round(one.from_ns / NS_PER_S, 3), round(one.to_ns / NS_PER_S, 3)
    return Segment(VOICE, start_s, end_s, one.shown.emotion, one.shown.text, round(one.shown.probability, 3))


def _close(subject: str, now: _Open, next_s: float | None) -> Segment:
    end_s = now.last_s + _HOLD_S if next_s is None else next_s
    headline = now.headline
    share = round(now.total / now.count, 3)
    return Segment(subject, round(now.start_s, 3), round(end_s, 3), headline.emotion, headline.text, share)
