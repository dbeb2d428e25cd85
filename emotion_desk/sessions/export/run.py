"""Exports several sessions one after another, with progress and cancelling."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from emotion_desk.errors import DeskError, SessionError
from emotion_desk.messages import Picture
from emotion_desk.plain_file import make_private_folder
from emotion_desk.sessions.export.exporters import ENDINGS, export
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.format import TimedReading
from emotion_desk.sessions.reader import Session, open_session
from emotion_desk.translatable import translatable

DONE: Final = "done"
FAILED: Final = "failed"
CANCELLED: Final = "cancelled"
#: The progress is reported once every so many items.
_EVERY: Final = 50

Item = TypeVar("Item")


class ExportCancelledError(SessionError):
    """The user cancelled an export; nothing of it stays."""


@dataclass(frozen=True, slots=True)
class ExportJob:
    """A session and the file that it is written to."""

    folder: Path
    out: Path


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """What became of a job: :data:`DONE`, :data:`FAILED` with one sentence, or :data:`CANCELLED`."""

    job: ExportJob
    state: str
    text: str = ""


class WatchedSession(Session):
    """A session whose reader reports how far it came and can be stopped.

    Args:
        session: the session.
        report: called with the share (0 to 1) of the session that was read.
        cancelled: asked now and then.
    """

    def __init__(self, session: Session, report: Callable[[float], object], cancelled: Callable[[], bool]) -> None:
        super().__init__(session.folder, session.info)
        self._report = report
        self._cancelled = cancelled
        self._passes = 0

    def readings(self) -> Iterator[TimedReading]:
        """Yield the readings.

        Raises:
            ExportCancelledError: the export was cancelled.
        """
        return self._watched(super().readings(), lambda reading: reading.time_s)

    def frames(self, start_s: float = 0.0) -> Iterator[tuple[float, Picture]]:
        """Yield the frames.

        Raises:
            ExportCancelledError: the export was cancelled.
        """
        return self._watched(super().frames(start_s), lambda frame: frame[0])

    def _watched(self, items: Iterator[Item], time_of: Callable[[Item], float]) -> Iterator[Item]:
        length_s = self.info.duration_s or 0.0
        self._passes += 1
        rest = 0.5**self._passes  # nobody knows how often a format reads, so each pass is half of what is left
        for number, item in enumerate(items):
            if number % _EVERY == 0:
                if self._cancelled():
                    raise ExportCancelledError(translatable("The export was cancelled."))
                if length_s > 0:
                    self._report(1.0 - 2 * rest + rest * min(max(time_of(item) / length_s, 0.0), 1.0))
            yield item


def plan_exports(folders: Sequence[Path], kind: str, out: Path | None) -> list[ExportJob]:
    """Return where each session is written: ``export.*`` in its own folder, or its name in ``out``.

    Sessions of the same name get numbers, so that none replaces another's file.
    """
    ending = ENDINGS[kind]
    jobs: list[ExportJob] = []
    taken: set[str] = set()
    for folder in folders:
        if out is None:
            jobs.append(ExportJob(folder, folder / f"export{ending}"))
            continue
        name, number = folder.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{folder.name} ({number})"
        taken.add(name.casefold())
        jobs.append(ExportJob(folder, out / f"{name}{ending}"))
    return jobs


def run_exports(
    jobs: Sequence[ExportJob],
    kind: str,
    options: ExportOptions,
    report: Callable[[int, float], object] = lambda _number, _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[ExportOutcome]:
    """Export one after another and yield each outcome; a session that fails does not stop the others.

    Args:
        jobs: what to write, see :func:`plan_exports`.
        kind: one of :data:`~emotion_desk.sessions.export.exporters.ENDINGS`.
        options: how to write it.
        report: called with the number of the job and the share of its session that was read.
        cancelled: asked between readings and frames; what is finished stays.
    """
    for number, job in enumerate(jobs):
        if cancelled():
            yield ExportOutcome(job, CANCELLED)
            continue

        def advance(share: float, number: int = number) -> None:
            report(number, share)

        try:
            make_private_folder(job.out.parent)
            export(WatchedSession(open_session(job.folder), advance, cancelled), kind, job.out, options)
        except ExportCancelledError:
            yield ExportOutcome(job, CANCELLED)
        except DeskError as error:
            yield ExportOutcome(job, FAILED, str(error))
        except OSError as error:
            yield ExportOutcome(
                job,
                FAILED,
                translatable("'{out}' cannot be written: {reason}.", out=job.out, reason=error.strerror or error),
            )
        else:
            yield ExportOutcome(job, DONE)
