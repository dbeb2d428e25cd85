"""Importing the package and asking for help must stay cheap: no Qt, no torch, no OpenCV."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = ("PySide6", "torch", "cv2", "numpy", "av", "onnxruntime", "sounddevice", "pyqtgraph")
#: The goal is 0.3 s of CPU on an idle machine; a loaded one gets slack, but not enough to import OpenCV.
HELP_CPU_S = 0.6


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("module", ["emotion_desk", "emotion_desk.cli"])
def test_import_loads_nothing_heavy(module: str) -> None:
    done = run("-c", f"import sys, {module}; print(*(name for name in {HEAVY!r} if name in sys.modules))")

    assert done.stdout.strip() == "", f"importing {module} loaded {done.stdout.strip()}"
    assert done.returncode == 0, done.stderr


def test_public_names_are_there_and_unknown_ones_are_not() -> None:
    done = run("-c", "import emotion_desk as e; print(e.EMOTIONS[0], e.__version__); e.nonsense")

    assert done.stdout.startswith("neutral 0.")
    assert "AttributeError: module 'emotion_desk' has no attribute 'nonsense'" in done.stderr


#: Asks every command and every action for its help, then prints which heavy libraries that loaded.
EVERY_HELP = """
import contextlib, io, sys
from emotion_desk.cli import command_names, run
asked = [[name] for name in sorted(command_names())]
asked += [["people", name] for name in ("list", "enrol", "identify", "forget", "export", "import", "merge", "rename")]
asked += [["data", name] for name in ("prepare", "info", "teach")] + [["evaluate", "identity"]]
for arguments in asked:
    text = io.StringIO()
    with contextlib.redirect_stdout(text), contextlib.suppress(SystemExit):
        run([*arguments, "--help"])
    name = " ".join(arguments).replace("window", "").replace("evaluate-", "evaluate ").strip()
    assert text.getvalue().startswith(f"usage: emotion-desk {name}".rstrip()), text.getvalue()
print(*(name for name in HEAVY if name in sys.modules))
"""


def test_each_command_has_help_of_its_own_which_loads_nothing_heavy() -> None:
    done = run("-c", f"HEAVY = {HEAVY!r}\n{EVERY_HELP}")

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the CPU time of one child is told on POSIX only")
@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["doctor", "--help"], ["--version"]])
def test_help_takes_little_cpu(arguments: list[str]) -> None:
    spent = []
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-m", "emotion_desk", *arguments], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        spent.append(usage.ru_utime + usage.ru_stime)

    assert min(spent) < HELP_CPU_S
