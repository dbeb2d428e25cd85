"""Segments of time in which the strongest emotion of a subject stays the same, for captions and annotations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from emotion_desk.messages import Emotions, Identity
from emotion_desk.sessions.export.safe_text import one_line
from emotion_desk.sessions.format import TimedReading

VOICE: Final = "Voice"
#: Names of tiers that a person of the same name must not share.
RESERVED: Final = frozenset({VOICE, "Speech", "Marks"})

#: A subject without a reading for longer than this was away.
GAP_S: Final = 0.5
#: How long the last reading of a segment holds if no other follows soon.
_HOLD_S: Final = 0.1


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment, in seconds of the session; ``share`` is the mean probability of its emotion."""

    subject: str
    start_s: float
    end_s: float
    emotion: str
    share: float


@dataclass(slots=True)
class _Open:
    start_s: float
    last_s: float
    emotion: str
    total: float
    count: int


def segments(readings: Iterable[TimedReading]) -> list[Segment]:
    """Return the segments of all subjects by start: ``Voice``, names, or ``Face 1`` and so on for the unknown.

    A segment ends where the next one of its subject begins, or a tenth of a second after its last reading.
    """
    running: dict[str, _Open] = {}
    done: list[Segment] = []
    for reading in readings:
        for subject, time_s, emotions in observations(reading):
            emotion = max(emotions, key=lambda name: emotions[name])
            now = running.get(subject)
            if now is not None and now.emotion == emotion and time_s - now.last_s <= GAP_S:
                now.last_s = time_s
                now.total += emotions[emotion]
                now.count += 1
                continue
            if now is not None:
                done.append(_close(subject, now, time_s if time_s - now.last_s <= GAP_S else None))
            running[subject] = _Open(time_s, time_s, emotion, emotions[emotion], 1)
    done += [_close(subject, now, None) for subject, now in running.items()]
    return sorted((s for s in done if s.end_s > s.start_s), key=lambda s: (s.start_s, s.subject))


def subject_of(identity: Identity, track: int) -> str:
    """Return the name of a face, or its number; a name that the program uses itself gets a mark."""
    name = one_line(identity.name or "")
    if not name:
        return f"Face {track}"
    return f"{name} (person)" if name in RESERVED else name


def observations(reading: TimedReading) -> list[tuple[str, float, Emotions]]:
    """Return subject, time and emotions of each subject; the time is that of the frame or sound described."""
    found: list[tuple[str, float, Emotions]] = []
    for person in reading.people:
        time_s = reading.time_s if reading.frame_s is None else reading.frame_s
        found.append((subject_of(person.identity, person.track_id), time_s, person.fused or person.emotion))
    if reading.voice is not None and reading.voice.speaking and reading.voice.emotion is not None:
        found.append((VOICE, reading.time_s if reading.sound_s is None else reading.sound_s, reading.voice.emotion))
    return found


def _close(subject: str, now: _Open, next_s: float | None) -> Segment:
    end_s = now.last_s + _HOLD_S if next_s is None else next_s
    return Segment(subject, round(now.start_s, 3), round(end_s, 3), now.emotion, round(now.total / now.count, 3))
