"""Tables of ``docs/results.md`` and of the model cards.

``emotion-desk evaluate`` prints the same tables that it writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from emotion_desk.errors import DataError
from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data.splits import FOLDS, performance
from emotion_desk.modelling.evaluation import classification_metrics
from emotion_desk.modelling.evaluation.bootstrap import DRAWS, Estimate
from emotion_desk.modelling.evaluation.calibration_error import BINS as CALIBRATION_BINS
from emotion_desk.modelling.evaluation.headline_figures import BOUNDS, coverage
from emotion_desk.modelling.evaluation.metrics_table import FP32, INT8, Figures
from emotion_desk.modelling.evaluation.prediction_store import Results
from emotion_desk.modelling.evaluation.predictions import Floats, Labelled
from emotion_desk.modelling.evaluation.protocols import TESTS, Test, split_name
from emotion_desk.modelling.evaluation.temperature import EMOTION_HEADS
from emotion_desk.pipeline.headline import LEAST_LEAD, LEAST_PROBABILITY

MULTITASK: Final = "multitask"
MISSING: Final = "not measured yet"
_EVERY_FOLD: Final = tuple(range(1, len(FOLDS) + 1))


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def cell(found: Estimate | None, test: Test, *, signed: bool = False) -> str:
    """Return a metric with its interval, for example ``72.3 (70.1 to 74.4)``; if folds are missing, those used."""
    if found is None:
        return test.missing
    low, high = found.interval
    form = "+.1f" if signed else ".1f"
    folds = ""
    if found.folds not in ((0,), _EVERY_FOLD):
        folds = f", fold{'s' if len(found.folds) > 1 else ''} {', '.join(map(str, found.folds))} only"
    return f"{_rounded(found.value, form)} ({_rounded(low, form)} to {_rounded(high, form)}){folds}"


def _rounded(value: float, form: str) -> str:
    text = f"{value:{form}}"
    return text if float(text) else "0.0"  # never -0.0


def comparison(figures: Figures) -> str:
    """Return the main table: the metric of each test for the single-task and the multi-task network, in float32."""
    rows = []
    for test in TESTS:
        single, multi = (figures.measured(test, name, FP32) for name in (test.single, MULTITASK))
        difference = figures.difference(test, (MULTITASK, FP32), (test.single, FP32))
        n = f"{(single or multi).n:,}" if single or multi else "-"  # type: ignore[union-attr]
        unit = f"{test.figure}, %" + (", lower is better" if test.lower_is_better else "")
        rows.append(
            [
                test.title,
                unit,
                n,
                cell(single, test),
                cell(multi, test),
                cell(difference, test, signed=True),
                test.published or "-",
            ]
        )
    head = ["test", "figure", "n", "single", "multi-task", "multi-task minus single, points", "published"]
    return table(head, rows)


def precisions(figures: Figures) -> str:
    """Return the cost of int8: each test in int8, and the difference to float32."""
    rows = []
    for test in TESTS:
        cells = [test.title]
        for name in (test.single, MULTITASK):
            cells.append(cell(figures.measured(test, name, INT8), test))
            cells.append(cell(figures.difference(test, (name, INT8), (name, FP32)), test, signed=True))
        rows.append(cells)
    return table(["test", "single int8", "minus fp32", "multi-task int8", "minus fp32"], rows)


def protocols() -> str:
    """Return each test's protocol in words."""
    return "\n".join(f"- **{test.title}**: {test.protocol}. The interval resamples {test.drawn}." for test in TESTS)


def networks(results: Results) -> list[str]:
    """Return the names, without folds, of the networks that have predictions."""
    return sorted({split_name(name)[0] for name, _ in results.networks()})


def engine_of(figures: Figures, test: Test, network: str) -> str | None:
    """Return the engine of the detailed tables: float32 if it was measured, else int8."""
    return next((engine for engine in (FP32, INT8) if figures.answers(test, network, engine)), None)


