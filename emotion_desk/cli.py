"""The command line: finds the command, runs it, and turns errors into one sentence and an exit status.

Only the standard library and light modules are imported here, so that ``--help`` and ``--version`` answer at once.
Each command is a module with ``add_arguments`` and ``run``
(:class:`~emotion_desk.commands.argument_parser.CommandModule`), imported when the command is used.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePath
from types import FrameType
from typing import NoReturn, TextIO

from emotion_desk.commands.argument_parser import PROGRAM, CommandParser, Parser, UsageError
from emotion_desk.crash_log import debugging, printable, record
from emotion_desk.errors import DeskError, DisplayError

#: Commands of the desk: name, help, module.
DESK_COMMANDS = (
    ("run", "run the desk, with --headless without a window, and write a report", "run_command"),
    ("open", "open a session, a video or a sound file in the window", "open_command"),
    ("doctor", "check what the desk needs: versions, devices, weights, one timed inference", "commands.doctor"),
    ("analyze", "analyse videos, pictures and sound files into sessions", "commands.analyze"),
    ("export", "turn a session into tables, captions, annotations, a video or a report", "commands.export"),
    ("people", "enrol, list, rename, merge, forget, export, import people; say who is in files", "commands.people"),
    ("study", "prepare a study, run participants from files, combine all into one table", "commands.study"),
    ("figures", "draw a sound from wave to mel picture, as PNG and SVG", "commands.figures"),
)
_MODELLING = "emotion_desk.modelling.cli"
#: Known also where modelling is left out, so that the sentence can say why a command is missing.
_MODELLING_NAMES = ("data", "train", "evaluate", "bench")
#: The command without a name: its arguments follow the program's name directly.
_WINDOW = "window"


def program() -> NoReturn:
    """Run the command line as a program, and end the process even where a device or a driver holds a thread."""
    # The audio thread's products are too small to share among cores, and idle BLAS threads spin.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.umask(os.umask(0o077) & 0o077)  # what is made must be readable by its owner, whatever the umask says
    _clean_up_on_signals()
    sys.stderr = _own_stderr(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal with another encoding must not end the program
            stream.reconfigure(errors="backslashreplace")
    ended: list[int] = []
    atexit.register(_leave, ended)  # the first one, so that it is called last
    status = main()
    ended.append(status)
    if any(thread.name.startswith("emotion-desk-") for thread in threading.enumerate()):
        _leave(ended)
    sys.exit(status)


def _leave(ended: list[int]) -> None:
    """End the process at once if a command has ended: the system takes its memory back faster than Python frees it."""
    if not ended:
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # Python says what is wrong
        return
    os._exit(ended[-1])


def _clean_up_on_signals() -> None:
    """Let signals that end a process end it as an exception does, so that temporary files are removed.

    Commands that end in an order of their own replace this.  A second signal ends the process at once.
    """

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        signal.signal(number, signal.SIG_DFL)
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def _own_stderr(stream: TextIO) -> TextIO:
    """Return standard error with a descriptor of its own, as ``emotion_desk.sources.portaudio.quiet`` needs it.

    Sound libraries print to descriptor 2 from threads of their own, so it leads nowhere while a microphone is open.
    """
    try:
        copy = os.dup(stream.fileno())
    except (OSError, ValueError, AttributeError):  # there is none, or it is no file
        return stream
    return open(copy, "w", encoding=stream.encoding, errors=stream.errors, buffering=1)  # noqa: PTH123


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status: 0 good, 1 failed, 2 wrong arguments or no display, 130 interrupted."""
    try:
        return run(list(sys.argv[1:] if argv is None else argv))
    except DisplayError as error:
        sentence = f"{str(error).rstrip('.')}; '{PROGRAM} run --headless' works without one."
        return _fail(error, sentence, 2)
    except UsageError as error:
        return _fail(error, str(error), 2)
    except DeskError as error:
        return _fail(error, str(error), 1)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read the output has enough, as with "| head"
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - nothing is left to print to
        return 1
    except MemoryError as error:
        return _fail(error, "There is not enough memory for this.", 1)
    except UnicodeError as error:
        record(error)
        return _fail(error, "A name or a text cannot be used, because it is not valid Unicode.", 1)
    except OSError as error:  # a full disk, a name that is too long, a file that went away
        record(error)
        return _fail(error, _reason(error), 1)
    except Exception as error:  # noqa: BLE001 - the last resort: a traceback helps no user, the log keeps it
        return _fail(error, record(error), 1)


