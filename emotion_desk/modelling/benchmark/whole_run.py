"""``bench all``: every benchmark of the desk in one run, comparable with an earlier run."""

from __future__ import annotations

import multiprocessing
import platform
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from emotion_desk.display_check import check_display
from emotion_desk.errors import DisplayError
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.predictor import load_predictor
from emotion_desk.machine import cpu_name, usable_cores
from emotion_desk.modelling.benchmark import analysis_costs, cost_growth, live_costs, program_costs
from emotion_desk.modelling.benchmark.cost_growth import Cost
from emotion_desk.modelling.benchmark.run import BenchmarkOptions, Report
from emotion_desk.modelling.benchmark.run import run as run_networks
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.version import __version__

_PACKAGES: Final = ("onnxruntime", "opencv-python", "numpy", "av", "openvino", "torch")
#: Frames that are tracked, by round of the network.
_FRAMES_A_ROUND: Final = 5
_LIVE_S: Final = 10


@dataclass(frozen=True, slots=True)
class WholeOptions:
    """What is measured.

    Attributes:
        film: a film of a speaking face.
        engines: engines of the networks' comparison.
        rounds: calls of each network; analyses and live runs are repeated ``runs`` times.
        runs: see ``rounds``.
        pictures: number of pictures of the folder.
        live: whether whole programs are measured, in processes of their own: analyses, live runs and, where there is a
            display, the window.
    """

    film: Path
    engines: tuple[str, ...]
    rounds: int
    runs: int = 3
    pictures: int = 100
    live: bool = True


def run(options: WholeOptions, store: ModelStore, progress: Callable[[str], None]) -> tuple[Report, list[Cost]]:
    """Run all benchmarks; return the comparison of networks, and all costs.

    Raises:
        DeskError: the film or the networks cannot be read.
    """
    report = run_networks(BenchmarkOptions(options.engines, rounds=options.rounds, memory=False), store, progress)
    costs = [
        cost_growth.cost_of(line.engine, f"{line.mode}, {line.case.text}", line.times.ms.tolist())
        for line in report.lines
    ]
    progress("the network by faces")
    costs += cost_growth.network_costs(load_predictor(), options.rounds)
    progress("tracking")
    costs += cost_growth.tracking_costs(options.film, options.rounds * _FRAMES_A_ROUND)
    analysis = AnalysisOptions(people=False)
    # The networks above were measured with all cores; an analysis spares one for its other threads, which is decided
    # once in a process, and threads of a pool that wait for one another cost processor time.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as analyses:
        progress("the stages of an analysis")
        costs += analyses.submit(analysis_costs.stage_costs, options.film, analysis, options.runs).result()
        progress("an analysis by length")
        costs += analyses.submit(analysis_costs.length_costs, options.film, analysis, options.runs).result()
        progress("a folder of pictures")
        pictures = options.pictures, min(3, usable_cores() + 1)
        costs += analyses.submit(analysis_costs.picture_costs, options.film, analysis, options.runs, *pictures).result()
    if options.live and sys.platform != "win32":
        progress("whole analyses")
        costs += program_costs.analysis_program_costs(options.film, options.runs)
        progress("live runs")
        costs += live_costs.live_costs(options.runs, _LIVE_S)
        if _has_display():
            progress("the window")
            costs += program_costs.window_costs(options.film, options.runs, _LIVE_S)
    return report, costs


def _has_display() -> bool:
    try:
        check_display()
    except DisplayError:
        return False
    return True


def conditions() -> dict[str, Any]:
    """Return the machine and the versions of a run."""
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return {
        "version": __version__,
        "cpu": cpu_name(),
        "cores": usable_cores(),
        "python": platform.python_version(),
        "packages": found,
    }
