"""What correcting by a person's own neutral gains: clips of the same actor, with each neutral clip as baseline in turn.

The clip that gave the baseline is not asked about, nor another file of the same performance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np

from emotion_desk.inference.baseline import baseline_of, correct
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Emotions
from emotion_desk.modelling.evaluation.predictions import Floats
from emotion_desk.modelling.evaluation.video_answers import FACE, VideoAnswer
from emotion_desk.modelling.evaluation.video_clips import LabelledClip

_NEUTRAL, _CALM, _SAD = (EMOTIONS.index(name) for name in ("neutral", "calm", "sad"))


@dataclass(frozen=True, slots=True)
class BaselineFigures:
    """Figures by face of pairs of a baseline and a clip of the same actor, calm counted as neutral; shares in per cent.

    Attributes:
        pairs: how many there are, of ``actors`` actors and ``clips`` clips.
        accuracy: pairs with the right answer.
        unweighted_recall: mean over the emotions that occur.
        bias: pairs answered neutral or sad, of those that show neither.
        neutral: mean probability of neutral in the pairs that show it.
    """

    actors: int
    clips: int
    pairs: int
    accuracy: float
    unweighted_recall: float
    bias: float
    neutral: float


def baseline_figures(
    clips: Sequence[LabelledClip], answers: Sequence[VideoAnswer]
) -> tuple[BaselineFigures, BaselineFigures] | None:
    """Return the figures of the raw and of the corrected answers; ``None`` without two fitting clips of an actor.

    Args:
        clips: RAVDESS clips; others have no actor and are left out.
        answers: to these clips, in any order.
    """
    raw: list[tuple[int, Floats]] = []
    better: list[tuple[int, Floats]] = []
    actors, asked = set(), set()
    for neutral, clip, answer in _pairs(clips, answers):
        baseline = baseline_of(_emotions(row) for row in neutral.sides[FACE].posteriors)
        rows = answer.middle(FACE)
        if baseline is None or not len(rows):
            continue
        actors.add(clip.actor)
        asked.add(clip.name)
        raw.append((answer.truth, rows.mean(axis=0)))
        corrected = [correct(_emotions(row), baseline) for row in rows]
        mean = np.mean([[one[name] for name in EMOTIONS] for one in corrected], axis=0)
        better.append((answer.truth, mean))
    return (_figures(raw, len(actors), len(asked)), _figures(better, len(actors), len(asked))) if raw else None


def _pairs(
    clips: Sequence[LabelledClip], answers: Sequence[VideoAnswer]
) -> Iterator[tuple[VideoAnswer, LabelledClip, VideoAnswer]]:
    """Yield each neutral clip's answer with each other clip of its actor and the answer to that."""
    by_name = {answer.name: answer for answer in answers if FACE in answer.sides}
    known = [clip for clip in clips if clip.actor is not None and clip.name in by_name]
    for first in known:
        if first.label != _NEUTRAL:
            continue
        for clip in known:
            if clip.actor == first.actor and _performance(clip) != _performance(first):
                yield by_name[first.name], clip, by_name[clip.name]


def _performance(clip: LabelledClip) -> str:
    """Return the name of a RAVDESS clip without its first field: with or without sound, it is the same take."""
    return clip.name.rsplit("/", 1)[-1].split("-", 1)[-1]


def _emotions(row: Floats) -> Emotions:
    return {name: float(share) for name, share in zip(EMOTIONS, row, strict=True)}


def _figures(found: Sequence[tuple[int, Floats]], actors: int, clips: int) -> BaselineFigures:
    truth = np.array([_NEUTRAL if label == _CALM else label for label, _ in found])
    rows = np.array([row for _, row in found])
    rows[:, _NEUTRAL] += rows[:, _CALM]
    rows[:, _CALM] = 0.0
    given = rows.argmax(axis=1)
    right = given == truth
    others = (truth != _NEUTRAL) & (truth != _SAD)
    recalls = [right[truth == label].mean() for label in np.unique(truth)]
    return BaselineFigures(
        actors=actors,
        clips=clips,
        pairs=len(found),
        accuracy=float(100 * right.mean()),
        unweighted_recall=float(100 * np.mean(recalls)),
        bias=float(100 * np.isin(given[others], (_NEUTRAL, _SAD)).mean()) if others.any() else float("nan"),
        neutral=float(rows[truth == _NEUTRAL, _NEUTRAL].mean()) if (truth == _NEUTRAL).any() else float("nan"),
    )


_NAMES: Final = ("as given", "corrected")


def table(found: tuple[BaselineFigures, BaselineFigures]) -> str:
    """Return both as a Markdown table."""
    first = found[0]
    lines = [
        f"by face, corrected by each neutral clip of the same actor in turn: {first.pairs} pairs of {first.clips} "
        f"clips and {first.actors} {'actor' if first.actors == 1 else 'actors'}; calm counts as neutral.",
        "",
        "| answers | accuracy, % | unweighted recall, % | neither neutral nor sad, but answered so, % | "
        "probability of neutral where it is shown |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, one in zip(_NAMES, found, strict=True):
        cells = (f"{one.accuracy:.1f}", f"{one.unweighted_recall:.1f}", f"{one.bias:.1f}", f"{one.neutral:.2f}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def as_json(found: tuple[BaselineFigures, BaselineFigures]) -> dict[str, Any]:
    """Return both, ready for JSON."""
    return {name: asdict(one) for name, one in zip(_NAMES, found, strict=True)}
