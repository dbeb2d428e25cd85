"""Checks that the built wheel is complete: installs it elsewhere and runs the desk from another folder.

    .venv/bin/python packaging/check_wheel.py

Two wheels are tried: the one of the project, and one that is built without ``emotion_desk/modelling``, which must
start, record, analyse and export all the same.  Each is installed into a new environment.  Its third-party packages
are those of the environment that runs this script, so that nothing is downloaded; the source tree is not on its path.
"""

from __future__ import annotations

import json
import os
import shutil
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
    """Build, install and run both wheels; return 0 if each desk saw and answered."""
    with tempfile.TemporaryDirectory(prefix="emotion-desk-wheel-") as name:
        folder = Path(name).resolve()
        whole = Installed(folder / "whole", ROOT)
        good = whole.lies_apart() and whole.runs()
        lean = Installed(folder / "lean", without_modelling(folder / "source"))
        return 0 if good and lean.lies_apart() and lean.is_lean() and lean.runs() and lean.analyses() else 1


def without_modelling(folder: Path) -> Path:
    """Return a copy of the project without what makes and measures networks; weights and assets are links."""
    ignored = shutil.ignore_patterns("modelling", "__pycache__")
    shutil.copytree(ROOT / "emotion_desk", folder / "emotion_desk", ignore=ignored)
    (folder / "packaging").mkdir()
    for file in ("pyproject.toml", "packaging/build_hook.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, folder / file)
    for data in ("models", "assets", "LICENSES"):
        (folder / data).symlink_to(ROOT / data, target_is_directory=True)
    return folder


class Installed:
    """A wheel, built and installed in an environment of its own."""

    def __init__(self, folder: Path, source: Path) -> None:
        self._folder = folder
        folder.mkdir()
        building = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder)]
        _run([*building, str(source)], folder)
        wheel = next(folder.glob("*.whl"))
        print(f"{folder.name}: {wheel.name}, {wheel.stat().st_size / 1e6:.1f} MB", flush=True)
        self._python = _environment(folder / "elsewhere")
        _run([str(self._python), "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)], folder)

    def lies_apart(self) -> bool:
        """Say whether code and weights come from the wheel."""
        places = _run([str(self._python), "-c", _WHERE], self._folder).split()
        strays = [place for place in places if not Path(place).resolve().is_relative_to(self._folder)]
        if strays:
            print(f"not taken from the wheel: {', '.join(strays)}")
        return not strays

    def runs(self) -> bool:
        """Play and record the demo without a window; say whether faces, answers and sound came."""
        report = self._folder / "report.json"
        options = ["--seconds", str(SECONDS), "--report", str(report), "--record", str(self._folder / "session")]
        print(self._desk("run", "--demo", "--headless", "--engine", "onnx", *options), end="", flush=True)
        figures = json.loads(report.read_text(encoding="utf-8"))
        good = figures["faces_seen"] >= 1 and figures["results"]["count"] >= 1 and figures["sound"]["blocks"] >= 1
        print("the wheel works from another folder" if good else f"the wheel's desk saw too little: {figures}")
        return bool(good)

    def is_lean(self) -> bool:
        """Say whether modelling is not there and its commands say so."""
        code = "from emotion_desk.cli import main; raise SystemExit(main(['train', 'multitask']))"
        done = subprocess.run(
            [str(self._python), "-c", code],
            cwd=self._folder,
            env=_environ(),
            capture_output=True,
            text=True,
            check=False,
        )
        good = done.returncode == 2 and "not part of this installation" in done.stderr
        if not good:
            print(f"'train' is there or does not say that it is not: {done.stderr[-300:]}")
        return good

    def analyses(self) -> bool:
        """Analyse what was recorded and export it; say whether there are readings in both."""
        media = next((self._folder / "session").glob("*.mkv"))
        self._desk("analyze", str(media), "--out", str(self._folder / "out"), "--engine", "onnx", "--jobs", "1")
        readings = next((self._folder / "out").rglob("readings.jsonl")).read_text(encoding="utf-8").splitlines()
        table = self._folder / "table.csv"
        self._desk("export", str(self._folder / "session"), "--format", "csv", "--out", str(table))
        rows = table.read_text(encoding="utf-8").splitlines()
        print(f"{len(readings)} readings analysed, {len(rows)} rows exported")
        return len(readings) > 50 and len(rows) > 50

    def _desk(self, *arguments: str) -> str:
        return _run([str(self._python.with_name("emotion-desk")), *arguments], self._folder)


def _environment(folder: Path) -> Path:
    """Create an environment that sees the packages of this one, but not its editable projects."""
    venv.create(folder, with_pip=True)
    scheme = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    Path(scheme["purelib"], "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return Path(scheme["scripts"]) / ("python.exe" if os.name == "nt" else "python")


def _environ() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, env=_environ(), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
