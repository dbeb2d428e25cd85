"""Shows the progress of an evaluation on one line of the terminal."""

from __future__ import annotations

import sys


def count_on_terminal(network: str, what: str, done: int) -> None:
    """Show the number of samples done of a data set; an empty name clears the line.  Without a terminal, do nothing."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{network}: {what} {done}" if what else "\r\x1b[K")
        sys.stderr.flush()
