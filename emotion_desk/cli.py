"""The command line: reads the arguments, hands over to ``emotion_desk.commands``, turns errors into one sentence.

Only the standard library is imported here, so that ``--help`` and ``--version`` answer at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from emotion_desk.catalogue import ENGINES, MODES, MULTITASK
from emotion_desk.commands.argument_parser import Parser, UsageError, mode_name
from emotion_desk.commands.options import KEEPS, RecordOptions, RunOptions
from emotion_desk.crash_log import debugging, logging_to_file, record
from emotion_desk.errors import DeskError, DisplayError
from emotion_desk.version import __version__

PROGRAM = "emotion-desk"
COMMANDS = {
    "run": "run the desk, with --headless without a window, and write a report",
    "doctor": "check what the desk needs: versions, devices, weights, one timed inference",
    "analyze": "analyse videos, pictures and sound files into sessions",
    "export": "turn a session into tables, captions, annotations, a video or a report",
    "data": "pack data sets for training, ask the teachers for their embeddings",
    "train": "train a network by a recipe",
    "bench": "time the multi-task network against single ones on this machine",
    "evaluate": "measure networks under a named protocol",
    "people": "enrol, list, rename, merge, forget, export, import people; say who is in files",
    "figures": "draw a sound from wave to mel picture, as PNG and SVG",
}
#: Commands that read their own arguments, and the package that holds the module with ``main(arguments) -> int``.
TOOLS = {
    **dict.fromkeys(("analyze", "export", "figures", "people"), "commands"),
    **dict.fromkeys(("data", "train", "evaluate", "bench"), "modelling.commands"),
}


def program() -> NoReturn:
    """Run the command line as a program: end the process even where a device or a driver holds a thread of ours."""
    # The audio thread's products are far too small to share among cores, and idle BLAS threads spin.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    status = main()
    if any(thread.name.startswith("emotion-desk-") for thread in threading.enumerate()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status: 0 good, 1 failed, 2 wrong arguments or no display."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _dispatch(arguments)
    except DisplayError as error:
        sentence = f"{str(error).rstrip('.')}; '{PROGRAM} run --headless' works without one."
        return _fail(error, sentence, 2)
    except UsageError as error:
        return _fail(error, str(error), 2)
    except DeskError as error:
        return _fail(error, str(error), 1)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last resort: a traceback helps no user, the log keeps it
        return _fail(error, record(error), 1)


def _fail(error: Exception, sentence: str, status: int) -> int:
    if debugging():
        traceback.print_exception(error)
    sys.stderr.write(f"{PROGRAM}: {sentence}\n")
    return status


def _dispatch(arguments: list[str]) -> int:
    first = arguments[0] if arguments else ""
    if first == "run":
        return _run(arguments[1:])
    if first == "doctor":
        return _doctor(arguments[1:])
    if first in TOOLS:
        return int(import_module(f"emotion_desk.{TOOLS[first]}.{first}").main(arguments[1:]))
    if first and not first.startswith("-"):
        raise UsageError(f"There is no command '{first}'; there are: {', '.join(COMMANDS)}.")
    return _window(arguments)


def _window(arguments: list[str]) -> int:
    listing = "\n".join(f"  {name:8} {text}" for name, text in COMMANDS.items())
    parser = Parser(
        prog=PROGRAM,
        description="Who is there and which emotion they show, live, by face and by voice, on your own machine.",
        epilog=f"commands (each with its own --help):\n{listing}\n\nWithout a command the window opens.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    _add_sources(parser)
    parser.add_argument("--mode", type=mode_name, choices=MODES, help="which networks answer (default: last used)")
    _add_common(parser)
    _add_recording(parser)
    parser.add_argument(
        "--stream", metavar="lsl|ws[:PORT]", help="send readings to programs on this machine or network"
    )
    parser.add_argument("--screenshot", type=Path, metavar="PNG", help="save a picture of the window at the end")
    return _open_window(parser.parse_args(arguments))


def _open_window(args: argparse.Namespace) -> int:
    from emotion_desk.commands.options import WindowOptions
    from emotion_desk.ui.command import window_command

    options = WindowOptions(
        camera=args.camera,
        file=args.file,
        demo=args.demo,
        mic=args.mic,
        mode=args.mode,
        engine=args.engine,
        measure_engines=args.measure_engines,
        seconds=args.seconds,
        report=args.report,
        screenshot=args.screenshot,
        record=_record_options(args),
        stream=args.stream,
    )
    with logging_to_file():
        return window_command(options)


def _run(arguments: list[str]) -> int:
    parser = Parser(prog=f"{PROGRAM} run", description=COMMANDS["run"].capitalize() + ".", allow_abbrev=False)
    parser.add_argument("--headless", action="store_true", help="without a window")
    _add_sources(parser)
    parser.add_argument("--mode", type=mode_name, choices=MODES, help="which networks answer (default: multitask)")
    _add_common(parser)
    _add_recording(parser)
    parser.add_argument(
        "--stream", metavar="lsl|ws[:PORT]", help="send readings to programs on this machine or network"
    )
    parser.add_argument("--screenshot", type=Path, metavar="PNG", help="only with a window: save a picture of it")
    again = parser.add_mutually_exclusive_group()
    again.add_argument("--loop", action="store_true", help="headless: repeat the file or the demo")
    again.add_argument("--once", action="store_true", help="headless: play the file or the demo once")
    parser.add_argument("--consent", action="store_true", help="headless: I know what is inferred and agree")
    parser.add_argument("--profile", action="store_true", help="headless: tell where the time goes, stage by stage")
    args = parser.parse_args(arguments)
    if not args.headless:
        if args.loop or args.once or args.consent or args.profile:
            raise UsageError("--loop, --once, --consent and --profile belong to --headless.")
        return _open_window(args)
    if args.screenshot is not None:
        raise UsageError("--screenshot needs a window, and --headless has none.")
    from emotion_desk.commands.run import run_command

    options = RunOptions(
        camera=args.camera,
        file=args.file,
        demo=args.demo,
        mic=args.mic,
        mode=args.mode or MULTITASK,
        engine=args.engine,
        measure_engines=args.measure_engines,
        profile=args.profile,
        seconds=args.seconds,
        loop=True if args.loop else False if args.once else None,
        consent=args.consent,
        record=_record_options(args),
        stream=args.stream,
    )
    with logging_to_file():
        return run_command(options, args.report)


def _doctor(arguments: list[str]) -> int:
    parser = Parser(prog=f"{PROGRAM} doctor", description=COMMANDS["doctor"].capitalize() + ".", allow_abbrev=False)
    parser.add_argument("--json", action="store_true", help="print the checks as JSON")
    args = parser.parse_args(arguments)
    from emotion_desk.commands.doctor import doctor_command

    return doctor_command(as_json=args.json)


def _add_sources(parser: argparse.ArgumentParser) -> None:
    picture = parser.add_mutually_exclusive_group()
    picture.add_argument("--camera", metavar="N|NAME|none", help="camera by number or name, or none")
    picture.add_argument("--file", type=Path, metavar="FILE", help="play a video or sound file")
    picture.add_argument("--demo", action="store_true", help="play the clip that ships with the desk")
    parser.add_argument("--mic", metavar="NAME|none", help="microphone by name, or none")


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=ENGINES, default="auto", help="what runs the networks (default: auto)")
    parser.add_argument("--measure-engines", action="store_true", help="measure anew which engine is fastest here")
    parser.add_argument("--seconds", type=_seconds, metavar="S", help="end by itself after S seconds")
    parser.add_argument("--report", type=Path, metavar="JSON", help="write the figures of the run to this file")


def _add_recording(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--record", type=Path, metavar="DIR", help="record a session into this new folder")
    parser.add_argument("--keep", choices=tuple(KEEPS), help="what to record (default: all)")
    parser.add_argument("--warn-gb", type=_gigabytes, metavar="GB", help="warn below this free room (default: 5)")
    parser.add_argument("--stop-gb", type=_gigabytes, metavar="GB", help="end the recording below it (default: 1)")


def _record_options(args: argparse.Namespace) -> RecordOptions | None:
    if args.record is None:
        if args.keep is not None or args.warn_gb is not None or args.stop_gb is not None:
            raise UsageError("--keep, --warn-gb and --stop-gb belong to --record.")
        return None
    return RecordOptions(args.record, args.keep or "all", args.warn_gb, args.stop_gb)


def _gigabytes(text: str) -> float:
    value = float(text)
    if not 0 <= value < 1e6:
        raise argparse.ArgumentTypeError(f"'{text}' is not an amount in GB")
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < 1e7:
        raise argparse.ArgumentTypeError(f"'{text}' is not a length of time in seconds")
    return value
