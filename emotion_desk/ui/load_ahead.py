"""Imports what the window needs later in a thread of its own, so that the first use of a page blocks nothing.

A page that is shown for the first time imports its modules on the window's thread, which takes a fifth of a second.  In
a thread they are imported piece by piece between the frames.  What fails here fails again where it is used, and is told
there.
"""

from __future__ import annotations

import gc
import importlib
import logging
import threading
from typing import Final

from PySide6.QtCore import QTimer

from emotion_desk.pipeline.thread_priority import lower_priority
from emotion_desk.ui.pages import Pages

_log = logging.getLogger(__name__)

#: Interval of looking whether everything is imported.
_LOOK_MS: Final = 500
THREAD_NAME: Final = "emotion-desk-load-ahead"
_LATER: Final = (
    "emotion_desk.ui.record_panel",
    "emotion_desk.sessions.recorder",
    "emotion_desk.sessions.session_edits",
    "emotion_desk.ui.library.page",
    "emotion_desk.ui.review.page",
    "emotion_desk.ui.export_dialog",
    "emotion_desk.ui.study.page",
    "emotion_desk.ui.sound_lab.page",
    "emotion_desk.ui.analysis_dialog",
    "emotion_desk.ui.settings_dialog",
    "emotion_desk.ui.help_tour",
    "emotion_desk.ui.people.enrol_dialog",
    "emotion_desk.ui.people.manage_dialog",
    "emotion_desk.ui.people.neutral_dialog",
    "emotion_desk.ui.people.privacy_dialog",
    "emotion_desk.ui.sound_lab.why_dialog",
    "emotion_desk.ui.compare.panel",
    "emotion_desk.sessions.library_pictures",
    "emotion_desk.sessions.export.table_files",
    "emotion_desk.sessions.export.report",
    "emotion_desk.sessions.analyse",
    "emotion_desk.sessions.batch_jobs",
    "emotion_desk.sessions.streams.open_stream",
    "emotion_desk.sessions.streams.stream_observer",
    "emotion_desk.studies.demo",
    "emotion_desk.studies.table",
    "emotion_desk.studies.report",
)


def load_ahead() -> threading.Thread:
    """Begin to import, and return the thread; it ends by itself."""
    gc.freeze()  # what has been imported so far, see below
    thread = threading.Thread(target=_load, name=THREAD_NAME, daemon=True)
    thread.start()
    return thread


def build_ahead(loading: threading.Thread, pages: Pages) -> None:
    """Build the page that takes longest, a piece at a time, as soon as the thread has imported everything."""
    timer = QTimer(pages)
    timer.setInterval(_LOOK_MS)

    def look() -> None:
        if not loading.is_alive():
            timer.stop()
            timer.deleteLater()
            pages.build_ahead("Review")

    timer.timeout.connect(look)
    timer.start()


def _load() -> None:
    lower_priority()
    for name in _LATER:
        try:
            importlib.import_module(name)
        except (ImportError, OSError) as error:
            _log.info("%s cannot be loaded: %s", name, error)
    # Modules live as long as the program.  Left out of the search for memory to free, they do not make it block the
    # window's thread: a hundred thousand objects took 50 ms.
    gc.freeze()
