"""One run of an analysis of files, in a thread of lower priority than the live picture."""

from __future__ import annotations

import logging
import math
import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emotion_desk.errors import DeskError
from emotion_desk.ui.language import tr

if TYPE_CHECKING:
    from emotion_desk.sessions.batch_jobs import Job, Outcome

logger = logging.getLogger(__name__)

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
        self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def cancel(self) -> None:
        """Request the end; finished files stay."""
        self._stop.set()

    def join(self, timeout_s: float = _STOP_S) -> bool:
        """Wait for the end and return whether it came in time."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        from emotion_desk.pipeline.thread_priority import lower_priority
        from emotion_desk.sessions.analysis_options import AnalysisOptions
        from emotion_desk.sessions.batch_jobs import as_part, length_s, plan, run_here

        lower_priority()
        inputs, out, mode, fps, (start_s, end_s) = self._wanted
        try:
            jobs = plan(inputs, out, AnalysisOptions(mode, "auto", fps, start_s, end_s))
            if start_s is not None or end_s is not None:
                jobs = [as_part(job) for job in jobs]  # beside the analysis of the whole file, not in its place
            lengths = tuple(min(length_s(job.source), end_s or math.inf) for job in jobs)
            self.updates.put(Planned(tuple(jobs), lengths))
            for outcome in run_here(jobs, lambda job, seconds: self.updates.put((job, seconds)), self._stop):
                self.updates.put(outcome)
        except DeskError as error:
            self.updates.put(str(error))
        except Exception as error:
            logger.exception("analysing files")
            self.updates.put(tr("The analysis ended with an unexpected error ({name}).", name=type(error).__name__))
        else:
            self.updates.put(None)
