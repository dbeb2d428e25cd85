"""Saves pictures as PNG in the background: compressing a large picture takes longer than a frame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QObject, QStandardPaths, Signal
from PySide6.QtGui import QImage

from emotion_desk.atomic_file import sweep, write_atomically
from emotion_desk.errors import DeskError
from emotion_desk.plain_file import exists, make_private_folder
from emotion_desk.ui.language import tr
from emotion_desk.ui.widgets.background import BackgroundJobs

#: Qt's quality for PNG is its compression turned round: a high value is fast and gives a larger file.
_FAST = 80


def default_folder() -> Path:
    """Return the folder for snapshots: ``Emotion Desk`` in the user's pictures."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return (Path(pictures) if pictures else Path.home()) / "Emotion Desk"


def snapshot_path(folder: Path, at: datetime) -> Path:
    """Return a file name that is not used yet."""
    stem = at.strftime("emotion-desk %Y-%m-%d %H.%M.%S")
    path, count = folder / f"{stem}.png", 1
    while exists(path):
        count += 1
        path = folder / f"{stem} ({count}).png"
    return path


def save_image(image: QImage, path: Path) -> None:
    """Write a PNG file as a whole, creating its folder; a full disk leaves no file and no part of one.

    Raises:
        DeskError: the folder or the file cannot be written.
    """
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG", _FAST):  # type: ignore[call-overload]
        raise DeskError(tr("The snapshot could not be saved to {path}: there is not enough memory.", path=path))
    try:
        make_private_folder(path.parent)
        sweep(path.parent)
        write_atomically(path, bytes(buffer.data().data()))
    except OSError as error:
        raise DeskError(
            tr("The snapshot could not be saved to {path}: {value}.", path=path, value=error.strerror or error)
        ) from error


class ImageSaver(QObject):
    """Saves pictures one after another; ``message`` carries one sentence about each."""

    message = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = BackgroundJobs("emotion-desk-images", self)
        self._jobs.failed.connect(self.message)

    def save(self, image: QImage, path: Path) -> None:
        """Save a picture; nobody may change it afterwards."""

        def write() -> str:
            save_image(image, path)
            return tr("The snapshot was saved as {path}.", path=path)

        self.run(write)

    def run(self, write: Callable[[], str]) -> None:
        """Run a function that writes files and returns the sentence for the user."""
        self._jobs.run(lambda _job: write(), self.message.emit)

    def finish(self, timeout_s: float = 3.0) -> None:
        """Wait for pictures that are still being written."""
        self._jobs.finish(timeout_s)
