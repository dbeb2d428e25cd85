"""``emotion-desk open PATH``, or just ``emotion-desk PATH``: a session or a media file in the window's Review page."""

from __future__ import annotations

import argparse
from pathlib import Path

from emotion_desk.commands.argument_parser import Parser, UsageError
from emotion_desk.commands.options import WindowOptions
from emotion_desk.commands.run_arguments import seconds
from emotion_desk.plain_file import exists
from emotion_desk.window_command import open_window


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.add_argument("path", type=Path, metavar="PATH", help="folder of a session, or a media file")
    parser.add_argument("--seconds", type=seconds, metavar="S", help="close the window after S seconds")
    parser.add_argument("--screenshot", type=Path, metavar="PNG", help="save a picture of the window at the end")


def run(options: argparse.Namespace) -> int:
    """Open the window with the path in it and return the exit status when it is closed.

    Raises:
        UsageError: there is nothing at the path.
        DeskError: the window cannot be opened.
    """
    if not exists(options.path):
        raise UsageError(f"There is no file and no folder '{options.path}'.")
    path = options.path.absolute()
    if path.name == "session.json":
        path = path.parent
    # Reviewing a recording needs no device.
    wanted = WindowOptions(
        camera="none", mic="none", seconds=options.seconds, screenshot=options.screenshot, review=path
    )
    return open_window(wanted)
