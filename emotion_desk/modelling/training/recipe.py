"""A recipe: everything that decides a training, in one plain TOML file.

A recipe may name a ``base`` whose values it takes over; the singles do, so that data, budget and schedule of the
comparison are the same by construction.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import cos, pi
from pathlib import Path
from typing import Any, Final

from emotion_desk.errors import DataError
from emotion_desk.modelling.networks.multitask_net import HEADS

#: The sets a recipe can draw rows from, and the heads that each of them teaches.
FACE_SETS: Final[Mapping[str, frozenset[str]]] = {
    "fer2013": frozenset({"face_emotion"}),
    "rafdb": frozenset({"face_emotion", "face_identity"}),
    "lfw": frozenset({"face_identity"}),
    "celeba": frozenset({"face_identity"}),
    "colour": frozenset({"face_identity"}),
    "ravdess_faces": frozenset({"face_emotion", "face_identity", "face_actor"}),
}
VOICE_SETS: Final[Mapping[str, frozenset[str]]] = {
    "ravdess": frozenset({"voice_emotion", "voice_identity", "voice_actor"}),
    "nemo": frozenset({"voice_emotion", "voice_identity"}),
    "indian_emospeech": frozenset({"voice_emotion", "voice_identity"}),
    "librispeech": frozenset({"voice_emotion", "voice_identity"}),
}
_SETS: Final = {**FACE_SETS, **VOICE_SETS}
#: Voices whose emotion only a teacher can say.
_UNLABELLED_VOICES: Final = frozenset({"librispeech"})
#: Keys of older recipes and what they are called now.
_RENAMED: Final[Mapping[str, str]] = {"voice_throats": "vocal_tract_perturbation"}


@dataclass(frozen=True)
class Cycle:
    """A rise of the learning rate to its peak and a longer fall to nothing (one-cycle, Smith 2018).

    ``warm_up`` is the share of the cycle's steps before the peak, ``size`` the side of the pictures, ``rows`` how many
    rows of a batch each set gives.  In a cycle to ``settle`` the kernels learn to lie on the grid that they are
    released on (:mod:`emotion_desk.modelling.training.quantisation_aware`).  ``hold`` is the share of the steps at the
    peak, between the rise and the fall; a cycle that holds to its end has no fall, so that a training can be ended by
    the next cycle at any step.
    """

    peak_rate: float
    warm_up: float
    size: int
    steps: int
    rows: Mapping[str, int] = field(default_factory=dict)
    settle: bool = False
    hold: float = 0.0

    def rate_at(self, step: int) -> float:
        """Return the learning rate of a step of this cycle: a cosine up and a cosine down."""
        rising = self.warm_up * self.steps
        if step < rising:
            share = 0.04 + 0.96 * (1 - cos(pi * step / rising)) / 2
        elif (falling := (1.0 - self.warm_up - self.hold) * self.steps) < 1 or step < self.steps - falling:
            share = 1.0
        else:
            share = (1 + cos(pi * min(1.0, 1.0 - (self.steps - step) / falling))) / 2
        return self.peak_rate * share


@dataclass(frozen=True)
class Weights:
    """What each kind of loss counts in the sum."""

    emotion: float = 1.0
    teacher: float = 1.0
    relations: float = 1.0
    people: float = 1.0


@dataclass(frozen=True)
class Recipe:
    """What to train, on what, and how.

    ``vocal_tract_perturbation`` is the share of voices with an emotion that become another person's, and
    ``recording_conditions`` the share of voices recorded by another room, microphone or line
    (:mod:`emotion_desk.modelling.data.augment_voice`).
    ``balance`` evens out the emotions of a set: 0 draws them as often as they are there, 1 all equally often.
    ``face_mixup`` and ``voice_mixup`` are the parameters of mixup (Zhang et al. 2018); 0: none.
    ``average_decay`` is the decay of the exponential moving average of the weights, which is what is released; 0: none.
    ``emotion_teacher`` is the weight of the teacher of emotion by voice beside the labels, 0 to 1; 0: not asked, and
    speech without a label teaches no emotion (:mod:`emotion_desk.modelling.teachers.voice_emotion`).
    ``trunk`` names the checkpoint whose trunk this one begins with, as ``RECIPE/FILE``; empty for ImageNet's weights.
    """

    name: str
    heads: tuple[str, ...]
    seed: int
    face_balance: float
    voice_balance: float
    weight_decay: float
    label_smoothing: float
    voice_mixup: float
    vocal_tract_perturbation: float
    weights: Weights
    cycles: tuple[Cycle, ...]
    face_mixup: float = 0.0
    recording_conditions: float = 0.0
    average_decay: float = 0.0
    emotion_teacher: float = 0.0
    trunk: str = ""

    @property
    def steps(self) -> int:
        """Return the number of steps of all cycles."""
        return sum(cycle.steps for cycle in self.cycles)

    @property
    def sets(self) -> tuple[str, ...]:
        """Return the names of the sets that any cycle draws from."""
        return tuple(name for name in _SETS if any(name in cycle.rows for cycle in self.cycles))

    def with_last(self, *, steps: int, size: int | None = None) -> Recipe:
        """Return the recipe with another length, and perhaps another picture size, of its last cycle before settling.

        Settling gets longer or shorter as that cycle does.
        """
        at = max(number for number, cycle in enumerate(self.cycles) if not cycle.settle)
        last = self.cycles[at]
        settling = [replace(one, steps=max(1, round(one.steps * steps / last.steps))) for one in self.cycles[at + 1 :]]
        changed = replace(last, steps=steps, size=size or last.size)
        return replace(self, cycles=(*self.cycles[:at], changed, *settling))

    def with_first(self, steps: int) -> Recipe:
        """Return the recipe with another length of its first cycle; its rates per step stay as they are."""
        first = self.cycles[0]
        changed = replace(first, steps=steps, warm_up=min(1.0, first.warm_up * first.steps / steps))
        if first.warm_up + first.hold >= 1.0:
            changed = replace(changed, hold=1.0 - changed.warm_up)
        return replace(self, cycles=(changed, *self.cycles[1:]))

    def unsettled(self) -> Recipe:
        """Return the recipe without the cycles in which kernels settle."""
        return replace(self, cycles=tuple(cycle for cycle in self.cycles if not cycle.settle))

    def learns_from_actors(self, cycle: Cycle) -> bool:
        """Return whether a cycle depends on RAVDESS' actors: by their clips, or by a teacher fitted on them."""
        unlabelled = bool(self.emotion_teacher) and bool(_UNLABELLED_VOICES & cycle.rows.keys())
        return "ravdess" in cycle.rows or unlabelled

    def cycle_at(self, step: int) -> tuple[int, int]:
        """Return the number of the cycle of a step, and the step within it."""
        for number, cycle in enumerate(self.cycles):
            if step < cycle.steps:
                return number, step
            step -= cycle.steps
        return len(self.cycles) - 1, self.cycles[-1].steps

    def rate_at(self, step: int) -> float:
        """Return the learning rate of a step; a function of the step alone, so that resuming needs nothing else."""
        number, within = self.cycle_at(step)
        return self.cycles[number].rate_at(within)

    def size_at(self, step: int) -> int:
        """Return the picture size of a step."""
        return self.cycles[self.cycle_at(step)[0]].size


