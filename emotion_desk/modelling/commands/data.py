"""``emotion-desk data``: packs RAVDESS for training, shows the content of a packed file, computes teachers' outputs."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emotion_desk.commands.argument_parser import Parser
from emotion_desk.errors import DeskError
from emotion_desk.machine import usable_cores

if TYPE_CHECKING:
    from emotion_desk.modelling.data.packed_dataset import Packed

_PROGRAM = "emotion-desk data"
_ACTIONS = {
    "prepare": "pack faces and mel spectrograms of RAVDESS into one file",
    "info": "show the content of a packed file",
    "teach": "compute the teacher networks' embeddings of all faces and voices",
}
#: Most sentences that are listed at the end.
_MOST_SENTENCES = 50


def add_arguments(parser: Parser) -> None:
    """Describe the command and its actions."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)

    def add(name: str, action: Callable[[argparse.Namespace], int]) -> Parser:
        text = _ACTIONS[name]
        one: Parser = actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        one.set_defaults(action=action)
        return one

    one = add("prepare", _prepare)
    one.add_argument("folder", type=Path, metavar="RAVDESS_DIR", help="the full download, in folders or zips")
    one.add_argument("--out", type=Path, required=True, metavar="F", help="the packed file to write")
    one.add_argument("--frames", type=_count, default=8, metavar="N", help="frames of each clip (default: 8)")
    one.add_argument("--jobs", type=_count, metavar="N", help="recordings at a time (default: one a processor)")
    one.add_argument("--strict", action="store_true", help="exit status 1 if a clip had to be left out")
    one = add("info", _info)
    one.add_argument("file", type=Path, metavar="F", help="a file that 'prepare' wrote")
    one = add("teach", _teach)
    one.add_argument("data", type=Path, metavar="DATA_DIR", help="folder of the data sets' zips")
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the embeddings are kept")
    one.add_argument(
        "--only",
        action="append",
        metavar="NAME",
        help="a teacher (face, voice, emotion) or an archive; may be repeated",
    )


def run(options: argparse.Namespace) -> int:
    """Run the chosen action and return its exit status."""
    action: Callable[[argparse.Namespace], int] = options.action
    return action(options)


def _prepare(options: argparse.Namespace) -> int:
    _needs("safetensors", "tqdm")
    from emotion_desk.modelling.data.pack_ravdess import prepare

    with _bar() as progress:
        done = prepare(options.folder, options.out, options.frames, options.jobs or usable_cores(), progress)
    if done.nothing_to_do:
        sys.stdout.write(f"'{done.file}' has these clips already; nothing to do.\n")
    else:
        sys.stdout.write(f"Packed into '{done.file}'; '{_PROGRAM} info' shows its content.\n")
    if done.songs:
        sys.stdout.write(f"{done.songs} songs were left out.\n")
    if done.skipped:
        sys.stderr.write(f"Left out as broken, {len(done.skipped)} in all:\n")
        _list(done.skipped)
    return 1 if options.strict and done.skipped else 0


def _list(sentences: tuple[str, ...]) -> None:
    for sentence in sentences[:_MOST_SENTENCES]:
        sys.stderr.write(f"  {sentence}\n")
    if len(sentences) > _MOST_SENTENCES:
        sys.stderr.write(f"  and {len(sentences) - _MOST_SENTENCES} more\n")


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar if the output is a terminal."""
    from tqdm import tqdm

    with tqdm(desc="clips", unit="clip", file=sys.stderr, disable=None) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar per archive if the output is a terminal."""
    from tqdm import tqdm

    bars: dict[str, Any] = {}

    def progress(name: str, done: int, total: int) -> None:
        if name not in bars:
            bars[name] = tqdm(desc=name, unit="file", total=total, file=sys.stderr, disable=None)
        bars[name].update(done - bars[name].n)
        if done >= total:
            bars[name].close()

    try:
        yield progress
    finally:
        for bar in bars.values():
            bar.close()


def _info(options: argparse.Namespace) -> int:
    _needs("safetensors")
    from emotion_desk.modelling.data.packed_dataset import open_packed

    packed = open_packed(options.file)
    for name, value in _summary(packed, options.file).items():
        sys.stdout.write(f"{name:12} {value}\n")
    if packed.skipped:
        sys.stderr.write(f"Left out as broken, {len(packed.skipped)} in all:\n")
        _list(packed.skipped)
    return 0


def _summary(packed: Packed, file: Path) -> dict[str, str]:
    from emotion_desk.labels import EMOTIONS
    from emotion_desk.modelling.data.packed_dataset import VERSION, crop_settings
    from emotion_desk.sound.mel import BANDS, HOP, SAMPLE_RATE

    records = packed.records
    emotions = Counter(EMOTIONS[one.performance.label] for one in records)
    actors = sorted({one.performance.actor for one in records})
    seconds = sum(one.columns for one in records) * HOP / SAMPLE_RATE
    side = crop_settings()["size"]
    return {
        "file": f"{file}, {file.stat().st_size / 1e6:.1f} MB, version {VERSION}",
        "recordings": str(len(records)),
        "with faces": f"{sum(one.faces > 0 for one in records)}, {sum(one.faces for one in records)} faces of "
        f"{side} x {side} pixels, {packed.frames} frames per clip",
        "with sound": f"{sum(one.columns > 0 for one in records)}, {seconds / 60:.1f} minutes, {BANDS} mel bands",
        "actors": f"{len(actors)}: {', '.join(map(str, actors))}",
        "emotions": ", ".join(f"{name} {emotions[name]}" for name in EMOTIONS if emotions[name]),
        "inputs": f"SHA-256 {packed.inputs}",
    }


def _teach(options: argparse.Namespace) -> int:
    _needs("torch", "safetensors", "tqdm")
    from emotion_desk.modelling.teachers.collect import teach

    with _bars() as progress:
        files = teach(options.data, options.out, only=options.only, progress=progress)
    for name, file in files.items():
        sys.stdout.write(f"{name:6} {file}\n")
    return 0


def _needs(*modules: str) -> None:
    missing = [module for module in (*modules, "soundfile") if find_spec(module) is None]
    if missing:
        raise DeskError(f"This needs {' and '.join(missing)} of the extra 'train': pip install emotion-desk[train].")


def _count(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 1000:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1 to 1000")
    return value
