"""Does an attribution point at what the answer hangs on?  What hiding its hottest places does, and hiding others.

``python -m emotion_desk.training.evaluation.attribution --data DATA`` explains answers on held-out faces of RAF-DB and
voices of RAVDESS, hides a fifth of each picture in several ways and prints the mean probability of the class that was
answered.  Covered with the picture's mean, scattered pixels roughen all of it, which a network may mind more than the
loss of a part; covered with the blurred picture they lose their details alone (Fong and Vedaldi 2017).  The same map
with its places shuffled hides as much in patches as coarse.  Intervals are those of the other figures: samples drawn
anew, differences taken on the same samples.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DataError, DeskError
from emotion_desk.inference.attribution import Explainer, Explanation, blurred, hide
from emotion_desk.inference.store import ModelStore
from emotion_desk.sound.mel import log_mel, mel_input
from emotion_desk.sound.utterance import utterance_windows
from emotion_desk.training.archives import (
    PICTURE_SUFFIXES,
    SOUND_SUFFIXES,
    decode_picture,
    decode_sound,
    open_archive,
    read_member,
)
from emotion_desk.training.evaluation.bootstrap import Estimate, by_unit, estimate
from emotion_desk.training.sets import ARCHIVES, in_test
from emotion_desk.training.splits import performance, rafdb_held_out
from emotion_desk.vision.crop import face_input

Rows = NDArray[np.float32]

#: Share of the pixels that is hidden, and how often a random choice is drawn for a sample.
SHARE: Final = 0.2
_DRAWS: Final = 2
_SEED: Final = 7
#: What hides: the mean of each channel, or the picture blurred by an eighth of its side.
COVERS: Final = ("mean", "blur")
_BLUR: Final = 1 / 8
#: What is hidden.
NOTHING, HOTTEST, PIXELS, PATCHES, COLDEST = (
    "nothing",
    "hottest fifth",
    "random fifth, pixels",
    "random fifth, patches",
    "coldest fifth",
)


def face_rows(data: Path) -> Iterator[Rows]:
    """Yield the network's rows of RAF-DB's held-out faces, in an order picked by a hash."""
    for name, blob in _picked(data / ARCHIVES["rafdb"], PICTURE_SUFFIXES, rafdb_held_out):
        yield face_input([decode_picture(blob, name)])


def voice_rows(data: Path, fold: int) -> Iterator[Rows]:
    """Yield a row of the middle of each clip of RAVDESS that a split tests on, in an order picked by a hash."""
    archive = data / ARCHIVES["ravdess"]
    for name, blob in _picked(archive, SOUND_SUFFIXES, lambda name: in_test(performance(name), fold)):
        windows = utterance_windows(log_mel(decode_sound(blob, name)))
        if windows:
            yield mel_input(windows[len(windows) // 2])


def _picked(archive: Path, suffixes: tuple[str, ...], wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    with open_archive(archive) as opened:
        names = [name for name in opened.namelist() if name.lower().endswith(suffixes)]
        chosen = [name for name in names if wanted(PurePosixPath(name).name)]
        for name in sorted(chosen, key=lambda name: hashlib.sha256(name.encode()).digest()):
            yield name, read_member(opened, name)


def probabilities(
    explainer: Explainer, row: Rows, head: str, rng: np.random.Generator, cover: str = "mean"
) -> list[float]:
    """Return the probability of the class that was answered after hiding, in the order of :func:`ways`."""
    explained = explainer.explain(row, head)
    size = row.shape[-1]
    heat = explained.heat(size)
    put = blurred(row, _BLUR * size) if cover == "blur" else None
    hidden = [row, hide(row, heat, SHARE, put), hide(row, -heat, SHARE, put)]
    for _ in range(_DRAWS):
        hidden.append(hide(row, rng.random(heat.shape).astype(np.float32), SHARE, put))
        hidden.append(hide(row, _shuffled_map(explained, rng).heat(size), SHARE, put))
    named = int(explained.probabilities.argmax())
    given = explainer.probabilities(np.concatenate(hidden), head)[:, named]
    return [*map(float, given[:3]), float(given[3::2].mean()), float(given[4::2].mean())]


def ways() -> tuple[str, ...]:
    """Return what is hidden, in the order of :func:`probabilities`."""
    return NOTHING, HOTTEST, COLDEST, PIXELS, PATCHES


def _shuffled_map(explained: Explanation, rng: np.random.Generator) -> Explanation:
    return Explanation(
        explained.probabilities, rng.permutation(explained.places.ravel()).reshape(explained.places.shape)
    )


def measure(
    explainer: Explainer, head: str, samples: Iterator[Rows], count: int, cover: str = "mean"
) -> dict[str, Estimate]:
    """Return the mean probability by what was hidden.

    Raises:
        DataError: there is no sample.
    """
    rng = np.random.default_rng(_SEED)
    table = np.array([probabilities(explainer, row, head, rng, cover) for row in islice(samples, count)])
    if not len(table):
        raise DataError("There is no sample to explain.")
    found = {}
    for way, column in zip(ways(), table.T, strict=True):
        found[way] = estimate(
            lambda weights, column=column: float(np.average(column, weights=weights)),  # type: ignore[misc]
            by_unit(range(len(column))),
            len(column),
        )
    return found


def row_of(title: str, engine: str, cover: str, found: dict[str, Estimate]) -> str:
    """Return a row of the table."""
    means = [f"{found[way].value:.3f}" for way in (NOTHING, HOTTEST, PIXELS, PATCHES, COLDEST)]
    means[1] = f"**{means[1]}**"
    against = []
    for rival in (PIXELS, PATCHES):
        less = found[rival].minus(found[HOTTEST])
        against.append(f"{less.value:.3f} ({less.interval[0]:.3f} to {less.interval[1]:.3f})")
    return f"| {found[NOTHING].n} {title} | {engine} | {cover} | {' | '.join(means)} | {' | '.join(against)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m emotion_desk.training.evaluation.attribution", allow_abbrev=False)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of the data sets' zips")
    parser.add_argument("--model", default="multitask", help="which released network (default: multitask)")
    parser.add_argument(
        "--part", nargs="+", choices=("onnx", "int8"), help="which of its graphs (default: all that are there)"
    )
    parser.add_argument(
        "--fold", type=int, choices=range(6), default=0,
        help="voices: of the actors of this fold, which the network never heard, or 0: the paper protocol's clips",
    )  # fmt: skip
    parser.add_argument("--cover", nargs="+", choices=COVERS, default=COVERS, help="what hides (default: both)")
    parser.add_argument("--count", type=int, default=50, metavar="N", help="samples of each kind (default: 50)")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    lines = []
    try:
        store = ModelStore()
        parts = options.part or [part for part in ("onnx", "int8") if part in store.entry(options.model).files]
        for part in parts:
            explainer = Explainer(store, options.model, part)
            for head, cover in product(explainer.heads, options.cover):
                is_face = head == "face_emotion"
                samples = face_rows(options.data) if is_face else voice_rows(options.data, options.fold)
                title = "faces of RAF-DB, held out" if is_face else _voices(options.fold)
                found = measure(explainer, head, samples, options.count, cover)
                lines.append(row_of(title, "float32" if part == "onnx" else "8 bits", cover, found))
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    head_line = [
        "pictures",
        "network",
        "cover",
        "as it is",
        *(f"{way} hidden" for way in (HOTTEST, PIXELS, PATCHES, COLDEST)),
    ]
    head_line += ["pixels minus hottest", "patches minus hottest"]
    rule = "| --- " * len(head_line) + "|"
    sys.stdout.write("\n".join((f"| {' | '.join(head_line)} |", rule, *lines)) + "\n")
    return 0


def _voices(fold: int) -> str:
    return "voices of RAVDESS, " + (f"actors of fold {fold}" if fold else "clips of the paper protocol")


if __name__ == "__main__":
    sys.exit(main())
