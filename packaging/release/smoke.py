"""Smoke test of a frozen program: runs the commands that users run first, and checks their output and files.

    python packaging/release/smoke.py FOLDER

The program runs as in a new account (empty home folder with a name that is not ASCII) from another working directory,
with Qt's offscreen platform.  Every check prints a line; the last line counts them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Texts that never occur in the output of a complete program.
FORBIDDEN = ("Traceback", "ModuleNotFoundError", "ImportError", "No module named", "unexpected happened")
TIMEOUT_S = 180
#: Folder of the account: a name that is not ASCII, with a space.
HOME = "Zoë Müller"
#: Least blocks of sound in a run of five seconds; one has a tenth of a second at most.
_BLOCKS = 40


@dataclass(frozen=True)
class Program:
    """The program in an account of its own.

    Attributes:
        command: what starts it, before its arguments.
        home: folder of the account, as this process sees it; files are named in it.
        environ: variables of the process; ``None`` for those of this one.
    """

    command: Sequence[str]
    home: Path
    environ: Mapping[str, str] | None = None

    def run(self, *arguments: str) -> str:
        """Run the program in the account's folder; return its output.

        Raises:
            AssertionError: the exit status is not 0, or the output has a forbidden text.
        """
        done = subprocess.run(
            [*self.command, *arguments], cwd=self.home, env=self.environ, capture_output=True, text=True,
            encoding="utf-8", timeout=TIMEOUT_S, check=False,
        )  # fmt: skip
        output = done.stdout + done.stderr
        found = [word for word in FORBIDDEN if word in output]
        assert done.returncode == 0, f"status {done.returncode}: {output[-400:]}"
        assert not found, f"'{found[0]}' in the output: {output[-400:]}"
        return output


def frozen(folder: Path, account: Path) -> Program:
    """Return the frozen program of a folder, in a new account below ``account``."""
    home = account / HOME
    home.mkdir()
    left_out = ("PYTHON", "EMOTION_DESK", "XDG_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(left_out)}
    profile = {key: str(home) for key in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    file = folder / ("emotion-desk.exe" if os.name == "nt" else "emotion-desk")
    return Program([str(file)], home, kept | profile | {"QT_QPA_PLATFORM": "offscreen"})


def failures(program: Program) -> int:
    """Make all checks, print a line for each, and return how many failed."""
    failed = 0
    for title, check in CHECKS:
        try:
            check(program)
            print(f"good    {title}", flush=True)
        except (AssertionError, OSError, ValueError, StopIteration, KeyError, subprocess.TimeoutExpired) as error:
            failed += 1
            print(f"FAILED  {title}: {error}", flush=True)
    return failed


def _version(program: Program) -> None:
    assert program.run("--version").startswith("emotion-desk ")


def _help(program: Program) -> None:
    assert "analyze" in program.run("--help")


def _doctor(program: Program) -> None:
    checks = json.loads(program.run("doctor", "--json"))
    assert checks, "the doctor checked nothing"


def _headless(program: Program) -> None:
    program.run("run", "--demo", "--headless", "--seconds", "6", "--engine", "onnx", "--report", "run.json")
    _check_report(json.loads((program.home / "run.json").read_text(encoding="utf-8")))


def _window(program: Program) -> None:
    program.run(
        "--demo", "--seconds", "30", "--engine", "onnx", "--report", "window.json", "--screenshot", "window.png"
    )
    report = json.loads((program.home / "window.json").read_text(encoding="utf-8"))
    assert report["faces_seen"] >= 1, "no face was seen"
    assert report["engine"], "the networks were never ready"
    assert (program.home / "window.png").stat().st_size > 20_000, "the window is empty"


def _record(program: Program) -> None:
    program.run("run", "--demo", "--headless", "--seconds", "5", "--engine", "onnx", "--record", "session")
    session = json.loads((program.home / "session" / "session.json").read_text(encoding="utf-8"))
    assert session["finished"], "the recording was not finished"
    assert session["duration_s"] >= 4, f"it lasts {session['duration_s']} s"
    for kind, least in (("frames", 50), ("sound", _BLOCKS), ("readings", 10)):
        written = session["counters"][kind]["written"]
        assert written >= least, f"only {written} {kind} were written"


def recorded(program: Program) -> str:
    """Return the film of the recording, as the program sees it from the account's folder."""
    return str(next((program.home / "session").glob("*.mkv")).relative_to(program.home))


def _analyse(program: Program) -> None:
    program.run("analyze", recorded(program), "--out", "results", "--jobs", "2")
    readings = next((program.home / "results").rglob("readings.jsonl")).read_text(encoding="utf-8").splitlines()
    assert len(readings) > 50, f"only {len(readings)} readings"
    seen = sum(bool(json.loads(line)["people"]) for line in readings)
    assert seen > len(readings) / 2, f"a face in {seen} of {len(readings)} readings"


def _export(program: Program) -> None:
    for kind, least in (("csv", 1_000), ("elan", 500), ("webvtt", 50), ("report", 5_000), ("video", 20_000)):
        name = "export.mp4" if kind == "video" else f"export.{kind}"
        program.run("export", "session", "--format", kind, "--out", name)
        size = (program.home / name).stat().st_size
        assert size >= least, f"{kind} has {size} bytes only"


def _figures(program: Program) -> None:
    program.run("figures", recorded(program), "--out", "figures")
    assert list((program.home / "figures").glob("*.svg"))


def _people(program: Program) -> None:
    program.run("people", "list")


CHECKS: Sequence[tuple[str, Callable[[Program], None]]] = (
    ("version", _version),
    ("help", _help),
    ("doctor", _doctor),
    ("demo without a window", _headless),
    ("demo in the window", _window),
    ("recording", _record),
    ("analysis with two processes", _analyse),
    ("exports", _export),
    ("figures", _figures),
    ("people", _people),
)


def _check_report(report: dict[str, Any]) -> None:
    """Judge a run without a window by its figures."""
    assert report["faces_seen"] >= 1, "no face was seen"
    assert report["failures"] == [], f"it says: {report['failures'][0]}"
    assert report["results"]["per_second"] >= 2, f"{report['results']['per_second']} answers a second"
    assert report["sound"]["blocks"] >= _BLOCKS, f"{report['sound']['blocks']} blocks of sound"
    assert report["threads_joined"], "a thread did not end"
    for who in (report["people"][0], report["voice"]):
        assert who is not None, "nobody spoke"
        chances = who["emotion"].values()
        assert who["readings"] >= 5, f"{who['readings']} readings"
        assert abs(sum(chances) - 1) < 0.01, f"the chances of the emotions add up to {sum(chances):.3f}"
        assert max(chances) > 0.2, "no emotion stands out"  # eight of them: 0.125 each says nothing


def main(argv: Sequence[str] | None = None) -> int:
    """Run all checks on a folder; 1 if any fails."""
    folder = Path((sys.argv[1:] if argv is None else argv)[0]).resolve()
    with tempfile.TemporaryDirectory(prefix="emotion-desk-smoke-") as name:
        failed = failures(frozen(folder, Path(name)))
    print(f"{len(CHECKS) - failed} of {len(CHECKS)} checks good")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
