"""``emotion-desk run --headless``: runs the desk without a window, prints a summary and writes the report."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from emotion_desk.commands.options import RunOptions
from emotion_desk.commands.output import say
from emotion_desk.commands.report import Ending, Recorded, Report, check_writable, write_report
from emotion_desk.commands.stop_signals import stop_on_signals
from emotion_desk.crash_log import printable


def run_command(options: RunOptions, report_path: Path | None) -> int:
    """Run, write the report, and return the exit status: 0, or 1 if the run could not do what was asked.

    Raises:
        DeskError: see :func:`~emotion_desk.commands.headless.run_headless`; or the report cannot be written.
    """
    if report_path is not None:
        check_writable(report_path, "report")
    with stop_on_signals() as stop, separate_stderr() as stderr:

        def notify(text: str) -> None:
            with suppress(OSError):  # the terminal may be gone
                stderr.write(f"emotion-desk: {printable(text)}\n")
                stderr.flush()

        from emotion_desk.commands.headless import run_headless
        from emotion_desk.commands.recording import recover_and_notify

        recover_and_notify(notify)
        report = run_headless(options, stop, notify)
        if report_path is not None:
            write_report(report, report_path)
        if not report.threads_joined:
            notify("A device or the network did not stop in time; the process ends without it.")
        for failure in report.failures:
            notify(failure)
    _summarise(report, report_path)
    return 1 if report.ended is Ending.FAILED or report.failures else 0


@contextmanager
def separate_stderr() -> Iterator[TextIO]:
    """Give a stream of its own to standard error.

    While sounddevice starts PortAudio, it redirects the process's own one to nothing, to silence ALSA; what another
    thread writes in that moment would be lost.
    """
    try:
        number = os.dup(sys.stderr.fileno())
    except (OSError, ValueError, AttributeError):  # replaced by something that is no file
        yield sys.stderr
        return
    with os.fdopen(number, "w", encoding="utf-8", errors="backslashreplace") as stderr:
        yield stderr


def _recorded(recorded: Recorded) -> str:
    frames, readings = recorded.counters["frames"], recorded.counters["readings"]
    return (
        f"recording: {recorded.folder}, {recorded.duration_s or 0.0:.1f} s, {frames['written']} frames "
        f"({frames['dropped']} dropped), {readings['written']} readings"
    )


def _summarise(report: Report, path: Path | None) -> None:
    age = report.latency_ms.capture_to_result.p95
    what = ", ".join(part for part in (report.source, report.mode, report.engine) if part)
    lines = [
        f"{what}: {report.seconds:.1f} s, ended: {report.ended}",
        f"preview {report.preview_fps:.1f} fps, {report.frames.dropped} of {report.frames.read} frames dropped, "
        f"{report.faces_seen} faces seen",
        f"{report.results.count} results, {report.results.per_second:.1f} a second, capture to result "
        + ("not measured" if age is None else f"{age:.0f} ms (p95)"),
    ]
    if report.recording is not None:
        lines.append(_recorded(report.recording))
    if report.profile is not None:
        lines.append(report.profile.table())
    if path is not None:
        lines.append(f"report: {path}")
    say("\n".join(lines))
