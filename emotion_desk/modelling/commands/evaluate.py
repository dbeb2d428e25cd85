"""``emotion-desk evaluate``: runs networks on held-out samples, stores the predictions, prints the metrics."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from emotion_desk.commands.argument_parser import Parser, UsageError
from emotion_desk.errors import DeskError
from emotion_desk.machine import cpu_name
from emotion_desk.modelling.commands.progress_line import count_on_terminal

#: The same names as in the modules of the evaluation, which are too heavy to import for ``--help``.
_ENGINES = ("all", "onnx-fp32", "onnx-int8", "torch")
_PROTOCOLS = ("paper", "actor-disjoint")


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.description = (
        "Run networks on held-out samples, store each prediction as CSV, and print the metrics computed from "
        "these files."
    )
    parser.epilog = (
        "Without --data nothing is asked: the figures of the predictions in --out are printed. "
        "'emotion-desk evaluate identity --help' tells how to measure who is told apart from whom."
    )
    parser.add_argument(
        "models", nargs="*", metavar="MODEL",
        help="multitask, a single's name, singles, or the folder of a training (default: all released networks)",
    )  # fmt: skip
    parser.add_argument(
        "--protocol", choices=_PROTOCOLS,
        help="paper: networks of the random 80:20 split; actor-disjoint: networks of the folds; cross-corpus: networks "
        "that a data set was kept from (default: all)",
    )  # fmt: skip
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the data sets' zips")
    parser.add_argument("--engine", choices=_ENGINES, default="all", help="default: every precision that is there")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="folder of predictions (default: docs/results of the source tree)"
    )
    parser.add_argument("--threads", type=int, default=0, metavar="N", help="number of threads")
    parser.add_argument("--calibrate", action="store_true", help="put fitted temperatures into the released manifest")
    parser.add_argument(
        "--write-docs", action="store_true", help="write docs/results.md, pictures, model cards, the manifest's figures"
    )


def run(options: argparse.Namespace) -> int:
    """Run the command; return its exit status."""
    if options.models and options.data is None:
        raise UsageError("To ask networks, name the folder of the data sets: --data DIR.")
    missing = [name for name in ("torch", "sklearn", "soundfile") if find_spec(name) is None]
    if missing:
        raise DeskError("Evaluation needs the extra 'train': pip install emotion-desk[train].")
    if options.threads:
        os.environ["OMP_NUM_THREADS"] = str(options.threads)
    from emotion_desk.modelling.evaluation.run import Request, evaluate

    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    printed = evaluate(
        Request(
            models=tuple(options.models),
            protocol=options.protocol,
            data=options.data,
            engine=options.engine,
            out=options.out,
            calibrate=options.calibrate,
            write_docs=options.write_docs,
            machine=cpu_name(),
        ),
        count_on_terminal,
    )
    sys.stdout.write(printed)
    return 0
