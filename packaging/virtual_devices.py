"""A virtual display (Xvfb) and a virtual microphone (PulseAudio) for tests on machines without them.

The display takes a free number.  PulseAudio runs in a runtime folder of its own and uses neither the user's sound
server nor any hardware.  Both are stopped at the end of the ``with`` block.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

Say = Callable[[str], None]

SCREEN = "1600x1000x24"
#: A sink whose monitor is the default source: sound that a test plays into it arrives at the microphone.
PULSE_SCRIPT = """\
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-null-sink sink_name=mic rate=48000
load-module module-always-sink
set-default-sink mic
set-default-source mic.monitor
"""
_START_S = 15.0
_STOP_S = 5.0


@contextmanager
def display(environ: Mapping[str, str], say: Say) -> Iterator[dict[str, str]]:
    """Start Xvfb if there is no display, and yield the environment variables for it."""
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        yield {}
        return
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        say("there is no display and no Xvfb; the tests of the window cannot run on a screen")
        yield {}
        return
    read_end, write_end = os.pipe()
    command = [xvfb, "-displayfd", str(write_end), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]
    process = subprocess.Popen(command, pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    try:
        with os.fdopen(read_end) as numbers:
            number = numbers.readline().strip()
        if number:
            say(f"Xvfb on display :{number}")
        else:
            say("Xvfb did not start; the tests of the window cannot run on a screen")
        yield {"DISPLAY": f":{number}"} if number else {}
    finally:
        _stop(process)


@contextmanager
def microphone(environ: Mapping[str, str], say: Say) -> Iterator[dict[str, str]]:
    """Start a private PulseAudio with a virtual microphone, and yield the environment variables for it."""
    pulseaudio = shutil.which("pulseaudio")
    if pulseaudio is None:
        say("there is no pulseaudio; the tests with the virtual microphone cannot run")
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="emotion-desk-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o700)
        socket = folder / "native"
        script = folder / "start.pa"
        script.write_text(PULSE_SCRIPT.format(socket=socket), encoding="utf-8")
        variables = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder / "pulse"),
            "PULSE_STATE_PATH": str(folder / "state"),
            "PULSE_COOKIE": str(folder / "cookie"),
            "PULSE_SERVER": f"unix:{socket}",
        }
        options = ["--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--log-level=error", "-n"]
        process = subprocess.Popen(
            [pulseaudio, *options, "-F", str(script)],
            env={key: value for key, value in environ.items() if key != "DISPLAY"} | variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            if _appears(socket, process):
                say("virtual microphone ready")
                yield variables
            else:
                say("PulseAudio did not start; the tests with the virtual microphone cannot run")
                yield {}
        finally:
            _stop(process)


def _appears(path: Path, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        if path.exists():
            return True
        time.sleep(0.05)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
