"""``emotion-desk export``: a session as a table, captions, annotations, a video or a report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from emotion_desk.commands.argument_parser import Parser

#: As in ``emotion_desk.sessions.export.exporters``, which is too heavy to be asked for ``--help``.
FORMATS: Final = ("csv", "jsonl", "parquet", "webvtt", "srt", "elan", "video", "report")


def main(arguments: list[str]) -> int:
    """Run the command; return its exit status."""
    parser = Parser(
        prog="emotion-desk export",
        description="Turn a session into a table, captions, annotations, a video with the boxes, or a report.",
        allow_abbrev=False,
    )
    parser.add_argument("session", type=Path, metavar="SESSION", help="folder of the session")
    parser.add_argument("--format", choices=FORMATS, required=True, help="what to write")
    parser.add_argument("--out", type=Path, metavar="F", help="file to write (default: export.* in the session)")
    args = parser.parse_args(arguments)
    from emotion_desk.sessions.export.exporters import export
    from emotion_desk.sessions.reader import open_session

    path = export(open_session(args.session), args.format, args.out)
    sys.stdout.write(f"{path}\n")
    return 0
