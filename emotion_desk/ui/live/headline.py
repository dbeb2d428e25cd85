"""The headline of a person or a voice: the one emotion that card, box, bar and ribbon show."""

from __future__ import annotations

from dataclasses import dataclass

from emotion_desk.messages import Emotions, PersonReading, SpeakerReading

FACE, VOICE, TOGETHER = "face", "voice", "together"


@dataclass(frozen=True, slots=True)
class Headline:
    """The emotion to show; ``emotion`` is ``None`` and ``candidates`` has two entries where the answer is unsure."""

    emotion: str | None
    candidates: tuple[str, ...]
    probability: float
    basis: str

    @property
    def text(self) -> str:
        """Return it in words: ``happy`` or ``unsure (neutral / sad)``."""
        return self.emotion if self.emotion is not None else f"unsure ({' / '.join(self.candidates)})"


def _strongest(emotions: Emotions, basis: str) -> Headline:
    name = max(emotions, key=lambda each: emotions[each])
    return Headline(name, (name,), float(emotions[name]), basis)


def _computed(reading: PersonReading | SpeakerReading) -> Headline | None:
    """Return the headline that the pipeline computed, ``None`` for readings made without one."""
    found = getattr(reading, "headline", None)
    return None if found is None else Headline(found.emotion, found.candidates, found.probability, found.basis)


def person_headline(reading: PersonReading) -> Headline:
    """Return the headline of a person; for readings made without one, the strongest emotion."""
    return _computed(reading) or _strongest(person_emotions(reading), TOGETHER if reading.fused else FACE)


def person_emotions(reading: PersonReading) -> Emotions:
    """Return the probabilities that the headline was computed from."""
    headline = _computed(reading)
    if reading.fused is None or (headline is not None and headline.basis == FACE):
        return reading.emotion
    return reading.fused


def voice_headline(reading: SpeakerReading) -> Headline | None:
    """Return the headline of a voice, ``None`` without an answer."""
    return _computed(reading) or (_strongest(reading.emotion, VOICE) if reading.emotion else None)
