"""``emotion-desk export``: a session as a table, captions, annotations, a video or a report."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from emotion_desk.commands.argument_parser import Parser
from emotion_desk.crash_log import printable

#: The names in ``emotion_desk.sessions.export.exporters``, which is too heavy to import for ``--help``.
FORMATS: Final = ("csv", "jsonl", "parquet", "webvtt", "srt", "elan", "video", "report")


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.description = "Turn a session into a table, captions, annotations, a video with the boxes, or a report."
    parser.add_argument("session", type=Path, metavar="SESSION", help="folder of the session")
    parser.add_argument("--format", choices=FORMATS, required=True, help="what to write")
    parser.add_argument("--out", type=Path, metavar="F", help="file to write (default: export.* in the session)")


def run(options: argparse.Namespace) -> int:
    """Write the export, print its path, and return 0.

    Raises:
        SessionError: the session cannot be read or the file cannot be written.
    """
    from emotion_desk.sessions.export.exporters import export
    from emotion_desk.sessions.reader import open_session

    path = export(open_session(options.session), options.format, options.out)
    sys.stdout.write(f"{printable(str(path))}\n")
    return 0
