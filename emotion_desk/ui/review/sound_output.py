"""Plays the sound of a file from a position on; without a sound output it reports that and stays silent."""

from __future__ import annotations

import logging
import threading

import numpy as np
from PySide6.QtCore import QObject, Signal

from emotion_desk.errors import DeskError, SourceOpenError
from emotion_desk.sound.time_stretch import stretched
from emotion_desk.sources.file_sound import SAMPLE_RATE, decode_sound
from emotion_desk.sources.media_file import open_container, seek, sound_stream
from emotion_desk.sources.sound_output import open_output
from emotion_desk.ui.language import tr
from emotion_desk.ui.review.frame_index import FrameIndex
from emotion_desk.ui.widgets.sound_thread import SoundThread

_log = logging.getLogger(__name__)


class SoundOutput(QObject):
    """Plays one file at a time; each :meth:`play` ends the one before."""

    #: The number of the play, and the stamp of its first audible sample (nanoseconds of the desk's clock).
    began = Signal(int, object)
    #: The number of a play that stays silent, and the reason in one sentence.
    silent = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._thread = SoundThread("emotion-desk-review-sound")

    def play(self, index: FrameIndex, time_s: float, speed: float = 1.0) -> int:
        """Play and return the number of this play; ``began`` or ``silent`` follows.

        Args:
            index: the file.
            time_s: session time to play from.
            speed: pace, 0.5 to 2; the pitch stays.
        """
        self._number += 1
        number = self._number
        self._thread.start(lambda stop: self._run(index, time_s, speed, number, stop))
        return number

    def stop(self) -> None:
        """Stop; does not wait."""
        self._thread.stop()

    def finish(self, timeout_s: float = 2.0) -> None:
        """Stop and join the threads."""
        self._thread.finish(timeout_s)

    def _run(self, index: FrameIndex, time_s: float, speed: float, number: int, stop: threading.Event) -> None:
        try:
            self._play(index, time_s, speed, number, stop)
        except DeskError as error:
            self.silent.emit(number, str(error))
        except Exception:  # noqa: BLE001 - sound systems fail in many ways; it is logged whole
            _log.exception("Sound cannot be played.")
            self.silent.emit(number, tr("There is no sound output that works; playing is silent."))

    def _play(self, index: FrameIndex, time_s: float, speed: float, number: int, stop: threading.Event) -> None:
        with open_output(SAMPLE_RATE) as output, open_container(index.path) as container:
            stream = sound_stream(container)
            if stream is None:
                raise SourceOpenError(tr("The file has no sound; playing is silent."))
            # decode_sound counts from the beginning of the file.
            position_s = time_s + index.origin_s - index.zero_s
            if position_s > 0:
                seek(container, position_s)
            self.began.emit(number, output.audible_ns())
            output.write(np.zeros(max(0, round(-position_s / speed * SAMPLE_RATE)), np.float32), stop)
            decoded = decode_sound(container, stream, index.path.name, max(position_s, 0.0))
            for samples in stretched(decoded, speed):
                if not output.write(samples, stop):
                    return
