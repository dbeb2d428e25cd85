"""Plots: confusion matrices, ROC curves, reliability diagrams."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from emotion_desk.errors import DataError
from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.modelling.evaluation.calibration_error import reliability
from emotion_desk.modelling.evaluation.predictions import Floats, Labelled, Trials
from emotion_desk.modelling.evaluation.verification_metrics import equal_error_rate, roc

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS: Final = (EMOTION_COLOURS["sad"], EMOTION_COLOURS["angry"], EMOTION_COLOURS["disgust"])
_INK: Final = "#333333"
#: Digits of coordinates in points that have no visible effect.
_UNSEEN: Final = re.compile(r"(\d\.\d\d)\d+")


def _axes(width: float, height: float) -> Any:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise DataError("Plots need the extra 'train': pip install emotion-desk[train].") from error
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot()


def _save(figure: Any, file: Path) -> None:
    """Write an SVG; the same figure gives the same bytes."""
    from matplotlib import rc_context

    file.parent.mkdir(parents=True, exist_ok=True)
    with rc_context({"svg.hashsalt": "emotion-desk", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None}, facecolor="white")
    lines = (_UNSEEN.sub(r"\1", line.strip()) for line in file.read_text().splitlines())
    file.write_text("\n".join(lines) + "\n", newline="\n")


def confusion_picture(table: Floats, classes: tuple[str, ...], title: str, file: Path) -> None:
    """Draw a confusion matrix in per cent of each row; with many classes, only errors have a number.

    Args:
        table: counts, true class (row) by predicted class (column), (k, k).
        classes: names of the classes.
        title: title of the plot.
        file: SVG to write.
    """
    size = len(classes)
    shares = 100 * table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    side = 2.2 + 0.55 * size if size <= 10 else 2.2 + 0.32 * size
    figure, axes = _axes(side + 0.6, side)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=100)
    axes.set_xticks(range(size), classes, rotation=45, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(size), classes)
    axes.set(xlabel="answer", ylabel="truth", title=title)
    for row, column in np.ndindex(size, size):
        if size <= 10 or (row != column and table[row, column]):
            colour = "white" if shares[row, column] > 55 else _INK
            axes.text(column, row, f"{shares[row, column]:.0f}", ha="center", va="center", fontsize=8, color=colour)
    _save(figure, file)


def roc_picture(networks: Mapping[str, list[Trials]], title: str, file: Path) -> None:
    """Draw ROC curves: true accept rate against false accept rate.

    Args:
        networks: trials by the name in the legend; a curve per fold in the same colour.
        title: title of the plot.
        file: SVG to write.
    """
    figure, axes = _axes(5.4, 5.0)
    for colour, (name, folds) in zip(_COLOURS, networks.items(), strict=False):
        rate = np.mean([equal_error_rate(trials.scores, trials.same) for trials in folds])
        for number, trials in enumerate(folds):
            curve = roc(trials.scores, trials.same)
            label = f"{name}: equal error {rate:.1f} %" if number == 0 else None
            axes.plot(100 * curve.false_accepts, 100 * curve.true_accepts, color=colour, lw=1.4, label=label)
    axes.plot([0, 100], [100, 0], color="#999999", lw=0.8, ls=":")
    axes.set(xlabel="different pairs accepted, %", ylabel="same pairs accepted, %", title=title)
    axes.set(xlim=(-1, 101), ylim=(-1, 101), aspect="equal")
    axes.legend(loc="lower right", frameon=False)
    _plain(axes)
    _save(figure, file)


def reliability_picture(answers: Labelled, scaled: Floats, title: str, file: Path) -> None:
    """Draw a reliability diagram before and after temperature scaling; the diagonal is perfect calibration.

    Args:
        answers: predictions before scaling.
        scaled: probabilities after scaling, (n, k).
        title: title of the plot.
        file: SVG to write.
    """
    figure, axes = _axes(4.8, 4.6)
    axes.plot([0, 1], [0, 1], color="#999999", lw=0.8, ls=":")
    both = (("before scaling", answers.probabilities(), "s"), ("after scaling", scaled, "o"))
    for colour, (name, probabilities, marker) in zip(_COLOURS, both, strict=False):
        found = reliability(probabilities, answers.truth)
        some = found.count > 0
        sizes = 12 + 160 * found.count[some] / found.count.sum()
        axes.plot(found.certainty[some], found.accuracy[some], color=colour, lw=1)
        axes.scatter(found.certainty[some], found.accuracy[some], s=sizes, color=colour, marker=marker, label=name)
    axes.set(xlabel="certainty of the answer", ylabel="share of right answers", title=title)
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02), aspect="equal")
    axes.legend(loc="upper left", frameon=False)
    _plain(axes)
    _save(figure, file)


def _plain(axes: Axes) -> None:
    axes.grid(color="#e5e5e5", lw=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
