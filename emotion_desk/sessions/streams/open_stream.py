"""Opens a live stream by name: ``lsl``, ``ws``, ``ws:PORT`` or ``csv:FILE``; none is open unless it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from emotion_desk.errors import SessionError
from emotion_desk.sessions.streams.message import ReadingStream
from emotion_desk.translatable import translatable

DEFAULT_PORT: Final = 8765
_PORT_DIGITS: Final = 5
_CSV: Final = "csv:"


def require_stream_name(name: str) -> tuple[str, int]:
    """Return kind and port of a stream's name.

    Raises:
        SessionError: there is no such stream.
    """
    kind, _, port = name.partition(":")
    if kind == "lsl" and not port:
        return kind, 0
    is_port = port.isascii() and port.isdecimal() and len(port) <= _PORT_DIGITS and int(port) < 65536
    if kind == "ws" and (not port or is_port):
        return kind, int(port) if port else DEFAULT_PORT
    raise SessionError(translatable("There is no stream '{name}'; choose lsl, ws, ws:PORT or csv:FILE.", name=name))


def open_stream(name: str) -> ReadingStream:
    """Open a stream.

    Args:
        name: ``lsl``, ``ws`` (port 8765), ``ws:PORT`` (0: any free one) or ``csv:FILE`` (a new file).

    Raises:
        SessionError: the name is unknown, the extra is missing, the port is taken, or the file exists already.
    """
    if name.startswith(_CSV) and name != _CSV:
        from emotion_desk.sessions.streams.csv_file import CsvStream

        return CsvStream(Path(name.removeprefix(_CSV)))
    kind, port = require_stream_name(name)
    if kind == "lsl":
        from emotion_desk.sessions.streams.lsl import LslStream

        return LslStream()
    from emotion_desk.sessions.streams.websocket import WebSocketStream

    return WebSocketStream(port)
