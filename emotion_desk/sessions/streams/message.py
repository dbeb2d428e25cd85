"""The interface of a live stream, and the message that every stream sends."""

from __future__ import annotations

from typing import Protocol

from emotion_desk.measures.affect import intensity, valence
from emotion_desk.measures.names import action_units
from emotion_desk.messages import DeskReading
from emotion_desk.sessions.format import Raw, reading_to_raw
from emotion_desk.sessions.timeline import Scaling, Timeline


class ReadingStream(Protocol):
    """Sends readings to other programs; :meth:`send` never blocks."""

    @property
    def address(self) -> str:
        """Return one sentence on where others receive it, and who can."""
        ...

    @property
    def summary(self) -> str | None:
        """Return one sentence on what was lost, ``None`` if nothing was."""
        ...

    def send(self, reading: DeskReading) -> None:
        """Send one reading; called from one thread."""
        ...

    def close(self) -> None:
        """End the stream within a second; may be called twice."""
        ...


def message(reading: DeskReading, zero_ns: int) -> Raw:
    """Return a line of ``readings.jsonl`` whose times are seconds since ``zero_ns``, the opening of the stream.

    Measured faces have ``valence`` and ``intensity`` as well, which readers of a file compute themselves.
    """
    raw = reading_to_raw(Timeline(zero_ns).convert(reading, Scaling()))
    for person, own in zip(reading.people, raw["people"], strict=True):
        if person.measures is not None:
            strength = intensity(person.shown.emotion, action_units(person.measures.blendshapes))
            own["measures"]["valence"] = round(valence(person.shown_emotions), 5)
            own["measures"]["intensity"] = None if strength is None else round(strength, 5)
    return raw
