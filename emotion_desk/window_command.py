"""``emotion-desk`` without a command: opens the window."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from emotion_desk.commands.argument_parser import PROGRAM, Parser
from emotion_desk.commands.options import WindowOptions
from emotion_desk.commands.run_arguments import add_run_arguments, window_options
from emotion_desk.crash_log import logging_to_file
from emotion_desk.machine import limit_fragmentation


def add_arguments(parser: Parser) -> None:
    """Describe the window's options; they follow the program's name, so the usage leaves the command out."""
    parser.prog = PROGRAM
    add_run_arguments(parser, default_mode="last used")
    parser.add_argument("--screenshot", type=Path, metavar="PNG", help="save a picture of the window at the end")
    parser.add_argument("--version", action="store_true", help="print the version and end")
    parser.add_argument("--verbose", action="store_true", help="with --version: build, libraries and weights as well")


def run(options: argparse.Namespace) -> int:
    """Print the version, or open the window and return its exit status when it is closed."""
    if options.version:
        from emotion_desk.commands.version_text import version_text

        sys.stdout.write(version_text(options.verbose) + "\n")
        return 0
    return open_window(window_options(options))


def open_window(options: WindowOptions) -> int:
    """Open the window and return its exit status when it is closed.

    Raises:
        DeskError: see :func:`~emotion_desk.ui.command.window_command`.
    """
    from emotion_desk.ui.command import window_command

    limit_fragmentation()
    with logging_to_file():
        return window_command(options)
