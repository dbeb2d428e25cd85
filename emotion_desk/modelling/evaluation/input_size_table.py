"""The curve of input sizes: what each answers right (``training.curve``) beside what it costs (``bench.sizes``)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HEADER: Final = ("test", "bands", "columns", "steps", "rows", "n", "percent")
RIGHT: Final = "input-size.csv"
COST: Final = "input-size-ms.csv"
_TITLES: Final = {
    "fer2013": "FER2013 val, accuracy, %",
    "rafdb": "RAF-DB held out, accuracy, %",
    "ravdess": "RAVDESS, paper protocol, unweighted recall, %",
}


@dataclass(frozen=True)
class Point:
    """One test at one size: accuracy (faces) or unweighted recall (voices) in per cent after some steps."""

    test: str
    bands: int
    columns: int
    steps: int
    rows: int
    n: int
    percent: float


def read_points(file: Path) -> list[Point]:
    """Read the table; empty where there is none."""
    return [_point(row) for row in _rows(file)]


def write_points(points: Iterable[Point], file: Path) -> None:
    """Write the table, by test and size."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(HEADER)
        for point in sorted(points, key=lambda point: (point.test, point.bands, point.columns)):
            shape = (point.bands, point.columns, point.steps, point.rows, point.n)
            writer.writerow((point.test, *shape, f"{point.percent:.2f}"))


def rows_of(folder: Path) -> list[list[str]]:
    """Return the rows of the table: shape, each test's figure, milliseconds in both precisions."""
    points = read_points(folder / RIGHT)
    cost = {int(row["side"]): row for row in _rows(folder / COST)}
    shapes = sorted({(point.bands, point.columns) for point in points} | {(side, side) for side in cost})
    table = []
    for bands, columns in shapes:
        found = {
            point.test: f"{point.percent:.1f}" for point in points if (point.bands, point.columns) == (bands, columns)
        }
        timed = cost.get(round((bands * columns) ** 0.5), {})
        if bands == columns or found:
            cells = [found.get(test, "-") for test in _TITLES]
            table.append([f"{bands} x {columns}", *cells, timed.get("int8_p50_ms", "-"), timed.get("fp32_p50_ms", "-")])
    return table


def header() -> list[str]:
    """Return the titles of the columns."""
    return ["picture", *_TITLES.values(), "tick int8, ms", "tick fp32, ms"]


def words(folder: Path) -> str:
    """Say how it was measured."""
    points = read_points(folder / RIGHT)
    cost = _rows(folder / COST)
    budgets = sorted({(point.test, point.steps, point.rows, point.n) for point in points})
    trained = "; ".join(f"{test}: {steps} steps of {rows} rows, n = {n}" for test, steps, rows, n in budgets)
    timed = f" A tick is one face and one sound, median of {cost[0]['n']} runs on {cost[0]['cpu']}." if cost else ""
    return (
        "Each size gets the same short cycle from the same start (single networks, float32 torch), so the "
        f"figures are lower than those of the released networks and only comparable with each other. {trained}.{timed}"
    )


def _point(row: Mapping[str, str]) -> Point:
    bands, columns, steps, rows, n = (int(row[name]) for name in HEADER[1:6])
    return Point(row["test"], bands, columns, steps, rows, n, float(row["percent"]))


def _rows(file: Path) -> list[dict[str, str]]:
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
