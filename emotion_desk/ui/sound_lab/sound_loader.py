"""Reads the sound of a file or a session for the sound lab, in the background."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from emotion_desk.errors import DataError
from emotion_desk.messages import Samples
from emotion_desk.plain_file import is_folder
from emotion_desk.sound.mel import SAMPLE_RATE
from emotion_desk.ui.language import tr
from emotion_desk.ui.widgets.background import BackgroundJobs

#: Longer sound is cut here: with the shortest hop and the longest transform its pictures take 60 MB.
LONGEST_S: Final = 30.0


class SoundLoader(QObject):
    """Loads one sound after another."""

    #: Samples (float32, 16 kHz), the name of the file, and the start within it in seconds.
    loaded = Signal(object, str, float)
    #: One sentence.
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = BackgroundJobs("emotion-desk-lab-loader", self)
        self._jobs.failed.connect(self.failed)
        #: What was loaded last.
        self.path: Path | None = None

    def load(self, path: Path, start_s: float = 0.0) -> None:
        """Load a sound file, a video or a session folder from a moment on; returns at once."""
        self.path = path
        self._jobs.run(
            lambda _job: read(path, start_s),
            lambda samples: self.loaded.emit(samples, path.name, start_s),
            unexpected=tr("'{name}' could not be read.", name=path.name),
        )

    def finish(self) -> None:
        """Wait until nothing is being loaded."""
        self._jobs.finish()


def read(path: Path, start_s: float = 0.0) -> Samples:
    """Return the sound of a file or of a session from a moment on, at most :data:`LONGEST_S` of it.

    Returns:
        float32 in [-1, 1], shape (n,), 16 kHz.

    Raises:
        DeskError: it has no sound there, or it cannot be read.
    """
    if is_folder(path):
        from emotion_desk.sessions.reader import open_session

        samples = open_session(path).sound(start_s, start_s + LONGEST_S)
    else:
        from emotion_desk.sources.read_sound_file import read_sound

        samples = read_sound(path, start_s + LONGEST_S)[round(start_s * SAMPLE_RATE) :]
    if not len(samples):
        raise DataError(
            tr("'{name}' holds no sound after {start:g} s.", name=path.name, start=start_s)
            if start_s
            else tr("'{name}' holds no sound.", name=path.name)
        )
    return samples
