"""How good headlines are: how often they are sure, right when sure, and how often they change.

The curve of coverage against accuracy is what the bounds of :mod:`emotion_desk.pipeline.headline` are chosen by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Headline
from emotion_desk.modelling.evaluation.predictions import Floats
from emotion_desk.pipeline.headline import LEAST_LEAD, LEAST_PROBABILITY

#: Bounds of the largest probability at which the curve is computed.
BOUNDS: Final = (0.0, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8, 0.9)
_NEUTRAL: Final = ("neutral", "calm")


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """Share of answers with at least ``bound`` and :data:`LEAST_LEAD`, and of those the share of right ones, per cent.

    ``accuracy`` is ``None`` where no answer is left.  At the bound 0 the lead does not count.
    """

    bound: float
    coverage: float
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class HeadlineFigures:
    """Figures of shown headlines; shares in per cent, ``None`` where there was nothing to count.

    Attributes:
        readings: of faces, in the middle of all clips.
        sure: share of them with a sure headline.
        right: share of the sure ones that are right.
        changes_a_minute: changes of the headline's text, over all of each clip.
    """

    readings: int
    sure: float | None
    right: float | None
    changes_a_minute: float | None


def coverage(posteriors: Floats, labels: np.typing.NDArray[np.int64]) -> list[CoveragePoint]:
    """Return the curve of coverage against accuracy.

    Args:
        posteriors: float64 (n, 8).
        labels: the true emotions, int64 (n,).
    """
    if not len(labels):
        return []
    ranked = np.sort(posteriors, axis=1)
    lead = ranked[:, -1] - ranked[:, -2]
    right = posteriors.argmax(axis=1) == labels
    points = []
    for bound in BOUNDS:
        sure = (ranked[:, -1] >= bound) & ((lead >= LEAST_LEAD) | (bound == 0.0))
        share = float(right[sure].mean() * 100) if sure.any() else None
        points.append(CoveragePoint(bound, float(sure.mean() * 100), share))
    return points


def headline_figures(
    clips: Sequence[tuple[Sequence[tuple[float, Headline]], float, float, int]], merged: bool
) -> HeadlineFigures:
    """Return figures of the headlines that were shown.

    Args:
        clips: of each clip the headlines with their times in seconds, begin and end of its middle, and its label.
        merged: whether calm counts as neutral.
    """
    total = sure = right = changes = 0
    seconds = 0.0
    for shown, from_s, to_s, label in clips:
        changes += sum(one.text != other.text for (_, one), (_, other) in pairwise(shown))
        seconds += shown[-1][0] - shown[0][0] if shown else 0.0
        for time_s, headline in shown:
            if not from_s <= time_s <= to_s:
                continue
            total += 1
            if headline.emotion is not None:
                sure += 1
                right += _same(headline.emotion, EMOTIONS[label], merged)
    return HeadlineFigures(
        total,
        100.0 * sure / total if total else None,
        100.0 * right / sure if sure else None,
        60.0 * changes / seconds if seconds else None,
    )


def coverage_table(curves: dict[str, list[CoveragePoint]]) -> str:
    """Return curves of several sides as one Markdown table."""
    names = [name for name, points in curves.items() if points]
    lines = [
        f"| largest probability, with a lead of {LEAST_LEAD:g} | "
        + " | ".join(f"{name}: sure, % | right of these, %" for name in names)
        + " |",
        "| --- " * (1 + 2 * len(names)) + "|",
    ]
    for place, bound in enumerate(BOUNDS):
        title = "any, without a lead" if bound == 0.0 else f"{bound:g} or more"
        title += " (the desk's bound)" if bound == LEAST_PROBABILITY else ""
        cells = []
        for name in names:
            point = curves[name][place]
            cells.append(f"{point.coverage:.1f} | " + ("-" if point.accuracy is None else f"{point.accuracy:.1f}"))
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def headline_sentence(found: HeadlineFigures) -> str:
    """Return the figures of headlines in a sentence."""
    if found.sure is None:
        return "No headline was shown."
    right = "none of these can be judged" if found.right is None else f"{found.right:.1f} % of these right"
    changes = "" if found.changes_a_minute is None else f"; {found.changes_a_minute:.1f} changes a minute"
    return f"Headlines of faces: {found.sure:.1f} % of {found.readings:,} sure, {right}{changes}."


def _same(one: str, other: str, merged: bool) -> bool:
    return one == other or (merged and one in _NEUTRAL and other in _NEUTRAL)
