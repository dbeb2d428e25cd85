"""Factors of the time ratio of four single-task networks to one multi-task network.

For one face and sound: *arithmetic* is the number of operations of four rows (each row through two networks) divided by
that of two rows; *cache* is the time of four networks in turn divided by that of one network run four times, whose
weights stay in the cache; *batch* is the time of two rows one by one divided by that of both at once.  The rest is
overhead and noise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

import numpy as np

from emotion_desk.catalogue import SINGLES
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.protocols import Engine
from emotion_desk.modelling.benchmark.cases import MULTITASK, USUAL, sides
from emotion_desk.modelling.benchmark.paired_timing import Times, in_turn


@dataclass(frozen=True)
class Parts:
    """Factors whose product is the measured ratio."""

    ratio: float
    arithmetic: float
    cache: float
    batch: float
    rest: float

    def sentence(self) -> str:
        """Return the product as text."""
        return (
            f"{self.ratio:.2f} = arithmetic {self.arithmetic:.2f} x cache {self.cache:.2f} x batch {self.batch:.2f} "
            f"x rest {self.rest:.2f}"
        )

    def fields(self) -> dict[str, float]:
        """Return the factors by name."""
        return asdict(self)


def explain(networks: Mapping[str, Engine], store: ModelStore, rounds: int, warm_up: int) -> Parts:
    """Measure the factors, alternating within one run."""
    faces, sounds = USUAL.rows()
    both = np.concatenate([faces, sounds])
    four = [networks[name] for name in SINGLES.values()]
    rows = [faces, faces, sounds, sounds]
    modes = sides(networks, store, USUAL, "all")

    def four_networks() -> None:
        for engine, row in zip(four, rows, strict=True):
            engine.run(row)

    def one_network_four_times() -> None:
        for row in rows:
            four[0].run(row)

    def row_by_row() -> None:
        networks[MULTITASK].run(faces)
        networks[MULTITASK].run(sounds)

    timed: dict[str, Callable[[], object]] = {
        **{name: modes[name] for name in (MULTITASK, "singles")},
        "four": four_networks,
        "one": one_network_four_times,
        "apart": row_by_row,
        "together": lambda: networks[MULTITASK].run(both),
    }
    return _parts(in_turn(timed, rounds, warm_up), _arithmetic(store))


def _arithmetic(store: ModelStore) -> float:
    """Return the ratio of operations, from the manifest; 2 if it has no counts."""
    singles = [store.entry(name).macs for name in SINGLES.values()]
    multi = store.entry(MULTITASK).macs
    return sum(singles) / (2 * multi) if multi and all(singles) else 2.0


def _parts(times: Mapping[str, Times], arithmetic: float) -> Parts:
    ratio = times["singles"].p50 / times[MULTITASK].p50
    cache = times["four"].p50 / times["one"].p50
    batch = times["apart"].p50 / times["together"].p50
    return Parts(ratio, arithmetic, cache, batch, ratio / (arithmetic * cache * batch))
