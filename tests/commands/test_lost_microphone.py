"""A microphone that is unplugged and plugged in again during a recording without a window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from emotion_desk import open_session
from tests.conftest import VirtualMicrophone

LIMIT_S = 60.0


def wait_for(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT_S
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.mark.microphone
@pytest.mark.slow
def test_a_microphone_comes_back_and_the_gap_is_marked(tmp_path: Path, virtual_microphone: VirtualMicrophone) -> None:
    virtual_microphone.reload()
    session = tmp_path / "session"
    header = session / "session.json"

    def states() -> list[str]:
        raw: dict[str, Any] = json.loads(header.read_text()) if header.exists() else {}
        return [event["state"] for event in raw.get("device_events", ())]

    def seconds() -> float:
        return float(json.loads(header.read_text())["duration_s"] or 0.0) if header.exists() else 0.0

    command = [sys.executable, "-m", "emotion_desk", "run", "--headless", "--demo", "--mic", "mic", "--consent"]
    run = subprocess.Popen(
        [*command, "--engine", "onnx-int8", "--seconds", "300", "--record", str(session)],
        env=os.environ | {"HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(lambda: seconds() > 2.0)
        virtual_microphone.unload()
        wait_for(lambda: states() == ["lost"])
        virtual_microphone.reload()
        wait_for(lambda: states() == ["lost", "returned"])
        back_s = seconds()
        wait_for(lambda: seconds() > back_s + 2.0)
    finally:
        virtual_microphone.reload()
        run.terminate()
        _, printed = run.communicate(timeout=30)
    assert run.returncode == 0, printed
    assert all(line.startswith("emotion-desk: ") for line in printed.splitlines()), printed
    lost, returned = open_session(session).info.device_events
    assert (lost.side, returned.side) == ("sound", "sound")
    assert open_session(session).sound(returned.time_s + 1.0, returned.time_s + 1.5).size > 0
