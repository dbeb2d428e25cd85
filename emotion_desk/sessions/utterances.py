"""The utterances of a session, also of one that was cut off or written by version 1 of the format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.clock import NS_PER_S
from emotion_desk.inference.smoothing import from_log, to_log
from emotion_desk.messages import VOICE, Headline, Identity, SpeakerReading, Utterance
from emotion_desk.sessions.format import TimedReading

#: In version 1, readings of sound further apart than this belong to two utterances.
_GAP_S: Final = 0.5


def utterances_of(readings: Iterable[TimedReading]) -> list[Utterance]:
    """Return the utterances by begin; their spans count in nanoseconds from the session's zero.

    The last one of a recording that ended in mid-speech has no line of its own; it is built from the readings.  Version
    1 of the format has none: there they are the spans in which the voice was marked as speaking.
    """
    collector = UtteranceCollector()
    for reading in readings:
        collector.add(reading)
    return collector.result()


class UtteranceCollector:
    """Collects utterances while readings pass by; see :func:`utterances_of`."""

    def __init__(self) -> None:
        self._ended: dict[int, Utterance] = {}
        self._running: _Running | None = None
        self._old = _OldSpans()

    def add(self, reading: TimedReading) -> None:
        """Take in the next reading."""
        for one in reading.utterances:
            self._ended[one.number] = one
        voice = reading.voice
        if voice is None:
            return
        if voice.utterance is not None:
            if self._running is None or self._running.number != voice.utterance:
                self._running = _Running(voice.utterance)
            self._running.add(voice, reading.sound_s)
        elif self._running is None and not self._ended:
            self._old.add(voice, reading.sound_s)

    def result(self) -> list[Utterance]:
        """Return the utterances of all readings so far, by begin."""
        if self._running is None and not self._ended:
            return self._old.result()
        found = dict(self._ended)
        if self._running is not None:
            found.setdefault(self._running.number, self._running.result())
        return sorted(found.values(), key=lambda one: (one.from_ns, one.number))


@dataclass(slots=True)
class _Running:
    """An utterance that has no line of its own."""

    number: int
    from_ns: int | None = None
    to_ns: int = 0
    last: SpeakerReading | None = None

    def add(self, voice: SpeakerReading, sound_s: float | None) -> None:
        begin_ns = voice.from_ns if voice.from_ns is not None else _ns(sound_s)
        self.from_ns = begin_ns if self.from_ns is None else min(self.from_ns, begin_ns)
        self.to_ns = max(self.to_ns, voice.to_ns if voice.to_ns is not None else _ns(sound_s))
        if voice.emotion is not None:
            self.last = voice

    def result(self) -> Utterance:
        from_ns = self.from_ns or 0
        if self.last is None:
            return Utterance(self.number, from_ns, max(from_ns, self.to_ns))
        voice = self.last
        return Utterance(self.number, from_ns, max(from_ns, self.to_ns), voice.emotion, voice.shown, voice.identity)


@dataclass(slots=True)
class _OldSpans:
    """Utterances of readings that do not number them."""

    begun_s: float | None = None
    last_s: float = 0.0
    logs: list[NDArray[np.float64]] = field(default_factory=list)
    identity: Identity = field(default_factory=Identity)
    found: list[Utterance] = field(default_factory=list)

    def add(self, voice: SpeakerReading, sound_s: float | None) -> None:
        if sound_s is None or sound_s <= self.last_s:
            return
        if self.begun_s is not None and (not voice.speaking or sound_s - self.last_s > _GAP_S):
            self._close(min(sound_s, self.last_s + _GAP_S))
        if voice.speaking:
            self.begun_s = sound_s if self.begun_s is None else self.begun_s
            if voice.emotion is not None:
                self.logs.append(to_log(voice.emotion))
            self.identity = voice.identity
        self.last_s = sound_s

    def result(self) -> list[Utterance]:
        if self.begun_s is not None and self.last_s > self.begun_s:
            self._close(self.last_s)
        return self.found

    def _close(self, end_s: float) -> None:
        emotion = from_log(np.mean(self.logs, axis=0)) if self.logs else None
        headline = Headline.strongest(emotion, VOICE) if emotion is not None else None
        number = len(self.found) + 1
        self.found.append(Utterance(number, _ns(self.begun_s), _ns(end_s), emotion, headline, self.identity))
        self.begun_s, self.logs, self.identity = None, [], Identity()


def _ns(seconds: float | None) -> int:
    return round((seconds or 0.0) * NS_PER_S)
