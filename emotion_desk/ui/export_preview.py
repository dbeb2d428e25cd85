"""Fetches the preview of an export, which a worker process makes and draws, in a background thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from emotion_desk.sessions.export.export_process import preview_in
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.export.preview import Preview
from emotion_desk.sessions.worker_process import WorkerProcess


@dataclass(frozen=True)
class ReadPreview:
    """A preview and its picture, which is null for a preview of text."""

    shown: Preview
    picture: QImage


def read_preview(
    process: WorkerProcess, folder: Path, kind: str, options: ExportOptions, cancelled: Callable[[], bool]
) -> ReadPreview:
    """Return how an export of a session would begin; may run in any thread.

    Args:
        process: makes it.
        folder: of the session.
        kind: the format.
        options: of the export.
        cancelled: whether the process shall be ended.

    Raises:
        DeskError: the session cannot be read, or not be exported like that.
    """
    shown = preview_in(process, folder, kind, options, cancelled)
    return ReadPreview(shown, QImage.fromData(shown.picture) if shown.picture else QImage())
