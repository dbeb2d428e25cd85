"""Runs the fault campaign and prints how many cases were tried, handled and lost.

python -m tests.soak [--classes ABG] [--scale 1.0] [--seed 1]

A case is *handled* if it works or is refused in one sentence, *lost* if data that was safe before is gone afterwards,
and *unexpected* if anything else happens.  The status is 1 if a case was lost or unexpected.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.soak.campaign import CLASSES, HANDLED, LOST


def main(arguments: list[str] | None = None) -> int:
    """Run the classes and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--classes", default="".join(CLASSES), help="letters of the classes to run (default: all)")
    parser.add_argument("--scale", type=float, default=1.0, help="multiplies the number of cases")
    parser.add_argument("--seed", type=int, default=1, help="of the random generator")
    options = parser.parse_args(arguments)
    totals: Counter[str] = Counter()
    _print("class       tried  handled  lost  unexpected")
    for letter in options.classes:
        name, cases = CLASSES[letter]
        counts: Counter[str] = Counter()
        with tempfile.TemporaryDirectory() as folder:
            for outcome in cases(Path(folder), random.Random(options.seed), options.scale):
                counts["tried"] += 1
                counts[outcome if outcome in (HANDLED, LOST) else "unexpected"] += 1
                if outcome not in (HANDLED, LOST):
                    _print(f"  {letter}: {outcome}")
        _print(_row(f"{letter} {name}", counts))
        totals.update(counts)
    _print(_row("all", totals))
    return 1 if totals[LOST] + totals["unexpected"] else 0


def _row(name: str, counts: Counter[str]) -> str:
    return f"{name:10} {counts['tried']:6d} {counts[HANDLED]:8d} {counts[LOST]:5d} {counts['unexpected']:11d}"


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
