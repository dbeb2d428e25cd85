"""The speech detector uses one thread, and leaves the process's environment as it was."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import os
import numpy as np
before = os.environ.get("OMP_THREAD_LIMIT")
from emotion_desk.sound.voice_activity import CHUNK, load_silero
detect = load_silero()
threads = len(os.listdir("/proc/self/task"))
for _ in range(5):
    detect(np.zeros(CHUNK, np.float32))
assert os.environ.get("OMP_THREAD_LIMIT") == before
print(len(os.listdir("/proc/self/task")) - threads)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_no_call_starts_a_thread() -> None:
    found = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "0"
