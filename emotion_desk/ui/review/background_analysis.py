"""Analyses the opened file into a session folder, in the background, and reports the progress."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from emotion_desk.errors import DeskError
from emotion_desk.ui.language import tr
from emotion_desk.ui.widgets.background import BackgroundJobs, Job


class BackgroundAnalysis(QObject):
    """Runs one analysis at a time with the code of ``emotion-desk analyze``; a finished one is used again."""

    #: Seconds of the file that are analysed so far.
    advanced = Signal(float)
    #: The session's folder.
    done = Signal(object)
    #: One sentence.
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A cancelled analysis may still be finishing a frame when the next one starts.
        self._jobs = BackgroundJobs("emotion-desk-review-analysis", self, threads=4)
        self._jobs.failed.connect(self.failed)
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Return whether an analysis is under way."""
        return self._job is not None and not self._job.cancelled

    def start(self, source: Path, sessions: Path, mode: str, part: tuple[float, float] | None = None) -> None:
        """Analyse a file, or the part between two moments in seconds, into a folder below ``sessions``.

        Returns at once.
        """
        self.cancel()
        self._job = self._jobs.run(
            lambda job: self._analyse(job, source, sessions, mode, part),
            self._finish,
            self._fail,
            unexpected=tr("'{name}' could not be analysed.", name=source.name),
        )

    def cancel(self) -> None:
        """Stop the analysis; no signal follows, and nothing of it stays on disk."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def finish(self, timeout_s: float = 3.0) -> None:
        """Stop and wait for the end."""
        self.cancel()
        self._jobs.finish(timeout_s)

    def _finish(self, folder: Path) -> None:
        self._job = None
        self.done.emit(folder)

    def _fail(self, text: str) -> None:
        self._job = None
        self.failed.emit(text)

    def _analyse(self, job: Job, source: Path, sessions: Path, mode: str, part: tuple[float, float] | None) -> Path:
        """Analyse and return the session's folder, in the background.

        Raises:
            DeskError: the file cannot be analysed.
        """
        from emotion_desk.sessions.analysis_options import AnalysisOptions
        from emotion_desk.sessions.batch_jobs import DONE, SKIPPED, as_part, plan, run_job

        start_s, end_s = part or (None, None)
        (planned,) = plan([source.absolute()], sessions.absolute(), AnalysisOptions(mode, start_s=start_s, end_s=end_s))
        planned = planned if part is None else as_part(planned)

        def report(seconds: float) -> None:
            job.report(self.advanced.emit, seconds)

        outcome = run_job(planned, report, job.cancel_event)
        if outcome.state not in (DONE, SKIPPED):
            raise DeskError(outcome.text)
        return planned.folder
