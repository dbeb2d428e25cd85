"""Connects a desk to a stream: of all that a desk produces, only readings are sent."""

from __future__ import annotations

from emotion_desk.messages import DeskReading, FramePacket, SoundBlock
from emotion_desk.sessions.streams.message import ReadingStream


class StreamObserver:
    """An :class:`~emotion_desk.pipeline.observers.Observer` that passes readings on."""

    def __init__(self, stream: ReadingStream) -> None:
        self._stream = stream

    def picture(self, packet: FramePacket) -> None:
        """Do nothing: pictures are never sent."""

    def sound(self, block: SoundBlock) -> None:
        """Do nothing: sound is never sent."""

    def reading(self, reading: DeskReading) -> None:
        """Send a reading."""
        self._stream.send(reading)
