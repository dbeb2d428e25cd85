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
from collections.abc import Callable, Sequence
from pathlib import Path

#: Texts that never occur in the output of a complete program.
FORBIDDEN = ("Traceback", "ModuleNotFoundError", "ImportError", "No module named", "unexpected happened")
TIMEOUT_S = 180


class Program:
    """The frozen program in an account of its own."""

    def __init__(self, folder: Path, account: Path) -> None:
        self._file = folder / ("emotion-desk.exe" if os.name == "nt" else "emotion-desk")
        self.home = account / "Zoë Müller"
        self.home.mkdir()
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "EMOTION_DESK", "XDG_"))
        }
        profile = {key: str(self.home) for key in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
        self._environ = kept | profile | {"QT_QPA_PLATFORM": "offscreen"}

    def run(self, *arguments: str) -> str:
        """Run the program; return its output.

        Raises:
            AssertionError: the exit status is not 0, or the output has a forbidden text.
        """
        done = subprocess.run(
            [str(self._file), *arguments], cwd=self.home, env=self._environ, capture_output=True, text=True,
            encoding="utf-8", timeout=TIMEOUT_S, check=False,
        )  # fmt: skip
        output = done.stdout + done.stderr
        found = [word for word in FORBIDDEN if word in output]
        assert done.returncode == 0, f"status {done.returncode}: {output[-400:]}"
        assert not found, f"'{found[0]}' in the output: {output[-400:]}"
        return output


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
    assert (program.home / "session" / "session.json").exists()


def _analyse(program: Program) -> None:
    media = next((program.home / "session").glob("*.mkv"))
    program.run("analyze", str(media), "--out", "results", "--jobs", "2")
    readings = next((program.home / "results").rglob("readings.jsonl")).read_text(encoding="utf-8").splitlines()
    assert len(readings) > 50, f"only {len(readings)} readings"


def _export(program: Program) -> None:
    for kind, least in (("csv", 1_000), ("elan", 500), ("webvtt", 50), ("report", 5_000), ("video", 20_000)):
        name = "export.mp4" if kind == "video" else f"export.{kind}"
        program.run("export", "session", "--format", kind, "--out", name)
        size = (program.home / name).stat().st_size
        assert size >= least, f"{kind} has {size} bytes only"


def _figures(program: Program) -> None:
    media = next((program.home / "session").glob("*.mkv"))
    program.run("figures", str(media), "--out", "figures")
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


def _check_report(report: dict[str, object]) -> None:
    results, sound = report["results"], report["sound"]
    assert isinstance(results, dict)
    assert isinstance(sound, dict)
    faces = report["faces_seen"]
    assert isinstance(faces, int)
    assert faces >= 1, "no face was seen"
    assert results["count"] >= 1, "no result"
    assert sound["blocks"] >= 1, "no sound"


def main(argv: Sequence[str] | None = None) -> int:
    """Run all checks on a folder; 1 if any fails."""
    folder = Path((sys.argv[1:] if argv is None else argv)[0]).resolve()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="emotion-desk-smoke-") as name:
        program = Program(folder, Path(name))
        for title, check in CHECKS:
            try:
                check(program)
                print(f"good    {title}", flush=True)
            except (AssertionError, OSError, ValueError, StopIteration, KeyError, subprocess.TimeoutExpired) as error:
                failed += 1
                print(f"FAILED  {title}: {error}", flush=True)
    print(f"{len(CHECKS) - failed} of {len(CHECKS)} checks good")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
