"""Sets up the environment and starts the desk or runs the tests; the same command on every system.

    python packaging/bootstrap.py run  [options] [-- arguments of emotion-desk]
    python packaging/bootstrap.py test [options] [-- arguments of pytest]

It uses only the standard library, because nothing else is installed yet.  If the set-up is up to date, it is skipped.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets this sentence instead of a syntax error
    sys.exit("Emotion Desk needs Python 3.11 to 3.14; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031

import argparse
import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import NoReturn

import environment
import first_look
import system_libraries
import virtual_devices
from environment import SetUpError

ROOT = Path(__file__).resolve().parent.parent
#: Folders of tests that cannot be collected without torch.
NEED_TORCH = ("tests/modelling",)
#: A plugin of pytest that hides torch and the rest of the extra, where a full environment has them.
WITHOUT_TRAIN = "tests.without_train"
#: Folders and markers that the quick tier leaves out.
SOAK = ("tests/soak",)
QUICK_LEAVES_OUT = ("slow", "train", "data", "microphone")
#: Three processes for two cores, as many tests wait for a clock, a device or a program. Each has its display.
PROCESSES = ("-n", "3", "--dist", "worksteal")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status of the desk or of the tests; 1 if the set-up failed."""
    own, passed_on = _split(list(sys.argv[1:] if argv is None else argv))
    args = _parser().parse_args(own)
    signal.signal(signal.SIGTERM, _end)
    try:
        shows_table = args.command == "run" and not args.setup_only and not passed_on and first_look.lacks_display(ROOT)
        if shows_table:
            _say(first_look.NO_DISPLAY.format(seconds=first_look.SECONDS))
        extras = () if args.command == "run" else ("dev",) if args.no_train else ("dev", "train")
        if not args.no_system:
            system_libraries.ensure(for_tests=args.command == "test", say=_say)
        venv, wheels = _venv(args.venv), Path(args.wheels).expanduser().absolute() if args.wheels else None
        python = environment.ensure(ROOT, venv, extras, Path(args.python), _say, wheels)
        if args.setup_only:
            return 0
        if shows_table:
            return first_look.show(python, venv, _say)
        if args.command == "run":
            return _start_desk(python, passed_on)
        return _run_tests(python, passed_on, with_train=not args.no_train, quick=args.quick)
    except SetUpError as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


def _split(argv: list[str]) -> tuple[list[str], list[str]]:
    """Split at the first ``--`` into arguments for this script and arguments for the desk or pytest."""
    if "--" not in argv:
        return argv, []
    cut = argv.index("--")
    return argv[:cut], argv[cut + 1 :]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description="Sets Emotion Desk up and starts it, or runs its tests."
    )
    parser.add_argument("command", choices=("run", "test"), help="start the desk, or run the tests")
    parser.add_argument("--venv", metavar="DIR", help="virtual environment (default: .venv, or EMOTION_DESK_VENV)")
    parser.add_argument("--python", default=sys.executable, help="the Python to build it with (default: this one)")
    parser.add_argument("--no-train", action="store_true", help="test: without torch; skips the tests that need it")
    parser.add_argument("--quick", action="store_true", help="test: only what answers in two minutes")
    parser.add_argument("--wheels", metavar="DIR", help="install from the wheels in this folder, without a network")
    parser.add_argument("--no-system", action="store_true", help="leave system libraries alone")
    parser.add_argument("--setup-only", action="store_true", help="set up and stop")
    parser.epilog = "What follows -- goes to emotion-desk (run) or to pytest (test)."
    return parser


def _venv(named: str | None) -> Path:
    return Path(named or os.environ.get("EMOTION_DESK_VENV") or ROOT / ".venv").expanduser().absolute()


def _start_desk(python: Path, arguments: list[str]) -> int:
    """Replace this process by the desk; on Windows, which cannot do that, start it and wait for it."""
    command = [str(python), "-m", "emotion_desk", *arguments]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def _run_tests(python: Path, arguments: list[str], with_train: bool, quick: bool) -> int:
    """Run pytest, on Linux with a virtual display and a virtual microphone where there is none."""
    command = [str(python), "-m", "pytest", *pytest_options(arguments, with_train, quick)]
    with ExitStack() as stack:
        # Without their bytecode the processes of pytest compile all modules anew; tests/conftest.py does the rest.
        environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        if sys.platform == "linux":
            environ |= stack.enter_context(virtual_devices.display(environ, _say))
            environ |= stack.enter_context(virtual_devices.microphone(environ, _say))
        return subprocess.run([*command, *arguments], cwd=ROOT, env=environ, check=False).returncode


def pytest_options(arguments: list[str], with_train: bool, quick: bool) -> list[str]:
    """Return the options of pytest for a tier, before those of the user, which go first where both speak."""
    options = [] if "-n" in arguments or "--pdb" in arguments else [*PROCESSES]
    left_out = [*QUICK_LEAVES_OUT] if quick else []
    if not with_train:
        options += ["-p", WITHOUT_TRAIN]
        left_out = [*dict.fromkeys((*left_out, "train"))]
    if left_out:
        options += [f"--ignore={folder}" for folder in (*NEED_TORCH, *(SOAK if quick else ()))]
        options += [] if "-m" in arguments else ["-m", " and ".join(f"not {marker}" for marker in left_out)]
    return options


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """Raise ``SystemExit``, so that context managers stop what they started."""
    raise SystemExit(128 + number)


def _say(text: str) -> None:
    print(f"bootstrap: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