def classified(figures: Figures, names: Sequence[str]) -> Iterator[tuple[Test, str, str, Labelled]]:
    """Yield test, network, engine and pooled predictions of each classification test of each network."""
    for test in TESTS:
        for name in names:
            engine = engine_of(figures, test, name)
            whole = figures.pooled(test, name, engine) if engine else None
            if engine and whole is not None:
                yield test, name, engine, whole


def class_figures(figures: Figures, names: Sequence[str]) -> str:
    """Return the table of accuracy, unweighted recall and the recall of each emotion; folds are pooled."""
    rows = []
    for test, name, engine, whole in classified(figures, names):
        if test.head not in EMOTION_HEADS:
            continue
        counted = confusion(figures, test, name, engine)
        recalls = dict(zip(whole.classes, classification_metrics.recalls(counted), strict=True))
        figures_ = [
            f"{classification_metrics.accuracy(counted):.1f}",
            f"{classification_metrics.unweighted_recall(counted):.1f}",
        ]
        each = [f"{recalls[one]:.1f}" if np.isfinite(recalls.get(one, np.nan)) else "-" for one in EMOTIONS]
        rows.append([test.title, name, short(engine), str(len(whole)), *figures_, *each])
    head = ["test", "network", "precision", "n", "accuracy", "unweighted recall", *EMOTIONS]
    return table(head, rows) if rows else f"{MISSING.capitalize()}."


def confusion(figures: Figures, test: Test, name: str, engine: str) -> Floats:
    """Return the confusion matrix of all folds, each network with its own temperature."""
    total = np.zeros((len(test.classes), len(test.classes)))
    for fold, one in figures.answers(test, name, engine).items():
        if isinstance(one, Labelled):
            given = one.given(figures.temperature(test, name, engine, fold))
            total += classification_metrics.confusion(one.truth, given, len(test.classes))
    return total


def people_figures(figures: Figures, names: Sequence[str]) -> str:
    """Return the table of the spread of accuracy over actors."""
    rows = []
    for test, name, engine, whole in classified(figures, names):
        if "ravdess" not in test.key:
            continue
        given = np.concatenate(
            [
                one.given(figures.temperature(test, name, engine, fold))
                for fold, one in figures.answers(test, name, engine).items()
                if isinstance(one, Labelled)
            ]
        )
        found = classification_metrics.spread(whole.truth, given, [performance(clip).actor for clip in whole.names])
        rows.append(
            [test.title, name, short(engine), str(found.people),
             f"{found.lowest:.1f}", f"{found.highest:.1f}", f"{found.deviation:.1f}"]
        )  # fmt: skip
    head = ["test", "network", "precision", "actors", "lowest accuracy, %", "highest", "standard deviation"]
    return table(head, rows) if rows else f"{MISSING.capitalize()}."


def calibration_figures(figures: Figures, names: Sequence[str]) -> str:
    """Return the table of the calibration error of each emotion head before and after temperature scaling."""
    rows = []
    for head in EMOTION_HEADS:
        for name in names:
            for by_fold in (False, True):
                for engine in (FP32, INT8):
                    for test, found in figures.calibrations(head, name, engine, by_fold=by_fold).items():
                        rows.append(
                            [test.title, name, short(engine), f"{found.temperature:.2f}",
                             f"{found.before:.3f}", f"{found.after:.3f}"]
                        )  # fmt: skip
    head_row = ["test", "network", "precision", "temperature", "calibration error before", "after"]
    return table(head_row, rows) if rows else f"{MISSING.capitalize()}."


def coverage_figures(figures: Figures, names: Sequence[str]) -> str:
    """Return for each emotion test what share of answers is sure at each bound, and what share of these is right."""
    rows = []
    for test, name, engine, whole in classified(figures, names):
        if test.head not in EMOTION_HEADS:
            continue
        scaled = figures.calibrations(test.head, name, engine, by_fold=test.by_fold).get(test)
        if scaled is None:
            continue
        points = coverage(scaled.scaled, whole.truth)
        cells = [
            f"{point.coverage:.1f} / {'-' if point.accuracy is None else f'{point.accuracy:.1f}'}" for point in points
        ]
        rows.append([test.title, name, short(engine), *cells])
    bounds = [f"{bound:g}" if bound else "any" for bound in BOUNDS]
    return table(["test", "network", "precision", *bounds], rows) if rows else f"{MISSING.capitalize()}."


