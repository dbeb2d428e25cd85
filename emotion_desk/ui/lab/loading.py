"""Reads a file or a session for the lab in a thread of its own."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from emotion_desk.errors import DataError, DeskError
from emotion_desk.messages import Samples

logger = logging.getLogger(__name__)

#: Longer sound is cut here: at the finest hop and the longest transform its pictures take 60 MB.
LONGEST_S: Final = 30.0


class Loader(QObject):
    """Loads one thing after another."""

    #: Samples (float32, 16 kHz) and what they are called.
    loaded = Signal(object, str)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def load(self, path: Path) -> None:
        """Load a sound file, a video or a session's folder."""
        self._pool.start(_Task(self, path))

    def finish(self) -> None:
        """Wait until nothing is loaded any more."""
        self._pool.waitForDone(10_000)


class _Task(QRunnable):
    def __init__(self, loader: Loader, path: Path) -> None:
        super().__init__()
        self._loader, self._path = loader, path

    def run(self) -> None:
        try:
            samples = read(self._path)
        except DeskError as error:
            self._loader.failed.emit(str(error))
        except Exception:
            logger.exception("a sound could not be read")
            self._loader.failed.emit(f"'{self._path.name}' could not be read.")
        else:
            self._loader.loaded.emit(samples, self._path.name)


def read(path: Path) -> Samples:
    """Return the sound of a file or of a session, at most :data:`LONGEST_S` of it.

    Raises:
        DeskError: there is none.
    """
    if path.is_dir():
        from emotion_desk.sessions.reader import open_session

        samples = open_session(path).sound(0.0, LONGEST_S)
    else:
        from emotion_desk.sources.whole import read_sound

        samples = read_sound(path, LONGEST_S)
    if not len(samples):
        raise DataError(f"'{path.name}' holds no sound.")
    return samples
