"""Files and folders dropped on the window: each goes where it makes sense, whatever page is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData

from emotion_desk.sessions.format import INFO_FILE
from emotion_desk.studies.plan import STUDY_FILE
from emotion_desk.ui.pages import Pages


class Goal(Enum):
    """What to do with dropped paths."""

    REVIEW = "open in Review"
    STUDY = "open as a study"
    PLAY = "play live"
    LAB = "open in the sound lab"
    ANALYSE = "add to the queue"
    LIBRARY = "add to the library"


#: What to do with a media file, by the page; elsewhere it opens in Review.
_OF_FILES: Final = {"Live": Goal.PLAY, "Sound lab": Goal.LAB}


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders of a drag; none of other machines or programs."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.toLocalFile()]


def goal_of(paths: Sequence[Path], page: str) -> Goal | None:
    """Return what to do with paths dropped on a page, ``None`` for nothing.

    A session opens in Review and a study on its page.  A single media file plays on the live page, opens in the
    sound lab there, and in Review elsewhere.  A folder goes to the library there, and several files or folders go to
    the queue.
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
    return _OF_FILES.get(page, Goal.REVIEW)


class Drops:
    """Takes what was dropped on the window.

    Args:
        pages: the pages of the window.
        review: opens a session or a file on the review page.
        play: plays a file on the live page.
        analyse: adds paths to the queue.
    """

    def __init__(
        self,
        pages: Pages,
        review: Callable[[Path], None],
        play: Callable[[Path], None],
        analyse: Callable[[list[Path]], None],
    ) -> None:
        self._pages, self._review, self._play, self._analyse = pages, review, play, analyse

    def take(self, paths: list[Path]) -> None:
        """Open, play, analyse or list files and folders, as it fits them and the page."""
        goal = goal_of(paths, self._pages.shown)
        if goal is Goal.REVIEW:
            self._review(paths[0])
        elif goal is Goal.PLAY:
            self._play(paths[0])
        elif goal is Goal.LAB:
            getattr(self._pages.page("Sound lab"), "load", lambda _path: None)(paths[0])
        elif goal is Goal.STUDY:
            getattr(self._pages.show_page("Studies"), "open", lambda _path: None)(paths[0])
        elif goal is Goal.LIBRARY:
            getattr(self._pages.page("Library"), "add_folder", lambda _path: None)(paths[0])
        elif goal is Goal.ANALYSE:
            self._analyse(paths)