def coverage_words() -> str:
    """Say what the curves mean."""
    return (
        "Share of answers whose largest probability reaches the bound and leads by "
        f"{LEAST_LEAD:g}, and the share of these that is right, per cent; single pictures and clips, not smoothed, "
        f"cross-fitted temperatures. The desk calls an answer sure from {LEAST_PROBABILITY:g} on."
    )


def calibration_words() -> str:
    """Return the text on how calibration is measured."""
    return (
        f"Expected calibration error, 0 to 1: {CALIBRATION_BINS} bins of equal width, the gap between certainty and "
        "accuracy of each weighted by its samples. *After* is cross-fitted: samples fall into two halves by a hash of "
        "their names, each half is scaled by the temperature of the other. The temperature shown is fitted on both "
        "halves by the negative log-likelihood, each test of a head counting the same; this is how the released one is "
        "fitted, on the held-out faces and the clips of the paper protocol."
    )


def interval_words() -> str:
    """Return the text on how intervals are computed."""
    return (
        f"In brackets: 95 % intervals, percentiles of {DRAWS:,} bootstrap draws; differences are taken draw by draw on "
        "the same samples. Where the question is about people never met in training, people are drawn, not samples."
    )


def provenance(results: Results, names: Sequence[str]) -> str:
    """Return the table of weights, their provenance, and the machine that they ran on."""
    rows = []
    for name, engine in results.networks():
        if split_name(name)[0] in names:
            about = results.about(name, engine)
            files = ", ".join(f"{file} `{digest[:12]}`" for file, digest in about.files.items())
            origin = [about.provenance.get(key, "-")[:12] for key in ("commit", "data", "seed", "steps")]
            rows.append([name, engine, files or "-", *origin, about.machine])
    head = ["network", "engine", "weights, SHA-256", "commit", "data", "seed", "steps", "machine"]
    return table(head, rows) if rows else f"{MISSING.capitalize()}."


def short(engine: str) -> str:
    """Return an engine's precision as shown in tables."""
    return engine.removeprefix("onnx-")


def sections(results: Results, names: Sequence[str] | None = None) -> Mapping[str, str]:
    """Return all tables of ``docs/results.md`` by the names of their markers.

    Args:
        results: stored predictions.
        names: networks of the detailed tables; by default all.
    """
    figures = Figures(results)
    names = networks(results) if names is None else names
    return {
        "comparison": f"{comparison(figures)}\n\n{interval_words()}\n\n{protocols()}",
        "precision": precisions(figures),
        "emotions": class_figures(figures, names),
        "actors": people_figures(figures, names),
        "calibration": f"{calibration_figures(figures, names)}\n\n{calibration_words()}",
        "coverage": f"{coverage_figures(figures, names)}\n\n{coverage_words()}",
        "networks": provenance(results, names),
    }


def fill(text: str, tables: Mapping[str, str]) -> str:
    """Return a text with the tables between their markers ``<!-- evaluate: NAME -->`` and ``<!-- end -->`` replaced.

    Raises:
        DataError: the text does not have exactly one pair of markers for a table.
    """
    for name, content in tables.items():
        pattern = rf"(<!-- evaluate: {re.escape(name)} -->\n).*?(<!-- end -->)"
        places = list(re.finditer(pattern, text, re.DOTALL))
        if len(places) != 1:
            raise DataError(f"The document has {len(places)} places for the table '{name}' instead of one.")
        (place,) = places
        text = f"{text[: place.start()]}{place[1]}\n{content}\n\n{place[2]}{text[place.end() :]}"
    return text
