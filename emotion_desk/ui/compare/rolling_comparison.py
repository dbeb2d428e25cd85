"""The last minute of a comparison: latencies of both modes and their agreement; independent of Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import Compared, DeskReading, Identity, ModeFacts, PersonReading, SpeakerReading, Spread
from emotion_desk.ui.language import mark

SECONDS: Final = 60.0
#: Most ticks kept: a minute at 60 per second.
_MOST: Final = 3600
#: The four heads and the titles of their rows.
HEADS: Final[Mapping[str, str]] = {
    "face_emotion": mark("Face emotion"),
    "face_identity": mark("Face identity"),
    "voice_emotion": mark("Voice emotion"),
    "voice_identity": mark("Voice identity"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a word, and its probability or the cosine of its match."""

    word: str
    share: float


@dataclass(frozen=True, slots=True)
class Tick:
    """One call of both modes; ``agreed`` maps each head to (equal answers, answers)."""

    at_ns: int
    own_ms: float
    other_ms: float
    faces: int
    sound: bool
    agreed: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Side:
    """Figures of one mode over the last minute; ``gmac`` is the mean work of a tick, ``None`` if not known."""

    latency_ms: Spread = field(default_factory=Spread)
    at_most: float | None = None
    gmac: float | None = None
    facts: ModeFacts | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The last minute of both modes; ``agreement`` is the share of equal answers by head, ``None`` without answers."""

    own: Side
    other: Side
    agreement: Mapping[str, float | None]
    ticks: int
    per_second: float


class RollingComparison:
    """Collects readings of the comparing mode; used by one thread."""

    def __init__(self) -> None:
        self._ticks: deque[Tick] = deque(maxlen=_MOST)
        self.newest: DeskReading | None = None

    def __iter__(self) -> Iterator[Tick]:
        return iter(self._ticks)

    def add(self, reading: DeskReading) -> None:
        """Add a reading; those of other modes are ignored."""
        compared = reading.compared
        if compared is None:
            return
        self.newest = reading
        if compared.own_ms <= 0.0:  # no network ran at this tick
            return
        agreed = {head: equal_answers(head, reading, compared) for head in HEADS}
        self._ticks.append(
            Tick(reading.published_ns, compared.own_ms, compared.other_ms, compared.faces, compared.sound, agreed)
        )
        while self._ticks[-1].at_ns - self._ticks[0].at_ns > SECONDS * NS_PER_S:
            self._ticks.popleft()

    def clear(self) -> None:
        """Remove everything."""
        self._ticks.clear()
        self.newest = None

    def answers(self) -> dict[str, tuple[Answer | None, Answer | None]]:
        """Return the newest answers of both modes by head."""
        reading = self.newest
        if reading is None or reading.compared is None:
            return dict.fromkeys(HEADS, (None, None))
        other = reading.compared
        return {
            head: (answer_of(head, reading.people, reading.voice), answer_of(head, other.people, other.voice))
            for head in HEADS
        }

    def summary(self) -> Summary:
        """Return the summary of the last minute."""
        facts = self.newest.compared.facts if self.newest is not None and self.newest.compared is not None else None
        own, other = facts or (None, None)
        asked = {head: np.sum([tick.agreed[head] for tick in self._ticks], axis=0) for head in HEADS}
        span_ns = self._ticks[-1].at_ns - self._ticks[0].at_ns if len(self._ticks) > 1 else 0
        return Summary(
            self._side([tick.own_ms for tick in self._ticks], own),
            self._side([tick.other_ms for tick in self._ticks], other),
            {head: float(pair[0] / pair[1]) if self._ticks and pair[1] else None for head, pair in asked.items()},
            len(self._ticks),
            (len(self._ticks) - 1) * NS_PER_S / span_ns if span_ns else 0.0,
        )

    def _side(self, took: list[float], facts: ModeFacts | None) -> Side:
        if not took:
            return Side(facts=facts)
        gmac = None
        if facts is not None and facts.macs_face and facts.macs_sound:
            gmac = float(
                np.mean([(tick.faces * facts.macs_face + tick.sound * facts.macs_sound) / 1e9 for tick in self._ticks])
            )
        return Side(Spread.of(took), 1000.0 / float(np.mean(took)), gmac, facts)


def answer_of(head: str, people: tuple[PersonReading, ...], voice: SpeakerReading | None) -> Answer | None:
    """Return the answer of a head for the largest face or for the voice; ``None`` without one."""
    subject: PersonReading | SpeakerReading | None = voice
    if head.startswith("face_"):
        subject = max(people, key=lambda person: person.box.width * person.box.height, default=None)
    if subject is None or (isinstance(subject, SpeakerReading) and not subject.speaking):
        return None
    return _emotion(subject) if head.endswith("emotion") else _name(subject.identity)


def equal_answers(head: str, reading: DeskReading, compared: Compared) -> tuple[int, int]:
    """Return the number of equal answers of a head at this tick, and the number of answers."""
    pairs: list[tuple[Answer | None, Answer | None]] = []
    if head.startswith("face_") and compared.faces:
        others = {person.track_id: person for person in compared.people}
        pairs = [
            (answer_of(head, (person,), None), answer_of(head, (others[person.track_id],), None))
            for person in reading.people
            if person.track_id in others
        ]
    elif head.startswith("voice_") and compared.sound:
        pairs = [(answer_of(head, (), reading.voice), answer_of(head, (), compared.voice))]
    both = [(one, two) for one, two in pairs if one is not None and two is not None]
    return sum(one.word == two.word for one, two in both), len(both)


def _emotion(subject: PersonReading | SpeakerReading) -> Answer | None:
    if not subject.emotion:
        return None
    word = max(subject.emotion, key=lambda name: subject.emotion[name] if subject.emotion else 0.0)
    return Answer(word, float(subject.emotion[word]))


def _name(identity: Identity) -> Answer | None:
    """Return the name; ``None`` without a cosine: the head is not trained, or nobody is enrolled."""
    return None if identity.score is None else Answer(identity.name or "Unknown", identity.score)
