"""Draws how processor time grows with faces, resolution and length, and the stages of a frame beside their budgets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from emotion_desk.errors import DeskError
from emotion_desk.modelling.benchmark.budgets import ANALYSIS_MS
from emotion_desk.modelling.benchmark.cost_growth import Cost

_BLUE: Final = "#0072B2"
_GREY: Final = "#8A8F98"
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def draw(costs: Sequence[Cost], folder: Path) -> list[Path]:
    """Draw the plots for which there are costs; return their files.

    Raises:
        DeskError: a file cannot be written.
    """
    rows = [one for one in costs if one.stage == "tracking" and one.case.endswith("rows")]
    series = {
        "cost-by-faces": ([one for one in costs if one.stage == "network"], "faces", "a call of the network"),
        "cost-by-resolution": (rows, "rows of the picture", "tracking, a frame"),
        "cost-by-length": ([one for one in costs if one.stage == "length"], "seconds of film", "analysis, a frame"),
    }
    files = []
    for name, (points, across, up) in series.items():
        if points:
            files.append(_save(_line(points, across, f"ms of processor time: {up}"), folder / f"{name}.svg"))
    stages = [one for one in costs if one.stage == "analysis" and one.case in ANALYSIS_MS]
    if stages:
        files.append(_save(_bars(stages), folder / "cost-by-stage.svg"))
    return files


def _figure(height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.2, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _line(points: Sequence[Cost], across: str, up: str) -> Any:
    """Return a figure of medians with quartiles over the number in each case's name."""
    figure, axes = _figure(2.8)
    places = [_number(one.case) for one in points]
    medians = [one.median for one in points]
    spread = [[one.median - one.low for one in points], [one.high - one.median for one in points]]
    axes.errorbar(places, medians, yerr=spread, color=_BLUE, marker="o", markersize=4, linewidth=1.2, capsize=3)
    axes.set(xlabel=across, ylabel=up, ylim=(0, 1.1 * max(one.high for one in points)), xticks=places)
    axes.yaxis.label.set_fontsize(8)
    return figure


def _bars(stages: Sequence[Cost]) -> Any:
    """Return a figure of the stages of an analysis beside their budgets."""
    figure, axes = _figure(3.4)
    places = range(len(stages))
    axes.barh([at - 0.2 for at in places], [one.median for one in stages], 0.38, color=_BLUE, label="measured")
    axes.barh([at + 0.2 for at in places], [ANALYSIS_MS[one.case] for one in stages], 0.38, color=_GREY, label="budget")
    axes.set_yticks(list(places), [one.case for one in stages])
    axes.invert_yaxis()
    axes.set_xlabel("ms of processor time a frame")
    axes.legend(frameon=False)
    return figure


def _number(text: str) -> float:
    found = _NUMBER.search(text)
    return float(found.group()) if found else 0.0


def _save(figure: Any, file: Path) -> Path:
    """Write an SVG; the same figure gives the same bytes."""
    from matplotlib import rc_context

    style: Any = {"svg.hashsalt": "emotion-desk", "svg.fonttype": "none", "font.family": "sans-serif"}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with rc_context(style):
            figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None}, facecolor="white")
        lines = [line.rstrip() for line in file.read_text(encoding="utf-8").splitlines()]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise DeskError(f"The plot '{file}' cannot be written: {error.strerror or error}.") from error
    return file
