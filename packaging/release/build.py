"""Builds the artefacts of a release from a checkout.

    python packaging/release/build.py [--freeze] [--deb [--uncompressed]] [--appimage-dir] [--wheel] [--out DIR]

The frozen program needs an environment of its own with the run-time dependencies, the headless OpenCV and PyInstaller.
``--venv DIR`` names its folder; it is created if it does not exist.  Sizes are printed and compared with the limits.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Sequence
from pathlib import Path

for place in (1, 2):  # beside this folder, and the package itself, whose parsers the man page is made from
    sys.path.insert(0, str(Path(__file__).resolve().parents[place]))

from freeze.slim import slim  # noqa: E402
from linux.appdir import build_appdir  # noqa: E402
from linux.deb import build_deb  # noqa: E402
from release.borrow import borrow as borrow_packages  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
#: Largest sizes in MiB (folder) and MB (packages) that a release may have.
FOLDER_MIB, DEB_MB, WHEEL_MB = 515, 190, 70
PYINSTALLER = "pyinstaller>=6.22,<7"


def main(argv: Sequence[str] | None = None) -> int:
    """Build the chosen artefacts; return 1 if one exceeds its size limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--freeze", action="store_true", help="the program as one folder")
    parser.add_argument("--deb", action="store_true", help="a Debian package of the frozen program")
    parser.add_argument("--appimage-dir", action="store_true", help="the folder that appimagetool packs")
    parser.add_argument("--uncompressed", action="store_true", help="do not compress the Debian package")
    parser.add_argument("--wheel", action="store_true", help="the wheel for PyPI")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR", help="folder of the artefacts")
    parser.add_argument("--borrow", action="store_true", help="take the packages of this environment, download little")
    parser.add_argument("--venv", type=Path, default=ROOT / "build" / "freeze-venv", metavar="DIR")
    args = parser.parse_args(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    # A fixed epoch and hash seed make two builds of one commit alike.
    os.environ.update({"SOURCE_DATE_EPOCH": source_date_epoch(), "PYTHONHASHSEED": "0"})
    good = True
    if args.wheel:
        good &= _within_limit(build_wheel(args.out), WHEEL_MB * 1e6, "MB", 1e6)
    if args.freeze or args.deb or args.appimage_dir:
        folder = freeze(args.out, args.venv, args.borrow)
        good &= _within_limit(folder, FOLDER_MIB * 2**20, "MiB", 2**20)
    if args.appimage_dir:
        print(f"{build_appdir(folder, args.out).name}: ready for appimagetool")
    if args.deb:
        package = build_deb(folder, args.out, version(), compressed=not args.uncompressed)
        good &= args.uncompressed or _within_limit(package, DEB_MB * 1e6, "MB", 1e6)
        print(f"{package.name}: {package.stat().st_size / 1e6:.0f} MB")
    return 0 if good else 1


def version() -> str:
    """Return the version of the project."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def run_time_requirements() -> list[str]:
    """Return the desk's dependencies and its streams, with the OpenCV that brings no Qt."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["streams"]]
    return [one.replace("opencv-python>", "opencv-python-headless>") for one in wanted]


def freeze(out: Path, environment: Path, borrow: bool = False) -> Path:
    """Freeze the program with PyInstaller; return its folder.

    Args:
        out: where the folder goes.
        environment: what is frozen is installed there, once.
        borrow: take the packages of the environment that runs this, which has all but PyInstaller and the OpenCV
            without windows.
    """
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = run_time_requirements()
    names = [re.split(r"[^A-Za-z0-9_.-]", one)[0] for one in wanted]
    stamp = environment / "emotion-desk-freeze.txt"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != "\n".join(wanted):
        if not python.exists():
            venv.create(environment, with_pip=True)
        asked = "\n".join(wanted)
        if borrow:
            scheme = sysconfig.get_paths(vars={"base": str(environment), "platbase": str(environment)})
            borrow_packages(names, Path(sysconfig.get_paths()["purelib"]), Path(scheme["purelib"]))
            wanted = ["--no-deps", *(one for one in wanted if one.startswith("opencv"))]
        _run([str(python), "-m", "pip", "install", "--quiet", PYINSTALLER])
        _run([str(python), "-m", "pip", "install", "--quiet", *wanted])
        stamp.write_text(asked, encoding="utf-8")
    spec = ROOT / "packaging" / "freeze" / "emotion-desk.spec"
    work = ROOT / "build" / "freeze"
    options = ["--noconfirm", "--clean", "--log-level", "WARN", "--distpath", str(out), "--workpath", str(work)]
    _run([str(python), "-m", "PyInstaller", *options, str(spec)], os.environ | {"PYTHONPATH": str(ROOT)})
    slim(out / "emotion-desk")
    listing = [str(python), str(Path(__file__).parent / "third_party.py"), str(out / "emotion-desk"), version(), *names]
    _run(listing)
    return out / "emotion-desk"


def build_wheel(out: Path) -> Path:
    """Build the wheel; return its file."""
    environ = os.environ | {"SOURCE_DATE_EPOCH": source_date_epoch()}
    _run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(ROOT)], environ)
    return max(out.glob("emotion_desk-*.whl"), key=lambda file: file.stat().st_mtime)


def source_date_epoch() -> str:
    """Return the time of the last commit, so that builds do not depend on the clock."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return "1700000000"
    done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files below a folder; links are not followed."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.lstat().st_size for file in path.rglob("*") if not file.is_symlink() and file.is_file())


def _within_limit(path: Path, most: float, unit: str, one: float) -> bool:
    size = size_of(path)
    print(f"{path.name}: {size / one:.0f} {unit} (at most {most / one:.0f})", flush=True)
    return size <= most


def _run(command: list[str], environ: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, env=environ, check=False)
    if done.returncode != 0:
        sys.exit(f"'{' '.join(command[:4])} ...' ended with status {done.returncode}.")


if __name__ == "__main__":
    sys.exit(main())
