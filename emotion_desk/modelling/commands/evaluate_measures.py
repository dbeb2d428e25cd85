"""``emotion-desk evaluate measures``: checks the measures of faces on labelled videos."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from emotion_desk.commands.argument_parser import PROGRAM, Parser, UsageError
from emotion_desk.errors import SourceError
from emotion_desk.modelling.commands.progress_line import count_on_terminal


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.prog = f"{PROGRAM} evaluate measures"
    parser.description = (
        "Measure the faces of labelled videos and tell the action units of each clip and whether they rise where the "
        "emotion says so, the blinks, and the error of the head pose on heads that are rendered from the clips."
    )
    parser.epilog = (
        "In the five RAVDESS clips of the documentation, blinks and landmarks are compared with what was counted and "
        "marked by hand."
    )
    parser.add_argument("inputs", nargs="+", type=Path, metavar="DIR|ZIP", help="folders or zips of clips")


def run(options: argparse.Namespace) -> int:
    """Run the command; return 0, or 1 if a clip could not be read.

    Raises:
        DeskError: there is no labelled clip, or the networks cannot be loaded.
    """
    from emotion_desk.modelling.evaluation.measure_checks import MeasureChecks, tables
    from emotion_desk.modelling.evaluation.video_clips import as_file, find_clips

    clips = find_clips(options.inputs)
    checks, found, unread = MeasureChecks(), [], 0
    for done, clip in enumerate(clips):
        count_on_terminal("measures", "clips", done)
        try:
            with as_file(clip) as file:
                found.append(checks.check(file, clip.name, clip.label))
        except SourceError as error:
            unread += 1
            sys.stderr.write(f"{PROGRAM}: {clip.name}: {error}\n")
    count_on_terminal("", "", 0)
    if not found:
        raise UsageError("None of the clips could be read.")
    sys.stdout.write(tables(found))
    return 1 if unread else 0
