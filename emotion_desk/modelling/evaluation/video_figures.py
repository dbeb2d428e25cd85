"""Metrics of labelled videos: accuracy, recall, confusion and calibration over clips, by face, by voice and fused.

A clip for which a side could have given an answer and gave none counts as wrong.  If no clip is labelled calm, an
answer of calm counts as neutral, and the report says so; otherwise the metrics are given with and without merging the
two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.evaluation.calibration_error import calibration_error
from emotion_desk.modelling.evaluation.classification_metrics import accuracy, confusion, unweighted_recall
from emotion_desk.modelling.evaluation.headline_figures import (
    CoveragePoint,
    HeadlineFigures,
    coverage,
    coverage_table,
    headline_figures,
    headline_sentence,
)
from emotion_desk.modelling.evaluation.predictions import Floats
from emotion_desk.modelling.evaluation.video_answers import FROM_SHARE, SIDES, TO_SHARE, VideoAnswer

_NEUTRAL, _CALM = EMOTIONS.index("neutral"), EMOTIONS.index("calm")
#: Index of the column for clips without an answer, after those of the emotions.
_NONE: Final = len(EMOTIONS)


@dataclass(frozen=True, slots=True)
class SideFigures:
    """Figures of one side; shares in per cent.

    Attributes:
        clips: clips that could be asked about, ``answered`` of them were.
        accuracy, unweighted_recall: of the mean posterior between 25 and 85 % of each clip.
        second_accuracy, second_unweighted_recall: of the second in which a clip is most certain.
        calibration_error: of all single answers of the middle, 0 to 1; ``None`` without any.
        confusion: clips by true emotion (row) and answer (column, the last one: no answer), (8, 9).
        coverage: of all single answers of the middle.
    """

    clips: int
    answered: int
    accuracy: float
    unweighted_recall: float
    second_accuracy: float
    second_unweighted_recall: float
    calibration_error: float | None
    confusion: tuple[tuple[int, ...], ...]
    coverage: tuple[CoveragePoint, ...] = ()


@dataclass(frozen=True, slots=True)
class VideoFigures:
    """Figures of a set of clips; ``calm_is_neutral`` says how calm was counted."""

    calm_is_neutral: bool
    clips: int
    frames: int
    frames_with_face: int
    sides: Mapping[str, SideFigures]
    headlines: HeadlineFigures

    @property
    def face_share(self) -> float:
        """Return the share of analysed frames in which a face was tracked, in per cent; NaN without frames."""
        return 100.0 * self.frames_with_face / self.frames if self.frames else float("nan")


def figures(answers: Sequence[VideoAnswer], calm_is_neutral: bool) -> VideoFigures:
    """Return the figures of some clips.

    Args:
        answers: of at least one clip.
        calm_is_neutral: count calm as neutral, in labels and answers.
    """
    return VideoFigures(
        calm_is_neutral,
        len(answers),
        sum(one.frames for one in answers),
        sum(one.frames_with_face for one in answers),
        {
            side: _side([one for one in answers if side in one.sides], side, calm_is_neutral)
            for side in SIDES
            if any(side in one.sides for one in answers)
        },
        headline_figures(
            [
                (one.headlines, FROM_SHARE * one.length_s, TO_SHARE * one.length_s, one.truth)
                for one in answers
                if one.headlines
            ],
            calm_is_neutral,
        ),
    )


def has_calm(answers: Sequence[VideoAnswer]) -> bool:
    """Return whether a clip is labelled calm."""
    return any(one.truth == _CALM for one in answers)


def _side(answers: Sequence[VideoAnswer], side: str, merged: bool) -> SideFigures:
    truth = np.array([_label(one.truth, merged) for one in answers], np.int64)
    middle = _table(truth, answers, lambda one: one.mean(side), merged)
    second = _table(truth, answers, lambda one: one.strongest(side), merged)
    rows = [one.middle(side) for one in answers]
    single = np.concatenate([_posterior(row, merged) for row in rows])
    labels = np.repeat(truth, [len(row) for row in rows])
    return SideFigures(
        clips=len(answers),
        answered=int(middle[:, :_NONE].sum()),
        accuracy=accuracy(middle),
        unweighted_recall=unweighted_recall(middle),
        second_accuracy=accuracy(second),
        second_unweighted_recall=unweighted_recall(second),
        calibration_error=calibration_error(single, labels) if len(single) else None,
        confusion=tuple(tuple(int(count) for count in row) for row in middle[:_NONE]),
        coverage=tuple(coverage(single, labels)),
    )


def _table(
    truth: np.typing.NDArray[np.int64],
    answers: Sequence[VideoAnswer],
    posterior: Callable[[VideoAnswer], Floats | None],
    merged: bool,
) -> Floats:
    """Return the confusion matrix with a class more, that of no answer, float64 (9, 9)."""
    found = [posterior(one) for one in answers]
    given = [_NONE if row is None else int(_posterior(row[None], merged)[0].argmax()) for row in found]
    return confusion(truth, np.array(given, np.int64), _NONE + 1)


def _label(label: int, merged: bool) -> int:
    return _NEUTRAL if merged and label == _CALM else label


def _posterior(rows: Floats, merged: bool) -> Floats:
    """Return posteriors (n, 8), where asked for with calm's probability added to neutral's."""
    if not merged:
        return rows
    rows = rows.copy()
    rows[:, _NEUTRAL] += rows[:, _CALM]
    rows[:, _CALM] = 0.0
    return rows


def as_json(answers: Sequence[VideoAnswer], found: Sequence[VideoFigures]) -> dict[str, Any]:
    """Return figures and the answer to each clip, ready for JSON."""
    return {
        "figures": [asdict(one) for one in found],
        "emotions": list(EMOTIONS),
        "clips": [_clip(one) for one in answers],
    }


def _clip(one: VideoAnswer) -> dict[str, Any]:
    sides = {
        side: {"mean": _rounded(one.mean(side)), "strongest_second": _rounded(one.strongest(side))}
        for side in one.sides
    }
    return {
        "name": one.name,
        "truth": EMOTIONS[one.truth],
        "length_s": round(one.length_s, 3),
        "frames": one.frames,
        "frames_with_face": one.frames_with_face,
        "sides": sides,
    }


def _rounded(row: Floats | None) -> list[float] | None:
    return None if row is None else [round(float(value), 4) for value in row]


def tables(found: VideoFigures) -> str:
    """Return the figures as Markdown tables."""
    calm = "calm counts as neutral" if found.calm_is_neutral else "eight emotions"
    parts = [
        f"{found.clips} clips, {calm}; a face in {found.face_share:.1f} % of {found.frames:,} frames.",
        "| side | clips | answered | accuracy, % | unweighted recall, % | strongest second: accuracy, % | "
        "unweighted recall, % | calibration error |\n" + "| --- " * 8 + "|",
    ]
    for side, one in found.sides.items():
        error = "-" if one.calibration_error is None else f"{one.calibration_error:.3f}"
        parts[-1] += (
            f"\n| {side} | {one.clips} | {one.answered} | {one.accuracy:.1f} | {one.unweighted_recall:.1f} | "
            f"{one.second_accuracy:.1f} | {one.second_unweighted_recall:.1f} | {error} |"
        )
    parts.append(headline_sentence(found.headlines))
    parts.append(coverage_table({side: list(one.coverage) for side, one in found.sides.items()}))
    return "\n\n".join(parts + [_confusion(side, one) for side, one in found.sides.items()])


def _confusion(side: str, one: SideFigures) -> str:
    """Return the confusion of one side; emotions that neither occur nor were answered are left out."""
    table = np.array(one.confusion)
    columns = [k for k in range(_NONE + 1) if table[:, k].sum() or (k < _NONE and table[k].sum())]
    names = [*EMOTIONS, "no answer"]
    lines = [f"| {side}: shown | " + " | ".join(names[k] for k in columns) + " |", "| --- " * (len(columns) + 1) + "|"]
    for row, emotion in enumerate(EMOTIONS):
        if table[row].sum():
            lines.append(f"| {emotion} | " + " | ".join(str(table[row, k]) for k in columns) + " |")
    return "\n".join(lines)
