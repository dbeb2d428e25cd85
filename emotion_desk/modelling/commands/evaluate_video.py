"""``emotion-desk evaluate video``: accuracy of the desk on labelled videos, through the pipeline for files."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from emotion_desk.catalogue import ANALYSIS_ENGINES, ANALYSIS_MODES, BOTH, DETECTORS, MULTITASK
from emotion_desk.commands.argument_parser import PROGRAM, Parser, UsageError, mode_name
from emotion_desk.errors import SourceError
from emotion_desk.modelling.commands.progress_line import count_on_terminal

if TYPE_CHECKING:
    from emotion_desk.inference.protocols import Reader
    from emotion_desk.modelling.evaluation.box_changes import BoxChange
    from emotion_desk.modelling.evaluation.video_answers import VideoAnswer
    from emotion_desk.modelling.evaluation.video_clips import LabelledClip


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.prog = f"{PROGRAM} evaluate video"
    parser.description = (
        "Send labelled videos through the pipeline of 'analyze' and tell how often the answer to a clip is right: by "
        "face, by voice and together."
    )
    parser.epilog = (
        "Clips are labelled by RAVDESS file names or by folders with the names of emotions. The answer to a clip is "
        "the mean posterior between 25 and 85 % of its length, or that of the second in which it is most certain."
    )
    parser.add_argument("inputs", nargs="+", type=Path, metavar="DIR|ZIP", help="folders or zips of clips")
    parser.add_argument(
        "--mode", type=mode_name, choices=ANALYSIS_MODES, default=MULTITASK, help="which networks (default: multitask)"
    )
    parser.add_argument(
        "--engine", choices=ANALYSIS_ENGINES, default="auto", help="what runs the networks (default: auto)"
    )
    parser.add_argument("--detector", choices=DETECTORS, default=BOTH, help=f"what finds faces (default: {BOTH})")
    parser.add_argument("--fps", type=_positive, metavar="N", help="at most N frames a second (default: all)")
    parser.add_argument("--actors", type=_actors, default=(), metavar="N,N", help="only these RAVDESS actors")
    parser.add_argument("--limit", type=_count, metavar="N", help="at most N clips, of the emotions in turn")
    parser.add_argument(
        "--vary-boxes",
        action="store_true",
        help="also scale the face boxes by 0.8 to 1.35 and shift them by 10 %%, and tell the worst minus the best",
    )
    parser.add_argument(
        "--baseline",
        action="store_true",
        help="also correct the answers to each RAVDESS actor by a neutral clip of the same actor, and tell the gain",
    )
    parser.add_argument("--json", action="store_true", help="print figures and the answer to each clip as JSON")


def run(options: argparse.Namespace) -> int:
    """Run the command; return 0, or 1 if a clip could not be read.

    Raises:
        DeskError: there is no labelled clip, or the networks cannot be loaded.
    """
    from emotion_desk.modelling.evaluation import baseline_figures
    from emotion_desk.modelling.evaluation.video_clips import find_clips
    from emotion_desk.modelling.evaluation.video_figures import as_json, figures, has_calm, tables
    from emotion_desk.sessions.analysis_options import AnalysisOptions, load_reader

    clips = find_clips(options.inputs, options.actors, options.limit)
    reader = load_reader(AnalysisOptions(options.mode, options.engine))
    answers, unread = _ask(clips, reader, options.fps, options.detector)
    if not answers:
        raise UsageError("None of the clips could be read.")
    found = [figures(answers, calm) for calm in ((False, True) if has_calm(answers) else (True,))]
    varied = _vary(clips, reader, options.fps, options.detector) if options.vary_boxes else None
    network = f"{reader.mode}, {reader.engine}"
    gain = baseline_figures.baseline_figures(clips, answers) if options.baseline else None
    if options.baseline and gain is None:
        raise UsageError("--baseline needs RAVDESS clips of one actor, one of them neutral.")
    if options.json:
        raw = {"networks": network, **as_json(answers, found), "unread": unread}
        raw |= {"baseline": baseline_figures.as_json(gain)} if gain is not None else {}
        print_json(raw | ({"boxes": varied} if varied is not None else {}))
    else:
        from emotion_desk.modelling.evaluation.box_changes import table

        parts = [network, *(tables(one) for one in found)]
        parts += [baseline_figures.table(gain)] if gain is not None else []
        parts += [table(varied, "by face, accuracy, %, calm as neutral")] if varied is not None else []
        sys.stdout.write("\n\n".join(parts) + "\n")
    return 1 if unread else 0


def print_json(raw: dict[str, object]) -> None:
    """Print one JSON object."""
    sys.stdout.write(json.dumps(raw, indent=1) + "\n")


def _ask(
    clips: Sequence[LabelledClip],
    reader: Reader,
    fps: float | None,
    detector: str,
    change: BoxChange | None = None,
    title: str = "",
) -> tuple[list[VideoAnswer], list[str]]:
    """Return the answers, and the names of the clips that could not be read, for which an error is printed."""
    from emotion_desk.modelling.evaluation.video_answers import answer
    from emotion_desk.modelling.evaluation.video_clips import as_file

    answers, unread = [], []
    for done, clip in enumerate(clips):
        count_on_terminal(reader.mode, title or "clips", done)
        try:
            with as_file(clip) as file:
                answers.append(answer(file, clip.name, clip.label, reader, fps, detector, change))
        except SourceError as error:
            unread.append(clip.name)
            sys.stderr.write(f"{PROGRAM}: {clip.name}: {error}\n")
    count_on_terminal("", "", 0)
    return answers, unread


def _vary(clips: Sequence[LabelledClip], reader: Reader, fps: float | None, detector: str) -> dict[str, float]:
    """Return the accuracy by face for each change of the boxes, calm counted as neutral."""
    from emotion_desk.modelling.evaluation.box_changes import CHANGES
    from emotion_desk.modelling.evaluation.video_answers import FACE
    from emotion_desk.modelling.evaluation.video_figures import figures

    found = {}
    for title, change in CHANGES.items():
        sides = figures(_ask(clips, reader, fps, detector, change, title)[0], calm_is_neutral=True).sides
        if FACE not in sides:
            raise UsageError("--vary-boxes needs clips with a picture.")
        found[title] = sides[FACE].accuracy
    return found


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"'{text}' is not a positive number")
    return value


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of clips")
    return value


def _actors(text: str) -> frozenset[int]:
    try:
        numbers = frozenset(int(part) for part in text.split(","))
    except ValueError:
        numbers = frozenset()
    if not numbers or not all(1 <= number <= 24 for number in numbers):
        raise argparse.ArgumentTypeError(f"'{text}' is no list of actors; give numbers from 1 to 24, as 1,5")
    return numbers
