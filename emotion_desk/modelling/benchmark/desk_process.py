"""Runs the desk in a process of its own and returns what it used."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from emotion_desk.errors import DeskError


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process used, its start included.

    Attributes:
        elapsed_s: seconds from its start to its end.
        cpu_s: processor time of all its threads and of the processes that it waited for, in seconds.
        peak_mb: largest resident memory of it or of one of those processes, in MB (10^6 bytes).
    """

    elapsed_s: float
    cpu_s: float
    peak_mb: float


def run_desk(arguments: Sequence[str]) -> Usage:
    """Run ``emotion-desk`` with arguments until it ends.  Not on Windows.

    Raises:
        DeskError: it ends with a status other than 0.
    """
    with tempfile.TemporaryFile() as said:
        began = perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "emotion_desk", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said,
        )  # fmt: skip
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        elapsed_s = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)  # so that it is not waited for again
        if process.returncode:
            said.seek(0)
            lines = said.read().decode(errors="replace").strip().splitlines()
            reason = lines[-1] if lines else f"status {process.returncode}"
            raise DeskError(f"'emotion-desk {arguments[0]}' failed: {reason}")
    in_bytes = 1 if sys.platform == "darwin" else 1024
    return Usage(elapsed_s, used.ru_utime + used.ru_stime, used.ru_maxrss * in_bytes / 1e6)
