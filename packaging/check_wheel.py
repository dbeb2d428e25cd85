"""Checks that the built wheel is complete: installs it elsewhere and runs the desk from another folder.

    .venv/bin/python packaging/check_wheel.py

The wheel is installed into a new environment.  Its third-party packages are those of the environment that runs this
script, so that nothing is downloaded; the source tree is not on its path.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 5
_WHERE = "import emotion_desk as e, emotion_desk.resources as r; print(e.__file__, r.shipped('models'), sep='\\n')"


def main() -> int:
    """Build, install and run; return 0 if the report has a face, a result and a block of sound."""
    with tempfile.TemporaryDirectory(prefix="emotion-desk-wheel-") as name:
        folder = Path(name).resolve()
        _run(
            [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], ROOT
        )
        wheel = next(folder.glob("*.whl"))
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB", flush=True)
        python = _environment(folder / "elsewhere")
        _run([str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)], folder)
        places = _run([str(python), "-c", _WHERE], folder).split()
        strays = [place for place in places if not Path(place).resolve().is_relative_to(folder)]
        if strays:
            print(f"not taken from the wheel: {', '.join(strays)}")
            return 1
        report = folder / "report.json"
        command = [str(python.with_name("emotion-desk")), "run", "--demo", "--headless", "--engine", "onnx"]
        print(_run([*command, "--seconds", str(SECONDS), "--report", str(report)], folder), end="", flush=True)
        figures = json.loads(report.read_text(encoding="utf-8"))
        good = figures["faces_seen"] >= 1 and figures["results"]["count"] >= 1 and figures["sound"]["blocks"] >= 1
        print("the wheel works from another folder" if good else f"the wheel's desk saw too little: {figures}")
        return 0 if good else 1


def _environment(folder: Path) -> Path:
    """Create an environment that sees the packages of this one, but not its editable projects."""
    venv.create(folder, with_pip=True)
    scheme = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    Path(scheme["purelib"], "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return Path(scheme["scripts"]) / ("python.exe" if os.name == "nt" else "python")


def _run(command: list[str], folder: Path) -> str:
    environ = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
