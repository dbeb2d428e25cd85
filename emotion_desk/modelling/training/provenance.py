"""What a checkpoint says about its training: the command and the commit."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path


def command_text(arguments: Sequence[str], program: str = "emotion-desk") -> str:
    """Return a command for the provenance; absolute paths are reduced to their last name."""
    published = [Path(one).name if Path(one).is_absolute() else one for one in arguments]
    return " ".join([program, *map(shlex.quote, published)])


def commit() -> str:
    """Return the commit of the source tree, ``unknown`` outside of a git repository."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"],
            capture_output=True, text=True, check=True, timeout=10, cwd=Path(__file__).parent,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return done.stdout.strip()
