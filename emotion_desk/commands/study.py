"""``emotion-desk study``: prepares studies, runs participants from files, and combines all into one table."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from emotion_desk.catalogue import ANALYSIS_MODES, MULTITASK
from emotion_desk.commands.argument_parser import Parser, mode_name
from emotion_desk.commands.output import say


def run(options: argparse.Namespace) -> int:
    """Run the chosen action and return the exit status."""
    action: Callable[[argparse.Namespace], int] = options.do
    return action(options)


def _demo(options: argparse.Namespace) -> int:
    from emotion_desk.studies.demo import write_demo
    from emotion_desk.studies.plan import describe

    say(describe(write_demo(options.folder)))
    return 0


def _check(options: argparse.Namespace) -> int:
    from emotion_desk.studies.from_files import stimulus_lengths
    from emotion_desk.studies.plan import describe, read_study
    from emotion_desk.studies.runs import runs_of, schedule

    study = read_study(options.folder)
    lengths = stimulus_lengths(options.folder, study)
    done = {one.participant: one for one, _session in runs_of(options.folder)}
    people = list(dict.fromkeys((*study.participants, *done)))
    say(describe(study, people))
    for code in people:
        steps = schedule(study, code, lengths)
        order = " ".join(step.stimulus.name for step in steps if step.stimulus is not None)
        state = "done" if code in done and done[code].finished else "begun" if code in done else "to do"
        say(f"{code}: {state}, {sum(step.seconds for step in steps):.1f} s: {order}")
    return 0


def _run(options: argparse.Namespace) -> int:
    from emotion_desk.studies.from_files import run_from_file
    from emotion_desk.studies.plan import read_study

    study = read_study(options.folder)
    done = run_from_file(
        options.folder,
        study,
        options.participant,
        options.file,
        begins_s=options.begins,
        agreed=options.consent,
        mode=options.mode,
    )
    say(f"{done.participant}: {len(done.trials)} trials of {options.file.name}")
    return 0


def _combine(options: argparse.Namespace) -> int:
    from emotion_desk.sessions.export.options import ExportOptions
    from emotion_desk.studies.combine import REPORT, combine
    from emotion_desk.studies.plan import read_study

    study = read_study(options.folder)
    chosen = ExportOptions(decimal="comma", delimiter=";", bom=True) if options.program else ExportOptions()
    out = options.out if options.out is not None else options.folder
    for name, count in combine(options.folder, study, out, chosen).items():
        say(f"{out / name}: {count} rows")
    say(f"{out / REPORT}")
    return 0


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1e6:
        raise argparse.ArgumentTypeError(f"'{text}' is no time in seconds")
    return value


def add_arguments(parser: Parser) -> None:
    """Add the actions with their arguments."""
    parser.description = (
        "A study is a folder with study.toml: participants (codes), stimuli, conditions, order, baseline and consent."
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)

    def add(name: str, do: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        action = actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        action.set_defaults(do=do)
        action.add_argument("folder", type=Path, metavar="STUDY", help="folder of the study")
        return action

    add("demo", _demo, "write a demo study with three generated stimuli")
    add("check", _check, "check a study and list its participants, their orders and what is done")
    one = add("run", _run, "add a participant from a video of them, made while they watched the stimuli in their order")
    one.add_argument("--participant", required=True, metavar="CODE", help="the participant's code, never the name")
    one.add_argument("--file", required=True, type=Path, metavar="F", help="video of the participant")
    one.add_argument("--begins", type=_seconds, default=0.0, metavar="S", help="second at which the baseline began")
    one.add_argument("--consent", action="store_true", help="the participant agreed to the study's text")
    one.add_argument("--mode", type=mode_name, choices=ANALYSIS_MODES, default=MULTITASK, help="which networks")
    one = add("combine", _combine, "write one table of all participants, a summary, and a report with plots")
    one.add_argument("--out", type=Path, metavar="DIR", help="folder of the results (default: that of the study)")
    one.add_argument("--for", choices=("excel",), dest="program", help="CSV with decimal comma, ';' and mark")
