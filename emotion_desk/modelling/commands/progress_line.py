"""The one line on a terminal that counts what a measurement has gone through."""

from __future__ import annotations

import sys


def count_on_terminal(network: str, what: str, done: int) -> None:
    """Show how many samples of a set a network was asked; an empty set clears the line. Silent without a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{network}: {what} {done}" if what else "\r\x1b[K")
        sys.stderr.flush()
