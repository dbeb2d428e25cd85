"""Exports and previews in a process of their own, so that a window beside them goes on undisturbed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.export.preview import Preview, preview
from emotion_desk.sessions.export.run import CANCELLED, FAILED, ExportJob, ExportOutcome, run_exports
from emotion_desk.sessions.reader import open_session
from emotion_desk.sessions.worker_process import CallCancelledError, Notify, ProcessDiedError, WorkerProcess
from emotion_desk.translatable import translatable


def run_exports_in(
    process: WorkerProcess,
    jobs: Sequence[ExportJob],
    kind: str,
    options: ExportOptions,
    report: Callable[[int, float], object] = lambda _number, _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[ExportOutcome]:
    """Do the same as :func:`~emotion_desk.sessions.export.run.run_exports` in another process.

    What is cancelled ends at once, and leaves nothing half written.  Where the process dies, the session at which it
    died has failed, and the next one is exported by a new process.
    """
    for number, job in enumerate(jobs):

        def advance(share: object, number: int = number) -> None:
            if isinstance(share, float):
                report(number, share)

        if cancelled():
            yield ExportOutcome(job, CANCELLED)
            continue
        try:
            outcome = process.call(
                _export, job, kind, options, notify=advance, cancelled=cancelled, writes=(job.out.parent,)
            )
        except CallCancelledError:
            yield ExportOutcome(job, CANCELLED)
        except ProcessDiedError:
            yield ExportOutcome(
                job, FAILED, translatable("The process that should export '{name}' died.", name=job.folder.name)
            )
        else:
            yield outcome


def preview_in(
    process: WorkerProcess, folder: Path, kind: str, options: ExportOptions, cancelled: Callable[[], bool]
) -> Preview:
    """Return how an export of a session begins, made in another process.

    Raises:
        DeskError: the session cannot be read, or not be exported like that; the process died.
    """
    return process.call(_preview, folder, kind, options, cancelled=cancelled)


def _export(notify: Notify, job: ExportJob, kind: str, options: ExportOptions) -> ExportOutcome:
    (outcome,) = run_exports([job], kind, options, lambda _number, share: notify(share))
    return outcome


def _preview(_notify: Notify, folder: Path, kind: str, options: ExportOptions) -> Preview:
    return preview(open_session(folder), kind, options)
