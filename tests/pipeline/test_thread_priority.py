"""Only the thread that asks steps back, and what it starts."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from emotion_desk.pipeline.thread_priority import STEP, lower_priority

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="threads have a priority of their own on Linux only")


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_thread_and_its_children_step_back_and_nobody_else() -> None:
    seen: list[int] = []
    before = niceness()

    def work() -> None:
        lower_priority()
        child = threading.Thread(target=lambda: seen.append(niceness()))
        child.start()
        child.join()
        seen.append(niceness())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [min(19, before + STEP)] * 2
    assert niceness() == before
