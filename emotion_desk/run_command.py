"""``emotion-desk run``: the desk in a window, or with ``--headless`` without one."""

from __future__ import annotations

import argparse
from pathlib import Path

from emotion_desk.catalogue import BOTH, MULTITASK
from emotion_desk.commands.argument_parser import Parser, UsageError
from emotion_desk.commands.options import RunOptions
from emotion_desk.commands.run_arguments import add_run_arguments, record_options, window_options
from emotion_desk.crash_log import logging_to_file
from emotion_desk.machine import limit_fragmentation
from emotion_desk.window_command import open_window


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.add_argument("--headless", action="store_true", help="without a window")
    add_run_arguments(parser, default_mode="multitask; in the window, last used")
    parser.add_argument("--screenshot", type=Path, metavar="PNG", help="only with a window: save a picture of it")
    headless = parser.add_argument_group("only with --headless")
    repeat = headless.add_mutually_exclusive_group()
    repeat.add_argument("--loop", action="store_true", help="repeat the file or the demo")
    repeat.add_argument("--once", action="store_true", help="play the file or the demo once")
    headless.add_argument("--consent", action="store_true", help="I know what is inferred and agree")
    headless.add_argument(
        "--measures", action="store_true", help="also measure head pose, gaze, eyes, mouth and action units"
    )
    headless.add_argument(
        "--no-own-neutral", action="store_true", help="do not correct answers by the neutral faces kept with people"
    )
    headless.add_argument("--profile", action="store_true", help="print where the time goes, step by step")


def run(options: argparse.Namespace) -> int:
    """Run the desk and return the exit status.

    Raises:
        UsageError: options do not belong together.
        DeskError: the sources or the network cannot be had, or a file cannot be written.
    """
    if not options.headless:
        own = (options.loop, options.once, options.consent, options.profile, options.measures, options.no_own_neutral)
        if any(own):
            raise UsageError(
                "--loop, --once, --consent, --measures, --no-own-neutral and --profile belong to --headless."
            )
        return open_window(window_options(options))
    if options.screenshot is not None:
        raise UsageError("--screenshot needs a window, and --headless has none.")
    from emotion_desk.commands.run import run_command

    wanted = RunOptions(
        camera=options.camera,
        file=options.file,
        demo=options.demo,
        mic=options.mic,
        mode=options.mode or MULTITASK,
        engine=options.engine,
        measure_engines=options.measure_engines,
        detector=options.detector or BOTH,
        economy=options.economy,
        profile=options.profile,
        measures=options.measures,
        own_neutral=not options.no_own_neutral,
        seconds=options.seconds,
        loop=True if options.loop else False if options.once else None,
        consent=options.consent,
        record=record_options(options),
        stream=options.stream,
    )
    limit_fragmentation()
    with logging_to_file():
        return run_command(wanted, options.report)