def run(arguments: list[str]) -> int:
    """Parse the arguments, run the command, and return its exit status.

    Raises:
        DeskError: the command failed; its text is the sentence for the user.
    """
    options = root_parser().parse_args(_normalised(arguments))
    return int(options.run(options))


def root_parser() -> Parser:
    """Return the parser of the whole program, with one sub-parser for each command that is installed."""
    parser = Parser(
        prog=PROGRAM,
        description="Who is there and which emotion they show, live, by face and by voice, on your own machine.",
        epilog=f"'{PROGRAM} COMMAND --help' describes a command. Without a command the window opens, with the options "
        f"of '{PROGRAM} {_WINDOW} --help'; '{PROGRAM} PATH' opens a session or a media file in it.",
    )
    parser.add_argument("--version", action="store_true", help="print the version; with --verbose, the whole build")
    commands = parser.add_subparsers(metavar="COMMAND", dest="command", title="commands", parser_class=CommandParser)
    listed = (*DESK_COMMANDS, *_modelling_commands())
    for name, text, module in ((_WINDOW, "open the window (also without a command)", "window_command"), *listed):
        command = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        command.module = f"emotion_desk.{module}"
    return parser


def _modelling_commands() -> tuple[tuple[str, str, str], ...]:
    """Return the commands that make and measure networks; none where the installation leaves modelling out."""
    if find_spec("emotion_desk.modelling") is None:
        return ()
    found: tuple[tuple[str, str, str], ...] = import_module(_MODELLING).COMMANDS
    return found


def _normalised(arguments: list[str]) -> list[str]:
    """Put the name of the command first where it is left out, and join names of two words."""
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help"):
        return arguments[:1]
    if not first or first.startswith("-"):
        return [_WINDOW, *arguments]
    if first in command_names():
        joined = f"{first}-{arguments[1]}" if len(arguments) > 1 else ""
        return [joined, *arguments[2:]] if joined in command_names() else arguments
    if os.path.lexists(first):
        return ["open", *arguments]
    if first in _MODELLING_NAMES:
        raise UsageError(
            f"'{first}' is not part of this installation, which runs networks and does not train or measure them."
        )
    path = PurePath(first)
    if len(path.parts) > 1 or path.suffix:
        raise UsageError(f"There is no file or session '{printable(first)}'.")
    names = ", ".join((_WINDOW, *(name for name, *_ in (*DESK_COMMANDS, *_modelling_commands()))))
    raise UsageError(f"There is no command '{printable(first)}' and no such file; the commands are: {names}.")


def command_names() -> frozenset[str]:
    """Return the names of all commands that are installed."""
    return frozenset((_WINDOW, *(name for name, *_ in (*DESK_COMMANDS, *_modelling_commands()))))


def _reason(error: OSError) -> str:
    """Return a sentence for an error of the system that no command explained."""
    why = error.strerror or str(error) or type(error).__name__
    return f"'{os.fsdecode(error.filename)}' cannot be used: {why}." if _is_name(error.filename) else f"{why}."


def _is_name(name: object) -> bool:
    return isinstance(name, str | bytes | os.PathLike) and bool(name)


def _fail(error: Exception, sentence: str, status: int) -> int:
    if debugging():
        traceback.print_exception(error)
    with suppress(OSError):  # the terminal may be gone
        sys.stderr.write(f"{PROGRAM}: {printable(sentence)}\n")
    return status