def shipped_recipe(name: str) -> Path:
    """Return the file of a recipe that comes with the desk."""
    return Path(__file__).parent / "recipes" / f"{name}.toml"


def find_recipe(text: str) -> Path:
    """Return the file of a recipe given as a file or by the name of a shipped one."""
    return Path(text) if text.endswith(".toml") else shipped_recipe(text)


def read_recipe(file: Path) -> Recipe:
    """Read and check a recipe.

    Raises:
        DataError: it is missing, no TOML, or lacks or misnames something.
    """
    raw = _raw(file)
    _refuse_old_keys(file, raw)
    try:
        recipe = Recipe(
            name=raw.pop("name"),
            heads=tuple(raw.pop("heads")),
            seed=int(raw.pop("seed")),
            face_balance=float(raw["balance"]["faces"]),
            voice_balance=float(raw.pop("balance")["voices"]),
            **{key: float(value) for key, value in raw.pop("optimiser").items()},
            weights=Weights(**{key: float(value) for key, value in raw.pop("weights").items()}),
            cycles=tuple(map(_cycle, raw.pop("cycles"))),
            trunk=str(raw.pop("trunk", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"The recipe '{file}' lacks or misspells {error}.") from error
    _check(file, recipe, raw)
    return _own_rows(recipe)


def _refuse_old_keys(file: Path, raw: Mapping[str, Any]) -> None:
    """Refuse keys that were renamed, with the new name.

    Raises:
        DataError: there is one.
    """
    tables = [raw, *(table for table in raw.values() if isinstance(table, Mapping))]
    for old, new in _RENAMED.items():
        if any(old in table for table in tables):
            raise DataError(f"The recipe '{file}' has the key '{old}', which is called '{new}' now.")


def _raw(file: Path) -> dict[str, Any]:
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(f"There is no recipe '{file}'.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"The recipe '{file}' is not valid TOML: {error}.") from error
    base = raw.pop("base", None)
    if base is None:
        return raw
    beside = file.with_name(f"{base}.toml")
    return {**_raw(beside if beside.exists() else shipped_recipe(str(base))), **raw}


def _cycle(raw: Mapping[str, Any]) -> Cycle:
    return Cycle(
        float(raw["peak_rate"]),
        float(raw["warm_up"]),
        int(raw["size"]),
        int(raw["steps"]),
        {name: int(count) for name, count in raw["rows"].items() if int(count)},
        bool(raw.get("settle", False)),
        float(raw.get("hold", 0.0)),
    )


def _check(file: Path, recipe: Recipe, left: Mapping[str, Any]) -> None:
    if left:
        raise DataError(f"The recipe '{file}' says something that no recipe knows: {', '.join(sorted(left))}.")
    for kind, named, known in (
        ("heads", set(recipe.heads), set(HEADS)),
        ("sets", {name for cycle in recipe.cycles for name in cycle.rows}, set(_SETS)),
    ):
        if named - known:
            raise DataError(f"The recipe '{file}' names {kind} that do not exist: {', '.join(sorted(named - known))}.")
    for head in recipe.heads:
        if HEADS[head].of and HEADS[head].of not in recipe.heads:
            raise DataError(f"The recipe '{file}' has the head '{head}' without '{HEADS[head].of}'.")
    if not recipe.cycles or any(cycle.steps < 1 or cycle.size < 32 for cycle in recipe.cycles):
        raise DataError(f"The recipe '{file}' needs cycles of at least one step with pictures of 32 pixels or more.")
    if [cycle.settle for cycle in recipe.cycles] != sorted(cycle.settle for cycle in recipe.cycles):
        raise DataError(f"The recipe '{file}' learns on after its kernels settled; that is the end of a training.")
    if recipe.cycles[0].settle:
        raise DataError(f"The recipe '{file}' lets settle what cannot: a ResNet50 that has learned can.")


def _own_rows(recipe: Recipe) -> Recipe:
    """Keep the rows that teach the recipe's heads something; the others would only cost time."""
    heads = set(recipe.heads)
    useful = {name for name, taught in _SETS.items() if taught & heads}
    if not recipe.emotion_teacher and "voice_identity" not in heads:
        useful -= _UNLABELLED_VOICES
    cycles = [replace(c, rows={n: k for n, k in c.rows.items() if n in useful}) for c in recipe.cycles]
    if not all(cycle.rows for cycle in cycles):
        raise DataError(f"The recipe '{recipe.name}' has a cycle without a row for its heads.")
    return replace(recipe, cycles=tuple(cycles))
