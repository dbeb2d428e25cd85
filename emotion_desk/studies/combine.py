"""Writes everything that a study's runs give together: one table of all, a summary, and a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.worker_process import Notify, WorkerProcess
from emotion_desk.studies.plan import Study
from emotion_desk.studies.report import write_report
from emotion_desk.studies.table import write_table

TABLE: Final = "study.csv"
SUMMARY: Final = "summary.csv"
REPORT: Final = "report.html"


def combine(folder: Path, study: Study, out: Path, options: ExportOptions) -> dict[str, int]:
    """Write the three files and return the number of rows of each table.

    Args:
        folder: of the study.
        study: its plan.
        out: folder of the results.
        options: of the tables.

    Raises:
        SessionError: there is no run, one cannot be read, or a file cannot be written.
    """
    rows = {
        name: write_table(folder, out / name, summary=name == SUMMARY, options=options) for name in (TABLE, SUMMARY)
    }
    write_report(folder, study, out / REPORT)
    return rows


def combine_in_process(folder: Path, study: Study, cancelled: Callable[[], bool]) -> dict[str, int]:
    """Do the same in another process, into the study's own folder.

    Raises:
        DeskError: as :func:`combine`; it was cancelled, or the process died.
    """
    with WorkerProcess("emotion-desk-study") as process:
        return process.call(_combine, folder, study, cancelled=cancelled, writes=(folder,))


def _combine(_notify: Notify, folder: Path, study: Study) -> dict[str, int]:
    return combine(folder, study, folder, ExportOptions())
