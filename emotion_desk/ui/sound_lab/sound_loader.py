"""Reads a file or a session for the lab in a thread of its own."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from emotion_desk.errors import DataError, DeskError
from emotion_desk.messages import Samples
from emotion_desk.sound.mel import SAMPLE_RATE

logger = logging.getLogger(__name__)

#: Longer sound is cut here: at the finest hop and the longest transform its pictures take 60 MB.
LONGEST_S: Final = 30.0


class Loader(QObject):
    """Loads one thing after another."""

    #: Samples (float32, 16 kHz), what they are called, and where in the file or session they begin in s.
    loaded = Signal(object, str, float)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        #: What was loaded last.
        self.path: Path | None = None

    def load(self, path: Path, start_s: float = 0.0) -> None:
        """Load a sound file, a video or a session's folder, from a moment on."""
        self.path = path
        self._pool.start(_Task(self, path, start_s))

    def finish(self) -> None:
        """Wait until nothing is loaded any more."""
        self._pool.waitForDone(10_000)


class _Task(QRunnable):
    def __init__(self, loader: Loader, path: Path, start_s: float) -> None:
        super().__init__()
        self._loader, self._path, self._start_s = loader, path, start_s

    def run(self) -> None:
        try:
            samples = read(self._path, self._start_s)
        except DeskError as error:
            self._loader.failed.emit(str(error))
        except Exception:
            logger.exception("a sound could not be read")
            self._loader.failed.emit(f"'{self._path.name}' could not be read.")
        else:
            self._loader.loaded.emit(samples, self._path.name, self._start_s)


def read(path: Path, start_s: float = 0.0) -> Samples:
    """Return the sound of a file or of a session from a moment on, at most :data:`LONGEST_S` of it.

    Raises:
        DeskError: there is none.
    """
    if path.is_dir():
        from emotion_desk.sessions.reader import open_session

        samples = open_session(path).sound(start_s, start_s + LONGEST_S)
    else:
        from emotion_desk.sources.read_sound_file import read_sound

        samples = read_sound(path, start_s + LONGEST_S)[round(start_s * SAMPLE_RATE) :]
    if not len(samples):
        raise DataError(f"'{path.name}' holds no sound" + (f" after {start_s:g} s." if start_s else "."))
    return samples
