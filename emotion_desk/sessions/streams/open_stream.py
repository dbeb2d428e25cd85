"""Live streams by name: ``lsl``, ``ws`` or ``ws:PORT``; off unless somebody asks."""

from __future__ import annotations

from typing import Final, Protocol

from emotion_desk.clock import NS_PER_S
from emotion_desk.errors import SessionError
from emotion_desk.messages import DeskReading
from emotion_desk.sessions.format import Raw, TimedReading, reading_to_raw

DEFAULT_PORT: Final = 8765


class ReadingStream(Protocol):
    """Sends readings on; :meth:`send` never waits."""

    @property
    def place(self) -> str:
        """Return one sentence on where others find it."""
        ...

    def send(self, reading: DeskReading) -> None:
        """Send one; may be called from any one thread."""
        ...

    def close(self) -> None:
        """End it; may be called twice."""
        ...


def message(reading: DeskReading, zero_ns: int) -> Raw:
    """Return what is sent: a line of ``readings.jsonl`` whose times count from ``zero_ns`` (the stream's opening)."""

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


def require_stream_name(name: str) -> tuple[str, int]:
    """Return kind and port of a stream's name.

    Raises:
        SessionError: there is no such stream.
    """
    kind, _, port = name.partition(":")
    if kind == "lsl" and not port:
        return kind, 0
    if kind == "ws" and (not port or (port.isdecimal() and 0 <= int(port) < 65536)):
        return kind, int(port) if port else DEFAULT_PORT
    raise SessionError(f"There is no stream '{name}'; choose lsl, ws or ws:PORT.")


def open_stream(name: str) -> ReadingStream:
    """Open a stream.

    Args:
        name: ``lsl``, ``ws`` (port 8765) or ``ws:PORT`` (0: any free one).

    Raises:
        SessionError: the name is unknown, the extra is missing, or the port is taken.
    """
    kind, port = require_stream_name(name)
    if kind == "lsl":
        from emotion_desk.sessions.streams.lsl import LslStream

        return LslStream()
    from emotion_desk.sessions.streams.websocket import WebSocketStream

    return WebSocketStream(port)
