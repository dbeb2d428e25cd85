"""Saves what the picture shows as PNG, in a thread of its own: packing a big picture takes longer than a frame."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QImage

from emotion_desk.errors import DeskError

#: Qt's quality for PNG is its compression turned round: high is quick and larger.
_QUICK = 80


def default_folder() -> Path:
    """Return the folder for snapshots: one of our own in the user's pictures."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return (Path(pictures) if pictures else Path.home()) / "Emotion Desk"


def snapshot_path(folder: Path, at: datetime) -> Path:
    """Return a name that no file has yet."""
    stem = at.strftime("emotion-desk %Y-%m-%d %H.%M.%S")
    path, count = folder / f"{stem}.png", 1
    while path.exists():
        count += 1
        path = folder / f"{stem} ({count}).png"
    return path


def save_image(image: QImage, path: Path) -> None:
    """Write a PNG.

    Raises:
        DeskError: the folder or the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeskError(f"The snapshot could not be saved to {path.parent}: {error.strerror}.") from error
    if not image.save(str(path), "PNG", _QUICK):  # type: ignore[call-overload]
        raise DeskError(f"The snapshot could not be saved to {path}.")


class SnapshotSaver(QObject):
    """Saves one picture after the other; ``told`` says in one sentence what became of it."""

    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads: list[threading.Thread] = []

    def save(self, image: QImage, path: Path) -> None:
        """Save in the background; the picture must be the caller's own copy."""

        def write() -> str:
            save_image(image, path)
            return f"The snapshot was saved as {path}."

        self.work(write)

    def work(self, write: Callable[[], str]) -> None:
        """Let something be written in the background; it returns what there is to tell, or raises it."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=self._run, args=(write,), name="snapshot", daemon=True)
        self._threads.append(thread)
        thread.start()

    def finish(self, timeout_s: float = 3.0) -> None:
        """Wait for what is still being written."""
        for thread in self._threads:
            thread.join(timeout_s)
        self._threads.clear()

    def _run(self, write: Callable[[], str]) -> None:
        try:
            self.told.emit(write())
        except DeskError as error:
            self.told.emit(str(error))
