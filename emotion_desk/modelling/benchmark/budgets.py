"""What each stage may cost: processor time in milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from emotion_desk.modelling.benchmark.cost_growth import Cost

#: A frame of an analysis.  Twelve times real time at 30 frames a second on two cores leaves 2 x 1000 / (12 x 30) ms.
ANALYSIS_MS: Final = {
    "read": 0.2,
    "convert": 0.2,
    "detect": 0.8,
    "track": 0.3,
    "crop": 0.4,
    "listen": 0.2,
    "mel": 0.2,
    "speech": 0.4,
    "infer": 2.6,
    "names": 0.2,
    "smooth": 0.1,
    "write": 0.05,
    "a frame, all": 5.6,
}
#: A second of a live run: 0.30 of a core with one person, 0.05 with nobody and no sound.
LIVE_MS: Final = {"demo": 300.0, "nobody, silence": 50.0}
#: Megabytes of peak memory without a window.
MEMORY_MB: Final = 220.0
#: A picture of a folder: 60 a second on two cores.
PICTURE_MS: Final = 2 * 1000 / 60


def budget_of(cost: Cost) -> float | None:
    """Return the budget of a cost, ``None`` if it has none."""
    match cost.stage:
        case "analysis":
            return ANALYSIS_MS.get(cost.case)
        case "length":
            return ANALYSIS_MS["a frame, all"]
        case "live, 1 s":
            return LIVE_MS.get(cost.case)
        case "memory, MB":
            return MEMORY_MB
        case "pictures":
            return PICTURE_MS
        case _:
            return None


def over_budget(costs: Sequence[Cost]) -> list[str]:
    """Return a sentence for each cost that is above its budget."""
    return [
        f"{one.stage}, {one.case}: {one.median:.2f}, budget {budget:.2f}."
        for one in costs
        if (budget := budget_of(one)) is not None and one.median > budget
    ]
