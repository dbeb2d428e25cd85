"""The desk needs no network and tries none: it is run without one, and every attempt to connect is noted."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

#: Runs the desk, and writes down every address that Python was asked to reach.
WATCHED = """
import json, sys
asked = []
def note(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.gethostbyname"):
        address = arguments[-1] if event in ("socket.connect", "socket.sendto") else arguments[0]
        if not isinstance(address, (str, bytes)) or event.startswith("socket.get"):
            asked.append([event, repr(address)])  # a plain path is a socket of this machine
sys.addaudithook(note)
from emotion_desk.cli import main
status = main(["run", "--demo", "--headless", "--seconds", "8", "--engine", "onnx-fp32", "--report", sys.argv[1]])
with open(sys.argv[2], "w") as file:
    json.dump({"status": status, "asked": asked}, file)
"""


def without_network() -> list[str]:
    """Return what to put before a command so that it has no network at all, nothing where that is not allowed."""
    if shutil.which("unshare") is None:
        return []
    wrapped = ["unshare", "--net", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    tried = subprocess.run([*wrapped, "true"], capture_output=True, check=False)
    return wrapped if tried.returncode == 0 else []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no unshare")
def test_the_desk_runs_without_a_network_and_asks_for_none(tmp_path: Path) -> None:
    report, noted = tmp_path / "report.json", tmp_path / "noted.json"
    command = [*without_network(), sys.executable, "-c", WATCHED, str(report), str(noted)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert noted.is_file(), ended.stderr
    found = json.loads(noted.read_text())
    assert found["status"] == 0, ended.stderr
    assert found["asked"] == []
    assert json.loads(report.read_text())["results"]["count"] > 0
