"""Recipes: TOML files with all hyperparameters of a training.

A recipe may name a ``base``, whose tables it takes over unless it has tables of the same name.  The recipes of the
single-task networks are based on that of the multi-task network, so that both train on the same data in the same way.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import cos, pi
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from emotion_desk.errors import DataError
from emotion_desk.modelling.networks.multitask_net import HEADS

#: The data sets that a recipe can draw rows from, with the heads that each of them has labels or targets for.
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
#: Data sets of voices without emotion labels; a teacher may give them soft targets.
_UNLABELLED_VOICES: Final = frozenset({"librispeech"})
#: Keys of older recipes with their present names.
_RENAMED: Final[Mapping[str, str]] = {"voice_throats": "vocal_tract_perturbation"}
#: Keys of older recipes that were removed: training ended with weights rounded to fifteen values per channel.
_REMOVED: Final = ("quantisation_aware", "settle")
_Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


@dataclass(frozen=True)
class Cycle:
    """One cycle of the learning rate: warm-up, constant rate, decay to zero (one-cycle policy, Smith 2018).

    Attributes:
        peak_rate: the highest learning rate.
        warm_up: share of the steps before the peak.
        size: side of the pictures in pixels.
        steps: number of steps.
        rows: rows per batch from each data set.
        hold: share of the steps at the peak.  A cycle that holds the peak to its end has no decay, so that the next
            cycle can begin at any step of it.
    """

    peak_rate: float
    warm_up: float
    size: int
    steps: int
    rows: Mapping[str, int] = field(default_factory=dict)
    hold: float = 0.0

    def rate_at(self, step: int) -> float:
        """Return the learning rate of a step of this cycle; warm-up and decay follow a cosine."""
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
    """Weights of the losses in their sum."""

    emotion: float = 1.0
    teacher: float = 1.0
    relations: float = 1.0
    people: float = 1.0


@dataclass(frozen=True)
class Recipe:
    """All hyperparameters of a training.

    Attributes:
        name: name of the recipe.
        heads: heads of the network.
        seed: seed of all random numbers.
        face_balance, voice_balance: balancing of the emotions of a data set.  0: samples are drawn uniformly; 1: all
            emotions are drawn equally often.
        weight_decay: of AdamW.
        label_smoothing: of the cross-entropy of emotions.
        voice_mixup, face_mixup: parameter alpha of mixup (Zhang et al. 2018); 0: none.
        vocal_tract_perturbation: share of the voices with an emotion label that get vocal tract length perturbation.
        weights: weights of the losses.
        cycles: the cycles in their order.
        recording_conditions: share of the voices with simulated rooms, microphones and lines
            (:mod:`emotion_desk.modelling.data.augment_voice`).
        average_decay: decay of the exponential moving average of the weights, which is released; 0: none.
        emotion_teacher: weight of the soft targets of the emotion teacher beside the labels
            (:mod:`emotion_desk.modelling.teachers.voice_emotion`).  0: none; speech without labels is then not used for
            emotions.
        trunk: checkpoint that the trunk is initialised with, as ``RECIPE/FILE``; empty for ImageNet's weights.
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
        """Return the names of the data sets that the cycles draw from."""
        return tuple(name for name in _SETS if any(name in cycle.rows for cycle in self.cycles))

    def with_last(self, *, steps: int) -> Recipe:
        """Return the recipe with another number of steps in its last cycle."""
        return replace(self, cycles=(*self.cycles[:-1], replace(self.cycles[-1], steps=steps)))

    def with_first(self, steps: int) -> Recipe:
        """Return the recipe with another number of steps in its first cycle; the rate of each step stays the same."""
        first = self.cycles[0]
        changed = replace(first, steps=steps, warm_up=min(1.0, first.warm_up * first.steps / steps))
        if first.warm_up + first.hold >= 1.0:
            changed = replace(changed, hold=1.0 - changed.warm_up)
        return replace(self, cycles=(changed, *self.cycles[1:]))

    def learns_from_actors(self, cycle: Cycle) -> bool:
        """Return whether a cycle depends on RAVDESS' actors: through their clips, or a teacher fitted on these."""
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
        """Return the learning rate of a step; it depends on the step alone, so a resumed training needs no state."""
        number, within = self.cycle_at(step)
        return self.cycles[number].rate_at(within)

    def size_at(self, step: int) -> int:
        """Return the picture size of a step."""
        return self.cycles[self.cycle_at(step)[0]].size


class _BalanceTable(msgspec.Struct, forbid_unknown_fields=True):
    faces: _Share
    voices: _Share


class _OptimiserTable(msgspec.Struct, forbid_unknown_fields=True):
    weight_decay: Annotated[float, msgspec.Meta(ge=0)]
    label_smoothing: _Share
    voice_mixup: Annotated[float, msgspec.Meta(ge=0)]
    vocal_tract_perturbation: _Share
    face_mixup: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    recording_conditions: _Share = 0.0
    average_decay: _Share = 0.0
    emotion_teacher: _Share = 0.0


class _WeightsTable(msgspec.Struct, forbid_unknown_fields=True):
    emotion: float = 1.0
    teacher: float = 1.0
    relations: float = 1.0
    people: float = 1.0


