"""One run of an analysis of files, a background job of lower priority than the live picture."""

from __future__ import annotations

import math
import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emotion_desk.ui.language import mark
from emotion_desk.ui.widgets import background

if TYPE_CHECKING:
    from emotion_desk.sessions.batch_jobs import Job, Outcome

THREAD_NAME: Final = "emotion-desk-analysis"
_STOP_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Planned:
    """Jobs and the durations of their media in seconds."""

    jobs: tuple[Job, ...]
    lengths: tuple[float, ...]


class AnalysisRun:
    """One run through the queue in a thread; progress is read from :attr:`updates`."""

    def __init__(
        self,
        inputs: Sequence[Path],
        out: Path,
        mode: str,
        fps: float | None,
        part: tuple[float | None, float | None] = (None, None),
    ) -> None:
        #: The plan, then (job, seconds done) and outcomes, at last ``None`` or the error in one sentence.
        self.updates: queue.SimpleQueue[Planned | tuple[Job, float] | Outcome | str | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._wanted = (tuple(inputs), out, mode, fps, part)
        self._jobs = background.BackgroundJobs(THREAD_NAME)

    def start(self) -> None:
        """Start the job."""
        self._jobs.run(
            self._run,
            lambda _result: self.updates.put(None),
            self.updates.put,
            mark("The analysis ended with an unexpected error ({error})."),
        )

    def cancel(self) -> None:
        """Request the end; finished files stay."""
        self._stop.set()

    def join(self, timeout_s: float = _STOP_S) -> bool:
        """Wait for the end and return whether it came in time."""
        return self._jobs.finish(timeout_s)

    def _run(self, _job: background.Job) -> None:
        from emotion_desk.pipeline.thread_priority import lower_priority
        from emotion_desk.sessions.analysis_options import AnalysisOptions
        from emotion_desk.sessions.batch_jobs import as_part, length_s, plan, run_here

        lower_priority()
        inputs, out, mode, fps, (start_s, end_s) = self._wanted
        jobs = plan(inputs, out, AnalysisOptions(mode, "auto", fps, start_s, end_s))
        if start_s is not None or end_s is not None:
            jobs = [as_part(job) for job in jobs]  # beside the analysis of the whole file, not in its place
        lengths = tuple(min(length_s(job.source), end_s or math.inf) for job in jobs)
        self.updates.put(Planned(tuple(jobs), lengths))
        for outcome in run_here(jobs, lambda job, seconds: self.updates.put((job, seconds)), self._stop):
            self.updates.put(outcome)
