"""Plays samples through Qt's audio sink, without blocking."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

from emotion_desk.errors import SourceOpenError
from emotion_desk.messages import Samples


class Loudspeaker(QObject):
    """Plays one piece of sound at a time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._buffer: QBuffer | None = None

    def play(self, samples: Samples, rate: int) -> None:
        """Play mono samples, float32 in [-1, 1]; replaces what is playing.

        Raises:
            SourceOpenError: there is no loudspeaker.
        """
        self.stop()
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            raise SourceOpenError("There is no loudspeaker to play on.")
        wanted = QAudioFormat()
        wanted.setSampleRate(rate)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, wanted, self)
        self._sink.start(self._buffer)

    def stop(self) -> None:
        """Stop playing."""
        if self._sink is not None:
            self._sink.stop()
            self._sink.deleteLater()
            self._sink = None
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
            self._buffer = None
