"""Benchmark cases: number of faces, with or without sound, and the networks that are timed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.catalogue import SINGLES
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.modes import MultiTask, OneNetwork, Singles
from emotion_desk.inference.protocols import Engine
from emotion_desk.sound.mel import BANDS, FRAMES
from emotion_desk.vision.crop import INPUT_SIZE

Rows = NDArray[np.float32]
MULTITASK: Final = "multitask"
FOUR: Final = "singles"
#: One single-task network alone, for a single task.
ONE: Final = "single"


@dataclass(frozen=True, order=True)
class Case:
    """The input of a step: number of faces, with or without sound."""

    faces: int
    sound: bool

    @property
    def text(self) -> str:
        """Return the case in words."""
        seen = {0: "", 1: "1 face"}.get(self.faces, f"{self.faces} faces")
        return " + ".join(part for part in (seen, "sound" if self.sound else "") if part)

    def rows(self) -> tuple[Rows, Rows]:
        """Return inputs of this size, random with a fixed seed."""
        rng = np.random.default_rng((self.faces, self.sound))
        faces = rng.normal(0, 1, (self.faces, 3, INPUT_SIZE, INPUT_SIZE)).astype(np.float32)
        sounds = rng.normal(0, 1, (int(self.sound), 3, BANDS, FRAMES)).astype(np.float32)
        return faces, sounds


#: The case of the ratio that the report states first.
USUAL: Final = Case(1, sound=True)
ALL: Final = (Case(0, True), *(Case(faces, sound) for faces in (1, 2, 4) for sound in (False, True)))


def chosen(faces: int | None) -> tuple[Case, ...]:
    """Return the cases with this number of faces; ``None``: all."""
    if faces is None:
        return ALL
    return tuple(Case(faces, sound) for sound in ((True,) if faces == 0 else (False, True)))


def sides(networks: Mapping[str, Engine], store: ModelStore, case: Case, heads: str) -> dict[str, Callable[[], object]]:
    """Return functions that run a case once, by mode.

    Args:
        networks: loaded networks by name.
        store: the released weights.
        case: the input.
        heads: ``all``: all tasks by the multi-task network and by four single-task networks, and one task by one
            single-task network; ``one``: one task only, by the multi-task network and by one single-task network.
    """
    faces, sounds = case.rows()
    entries = {name: store.entry(name).heads for name in networks}
    multi = MultiTask(networks[MULTITASK], entries[MULTITASK])
    found: dict[str, Callable[[], object]] = {MULTITASK: lambda: multi.answer(faces, sounds)}
    if heads == "all":
        four = Singles(
            {head: networks[name] for head, name in SINGLES.items()},
            {head: spec for name in SINGLES.values() for head, spec in entries[name].items()},
        )
        found[FOUR] = lambda: four.answer(faces, sounds)
    if not (case.faces and case.sound):  # a single task needs faces or sound, not both
        name = SINGLES["face_emotion" if case.faces else "voice_emotion"]
        one = OneNetwork(networks[name], entries[name], name)
        found[ONE] = lambda: one.answer(faces, sounds)
    return found


def one_question(networks: Mapping[str, Engine], store: ModelStore) -> dict[str, Callable[[], object]]:
    """Return functions that ask for the emotion of one face and nothing else, by mode.

    They are timed beside each other alone: in a round of more functions, the single-task network would always follow
    calls of itself, whose weights are still in the processor's cache.
    """
    faces, sounds = Case(1, False).rows()
    single = SINGLES["face_emotion"]
    multi = MultiTask(networks[MULTITASK], store.entry(MULTITASK).heads)
    one = OneNetwork(networks[single], store.entry(single).heads, single)
    heads = ("face_emotion",)
    return {
        MULTITASK: lambda: multi.answer(faces, sounds, heads),
        ONE: lambda: one.answer(faces, sounds, heads),
    }


def networks_of(heads: str, store: ModelStore) -> tuple[str, ...]:
    """Return the names of the networks that a benchmark needs."""
    if heads == "one":
        return MULTITASK, SINGLES["face_emotion"], SINGLES["voice_emotion"]
    return MULTITASK, *SINGLES.values()
