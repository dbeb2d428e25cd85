"""Runs work beside the window's thread and delivers its result in the window's thread.

Everything in the window that may wait for a disk, a lock or a network goes through :class:`BackgroundJobs`: saving
pictures, reading sessions, changing the gallery.  One class, so that errors, cancelling and the end of the program are
handled the same way everywhere.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from emotion_desk.errors import DeskError
from emotion_desk.ui.language import mark, tr

_log = logging.getLogger(__name__)


@dataclass(eq=False)
class Job:
    """One piece of work.

    Attributes:
        work: called with this job in a background thread.
        done: called with the result of ``work`` in the window's thread.
        failed: called with one sentence in the window's thread.
        unexpected: the sentence for an exception that is no :class:`DeskError`; ``{error}`` becomes its class.
    """

    work: Callable[[Job], Any]
    done: Callable[[Any], object] | None = None
    failed: Callable[[str], object] | None = None
    unexpected: str = mark("That failed with an unexpected error ({error}).")
    _report: Callable[[Job, Callable[..., object], tuple[object, ...]], None] | None = None
    _cancelled: threading.Event = field(default_factory=threading.Event)

    @property
    def cancelled(self) -> bool:
        """Return whether the result is no longer wanted; long work checks this and returns early."""
        return self._cancelled.is_set()

    @property
    def cancel_event(self) -> threading.Event:
        """Return the event behind :attr:`cancelled`, for functions that take one."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask the work to stop; neither ``done`` nor ``failed`` is called."""
        self._cancelled.set()

    def report(self, call: Callable[..., object], *values: object) -> bool:
        """Call ``call(*values)`` in the window's thread, unless the job is cancelled before that.

        Returns:
            ``False`` if the job is cancelled already, so that work can return early.
        """
        if self.cancelled:
            return False
        if self._report is not None:
            self._report(self, call, values)
        return True


@dataclass(frozen=True, slots=True)
class _Failure:
    text: str


class BackgroundJobs(QObject):
    """Runs jobs in daemon threads, in the order given, at most ``threads`` at a time.

    Args:
        name: name of the threads.
        parent: owner in Qt's sense.
        threads: jobs that may run at the same time; with 1 they run one after another.
    """

    #: One sentence about a job that failed and has no ``failed`` callback.
    failed = Signal(object)
    #: Whether any job is waiting or running.
    busy = Signal(bool)
    _finished = Signal(object, object)
    _reported = Signal(object, object, object)

    def __init__(self, name: str, parent: QObject | None = None, threads: int = 1) -> None:
        super().__init__(parent)
        self._name, self._most = name, threads
        self._lock = threading.Lock()
        self._queue: deque[Job] = deque()
        self._running: dict[threading.Thread, Job | None] = {}
        self._open = 0
        self._closed = False
        self._finished.connect(self._deliver)
        self._reported.connect(self._deliver_report)

    def run(
        self,
        work: Callable[[Job], Any],
        done: Callable[[Any], object] | None = None,
        failed: Callable[[str], object] | None = None,
        unexpected: str = Job.unexpected,
    ) -> Job:
        """Queue a job and return at once; see :class:`Job` for the arguments."""
        job = Job(work, done, failed, unexpected, self._emit_report)
        self._open += 1
        self.busy.emit(True)
        with self._lock:
            self._queue.append(job)
            if len(self._running) < self._most:
                thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._running[thread] = None
                thread.start()
        return job

    @property
    def waiting(self) -> bool:
        """Return whether any job is waiting or running, or its result is not delivered yet."""
        return self._open > 0

    @property
    def is_running(self) -> bool:
        """Return whether a thread is at work, perhaps for a job that was cancelled."""
        with self._lock:
            return bool(self._running)

    def cancel(self) -> None:
        """Cancel every job that is waiting or running; returns at once."""
        with self._lock:
            for job in (*self._queue, *self._running.values()):
                if job is not None:
                    job.cancel()

    def finish(self, timeout_s: float = 10.0) -> bool:
        """Wait for the jobs, deliver nothing any more, and return whether all have ended."""
        self._closed = True
        deadline = monotonic() + timeout_s
        with self._lock:
            threads = list(self._running)
        for thread in threads:
            thread.join(max(0.0, deadline - monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def _work(self) -> None:
        """Run jobs until the queue is empty; in a background thread."""
        thread = threading.current_thread()
        while True:
            with self._lock:
                job = self._running[thread] = self._queue.popleft() if self._queue else None
                if job is None:
                    del self._running[thread]
                    return
            result: object = None
            if not job.cancelled:
                try:
                    result = job.work(job)
                except DeskError as error:
                    result = _Failure(str(error))
                except Exception as error:  # noqa: BLE001 - no job may end the window; the whole error is logged
                    _log.exception("%s: a background job failed", self._name)
                    result = _Failure(tr(job.unexpected).replace("{error}", type(error).__name__))
            with contextlib.suppress(RuntimeError):  # this object is deleted: the window is closed
                self._finished.emit(job, result)

    def _emit_report(self, job: Job, call: Callable[..., object], values: tuple[object, ...]) -> None:
        with contextlib.suppress(RuntimeError):
            self._reported.emit(job, call, values)

    def _deliver_report(self, job: Job, call: Callable[..., object], values: tuple[object, ...]) -> None:
        if not (self._closed or job.cancelled):
            call(*values)

    def _deliver(self, job: Job, result: object) -> None:
        if self._closed:
            return
        self._open -= 1
        self.busy.emit(self._open > 0)
        if job.cancelled:
            return
        if isinstance(result, _Failure):
            if job.failed is None:
                self.failed.emit(result.text)
            else:
                job.failed(result.text)
        elif job.done is not None:
            job.done(result)