class _CycleTable(msgspec.Struct, forbid_unknown_fields=True):
    peak_rate: Annotated[float, msgspec.Meta(gt=0)]
    warm_up: _Share
    size: Annotated[int, msgspec.Meta(ge=32)]
    steps: Annotated[int, msgspec.Meta(ge=1)]
    rows: dict[str, Annotated[int, msgspec.Meta(ge=0)]]
    hold: _Share = 0.0


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The content of a recipe's file."""

    name: str
    heads: tuple[str, ...]
    seed: int
    balance: _BalanceTable
    optimiser: _OptimiserTable
    weights: _WeightsTable
    cycles: Annotated[tuple[_CycleTable, ...], msgspec.Meta(min_length=1)]
    trunk: str = ""


def shipped_recipe(name: str) -> Path:
    """Return the file of a recipe that is part of the package."""
    return Path(__file__).parent / "recipes" / f"{name}.toml"


def find_recipe(text: str) -> Path:
    """Return the file of a recipe given by its path or by the name of a shipped one."""
    return Path(text) if text.endswith(".toml") else shipped_recipe(text)


def read_recipe(file: Path) -> Recipe:
    """Read and check a recipe.

    Raises:
        DataError: it is missing, is not valid TOML, or has a missing, unknown or invalid value.
    """
    raw = _raw(file)
    _refuse_old_keys(file, raw)
    try:
        content = msgspec.convert(raw, _File)
    except msgspec.ValidationError as error:
        raise DataError(f"The recipe '{file}' cannot be used: {_reason(error)}.") from error
    recipe = Recipe(
        name=content.name,
        heads=content.heads,
        seed=content.seed,
        face_balance=content.balance.faces,
        voice_balance=content.balance.voices,
        weights=Weights(**msgspec.structs.asdict(content.weights)),
        cycles=tuple(_cycle(table) for table in content.cycles),
        trunk=content.trunk,
        **msgspec.structs.asdict(content.optimiser),
    )
    _check(file, recipe)
    return _own_rows(recipe)


def _reason(error: msgspec.ValidationError) -> str:
    """Return msgspec's message as part of a sentence, for example ``expected `int` >= 32 at cycles[0].size``."""
    text, _, place = str(error).partition(" - at ")
    place = place.strip("`").removeprefix("$").removeprefix(".")
    return f"{text[:1].lower()}{text[1:]}" + (f" at {place}" if place else "")


def _refuse_old_keys(file: Path, raw: Mapping[str, Any]) -> None:
    """Refuse keys that were renamed, with the new name, and keys that were removed.

    Raises:
        DataError: there is one.
    """
    cycles = raw.get("cycles")
    nested = [*raw.values(), *(cycles if isinstance(cycles, list) else ())]
    tables = [raw, *(table for table in nested if isinstance(table, Mapping))]
    for old, new in _RENAMED.items():
        if any(old in table for table in tables):
            raise DataError(f"The recipe '{file}' has the key '{old}', which is called '{new}' now.")
    for old in _REMOVED:
        if any(old in table for table in tables):
            raise DataError(
                f"The recipe '{file}' has the key '{old}', which was removed: networks are trained in float only."
            )


def _raw(file: Path, above: tuple[Path, ...] = ()) -> dict[str, Any]:
    """Return a recipe's content with that of its base; ``above``: the recipes that are based on it.

    A base is searched beside the recipe first, then among the shipped ones.
    """
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(f"There is no recipe '{file}'.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"The recipe '{file}' is not valid TOML: {error}.") from error
    base = raw.pop("base", None)
    if base is None:
        return raw
    above = (*above, file.resolve())
    own, shipped = file.with_name(f"{base}.toml"), shipped_recipe(str(base))
    repeated = own.resolve() in above
    below = own if own.exists() and not repeated else shipped
    if repeated and (shipped.resolve() in above or not shipped.exists()):
        raise DataError(f"The recipe '{file}' is based on itself.")
    return {**_raw(below, above), **raw}


def _cycle(table: _CycleTable) -> Cycle:
    fields = msgspec.structs.asdict(table)
    return Cycle(**fields | {"rows": {name: count for name, count in table.rows.items() if count}})


def _check(file: Path, recipe: Recipe) -> None:
    """Check what the types of the fields do not express.

    Raises:
        DataError: a head or a data set is unknown, or a head lacks the head that it needs.
    """
    for kind, named, known in (
        ("heads", set(recipe.heads), set(HEADS)),
        ("sets", {name for cycle in recipe.cycles for name in cycle.rows}, set(_SETS)),
    ):
        if named - known:
            raise DataError(f"The recipe '{file}' names {kind} that do not exist: {', '.join(sorted(named - known))}.")
    for head in recipe.heads:
        if HEADS[head].of and HEADS[head].of not in recipe.heads:
            raise DataError(f"The recipe '{file}' has the head '{head}' without '{HEADS[head].of}'.")


def _own_rows(recipe: Recipe) -> Recipe:
    """Return the recipe without the rows of data sets that have no label or target for its heads.

    Raises:
        DataError: a cycle has no rows left.
    """
    heads = set(recipe.heads)
    useful = {name for name, of_set in _SETS.items() if of_set & heads}
    if not recipe.emotion_teacher and "voice_identity" not in heads:
        useful -= _UNLABELLED_VOICES
    cycles = [replace(c, rows={n: k for n, k in c.rows.items() if n in useful}) for c in recipe.cycles]
    if not all(cycle.rows for cycle in cycles):
        raise DataError(f"The recipe '{recipe.name}' has a cycle without a row for its heads.")
    return replace(recipe, cycles=tuple(cycles))
