"""Runs the benchmark: for each engine and case, all networks are timed in alternation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from emotion_desk.catalogue import SINGLES
from emotion_desk.errors import DeskError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.protocols import Engine
from emotion_desk.machine import cpu_name, usable_cores
from emotion_desk.modelling.benchmark.cases import (
    FOUR,
    MULTITASK,
    ONE,
    USUAL,
    Case,
    chosen,
    networks_of,
    one_question,
    sides,
)
from emotion_desk.modelling.benchmark.cost_ratio import Parts, explain
from emotion_desk.modelling.benchmark.engines import PRECISIONS, load
from emotion_desk.modelling.benchmark.paired_timing import Ratio, Times, in_turn, ratio
from emotion_desk.modelling.benchmark.peak_memory import peak_mb
from emotion_desk.modelling.benchmark.rapl_energy import EnergyMeter

#: Timed rounds per case, and rounds before them that are not counted.
ROUNDS: Final = 60
WARM_UP: Final = 8


@dataclass(frozen=True)
class Line:
    """Times of one engine, mode and case."""

    engine: str
    mode: str
    case: Case
    times: Times

    def fields(self) -> dict[str, Any]:
        """Return the entry of the JSON report."""
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
    """All results of a benchmark.

    Attributes:
        speedup: by engine, the time of four single-task networks divided by that of the multi-task network, for one
            face and sound.
        alone: by engine, the time of the multi-task network divided by that of one single-task network, for one face
            and one question.
        notes: sentences on engines that were left out, or whose weights were converted.
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
        """Return the report as JSON values; docs/report.md describes them."""
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
class BenchmarkOptions:
    """Options of a benchmark.

    Attributes:
        engines: names of the engines.
        heads: ``all`` or ``one``; see :func:`emotion_desk.modelling.benchmark.cases.sides`.
        faces: only cases with this number of faces; ``None``: all cases.
        rounds: timed rounds per case.
        memory: measure the peak memory as well.
        folder: folder of weights for the processes that measure memory; ``None``: the installed ones.
    """

    engines: Sequence[str]
    heads: str = "all"
    faces: int | None = None
    rounds: int = ROUNDS
    memory: bool = True
    folder: str | None = None


def run(options: BenchmarkOptions, store: ModelStore, progress: Callable[[str], None]) -> Report:
    """Run the benchmark; an engine that cannot run here is left out with a note.

    Args:
        options: what to measure.
        store: weights of the networks.
        progress: called with a line of text when a measurement begins.

    Raises:
        DeskError: no engine can run.
    """
    report = Report(cpu_name(), usable_cores())
    _sizes(report, store, options.heads)
    for engine in options.engines:
        progress(f"{engine}: loading")
        try:
            networks = {name: load(store, name, engine) for name in networks_of(options.heads, store)}
            _engine(report, engine, networks, store, options, progress)
        except DeskError as error:
            report.notes.append(f"{engine}: left out. {error}")
            continue
        if options.memory:
            report.peak_memory_mb[engine] = _memory(engine, options, store)
    if not report.lines:
        raise DeskError(" ".join(report.notes) or "There is no engine to measure.")
    return report


def _engine(
    report: Report,
    engine: str,
    networks: Mapping[str, Engine],
    store: ModelStore,
    options: BenchmarkOptions,
    progress: Callable[[str], None],
) -> None:
    for case in chosen(options.faces):
        progress(f"{engine}: {case.text}")
        meter = EnergyMeter()
        times = in_turn(sides(networks, store, case, options.heads), options.rounds, WARM_UP)
        report.lines += [Line(engine, mode, case, one) for mode, one in times.items()]
        if case == USUAL:
            used = meter.joules()
            report.joules[engine] = None if used is None else used / ((options.rounds + WARM_UP) * len(times))
            if FOUR in times:
                report.speedup[engine] = ratio(times[FOUR], times[MULTITASK])
        if case == Case(1, False):
            alone = in_turn(one_question(networks, store), options.rounds, WARM_UP)
            report.alone[engine] = ratio(alone[MULTITASK], alone[ONE])
    if options.heads == "all" and options.faces in (None, USUAL.faces):
        progress(f"{engine}: where the ratio comes from")
        report.parts[engine] = explain(networks, store, options.rounds, WARM_UP)


def _sizes(report: Report, store: ModelStore, heads: str) -> None:
    """Add parameters, operations and bytes of the networks; the bytes are those of the smallest released form."""
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


def _memory(engine: str, options: BenchmarkOptions, store: ModelStore) -> dict[str, float | None]:
    modes = {MULTITASK: [MULTITASK]}
    if options.heads == "all":
        modes[FOUR] = list(SINGLES.values())
    return {mode: peak_mb(engine, names, options.folder) for mode, names in modes.items()}
