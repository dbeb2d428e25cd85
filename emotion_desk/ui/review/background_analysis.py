"""Analyses the opened file into a session beside the recordings, in the background, and says how far it is."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from emotion_desk.errors import DeskError

_log = logging.getLogger(__name__)


class Analysing(QObject):
    """One analysis at a time, by the code of ``emotion-desk analyze``; one that was done before is taken as it is."""

    #: Seconds of the file that were analysed so far.
    advanced = Signal(float)
    #: The session's folder.
    done = Signal(object)
    #: One sentence.
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self, source: Path, sessions: Path, mode: str) -> None:
        """Analyse a file into a folder below ``sessions``; returns at once."""
        self.cancel()
        self._stop = threading.Event()
        thread = threading.Thread(
            target=self._run,
            args=(source, sessions, mode, self._stop),
            name="emotion-desk-review-analysis",
            daemon=True,
        )
        self._threads = [each for each in self._threads if each.is_alive()]
        self._threads.append(thread)
        thread.start()

    def cancel(self) -> None:
        """Stop what is under way; nothing of it is told any more, and nothing is left of it on disk."""
        self._stop.set()

    def finish(self, timeout_s: float = 3.0) -> None:
        """Stop and wait for it."""
        self.cancel()
        for thread in self._threads:
            thread.join(timeout_s)
        self._threads.clear()

    def _run(self, source: Path, sessions: Path, mode: str, stop: threading.Event) -> None:
        try:
            from emotion_desk.sessions.analyse import AnalysisOptions
            from emotion_desk.sessions.batch_jobs import DONE, SKIPPED, plan, run_job

            def advance(seconds: float) -> None:
                if not stop.is_set():
                    self.advanced.emit(seconds)

            (job,) = plan([source.absolute()], sessions.absolute(), AnalysisOptions(mode))
            outcome = run_job(job, advance, stop)
            if stop.is_set():
                return
            if outcome.state in (DONE, SKIPPED):
                self.done.emit(job.folder)
            else:
                self.failed.emit(outcome.text)
        except DeskError as error:
            self._fail(stop, str(error))
        except Exception:  # noqa: BLE001 - whatever a file does must not end the window; it is logged whole
            _log.exception("%s cannot be analysed.", source)
            self._fail(stop, f"'{source.name}' could not be analysed.")

    def _fail(self, stop: threading.Event, text: str) -> None:
        if not stop.is_set():
            self.failed.emit(text)
