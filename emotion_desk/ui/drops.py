"""Files and folders dropped on the window: each goes where it makes sense, whatever page is shown."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QMimeData

from emotion_desk.sessions.format import INFO_FILE
from emotion_desk.studies.plan import STUDY_FILE


class Goal(Enum):
    """What to do with dropped paths."""

    REVIEW = "open in Review"
    STUDY = "open as a study"
    PLAY = "play live"
    ANALYSE = "add to the queue"
    LIBRARY = "add to the library"


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders of a drag; none of other machines or programs."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]


def goal_of(paths: Sequence[Path], page: str) -> Goal | None:
    """Return what to do with paths dropped on a page, ``None`` for nothing.

    A session opens in Review and a study on its page.  A single media file plays on the live page and opens in Review
    elsewhere.  A folder goes to the library there, and several files or folders go to the queue.
    """
    if not paths:
        return None
    if len(paths) > 1:
        return Goal.ANALYSE
    path = paths[0]
    if path.name == INFO_FILE or (path / INFO_FILE).is_file():
        return Goal.REVIEW
    if path.name == STUDY_FILE or (path / STUDY_FILE).is_file():
        return Goal.STUDY
    if path.is_dir():
        return Goal.LIBRARY if page == "Library" else Goal.ANALYSE
    return Goal.PLAY if page == "Live" else Goal.REVIEW
