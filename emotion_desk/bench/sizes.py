"""What the size of the pictures costs: one tick of the multi-task network (a face and a sound), size by size.

The numbers in a network do not change how long it takes, so it need not be trained for this.  How accuracy depends on
the size is measured by ``emotion_desk.training.curve``.

Example:
    $ python -m emotion_desk.bench.sizes
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.bench.timing import Times, in_turn
from emotion_desk.errors import DeskError
from emotion_desk.inference.engines import OnnxEngine
from emotion_desk.machine import cpu_name

#: The last has as many points as a mel picture of 128 bands and 144 columns.
SIDES: Final = (48, 64, 80, 96, 112, 136)
HEADER: Final = ("side", "int8_p50_ms", "int8_p95_ms", "fp32_p50_ms", "fp32_p95_ms", "n", "cpu")
_WARM_UP: Final = 10
#: Rows that the ranges of the integers are found on: none of them matters here.
_ROWS: Final = 32


def measure(sides: tuple[int, ...], rounds: int) -> dict[int, dict[str, Times]]:
    """Time a tick at each size, all sizes and both precisions in turn.

    Raises:
        DeskError: a network cannot be made or run.
    """
    with tempfile.TemporaryDirectory(prefix="emotion-desk-sizes-") as place:
        ticks: dict[str, Callable[[], object]] = {}
        for side in sides:
            for precision, file in _graphs(Path(place), side).items():
                rows = np.random.default_rng(side).normal(0, 1, (2, 3, side, side)).astype(np.float32)
                ticks[f"{side} {precision}"] = partial(OnnxEngine(file, precision).run, rows)
        taken = in_turn(ticks, rounds, _WARM_UP)
    return {side: {precision: taken[f"{side} {precision}"] for precision in ("int8", "fp32")} for side in sides}


def _graphs(place: Path, side: int) -> dict[str, Path]:
    """Write a multi-task network of a size in both precisions."""
    import onnx
    import torch

    from emotion_desk.network.export import onnx_model
    from emotion_desk.network.fold import folded
    from emotion_desk.network.integers import Plan
    from emotion_desk.network.nets import HEADS, MULTITASK, Net
    from emotion_desk.network.quantise import quantise

    torch.manual_seed(side)
    net = folded(Net({head: HEADS[head] for head in MULTITASK}))
    files = {"int8": place / f"{side}-int8.onnx", "fp32": place / f"{side}.onnx"}
    onnx.save(onnx_model(net, side), files["fp32"])
    quantise(net, side, _noise(side), files["int8"], Plan(method="MinMax", most_rows=_ROWS))
    return files


def _noise(side: int) -> Iterator[NDArray[np.float32]]:
    rng = np.random.default_rng(1)
    for _ in range(_ROWS):
        yield rng.normal(0, 1, (3, side, side)).astype(np.float32)


def main(arguments: list[str] | None = None) -> int:
    """Time all sizes, print a line each and keep the table."""
    parser = argparse.ArgumentParser(prog="python -m emotion_desk.bench.sizes", description=__doc__)
    parser.add_argument("--sides", type=int, nargs="*", default=list(SIDES), help="sides in pixels")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--table", type=Path, default=Path("docs/results/input-size-ms.csv"), metavar="FILE")
    options = parser.parse_args(arguments)
    try:
        taken = measure(tuple(options.sides), options.rounds)
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    options.table.parent.mkdir(parents=True, exist_ok=True)
    with options.table.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(HEADER)
        for side, times in taken.items():
            spread = [f"{value:.2f}" for one in times.values() for value in (one.p50, one.p95)]
            writer.writerow([side, *spread, options.rounds, cpu_name()])
            sys.stdout.write(
                f"{side} px: int8 p50 {spread[0]} ms, p95 {spread[1]} ms; fp32 p50 {spread[2]} ms, p95 {spread[3]} ms; "
                f"n {options.rounds}\n"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
