"""Draws all plots for which there are predictions: confusion, ROC, reliability."""

from __future__ import annotations

from pathlib import Path

from emotion_desk.modelling.evaluation.markdown_tables import (
    MULTITASK,
    classified,
    confusion,
    engine_of,
    networks,
    short,
)
from emotion_desk.modelling.evaluation.metrics_table import FP32, Figures
from emotion_desk.modelling.evaluation.plots import confusion_picture, reliability_picture, roc_picture
from emotion_desk.modelling.evaluation.prediction_store import Results
from emotion_desk.modelling.evaluation.predictions import Trials
from emotion_desk.modelling.evaluation.protocols import TESTS
from emotion_desk.modelling.evaluation.temperature import EMOTION_HEADS

Drawn = list[tuple[str, Path]]


def draw(results: Results, folder: Path) -> Drawn:
    """Draw all plots; return title and file of each."""
    figures = Figures(results)
    names = networks(results)
    return [*_confusions(figures, names, folder), *_curves(figures, folder), *_calibrations(figures, names, folder)]


def _confusions(figures: Figures, names: list[str], folder: Path) -> Drawn:
    drawn: Drawn = []
    for test, name, engine, whole in classified(figures, names):
        title, file = f"{test.title}: {name}", folder / f"confusion-{test.key}-{name}.svg"
        confusion_picture(confusion(figures, test, name, engine), whole.classes, title, file)
        drawn.append((f"Confusion, {title}, {short(engine)}", file))
    return drawn


def _curves(figures: Figures, folder: Path) -> Drawn:
    drawn: Drawn = []
    for test in TESTS:
        curves: dict[str, list[Trials]] = {}
        for name in (test.single, MULTITASK):
            asked = figures.answers(test, name, engine_of(figures, test, name) or FP32).values()
            trials = [one for one in asked if isinstance(one, Trials)]
            if trials:
                curves[name] = trials
        if curves:
            file = folder / f"roc-{test.key}.svg"
            roc_picture(curves, test.title, file)
            drawn.append((f"ROC, {test.title}", file))
    return drawn


def _calibrations(figures: Figures, names: list[str], folder: Path) -> Drawn:
    drawn: Drawn = []
    heads = [(head, name, by_fold) for head in EMOTION_HEADS for name in names for by_fold in (False, True)]
    for head, name, by_fold in heads:
        for test, found in figures.calibrations(head, name, FP32, by_fold=by_fold).items():
            whole = figures.pooled(test, name, FP32)
            if whole is not None:
                file = folder / f"calibration-{test.key}-{name}.svg"
                reliability_picture(whole, found.scaled, f"{test.title}:\n{name}", file)
                drawn.append((f"Calibration, {test.title}: {name}, fp32", file))
    return drawn
