"""Nothing leaves the machine and nothing is stored elsewhere than the privacy page says, command by command.

Each command runs as a user would start it, with an empty home folder, under ``strace``: native libraries open sockets
that no Python hook sees.  Afterwards the files in that home are compared with the places that the privacy page lists.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.sources.clips import beginning

REPOSITORY = Path(__file__).resolve().parents[1]
DEMO = REPOSITORY / "assets" / "demo.mp4"
#: A socket of another machine, as ``strace`` prints its family: in ``socket()`` and in every address.
INTERNET = re.compile(r"\bAF_INET6?\b")
#: Prints the places that the privacy page lists in the environment of the process.
PLACES = """
import json
from emotion_desk.privacy import STORED
print(json.dumps([str(stored.where()) for stored in STORED if stored.where is not None]))
"""


#: With the filter in the kernel only what is traced is stopped, instead of every call of the system.
STRACE = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-e", "signal=none")


@cache
def can_trace() -> bool:
    """Return whether ``strace`` is there and may trace, which some containers forbid."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run([*STRACE, "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


needs_strace = pytest.mark.skipif(not can_trace(), reason="strace is not installed or may not trace here")


class Home:
    """An empty home folder and the commands that run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "home"
        self.results = folder / "results"
        self.folder.mkdir()
        self.results.mkdir()
        kept = {"PATH", "LANG", "PYTHONPATH", "VIRTUAL_ENV", "PULSE_SERVER", "PULSE_COOKIE", "PULSE_RUNTIME_PATH"}
        self.environment = {name: value for name, value in os.environ.items() if name in kept}
        self.environment |= {"HOME": str(self.folder), "QT_QPA_PLATFORM": "offscreen"}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with ``arguments`` in this home and return what it printed.

        Raises:
            AssertionError: a process of the command opened a socket of the internet families.
        """
        trace = self.results / "trace"
        tracer = [*STRACE, "-o", str(trace)]
        done = subprocess.run(
            [*tracer, sys.executable, *arguments],
            cwd=REPOSITORY,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        asked = [line for line in trace.read_text(errors="replace").splitlines() if INTERNET.search(line)]
        assert not asked, asked[:5]
        return done

    def strays(self) -> list[str]:
        """Return the files in this home that lie at no place of the privacy page."""
        printed = subprocess.run(
            [sys.executable, "-c", PLACES], env=self.environment, capture_output=True, text=True, check=True
        ).stdout
        places = [Path(place) for place in json.loads(printed)]
        files = [path for path in self.folder.rglob("*") if not path.is_dir()]
        return sorted(
            str(path.relative_to(self.folder))
            for path in files
            if not any(path == place or place in path.parents for place in places)
        )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@needs_strace
def test_a_socket_of_a_thread_of_a_child_is_seen(home: Home) -> None:
    inner = "import socket, threading; t = threading.Thread(target=socket.socket); t.start(); t.join()"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}], check=True)"
    with pytest.raises(AssertionError, match="AF_INET"):
        home.run("-c", code)


def desk(home: Home, *arguments: str) -> None:
    """Run a command of the desk that must succeed, open no connection, and store nothing that is not listed."""
    done = home.run("-m", "emotion_desk", *arguments)
    assert done.returncode == 0, done.stderr
    assert home.strays() == []


@pytest.mark.slow
@needs_strace
@pytest.mark.parametrize(
    "seconds", [pytest.param("2", id="short"), pytest.param("60", id="a minute", marks=pytest.mark.soak)]
)
def test_a_run_without_a_window_opens_no_connection(home: Home, seconds: str) -> None:
    report = home.results / "report.json"
    options = ("--demo", "--headless", "--engine", "onnx-int8", "--seconds", seconds, "--report", str(report))
    desk(home, "run", *options, "--record", str(home.results / "recording"))
    assert json.loads(report.read_text())["results"]["count"] > 0


@pytest.mark.slow
@needs_strace
@pytest.mark.skipif(find_spec("openvino") is None, reason="the extra 'openvino' is not installed")
def test_a_program_that_imports_openvino_opens_no_connection(home: Home) -> None:
    code = "import emotion_desk, openvino, time; print(openvino.Core().available_devices); time.sleep(1)"
    done = home.run("-c", code)
    assert "CPU" in done.stdout, done.stderr
    assert home.strays() == []


