"""``emotion-desk evaluate identity``: verification and open-set identification, and the thresholds of a network."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from emotion_desk.commands.argument_parser import PROGRAM, Parser
from emotion_desk.errors import DeskError
from emotion_desk.machine import cpu_name
from emotion_desk.modelling.commands.progress_line import count_on_terminal


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.prog = f"{PROGRAM} evaluate identity"
    parser.description = (
        "Verify and identify held-out people with the matching of the desk: equal error rates, open-set identification "
        "with several sizes of gallery, time of a match."
    )
    parser.epilog = (
        "Voices of a network that heard all actors say nothing about strangers; name the trainings of its folds "
        "as well."
    )
    parser.add_argument(
        "models", nargs="*", metavar="MODEL",
        help="released networks or folders of trainings (default: all released ones that tell people apart)",
    )  # fmt: skip
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of the data sets' zips")
    parser.add_argument("--teachers", type=Path, metavar="DIR", help="measure these teachers' embeddings instead")
    parser.add_argument(
        "--engine", choices=("onnx-int8", "onnx-fp32"), help="default: 8-bit weights where there are any"
    )
    parser.add_argument("--draws", type=_count, default=200, metavar="N", help="times that people are drawn (200)")
    parser.add_argument("--false-accepts", type=_share, default=0.01, metavar="SHARE", help="default: 0.01")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write identity.json, identity.md and the curves there")
    parser.add_argument("--speed", action="store_true", help="only time a match against 10,000 prototypes")
    parser.add_argument(
        "--write-thresholds", action="store_true", help="write the strangers' scores beside the released weights"
    )


def run(options: argparse.Namespace) -> int:
    """Run the command; return its exit status."""
    missing = [name for name in ("torch", "soundfile") if find_spec(name) is None]
    if missing:
        raise DeskError("Evaluation needs the extra 'train': pip install emotion-desk[train].")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from emotion_desk.modelling.evaluation.identity_metrics import Request
    from emotion_desk.modelling.evaluation.identity_run import evaluate

    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    printed = evaluate(
        Request(
            models=tuple(options.models),
            data=options.data,
            teachers=options.teachers,
            engine=options.engine,
            draws=options.draws,
            false_accepts=options.false_accepts,
            out=options.out,
            thresholds=options.write_thresholds,
            machine=cpu_name(),
            speed_only=options.speed,
        ),
        count_on_terminal,
    )
    sys.stdout.write(printed)
    return 0


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of draws")
    return value


def _share(text: str) -> float:
    value = float(text)
    if not 0.0 < value <= 0.5:
        raise argparse.ArgumentTypeError(f"'{text}' is no share between 0 and 0.5")
    return value
