"""``emotion-desk export``: a session as a table, captions, annotations, a video or a report."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from emotion_desk.commands.argument_parser import Parser
from emotion_desk.commands.neutral_span import neutral_span
from emotion_desk.commands.output import say

#: The names in ``emotion_desk.sessions.export.exporters``, which is too heavy to import for ``--help``.
FORMATS: Final = ("csv", "jsonl", "parquet", "webvtt", "srt", "elan", "video", "report")


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.description = "Turn a session into a table, captions, annotations, a video with the boxes, or a report."
    parser.add_argument("session", type=Path, metavar="SESSION", help="folder of the session")
    parser.add_argument("--format", choices=FORMATS, required=True, help="what to write")
    parser.add_argument("--out", type=Path, metavar="F", help="file to write (default: export.* in the session)")
    parser.add_argument(
        "--rows", choices=("frames", "utterances", "summary"), default="frames", help="of a table: what a row is"
    )
    parser.add_argument("--decimal", choices=("point", "comma"), help="of a CSV table (default: point)")
    parser.add_argument("--delimiter", metavar="C", help="between the cells of a CSV table (default: ,)")
    parser.add_argument("--bom", action="store_true", help="begin a CSV table with a byte-order mark")
    parser.add_argument("--for", choices=("excel",), dest="program", help="CSV with decimal comma, ';' and mark")
    parser.add_argument(
        "--voice-measures",
        action=argparse.BooleanOptionalAction,
        help="of rows of utterances: measure pitch, loudness, rate, jitter, shimmer and harmonics-to-noise (default: "
        "where the extra 'voice' is installed)",
    )
    corrections = parser.add_mutually_exclusive_group()
    corrections.add_argument(
        "--baseline",
        type=neutral_span,
        action="append",
        metavar="FROM-TO[=PERSON]",
        help="correct the answers by a span in which the person (default: everybody) is neutral, for this export",
    )
    corrections.add_argument(
        "--no-baseline", action="store_true", help="leave out the corrections that are kept with the session"
    )
    parser.add_argument(
        "--anonymise", choices=("none", "all", "strangers"), default="none", help="of a video: hide these faces"
    )


def run(options: argparse.Namespace) -> int:
    """Write the export, print its path, and return 0.

    Raises:
        SessionError: the session cannot be read or the file cannot be written.
    """
    from emotion_desk.sessions.export.exporters import export
    from emotion_desk.sessions.export.options import ExportOptions
    from emotion_desk.sessions.reader import open_session

    excel = options.program == "excel"
    chosen = ExportOptions(
        decimal=options.decimal or ("comma" if excel else "point"),
        delimiter=options.delimiter or (";" if excel else ","),
        bom=options.bom or excel,
        rows=options.rows,
        anonymise=options.anonymise,
        voice=options.voice_measures,
        baseline=not options.no_baseline,
    )
    session = open_session(options.session)
    for span in options.baseline or ():
        session.baselines = session.measure_baseline((span.from_s, span.to_s), span.person)
    path = export(session, options.format, options.out, chosen)
    say(str(path))
    return 0
