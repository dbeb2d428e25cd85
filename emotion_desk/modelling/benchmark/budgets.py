"""What each stage may cost: processor time in milliseconds where the budget says nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from emotion_desk.modelling.benchmark.cost_growth import Cost
from emotion_desk.modelling.benchmark.program_costs import FILMS

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
#: Megabytes of peak memory, of live runs without a window and of the window.
MEMORY_MB: Final = 220.0
WINDOW_MEMORY_MB: Final = 350.0
#: A picture of a folder: 60 a second on two cores.
PICTURE_MS: Final = 2 * 1000 / 60
#: Seconds that a minute of film takes, start included: 12 times real time, 6 times with measures of faces.
PROGRAM_S: Final = {"elapsed": 60 / 12, "elapsed, measures": 60 / 6}
#: Milliseconds in the window, whatever the film.
WINDOW_MS: Final = {"to screen, p95": 25.0, "to result, p50": 8.0, "to result, p95": 20.0, "longest stall": 33.0}
#: Per cent of the frames that may be dropped at more than 30 frames a second; at 30, none.
DROPPED_PERCENT: Final = 0.5


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
            if cost.case.startswith("window"):
                return WINDOW_MEMORY_MB
            return MEMORY_MB if cost.case in LIVE_MS else None
        case "pictures":
            return PICTURE_MS
        case "program, s/min":
            return PROGRAM_S.get(cost.case)
        case "dropped, %":
            return DROPPED_PERCENT if cost.case in FILMS and FILMS[cost.case][0] > 30 else 0.0
        case _:
            return WINDOW_MS.get(cost.stage)


def over_budget(costs: Sequence[Cost]) -> list[str]:
    """Return a sentence for each cost that is above its budget."""
    return [
        f"{one.stage}, {one.case}: {one.median:.2f}, budget {budget:.2f}."
        for one in costs
        if (budget := budget_of(one)) is not None and one.median > budget
    ]
