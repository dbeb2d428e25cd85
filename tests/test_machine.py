"""What the desk says of its machine."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from emotion_desk.machine import usable_cores


def test_at_least_one_core_may_be_used_and_no_more_than_there_are() -> None:
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)


@pytest.mark.skipif(sys.platform != "linux", reason="cores are taken away by what only Linux has")
def test_cores_that_were_taken_away_do_not_count() -> None:
    code = (
        "import os; os.sched_setaffinity(0, [0]); from emotion_desk.machine import usable_cores; print(usable_cores())"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "1\n"
