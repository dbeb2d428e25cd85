"""Runs the desk in a process of its own and returns what it used."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import Final

from emotion_desk.errors import DeskError

#: A process is looked at soon after its start, because it may end at once, and then less and less often.
_FIRST_LOOK_S: Final = 0.002
_LOOK_S: Final = 0.05
_SLOWER: Final = 1.2


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process used, its start included.

    Attributes:
        elapsed_s: seconds from its start to its end.
        cpu_s: processor time of all its threads and of the processes that it waited for, in seconds.
        peak_mb: its largest resident memory, in MB (10^6 bytes).  On Linux it is read again and again, because the
            system's own figure counts this process, too, which the other one is forked from.
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
        peak_mb, pause_s = 0.0, _FIRST_LOOK_S
        try:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            while not ended:
                peak_mb = max(peak_mb, _peak_so_far_mb(process.pid))
                sleep(pause_s)
                pause_s = min(_LOOK_S, pause_s * _SLOWER)
                ended, status, used = os.wait4(process.pid, os.WNOHANG)
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
    if sys.platform == "darwin":
        peak_mb = used.ru_maxrss / 1e6
    return Usage(elapsed_s, used.ru_utime + used.ru_stime, peak_mb)


def _peak_so_far_mb(process: int) -> float:
    """Return the peak resident memory of a running process on Linux; 0 where it is not known."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:")), 0.0)
