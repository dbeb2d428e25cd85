"""Runs the benchmark: each engine, each case, all networks of a case in alternation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from emotion_desk.catalogue import SINGLES
from emotion_desk.errors import DeskError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.machine import cpu_name, usable_cores
from emotion_desk.modelling.benchmark.cases import FOUR, MULTITASK, ONE, USUAL, Case, chosen, networks_of, sides
from emotion_desk.modelling.benchmark.cost_ratio import Parts, explain
from emotion_desk.modelling.benchmark.engines import PRECISIONS, Network, load
from emotion_desk.modelling.benchmark.paired_timing import Ratio, Times, in_turn, ratio
from emotion_desk.modelling.benchmark.peak_memory import peak_mb
from emotion_desk.modelling.benchmark.rapl_energy import EnergyMeter

#: Rounds a case, and rounds before that are not counted.
ROUNDS: Final = 60
WARM_UP: Final = 8


@dataclass(frozen=True)
class Line:
    """One engine, mode and case."""

    engine: str
    mode: str
    case: Case
    times: Times

    def fields(self) -> dict[str, Any]:
        """Return it as it stands in the JSON."""
        return {
            "engine": self.engine,
            "precision": PRECISIONS[self.engine],
            "mode": self.mode,
            "faces": self.case.faces,
            "sound": self.case.sound,
            "p50_ms": round(self.times.p50, 3),
            "p95_ms": round(self.times.p95, 3),
            "n": len(self.times.ms),
        }


@dataclass
class Report:
    """Everything that was measured.

    ``speedup`` is the ratio of four singles to the multi-task network for one face and sound, ``alone`` that of the
    multi-task network to one single where there is one question; ``notes`` say what was left out or made otherwise.
    """

    cpu: str
    threads: int
    lines: list[Line] = field(default_factory=list)
    speedup: dict[str, Ratio] = field(default_factory=dict)
    alone: dict[str, Ratio] = field(default_factory=dict)
    parts: dict[str, Parts] = field(default_factory=dict)
    parameters: dict[str, int] = field(default_factory=dict)
    weight_bytes: dict[str, int] = field(default_factory=dict)
    macs: dict[str, int] = field(default_factory=dict)
    peak_memory_mb: dict[str, dict[str, float | None]] = field(default_factory=dict)
    joules: dict[str, float | None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def fields(self) -> dict[str, Any]:
        """Return it as JSON's kinds; docs/report.md describes them."""
        return {
            "cpu": self.cpu,
            "threads": self.threads,
            "cases": [line.fields() for line in self.lines],
            "speedup": {engine: round(one.value, 3) for engine, one in self.speedup.items()},
            "speedup_interval": {
                engine: [round(one.low, 3), round(one.high, 3)] for engine, one in self.speedup.items()
            },
            "one_question": {engine: round(one.value, 3) for engine, one in self.alone.items()},
            "one_question_interval": {
                engine: [round(one.low, 3), round(one.high, 3)] for engine, one in self.alone.items()
            },
            "explained": {engine: part.fields() for engine, part in self.parts.items()},
            "parameters": self.parameters,
            "weight_bytes": self.weight_bytes,
            "macs_per_row": self.macs,
            "peak_memory_mb": self.peak_memory_mb,
            "joules_per_tick": self.joules,
            "notes": self.notes,
        }


@dataclass(frozen=True)
class Wish:
    """What the command was asked for."""

    engines: Sequence[str]
    heads: str = "all"
    faces: int | None = None
    rounds: int = ROUNDS
    memory: bool = True
    folder: str | None = None


def run(wish: Wish, store: ModelStore, say: Callable[[str], None]) -> Report:
    """Measure; an engine that cannot run here is left out with a note.

    Raises:
        DeskError: no engine can run at all.
    """
    report = Report(cpu_name(), usable_cores())
    _sizes(report, store, wish.heads)
    for engine in wish.engines:
        say(f"{engine}: loading")
        try:
            networks = {name: load(store, name, engine) for name in networks_of(wish.heads, store)}
            _engine(report, engine, networks, store, wish, say)
        except DeskError as error:
            report.notes.append(f"{engine}: left out. {error}")
            continue
        if any(network.dequantised for network in networks.values()):
            made = ", ".join(name for name, network in networks.items() if network.dequantised)
            report.notes.append(
                f"{engine}: {made} ran the same graph on the numbers that their released bytes stand for."
            )
        if wish.memory:
            report.peak_memory_mb[engine] = _memory(engine, wish, store)
    if not report.lines:
        raise DeskError(" ".join(report.notes) or "There is no engine to measure.")
    return report


def _engine(
    report: Report,
    engine: str,
    networks: Mapping[str, Network],
    store: ModelStore,
    wish: Wish,
    say: Callable[[str], None],
) -> None:
    for case in chosen(wish.faces):
        say(f"{engine}: {case.text}")
        meter = EnergyMeter()
        times = in_turn(sides(networks, store, case, wish.heads), wish.rounds, WARM_UP)
        report.lines += [Line(engine, mode, case, one) for mode, one in times.items()]
        if case == USUAL:
            used = meter.joules()
            report.joules[engine] = None if used is None else used / ((wish.rounds + WARM_UP) * len(times))
            if FOUR in times:
                report.speedup[engine] = ratio(times[FOUR], times[MULTITASK])
        if case == Case(1, False) and ONE in times:
            report.alone[engine] = ratio(times[MULTITASK], times[ONE])
    if wish.heads == "all" and wish.faces in (None, USUAL.faces):
        say(f"{engine}: where the ratio comes from")
        report.parts[engine] = explain(networks, store, wish.rounds, WARM_UP)


def _sizes(report: Report, store: ModelStore, heads: str) -> None:
    """Put down what the networks hold; weights count as the smallest form that is released."""
    modes: dict[str, tuple[str, ...]] = {MULTITASK: (MULTITASK,), ONE: (SINGLES["face_emotion"],)}
    if heads == "all":
        modes[FOUR] = tuple(SINGLES.values())
    for mode, names in modes.items():
        entries = [store.entry(name) for name in names]
        report.parameters[mode] = sum(entry.parameters for entry in entries)
        report.macs[mode] = sum(entry.macs for entry in entries)
        report.weight_bytes[mode] = sum(
            entry.weight_bytes("int8" if "int8" in entry.files else "weights") for entry in entries
        )


def _memory(engine: str, wish: Wish, store: ModelStore) -> dict[str, float | None]:
    modes = {MULTITASK: [MULTITASK]}
    if wish.heads == "all":
        modes[FOUR] = list(SINGLES.values())
    return {mode: peak_mb(engine, names, wish.folder) for mode, names in modes.items()}
