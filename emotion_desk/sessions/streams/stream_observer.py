"""Stands between a desk and a stream: of all that passes, only readings are sent."""

from __future__ import annotations

from emotion_desk.messages import DeskReading, FramePacket, SoundBlock
from emotion_desk.sessions.streams.open_stream import ReadingStream


class StreamObserver:
    """An :class:`~emotion_desk.pipeline.observers.Observer` that passes readings on."""

    def __init__(self, stream: ReadingStream) -> None:
        self._stream = stream

    def picture(self, packet: FramePacket) -> None:
        """Pictures stay on the desk."""

    def sound(self, block: SoundBlock) -> None:
        """Sound stays on the desk."""

    def reading(self, reading: DeskReading) -> None:
        """Send a reading."""
        self._stream.send(reading)
