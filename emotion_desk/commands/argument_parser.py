"""Wrong arguments: one sentence and exit status 2."""

from __future__ import annotations

import argparse
from typing import NoReturn

from emotion_desk.catalogue import RETIRED_MODES
from emotion_desk.errors import DeskError


class UsageError(DeskError):
    """The command line asks for something that makes no sense."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of printing the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing and ending the process."""
        raise UsageError(f"{message}; '{self.prog} --help' tells more.")


def mode_name(text: str) -> str:
    """Return the argument of ``--mode``; a removed mode is refused with a sentence that says so."""
    if text in RETIRED_MODES:
        raise UsageError(RETIRED_MODES[text])
    return text
