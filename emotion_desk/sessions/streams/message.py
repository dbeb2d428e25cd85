"""The interface of a live stream, and the message that every stream sends."""

from __future__ import annotations

from typing import Protocol

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import DeskReading
from emotion_desk.sessions.format import Raw, TimedReading, reading_to_raw


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
    """Return a line of ``readings.jsonl`` whose times are seconds since ``zero_ns``, the opening of the stream."""

    def since(stamp_ns: int | None) -> float | None:
        return None if stamp_ns is None else (stamp_ns - zero_ns) / NS_PER_S

    return reading_to_raw(
        TimedReading(
            time_s=(reading.published_ns - zero_ns) / NS_PER_S,
            frame_s=since(reading.frame_stamp_ns),
            sound_s=since(reading.sound_stamp_ns),
            mode=reading.mode,
            engine=reading.engine,
            inference_ms=reading.inference_ms,
            people=reading.people,
            voice=reading.voice,
            compared=reading.compared,
        )
    )
