"""A recipe: everything that decides a training, in one plain TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from math import cos, pi
from pathlib import Path
from typing import Any

from emotion_desk.errors import DataError
from emotion_desk.network.nets import HEADS


@dataclass(frozen=True)
class Phase:
    """A stretch of training with pictures of one size."""

    size: int
    steps: int


@dataclass(frozen=True)
class Cycle:
    """A rise of the learning rate to its peak and a longer fall to nothing (one-cycle, Smith 2018).

    ``warm_up`` is the share of the cycle's steps before the peak.
    """

    peak_rate: float
    warm_up: float
    phases: tuple[Phase, ...]

    @property
    def steps(self) -> int:
        """Return the number of steps of all phases."""
        return sum(phase.steps for phase in self.phases)

    def rate_at(self, step: int) -> float:
        """Return the learning rate of a step of this cycle: a cosine up and a cosine down."""
        rising = self.warm_up * self.steps
        if step < rising:
            share = 0.04 + 0.96 * (1 - cos(pi * step / rising)) / 2
        else:
            share = (1 + cos(pi * min(1.0, (step - rising) / (self.steps - rising)))) / 2
        return self.peak_rate * share


@dataclass(frozen=True)
class Recipe:
    """What to train, on what, and how.

    ``faces`` and ``voices`` are the rows of each batch; ``face_mix`` and ``voice_mix`` the share of each set in them.
    """

    name: str
    heads: tuple[str, ...]
    seed: int
    faces: int
    voices: int
    face_mix: dict[str, float]
    voice_mix: dict[str, float]
    weight_decay: float
    label_smoothing: float
    voice_mixup: float
    cycles: tuple[Cycle, ...]

    @property
    def steps(self) -> int:
        """Return the number of steps of all cycles."""
        return sum(cycle.steps for cycle in self.cycles)

    def rate_at(self, step: int) -> float:
        """Return the learning rate of a step; a function of the step alone, so that resuming needs nothing else."""
        for cycle in self.cycles:
            if step < cycle.steps:
                return cycle.rate_at(step)
            step -= cycle.steps
        return 0.0

    def size_at(self, step: int) -> int:
        """Return the picture size of a step."""
        phases = [phase for cycle in self.cycles for phase in cycle.phases]
        for phase in phases:
            if step < phase.steps:
                return phase.size
            step -= phase.steps
        return phases[-1].size


def shipped_recipe(name: str) -> Path:
    """Return the file of a recipe that comes with the desk."""
    return Path(__file__).parent / "recipes" / f"{name}.toml"


def read_recipe(file: Path) -> Recipe:
    """Read and check a recipe.

    Raises:
        DataError: it is missing, no TOML, or lacks or misnames something.
    """
    try:
        raw: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        recipe = Recipe(
            name=raw["name"],
            heads=tuple(raw["heads"]),
            seed=int(raw["seed"]),
            faces=int(raw["batch"]["faces"]),
            voices=int(raw["batch"]["voices"]),
            face_mix=dict(raw["faces"]),
            voice_mix=dict(raw["voices"]),
            cycles=tuple(_cycle(cycle) for cycle in raw["cycles"]),
            **{key: float(value) for key, value in raw["optimiser"].items()},
        )
    except FileNotFoundError as error:
        raise DataError(f"There is no recipe '{file}'.") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"The recipe '{file}' is not valid TOML: {error}.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"The recipe '{file}' lacks or misspells {error}.") from error
    unknown = set(recipe.heads) - set(HEADS)
    if unknown:
        raise DataError(f"The recipe '{file}' names heads that do not exist: {', '.join(sorted(unknown))}.")
    return recipe


def _cycle(raw: dict[str, Any]) -> Cycle:
    phases = tuple(Phase(int(phase["size"]), int(phase["steps"])) for phase in raw["phases"])
    return Cycle(float(raw["peak_rate"]), float(raw["warm_up"]), phases)
