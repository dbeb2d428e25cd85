"""Times a clip through the desk, through fer, and through what a user would glue together; prints ratios.

``python -m emotion_desk.modelling.benchmark.peers [--clip FILE] [--venv DIR] [--json F]``

The others are installed from PyPI into a virtual environment of their own, which is made at the first run, and never
into that of the desk.  What cannot be installed is said so and left out.  Each program runs in a process of its own;
processor time, elapsed time and peak memory are those of the whole process, start included.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from emotion_desk.commands.output import say, warn
from emotion_desk.machine import cpu_name, usable_cores
from emotion_desk.resources import shipped

#: Packages of each group, and whether pip leaves out what they ask for (fer asks for TensorFlow and two face
#: detectors, Resemblyzer for a package that needs a compiler).
PACKAGES: Final = (
    (("numpy", "opencv-python-headless<5", "av", "requests", "setuptools<81", "pillow", "pandas", "tqdm"), False),
    (("ai-edge-litert",), False),
    (("fer==25.10.3",), True),
    (("dlib-bin==20.0.1.post1", "face-recognition-models==0.3.0"), True),
    (("webrtcvad-wheels", "librosa", "torch", "setuptools<81"), False),
    (("resemblyzer==0.1.4",), True),
)
PEERS: Final = ("fer", "glue")
_INSTALL_S: Final = 1800
_RUN_S: Final = 3600


@dataclass(frozen=True, slots=True)
class Measured:
    """One program over one clip: seconds, peak megabytes, frames, and the number of answers by question."""

    program: str
    wall_s: float
    cpu_s: float
    peak_mb: float
    frames: int
    answers: dict[str, int]


def install(folder: Path) -> tuple[Path, list[str]]:
    """Return the interpreter of the peers' environment, and a sentence for each group that could not be installed."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.is_file():
        venv.create(folder, with_pip=True)
    missing = []
    for names, alone in PACKAGES:
        command = [str(python), "-m", "pip", "install", "--quiet", *(["--no-deps"] if alone else []), *names]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_INSTALL_S, check=False)
            why = (done.stderr.strip().splitlines() or ["no reason given"])[-1] if done.returncode else ""
        except subprocess.TimeoutExpired:
            why = f"more than {_INSTALL_S} s"
        if why:
            missing.append(f"{', '.join(names)} cannot be installed: {why}")
    return python, missing


def measure(program: str, command: list[str], clip: Path, result: Path) -> Measured | str:
    """Run a program in a process of its own; return what it took, or a sentence on why it failed."""
    import resource  # not on Windows

    environment = os.environ | {"OMP_NUM_THREADS": str(usable_cores())}
    began = perf_counter()
    process = subprocess.Popen(
        [*command, str(clip), str(result)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env=environment,
    )  # fmt: skip
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        _, errors = process.communicate(timeout=_RUN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return f"{program} took more than {_RUN_S} s."
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        return f"{program} fails: {(errors.strip().splitlines() or [str(process.returncode)])[-1]}"
    found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(program, perf_counter() - began, cpu_s, found["peak_mb"], found["frames"], found["answers"])


def table(measured: list[Measured]) -> str:
    """Return one line a program, with ratios to the desk, which comes first."""
    desk = measured[0]
    lines = [f"{'program':<10}{'frames':>8}{'wall s':>9}{'CPU s':>9}{'ratio':>8}{'MB':>7}{'ratio':>8}  answers"]
    lines += [
        f"{one.program:<10}{one.frames:>8}{one.wall_s:>9.1f}{one.cpu_s:>9.1f}{one.cpu_s / desk.cpu_s:>8.1f}"
        f"{one.peak_mb:>7.0f}{one.peak_mb / desk.peak_mb:>8.1f}  "
        + ", ".join(f"{name} {count}" for name, count in one.answers.items())
        for one in measured
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure all programs; return 0 if the desk and one other could be measured."""
    parser = argparse.ArgumentParser(prog="python -m emotion_desk.modelling.benchmark.peers", description=__doc__)
    parser.add_argument("--clip", type=Path, default=shipped("assets") / "demo.mp4")
    parser.add_argument("--venv", type=Path, default=Path(tempfile.gettempdir()) / "emotion-desk-peers")
    parser.add_argument("--no-install", action="store_true", help="the environment is there already")
    parser.add_argument("--json", type=Path, metavar="F")
    options = parser.parse_args()
    python, missing = install(options.venv) if not options.no_install else (options.venv / "bin/python", [])
    for sentence in missing:
        warn(sentence)
    here = Path(__file__).parent
    measured: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="emotion-desk-") as scratch:
        result = Path(scratch) / "result.json"
        runs = [("desk", [sys.executable, "-m", "emotion_desk.modelling.benchmark.peers.desk"])]
        runs += [(peer, [str(python), str(here / "glued.py"), peer]) for peer in PEERS]
        for program, command in runs:
            found = measure(program, command, options.clip, result)
            if isinstance(found, str):
                warn(found)
            else:
                measured.append(found)
    if not measured or measured[0].program != "desk":
        return 1
    say(f"{options.clip.name}, {cpu_name()}, {usable_cores()} cores; start included; ratios to the desk")
    sys.stdout.write(f"{table(measured)}\n")
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in measured], indent=1) + "\n", encoding="utf-8")
    return 0 if len(measured) > 1 else 1


if __name__ == "__main__":
    sys.exit(main())
