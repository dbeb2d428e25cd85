"""``emotion-desk bench``: times the multi-task network against four single-task networks and against one."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from emotion_desk.commands.argument_parser import Parser, UsageError
from emotion_desk.errors import DataError, DeskError

#: Frames of the film that are measured, by round of the network.
_FRAMES_A_ROUND = 5
#: ``--json`` without a file: the JSON goes to the standard output, and the tables to the standard error.
_PRINTED = Path("-")


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.description = "Time the multi-task network against four single-task networks and against one, per engine."
    parser.add_argument(
        "what", nargs="?", choices=("networks", "all"), default="networks",
        help="networks (default), or all: networks, face tracking, analyses of a film and of pictures, live runs",
    )  # fmt: skip
    parser.add_argument("--engines", nargs="+", metavar="NAME", help="which engines (default: all that are installed)")
    parser.add_argument(
        "--heads", choices=("all", "one"), default="all", help="four questions, or one question by one single"
    )
    parser.add_argument("--faces", type=int, choices=(0, 1, 2, 3, 4), help="only so many faces")
    parser.add_argument("--rounds", type=_rounds, default=60, metavar="N", help="timed runs per case (default: 60)")
    parser.add_argument(
        "--json",
        nargs="?",
        type=Path,
        const=Path("-"),
        metavar="F",
        help="write everything as JSON; without F, print it",
    )
    parser.add_argument("--plot", type=Path, metavar="F", help="draw it as .png, .svg or .pdf")
    parser.add_argument(
        "--switches", type=_count, metavar="N", help="instead: change modes N times while the demo plays"
    )
    parser.add_argument(
        "--growth", type=Path, metavar="FILM",
        help="instead: processor time of network and face tracking, by faces, resolution and length, with a film",
    )  # fmt: skip
    parser.add_argument(
        "--against", type=Path, metavar="F",
        help="with all or --growth: ratios to an earlier JSON; status 1 if a median is 10 %% above it",
    )  # fmt: skip
    parser.add_argument("--film", type=Path, metavar="FILM", help="with all: a film of a speaking face (default: demo)")
    parser.add_argument(
        "--plots", type=Path, metavar="DIR", help="with all: draw costs by faces, size, length and stage"
    )
    parser.add_argument("--no-memory", action="store_true", help="leave out the processes that measure memory")


def run(options: argparse.Namespace) -> int:
    """Run the command; return its exit status."""
    from emotion_desk.inference.model_store import ModelStore
    from emotion_desk.modelling.benchmark.engines import PRECISIONS, available
    from emotion_desk.modelling.benchmark.report import plot, table
    from emotion_desk.modelling.benchmark.run import BenchmarkOptions
    from emotion_desk.modelling.benchmark.run import run as run_benchmark

    engines = options.engines or available()
    unknown = [engine for engine in engines if engine not in PRECISIONS]
    if unknown:
        raise UsageError(f"There is no engine '{unknown[0]}'; choose among {', '.join(PRECISIONS)}.")
    if options.switches:
        if options.engines and len(options.engines) > 1:
            raise UsageError("--switches runs one engine; name one after --engines, or none for the quickest.")
        return _switch(options)
    if options.against and not (options.growth or options.what == "all"):
        raise UsageError("--against belongs to 'bench all' and to --growth.")
    if (options.film or options.plots) and options.what != "all":
        raise UsageError("--film and --plots belong to 'bench all'.")
    if options.what == "all":
        return _all(options, engines)
    if options.growth:
        return _growth(options)
    wanted = BenchmarkOptions(engines, options.heads, options.faces, options.rounds, not options.no_memory)
    report = run_benchmark(wanted, ModelStore(), _progress)
    _progress("")
    sys.stdout.write(table(report))
    if options.json:
        _write(options.json, json.dumps(report.fields(), indent=1) + "\n")
    if options.plot:
        plot(report, options.plot)
    return 0


def _all(options: argparse.Namespace, engines: Sequence[str]) -> int:
    """Run all benchmarks; return 1 if a cost has grown against an earlier run.

    Raises:
        DeskError: the film, the networks or the earlier run cannot be read.
    """
    from emotion_desk.inference.model_store import ModelStore
    from emotion_desk.modelling.benchmark import cost_growth, cost_plots, whole_run
    from emotion_desk.modelling.benchmark.budgets import over_budget
    from emotion_desk.modelling.benchmark.report import table
    from emotion_desk.resources import shipped

    before = _read_costs(options.against) if options.against else []
    film = options.film or shipped("assets") / "demo.mp4"
    measured = [
        one for one in engines if options.engines or not one.startswith("torch")
    ]  # torch is no way to run the desk
    wanted = whole_run.WholeOptions(film, tuple(measured), options.rounds)
    report, costs = whole_run.run(wanted, ModelStore(), _progress)
    _progress("")
    where = whole_run.conditions()
    is_printed = options.json == _PRINTED
    out = sys.stderr if is_printed else sys.stdout
    out.write(f"{table(report)}\n{where['cpu']}, Emotion Desk {where['version']}\n{cost_growth.HEADING}\n")
    out.write("".join(f"{one.line()}\n" for one in costs))
    out.write("".join(f"over budget: {sentence}\n" for sentence in over_budget(costs)))
    ratios = cost_growth.ratios(costs, before)
    out.write("".join(f"ratio {value:5.2f}  {stage}, {case}\n" for (stage, case), value in ratios.items()))
    grown = cost_growth.regressions(costs, before)
    out.write("".join(f"slower: {sentence}\n" for sentence in grown))
    if options.json:
        fields = {"conditions": where, "costs": cost_growth.fields(costs), "networks": report.fields()}
        if ratios:
            fields["ratios"] = [{"stage": stage, "case": case, "ratio": one} for (stage, case), one in ratios.items()]
        _write(options.json, json.dumps(fields, indent=1) + "\n")
    if options.plots:
        cost_plots.draw(costs, options.plots)
    return 1 if grown else 0


def _growth(options: argparse.Namespace) -> int:
    """Print the cost of the stages; return 1 if one has grown against an earlier run.

    Raises:
        DeskError: the film, the networks or the earlier run cannot be read.
    """
    from emotion_desk.inference.predictor import load_predictor
    from emotion_desk.machine import cpu_name
    from emotion_desk.modelling.benchmark import cost_growth

    before = _read_costs(options.against) if options.against else []
    reader = load_predictor(engine=(options.engines or ["auto"])[0])
    sys.stdout.write(f"{cpu_name()}, {reader.engine}; processor time\n{cost_growth.HEADING}\n")
    costs = [
        *cost_growth.network_costs(reader, options.rounds),
        *cost_growth.tracking_costs(options.growth, options.rounds * _FRAMES_A_ROUND),
    ]
    sys.stdout.write("".join(f"{one.line()}\n" for one in costs))
    if options.json:
        _write(options.json, json.dumps({"costs": cost_growth.fields(costs)}, indent=1) + "\n")
    grown = cost_growth.regressions(costs, before)
    sys.stdout.write("".join(f"slower: {sentence}\n" for sentence in grown))
    return 1 if grown else 0


def _read_costs(path: Path) -> list[dict[str, object]]:
    """Return the costs of an earlier run.

    Raises:
        DataError: the file cannot be read, or is not such a run.
    """
    try:
        costs = json.loads(path.read_text(encoding="utf-8"))["costs"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DataError(f"'{path}' is no earlier run of 'bench all' or 'bench --growth'.") from error
    if not isinstance(costs, list):
        raise DataError(f"'{path}' is no earlier run of 'bench all' or 'bench --growth'.")
    return costs


def _switch(options: argparse.Namespace) -> int:
    """Change modes while the demo plays instead of timing networks.

    Raises:
        UsageError: this is not a source tree; the measurement is part of the tests.
    """
    if find_spec("tests") is None or find_spec("tests.soak") is None:
        raise UsageError("--switches works in a source tree only: its measurement is part of the tests.")
    from emotion_desk.inference.model_store import ModelStore
    from emotion_desk.modelling.benchmark.mode_switching import sentence, switch_modes

    engine = options.engines[0] if options.engines else "auto"
    switched = switch_modes(options.switches, ModelStore(), engine, _progress)
    _progress("")
    sys.stdout.write(sentence(switched) + "\n")
    if options.json:
        _write(options.json, json.dumps(switched.fields(), indent=1) + "\n")
    return 0


def _count(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 10_000:
        raise argparse.ArgumentTypeError(f"'{text}' switches are too few or too many")
    return value


def _rounds(text: str) -> int:
    value = int(text)
    if not 3 <= value <= 100_000:
        raise argparse.ArgumentTypeError(f"'{text}' rounds are too few or too many")
    return value


def _progress(text: str) -> None:
    """Show on one line of a terminal what is being measured."""
    if sys.stderr.isatty():
        width = min(100, os.get_terminal_size(sys.stderr.fileno()).columns - 1)
        sys.stderr.write(f"\r{text[:width]:<{width}}\r")
        sys.stderr.flush()


def _write(file: Path, text: str) -> None:
    if file == _PRINTED:
        sys.stdout.write(text)
        return
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise DeskError(f"The report '{file}' cannot be written: {error.strerror}.") from error
