"""Argument parsers: wrong arguments are one sentence and exit status 2, and a command is loaded when it is used."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn, Protocol

from emotion_desk.catalogue import RETIRED_MODES
from emotion_desk.errors import DeskError

PROGRAM = "emotion-desk"


class UsageError(DeskError):
    """The arguments on the command line are wrong."""


class Parser(argparse.ArgumentParser):
    """Reports what is wrong in one sentence instead of printing the whole usage; options cannot be abbreviated."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"allow_abbrev": False} | options))

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing and ending the process."""
        raise UsageError(f"{message}; '{self.prog} --help' shows the arguments.")


class CommandModule(Protocol):
    """What a module that holds a command offers; importing it must load nothing heavy."""

    def add_arguments(self, parser: Parser) -> None:
        """Describe the command to its parser: description, arguments, options."""

    def run(self, options: argparse.Namespace) -> int:
        """Run the command and return its exit status."""


class CommandParser(Parser):
    """The parser of one command; the module behind it is imported when the command is parsed, not before.

    After parsing, ``run`` of the namespace is the function that runs the command.
    """

    module: str = ""

    def complete(self) -> None:
        """Import the module and add its arguments; does nothing the second time."""
        if not self.module:
            return
        command: CommandModule = import_module(self.module)
        self.module = ""
        command.add_arguments(self)
        self.set_defaults(run=command.run)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Complete the parser first."""
        self.complete()
        return super().parse_known_args(args, namespace)


def mode_name(text: str) -> str:
    """Return the argument of ``--mode``; a removed mode is refused with a sentence that says so."""
    if text in RETIRED_MODES:
        raise UsageError(RETIRED_MODES[text])
    return text
