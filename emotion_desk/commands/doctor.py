"""``emotion-desk doctor``: checks this machine and prints whether the program can run on it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict

from emotion_desk.commands import doctor_checks
from emotion_desk.commands.argument_parser import Parser
from emotion_desk.commands.doctor_checks import Check, Level
from emotion_desk.commands.output import say

ALL_CHECKS: tuple[Callable[[], list[Check]], ...] = (
    doctor_checks.check_program,
    doctor_checks.check_libraries,
    doctor_checks.check_display,
    doctor_checks.check_settings,
    doctor_checks.check_devices,
    doctor_checks.check_weights,
    doctor_checks.check_speech,
    doctor_checks.check_inference,
)


def examine() -> list[Check]:
    """Run all checks; one that raises is a failure of its own and does not hide the others."""
    found: list[Check] = []
    for check in ALL_CHECKS:
        try:
            found += check()
        except Exception as error:  # noqa: BLE001 - whatever one check meets, the others are run
            name = check.__name__.removeprefix("check_")
            found.append(Check(name, Level.FAIL, f"could not be checked: {type(error).__name__}: {error}"))
    return found


def add_arguments(parser: Parser) -> None:
    """Describe the command."""
    parser.add_argument("--json", action="store_true", help="print the checks as JSON")


def run(options: argparse.Namespace) -> int:
    """Print the findings and return 0 if the desk can run, 1 if it cannot."""
    found = examine()
    can_run = all(check.level is not Level.FAIL for check in found)
    if options.json:
        text = json.dumps({"can_run": can_run, "checks": [asdict(check) for check in found]}, indent=2)
    else:
        width = max(len(check.name) for check in found)
        lines = [f"{check.level:5} {check.name:{width}}  {check.text}" for check in found]
        lines.append("The desk can run here." if can_run else "The desk cannot run here: see the lines with FAIL.")
        text = "\n".join(lines)
    say(text)
    return 0 if can_run else 1
