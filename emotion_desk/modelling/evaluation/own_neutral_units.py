"""Action unit estimates of a clip against the same person's neutral clips.

A coefficient that stays close to 0 or to 1 may still answer to the face.  So the change is told in log odds, as
answers are corrected by a person's own neutral; that each person is compared with themselves is usual in the field
(Baltrusaitis, Mahmoud and Robinson, "Cross-dataset learning and person-specific normalisation for automatic Action Unit
detection", 2015).  Beside it stands how high the brows are, which shows whether there was anything to estimate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.measures.names import ACTION_UNITS, BLENDSHAPES

#: Coefficients are taken to be at least so far from 0 and 1.
_LEAST: Final = 1e-6
#: A change of the log odds that counts: odds 1.6 times as high.
RISE: Final = 0.5
_BROWS, _CORNERS = (107, 336), (133, 362)
_EYES, _UPRIGHT = ((33, 133), (362, 263)), (10, 152)


@dataclass(frozen=True, slots=True)
class Shown:
    """A clip: what is shown in it, its log odds by unit, and the height of the brows in distances of the eyes."""

    name: str
    emotion: str
    odds: dict[str, float]
    brows: float


def log_odds(coefficients: Sequence[float], units: Sequence[str]) -> list[float]:
    """Return the mean log odds of the coefficients of each unit.

    Example:
        >>> log_odds([0.5] * 52, ["AU02"])
        [0.0]
    """
    values = np.clip(np.array(coefficients, np.float64), _LEAST, 1.0 - _LEAST)
    odds = dict(zip(BLENDSHAPES, np.log(values / (1.0 - values)), strict=True))
    return [float(np.mean([odds[name] for name in ACTION_UNITS[unit][1]])) for unit in units]


def brow_height(points: NDArray[np.float32]) -> float:
    """Return how high the inner brows are over the inner corners of the eyes, in distances of the eyes.

    Args:
        points: landmarks in pixels, float32 (478, 2 or more).
    """
    at = points[:, :2].astype(np.float64)
    left, right = (at[list(eye)].mean(axis=0) for eye in _EYES)
    across = right - left
    distance = float(np.linalg.norm(across))
    upright = at[_UPRIGHT[0]] - at[_UPRIGHT[1]]
    upright -= across * (upright @ across) / distance**2
    upright /= np.linalg.norm(upright)
    return float(
        np.mean([(at[brow] - at[corner]) @ upright for brow, corner in zip(_BROWS, _CORNERS, strict=True)]) / distance
    )


def table(clips: Sequence[Shown], expected: Sequence[tuple[str, str, tuple[str, ...]]]) -> list[str]:
    """Return the changes of the log odds as a Markdown table; empty without a neutral clip of anybody.

    Args:
        clips: of one or more persons, by the last field of their name.
        expected: what shows a unit, the unit, and the emotions in which it is expected.
    """
    people: dict[str, list[Shown]] = {}
    for one in clips:
        people.setdefault(one.name.split("-")[-1], []).append(one)
    known = [own for own in people.values() if any(one.emotion == "neutral" for one in own)]
    lines = []
    for sign, unit, emotions in expected:
        changes = [change for own in known for change in _changes(own, unit, emotions)]
        if changes:
            higher = sum(change > 0 for change in changes)
            mean = float(np.mean(changes))
            verdict = "yes" if mean > RISE else "no"
            shown = ", ".join(sorted({one.emotion for own in known for one in own} & set(emotions)))
            lines.append(f"| {sign} | {unit} | {shown} | {mean:+.1f} | {higher} of {len(changes)} | {verdict} |")
    if not lines:
        return []
    head = [
        "| sign | unit | shown in | log odds | clips in which it is higher | rises |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    title = "Change of the log odds against the mean of the person's neutral clips (90th percentile of each clip)"
    return [title, "", *head, *lines, "", *_brows(known)]


def _changes(own: Sequence[Shown], unit: str, emotions: Sequence[str]) -> list[float]:
    neutral = float(np.mean([one.odds[unit] for one in own if one.emotion == "neutral"]))
    return [one.odds[unit] - neutral for one in own if one.emotion in emotions]


def _brows(known: Sequence[Sequence[Shown]]) -> list[str]:
    lines = ["Height of the inner brows over the eyes, in distances of the eyes (median of each clip)", ""]
    lines += ["| shown | clips | mean | lowest | highest |", "| --- | --- | --- | --- | --- |"]
    for emotion in sorted({one.emotion for own in known for one in own}):
        heights = [one.brows for own in known for one in own if one.emotion == emotion]
        lines.append(
            f"| {emotion} | {len(heights)} | {np.mean(heights):.3f} | {min(heights):.3f} | {max(heights):.3f} |"
        )
    return lines