@pytest.mark.slow
@needs_strace
@pytest.mark.parametrize(
    "seconds", [pytest.param("2", id="short"), pytest.param("60", id="a minute", marks=pytest.mark.soak)]
)
def test_the_window_opens_no_connection(home: Home, seconds: str) -> None:
    report = home.results / "report.json"
    options = ("--demo", "--engine", "onnx-int8", "--seconds", seconds, "--report", str(report))
    desk(home, *options, "--screenshot", str(home.results / "window.png"))
    assert json.loads(report.read_text())["frames_on_screen"] > 0


@pytest.mark.slow
@needs_strace
def test_an_analysis_in_two_processes_opens_no_connection(home: Home) -> None:
    for name in ("one", "two"):
        shutil.copy(DEMO, home.results / f"{name}.mp4")
    inputs = [str(home.results / f"{name}.mp4") for name in ("one", "two")]
    out = home.results / "sessions"
    desk(home, "analyze", *inputs, "--out", str(out), "--jobs", "2", "--fps", "2", "--to", "4", "--engine", "onnx-int8")
    session = next(path.parent for path in out.rglob("session.json"))
    desk(home, "export", str(session), "--format", "csv", "--out", str(home.results / "exported"))


@pytest.mark.slow
@needs_strace
def test_enrolment_opens_no_connection(home: Home) -> None:
    film = beginning(DEMO, home.results / "film.mp4", 4.0)
    desk(home, "people", "enrol", "Ana", str(film), "--consent", "--engine", "onnx-int8", "--mode", "multitask")
    desk(home, "people", "list")


@pytest.mark.slow
@needs_strace
def test_the_doctor_opens_no_connection(home: Home) -> None:
    done = home.run("-m", "emotion_desk", "doctor", "--json")
    assert json.loads(done.stdout)["checks"], done.stderr
    assert home.strays() == []


@pytest.mark.slow
@needs_strace
def test_the_benchmark_opens_no_connection(home: Home) -> None:
    desk(home, "bench", "--engines", "onnx-int8", "--faces", "1", "--rounds", "3", "--no-memory")


@pytest.mark.slow
@needs_strace
def test_figures_open_no_connection(home: Home) -> None:
    film = beginning(DEMO, home.results / "film.mp4", 4.0)
    desk(home, "figures", str(film), "--out", str(home.results / "figures"))


#: Runs a command again and again for a minute in one process: telemetry is often sent late.
FOR_A_MINUTE = """
import shutil, sys, time
from emotion_desk.cli import main
end = time.monotonic() + 60
while time.monotonic() < end:
    assert main(sys.argv[2:]) == 0
    shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


@pytest.mark.soak
@needs_strace
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("analyze", str(DEMO), "--out", "OUT", "--fps", "2", "--engine", "onnx-int8"), id="analyze"),
        pytest.param(("people", "enrol", "Ana", str(DEMO), "--consent"), id="enrol"),
        pytest.param(("bench", "--engines", "onnx-int8", "--faces", "1", "--rounds", "3", "--no-memory"), id="bench"),
        pytest.param(("figures", str(DEMO), "--out", "OUT"), id="figures"),
    ],
)
def test_a_minute_of_a_command_opens_no_connection(home: Home, arguments: tuple[str, ...]) -> None:
    out = str(home.results / "out")
    done = home.run("-c", FOR_A_MINUTE, out, *(out if one == "OUT" else one for one in arguments))
    assert done.returncode == 0, done.stderr
    assert home.strays() == []


@pytest.mark.soak
@needs_strace
def test_a_minute_of_the_doctor_opens_no_connection(home: Home) -> None:
    done = home.run("-c", FOR_A_MINUTE.replace("assert main(sys.argv[2:]) == 0", "main(sys.argv[2:])"), "-", "doctor")
    assert done.returncode == 0, done.stderr
    assert home.strays() == []


@pytest.mark.slow
@needs_strace
@pytest.mark.parametrize("first", ["import emotion_desk, onnxruntime", "import onnxruntime, emotion_desk"])
def test_a_program_that_imports_the_package_opens_no_connection(home: Home, first: str) -> None:
    code = f"{first}, time; p = emotion_desk.load_predictor(); time.sleep(2)"
    done = home.run("-c", code)
    assert done.returncode == 0, done.stderr


def test_the_switches_are_set_by_import_and_reach_child_processes() -> None:
    child = "import os; print(os.environ.get('ORT_DISABLE_TELEMETRY'))"
    code = f"import emotion_desk, subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def test_nothing_is_imported_before_the_switches_but_the_module_that_sets_them() -> None:
    code = (
        "import sys; before = set(sys.modules); import emotion_desk.telemetry as t; "
        "print(*sorted(m for m in sys.modules if m not in before and 'emotion' in m))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["emotion_desk", "emotion_desk.telemetry", "emotion_desk.version"]
