"""Creates the virtual environment, and updates or repairs it if needed.

A stamp file in the environment stores a hash of the project's requirements; while it fits, nothing is done.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import package_index

Say = Callable[[str], None]

STAMP = "emotion-desk.json"
#: Free space in bytes, without and with torch, below which the set-up is sure to fail: what the environment holds in
#: the end, and what pip unpacks beside it on the way.
NEEDED = {False: 1_200_000_000, True: 7_500_000_000}
_OFFLINE = (
    "The packages cannot be downloaded: there is no connection to the package index; start again once online, or name "
    "a folder of wheels with --wheels."
)
_RANGE = ((3, 11), (3, 15))
#: Beginning of the lines with which pip and Python report an error; some of pip's error lines name no reason.
_ERROR = re.compile(r"(ERROR|error|\w+Error): ")
_ERROR_PREFIX = re.compile(r"^(ERROR|error): ")
_EMPTY_ERRORS = ("subprocess-exited-with-error", "metadata-generation-failed", "failed-wheel-build-for-install")


class SetUpError(Exception):
    """The set-up cannot go on; the text is one sentence for the user."""


def ensure(root: Path, venv: Path, extras: Sequence[str], python: Path, say: Say, wheels: Path | None = None) -> Path:
    """Install the project at ``root`` with ``extras`` into ``venv``, if needed, and return the path of its Python.

    With ``wheels`` everything comes from that folder, and no connection is made.

    Raises:
        SetUpError: the Python does not fit, the network or the disk fails, or pip does.
    """
    interpreter = interpreter_of(venv)
    wanted = fingerprint(root)
    held = read_stamp(venv).get(wanted)
    if held is not None and set(extras) <= set(held) and _works(interpreter):
        return interpreter
    if wheels is not None and not any(wheels.glob("*.whl")):
        raise SetUpError(f"There are no wheels in '{wheels}'.")
    if not _works(interpreter, "-m", "pip", "--version"):  # a set-up that was killed leaves a part of pip
        _demand_space(venv, with_torch="train" in extras)
        if wheels is None:
            _demand_network(python)  # before the environment is made, which takes longer than this
        _create(venv, python, say)
    offline = ["--no-index", "--find-links", str(wheels)] if wheels is not None else []
    if wheels is None:
        _demand_network(interpreter)
    union = sorted({*extras, *(held or [])})
    asked = f"{root}[{','.join(union)}]" if union else str(root)
    say(f"installing into {venv}" + (f" with {', '.join(union)}" if union else "") + "; this takes some minutes once")
    constraints = str(root / "packaging" / "constraints.txt")
    _pip(interpreter, ["install", *offline, "--constraint", constraints, "--editable", asked])
    (venv / STAMP).write_text(json.dumps({wanted: union}), encoding="utf-8")
    return interpreter


def fingerprint(root: Path) -> str:
    """Return a hash of the requirements and of the project's path."""
    digest = hashlib.sha256(str(root).encode())
    for path in (root / "pyproject.toml", root / "packaging" / "constraints.txt"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_stamp(venv: Path) -> dict[str, list[str]]:
    """Return the fingerprint and the extras of the last successful installation, or an empty dictionary."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    good = isinstance(stamp, dict) and all(isinstance(extras, list) for extras in stamp.values())
    return stamp if good else {}


def interpreter_of(venv: Path) -> Path:
    """Return the path of the environment's Python on this system."""
    return venv / "Scripts" / "python.exe" if sys.platform == "win32" else venv / "bin" / "python"


def explain(output: str) -> str:
    """Return one sentence for the user from the end of pip's output."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    text = output.lower()
    if "no space left" in text or "errno 28" in text or "not enough space" in text:
        return "The disk is full; make room and start again, what is done so far is kept."
    offline = ("newconnectionerror", "name resolution", "getaddrinfo failed", "connecttimeout", "connection refused")
    if any(word in text for word in (*offline, "network is unreachable", "proxyerror", "readtimeout", "sslerror")):
        return _OFFLINE
    errors = [line for line in lines if _ERROR.match(line) and not line.endswith(_EMPTY_ERRORS)]
    last = errors[-1] if errors else lines[-1] if lines else "pip said nothing"
    return f"pip could not install what is needed: {_ERROR_PREFIX.sub('', last)}"


def _works(interpreter: Path, *asked: str) -> bool:
    """Return whether the environment's Python starts and has pip; a moved or incomplete environment does not.

    Args:
        interpreter: of the environment.
        asked: what it has to do; by default the least that tells.
    """
    try:
        command = [str(interpreter), *(asked or ("-c", "import pip"))]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _create(venv: Path, python: Path, say: Say) -> None:
    """Create an empty environment.  A broken environment is replaced, a folder with other content refused."""
    found = shutil.which(str(python))
    if found is None:
        raise SetUpError(f"There is no Python at '{python}'.")
    version = _version(found)
    if not _RANGE[0] <= version < _RANGE[1]:
        number = ".".join(map(str, version))
        raise SetUpError(f"Emotion Desk needs Python 3.11 to 3.14; {found} is Python {number}.")
    if venv.exists() and any(venv.iterdir()) and not (venv / "pyvenv.cfg").exists():
        raise SetUpError(f"'{venv}' is a folder with other things in it; name another one with --venv.")
    say(f"making the virtual environment {venv}")
    made = subprocess.run([found, "-m", "venv", "--clear", str(venv)], capture_output=True, text=True, check=False)
    if made.returncode == 0:
        return
    output = made.stdout + made.stderr
    if "ensurepip" in output or "No module named venv" in output:
        name = f"python{version[0]}.{version[1]}-venv"
        raise SetUpError(f"This Python cannot make virtual environments; 'sudo apt-get install {name}' mends it.")
    if "No space left" in output:
        raise SetUpError(f"The disk is full; make room for '{venv}' and start again.")
    raise SetUpError(
        f"The virtual environment cannot be made: {(output.strip().splitlines() or ['no reason given'])[-1]}"
    )


def _demand_network(python: Path) -> None:
    """Raise the error that says so if the package index does not answer."""
    if not package_index.answers(python):
        raise SetUpError(_OFFLINE)


def _version(python: str) -> tuple[int, int]:
    code = "import sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout
        major, minor = answer.split()
        return int(major), int(minor)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise SetUpError(f"'{python}' is not a Python that starts.") from error


def _demand_space(venv: Path, with_torch: bool) -> None:
    there = next(folder for folder in (venv, *venv.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    needed = NEEDED[with_torch]
    if free < needed:
        raise SetUpError(
            f"The disk of '{venv}' has {free / 1e9:.1f} GB free and the set-up needs {needed / 1e9:.1f} GB; make room "
            "or name another place with --venv."
        )


def _pip(interpreter: Path, arguments: list[str]) -> None:
    """Run pip and pass its output on line by line.

    Raises:
        SetUpError: pip failed; the text explains why.
    """
    command = [str(interpreter), "-m", "pip", "--disable-pip-version-check", *arguments, "--progress-bar", "off"]
    output: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                output.append(line)
                if not line.startswith("Requirement already satisfied"):
                    sys.stderr.write(line)
        except BaseException:
            process.terminate()
            raise
    if process.returncode != 0:
        raise SetUpError(explain("".join(output[-400:])))
